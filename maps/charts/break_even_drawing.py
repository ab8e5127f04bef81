"""How a break-even map is drawn, one short function for each layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ...network.economics import (
    Region,
    cost_time_front,
)
from ..letters import printable
from ..mode_names import mode_name
from ..phrases import Phrase
from .frame import linear_ticks, log_ticks, ticks
from .house_style import GREY, INK, PAPER, mode_colour
from .shipment_words import Words
from .tags import Obstacles, Tag, place_tags

if TYPE_CHECKING:
    from matplotlib.axes import Axes


from .break_even_case import BreakEven, value_text

_GOODS: Final = Phrase("{value} USD/kg, {days:.0f} days", "{value} 美元/千克，{days:.0f} 天")
_NOTHING: Final = Phrase("nothing\narrives\nyet", "尚无\n方式\n到达")
_TIE: Final = Phrase(
    "{faster} over {slower} above {value} USD/kg", "高于 {value} 美元/千克时{faster}优于{slower}"
)
LOWEST_VALUE: Final = 0.1
HIGHEST_VALUE: Final = 1_000.0
"""Ends of the value axis in USD/kg: gravel to processors; more where a tie or the goods need it."""


def draw_case(axes: Axes, case: BreakEven, found: Sequence[Region], words: Words) -> None:
    """Draw regions, the lines between them, the goods and all labels."""
    _set_scales(axes, case)
    obstacles = Obstacles()
    for region in found:
        _draw_region(axes, region)
    _draw_borders(axes, found, obstacles)
    if case.goods_usd_per_kg is not None and case.goods_days is not None:
        here = (case.goods_days, case.goods_usd_per_kg)
        axes.plot(*here, marker="o", markersize=words.size.text_pt * 0.8, color=INK,
                  markeredgecolor=PAPER, markeredgewidth=1.5, zorder=5, gid="goods")  # fmt: skip
        obstacles.add_points(
            axes, [here], radius_px=0.7 * words.size.text_pt * axes.figure.dpi / 72
        )
    place_tags(axes, _tags(axes, case, found, words), obstacles)


def _set_scales(axes: Axes, case: BreakEven) -> None:
    front = cost_time_front(case.choices).choices
    longest = max([choice.days for choice in front] + [case.goods_days or 1.0])
    values = [tie.usd_per_kg for tie in case.ties if tie.usd_per_kg > 0]
    values += [case.goods_usd_per_kg] if case.goods_usd_per_kg else []
    axes.set_yscale("log")
    axes.set_ylim(
        min([LOWEST_VALUE, *(v / 4 for v in values)]),
        max([HIGHEST_VALUE, *(v * 4 for v in values)]),
    )
    axes.set_xlim(0, longest * 1.15)
    ticks(axes, "x", linear_ticks(axes.get_xlim()[1], most=12))
    ticks(axes, "y", log_ticks(*axes.get_ylim()))
    axes.grid(visible=False)


def _clipped(axes: Axes, region: Region) -> tuple[float, float, float, float] | None:
    """Return left, right, bottom and top of a region inside the axes."""
    (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
    left, right = max(region.from_days, x0), min(region.to_days, x1)
    low, high = max(region.from_usd_per_kg, y0), min(region.to_usd_per_kg, y1)
    return (left, right, low, high) if left < right and low < high else None


def _draw_region(axes: Axes, region: Region) -> None:
    box = _clipped(axes, region)
    if box is None:
        return
    left, right, low, high = box
    axes.fill_between([left, right], low, high, color=mode_colour(region.choice.mode), alpha=0.3,
                      linewidth=0, zorder=1, gid="region")  # fmt: skip


def _draw_borders(axes: Axes, found: Sequence[Region], obstacles: Obstacles) -> None:
    """Draw lines where two regions of different modes meet, or where nothing arrives yet."""
    (_, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    lines: list[list[tuple[float, float]]] = []
    for region in found:
        box = _clipped(axes, region)
        if box is None:
            continue
        for other in found:
            lines += _shared_borders(region, other)
        if not any(other.to_days == region.from_days for other in found):
            lines.append([(box[0], box[2]), (box[0], box[3])])
    for line in lines:
        inside = [(min(max(x, 0.0), right), min(max(y, low), high)) for x, y in line]
        if inside[0] == inside[1]:
            continue
        axes.plot(*zip(*inside, strict=True), color=PAPER, linewidth=2.2, zorder=2, gid="tie")
        obstacles.add_line(axes, inside)


def _shared_borders(region: Region, other: Region) -> list[list[tuple[float, float]]]:
    """Return the line where a region ends at another of a different mode, above or to the right."""
    if other.choice.mode == region.choice.mode:
        return []
    lines = []
    left, right = max(region.from_days, other.from_days), min(region.to_days, other.to_days)
    if region.to_usd_per_kg == other.from_usd_per_kg and left < right:
        lines.append([(left, region.to_usd_per_kg), (right, region.to_usd_per_kg)])
    low = max(region.from_usd_per_kg, other.from_usd_per_kg)
    high = min(region.to_usd_per_kg, other.to_usd_per_kg)
    if region.to_days == other.from_days and low < high:
        lines.append([(other.from_days, low), (other.from_days, high)])
    return lines


def _tags(axes: Axes, case: BreakEven, found: Sequence[Region], words: Words) -> list[Tag]:
    """Return labels for the goods, the modes, the ties, and where nothing arrives yet."""
    tags, size = [], words.size
    if case.goods_usd_per_kg is not None and case.goods_days is not None:
        value = value_text(case.goods_usd_per_kg)
        figures = _GOODS.fill(value=value, days=case.goods_days)[words.language]
        tags.append(
            Tag(x=case.goods_days, y=case.goods_usd_per_kg, colour=INK, points=0.9 * size.text_pt,
                text=f"{printable(case.goods_name[words.language], 32)}\n{figures}", has_halo=False)
        )  # fmt: skip
    tags += [*_mode_tags(axes, found, words), *_tie_tags(axes, case, words)]
    if found:
        low, high = axes.get_ylim()
        first = min(region.from_days for region in found)
        tags.append(
            Tag(x=0, y=low, text=_NOTHING[words.language], colour=GREY, points=0.85 * size.text_pt,
                inside=(0, first, low, high), may_leave=False)
        )  # fmt: skip
    return tags


def _mode_tags(axes: Axes, found: Sequence[Region], words: Words) -> list[Tag]:
    """Return the name of each mode, in the largest of its regions on paper."""
    largest: dict[str, tuple[float, tuple[float, float, float, float]]] = {}
    for region in found:
        box = _clipped(axes, region)
        if box is None:
            continue
        (x0, y0), (x1, y1) = axes.transData.transform([(box[0], box[2]), (box[1], box[3])])
        area = float((x1 - x0) * (y1 - y0))
        if region.choice.mode not in largest or area > largest[region.choice.mode][0]:
            largest[region.choice.mode] = (area, box)
    return [
        Tag(x=(box[0] + box[1]) / 2, y=(box[2] * box[3]) ** 0.5,
            text=printable(mode_name(mode)[words.language], 40), colour=mode_colour(mode),
            is_bold=True, points=1.2 * words.size.text_pt, inside=box)
        for mode, (_, box) in sorted(largest.items(), key=lambda item: -item[1][0])
    ]  # fmt: skip


def _tie_tags(axes: Axes, case: BreakEven, words: Words) -> list[Tag]:
    """Return the value of each tie, in a strip above its line if that is long enough."""
    (_, right), to_data = axes.get_xlim(), axes.transData.inverted()
    size = words.size
    strip_px = 2.2 * size.text_pt * axes.figure.dpi / 72
    tags = []
    for tie in case.ties:
        level = axes.transData.transform((0, tie.usd_per_kg))[1]
        top = float(to_data.transform((0, level + strip_px))[1])
        text = _TIE.fill(
            faster=mode_name(tie.faster.mode), slower=mode_name(tie.slower.mode),
            value=value_text(tie.usd_per_kg),
        )[words.language]  # fmt: skip
        tags.append(
            Tag(x=tie.from_days, y=tie.usd_per_kg, text=text, colour=GREY, may_leave=False,
                points=0.85 * size.text_pt,
                inside=(tie.from_days, min(tie.to_days, right), tie.usd_per_kg, top))
        )  # fmt: skip
    return tags
