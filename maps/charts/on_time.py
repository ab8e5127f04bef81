"""When cargo arrives against its due dates: a distribution for each corridor or mode."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...network.plan_punctuality import on_time_of, size_of, spare_quantile
from ..letters import printable
from ..mode_names import mode_name, modes_key
from ..phrases import Language, Phrase, named
from ..style import on_light
from .chart import Chart, finite, records
from .frame import Frame, framed, room_for
from .house_style import GREY, INK, SLIDE, WARNING, Size, house_style, mode_colour
from .mix_case import OTHERS, MixBy
from .shipment_words import source_note

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...network.plan_punctuality import PartPunctuality, PlanPunctuality

MOST_ROWS: Final = 10
NAME_LENGTH: Final = 34
RIDGE: Final = 0.95
"""Height of the highest ridge, as a share of a row."""

EARLIEST_DAYS, LATEST_DAYS = 45, 20
"""Days before and after the due date that are drawn at most; what lies beyond is at the edge."""

COLUMNS: Final = (
    "group", "teu", "on_time", "spare_days_p10", "spare_days_p50", "spare_days_p90",
)  # fmt: skip
_NOTE: Final = Phrase(
    "{draws:,} simulated journeys of each route with delays and missed connections, no disruptions;"
    " the shapes of the distributions are assumptions. Red: after the due date.",
    "每条路径模拟 {draws:,} 次，含延误与错过衔接，不含突发中断；分布形态为假设。红色：晚于交期。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    key: str
    name: Phrase
    colour: str
    parts: tuple[PartPunctuality, ...]


def draw_on_time(
    punctuality: PlanPunctuality,
    *,
    by: MixBy = MixBy.CORRIDOR,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
) -> Chart:
    """Draw when the cargo of a plan arrives against its due dates.

    Parameters
    ----------
    punctuality
        What a simulation of the plan found (`optimizer.stress.punctuality`).
    by
        Corridor or mode.
    size
        Size of the picture.
    title
        The message; by default how much is on time, and which group is least sure.
    language
        Language of the words.

    Returns
    -------
    Chart
        The picture, and a row for each group: share on time, and days to spare.

    Raises
    ------
    ValueError
        If asked by gateway.
    """
    if by is MixBy.GATEWAY:
        msg = "by gateway; expected by corridor or by mode"
        raise ValueError(msg)
    groups = _groups(punctuality, by)
    plan = punctuality.plan
    frame = Frame(
        title=title or _message(groups, punctuality)[language],
        subtitle=_SUBTITLE.fill(teu=size_of(punctuality.parts), orders=_num_orders(punctuality))[
            language
        ],
        note=source_note(
            plan.network, _NOTE.fill(draws=punctuality.draws)[language], language=language
        ),
        x_label=_AXIS[language],
        y_label="",
    )
    with house_style(size):
        figure, axes = framed(
            frame, size, left_in=_left_in(groups, size, language), right_in=9 * size.text_pt / 72
        )
        _draw(axes, _drawn(groups), size, language)
    return Chart(
        name="on_time", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS, rows=records(COLUMNS, [_record(row) for row in groups]),
    )  # fmt: skip


_SUBTITLE: Final = Phrase(
    "Arrival of {teu:,.0f} TEU of {orders:,} orders against the due date",
    "{orders:,} 票货、{teu:,.0f} TEU 的到达时间与交期之差",
)
_AXIS: Final = Phrase(
    "days before (−) and after (+) the due date", "早于（−）或晚于（+）交期的天数"
)


def _num_orders(punctuality: PlanPunctuality) -> int:
    return len({part.assignment.shipment_id for part in punctuality.parts})


def _groups(punctuality: PlanPunctuality, by: MixBy) -> list[_Row]:
    network = punctuality.plan.network
    if by is MixBy.MODE:
        found = punctuality.groups(lambda a: modes_key(a.route.mode_label))
        return [
            _Row(key=key, name=mode_name(key), colour=mode_colour(key), parts=parts)
            for key, parts in found.items()
        ]
    rows = []
    for key, parts in punctuality.groups(lambda a: a.route.main_corridor).items():
        corridor = network.corridors[key]
        name = named(corridor.name, corridor.name_zh)
        rows.append(_Row(key=key, name=name, colour=corridor.colour, parts=parts))
    return rows


def _drawn(groups: Sequence[_Row]) -> list[_Row]:
    """Return the groups that are drawn: the largest, and all others as one."""
    if len(groups) <= MOST_ROWS:
        return list(groups)
    rest = groups[MOST_ROWS - 1 :]
    parts = tuple(part for row in rest for part in row.parts)
    name = OTHERS.fill(count=len(rest))
    return [*groups[: MOST_ROWS - 1], _Row(key="", name=name, colour=GREY, parts=parts)]


def _record(row: _Row) -> tuple[str, float, float, float | None, float | None, float | None]:
    p10, p50, p90 = (finite(spare_quantile(row.parts, share), 4) for share in (0.1, 0.5, 0.9))
    return row.key, round(size_of(row.parts), 4), round(on_time_of(row.parts), 6), p10, p50, p90


def _message(groups: Sequence[_Row], punctuality: PlanPunctuality) -> Phrase:
    if not groups:
        return Phrase("Nothing travels", "没有货物运输")
    drawn = [row for row in _drawn(groups) if row.key]
    least = min(drawn, key=lambda row: (on_time_of(row.parts), row.key))
    text = Phrase(
        "{share:.0%} of the cargo keeps its due date; {name} is least sure with {low:.0%}",
        "{share:.0%} 的货量准时到达；{name}最低，为 {low:.0%}",
    )
    low = on_time_of(least.parts)
    if len(groups) == 1 or low > 0.995:
        text = Phrase("{share:.0%} of the cargo keeps its due date", "{share:.0%} 的货量准时到达")
    return text.fill(share=punctuality.on_time, name=least.name, low=low)


def _left_in(groups: Sequence[_Row], size: Size, language: Language) -> float:
    names = [printable(row.name[language], NAME_LENGTH) for row in _drawn(groups)]
    return room_for(names, size.text_pt)


def _draw(axes: Axes, rows: Sequence[_Row], size: Size, language: Language) -> None:
    """Draw a ridge for each row, the first on top, all to the same scale of area."""
    low, high = _days_in_view(rows)
    ridges = [_ridge(row.parts, low, high) for row in rows]
    highest = max((max(ridge) for ridge in ridges), default=1.0) or 1.0
    axes.set_xlim(low, high)
    axes.set_ylim(-0.15, max(len(rows), 1) + RIDGE - 0.8)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=INK, linewidth=1.4, zorder=4, gid="due")
    for number, (row, ridge) in enumerate(zip(rows, ridges, strict=True)):
        base = len(rows) - 1 - number
        edges = [low + day for day in range(len(ridge) + 1)]
        heights = [base + RIDGE * share / highest for share in ridge]
        _fill(axes, edges, heights, base, on_light(row.colour))
        label = f"{on_time_of(row.parts):.0%}"
        axes.annotate(
            label, (high, base + 0.3), xytext=(10, 0), textcoords="offset points", va="center",
            fontsize=1.1 * size.text_pt, weight="bold", color=INK, annotation_clip=False,
        )  # fmt: skip
        axes.annotate(
            f"{size_of(row.parts):,.0f} TEU", (high, base + 0.3), va="center", color=GREY,
            xytext=(10 + 3.4 * size.text_pt, 0), textcoords="offset points",
            fontsize=0.85 * size.text_pt, annotation_clip=False,
        )  # fmt: skip
    axes.annotate(
        Phrase("on time", "准时率")[language], (high, len(rows) + RIDGE - 1), xytext=(10, 0),
        textcoords="offset points", fontsize=0.85 * size.text_pt, color=GREY,
        annotation_clip=False,
    )  # fmt: skip
    names = [printable(row.name[language], NAME_LENGTH) for row in rows]
    axes.set_yticks([len(rows) - 1 - n + 0.3 for n in range(len(rows))], names)
    axes.tick_params(axis="y", colors=INK)


def _fill(
    axes: Axes, edges: Sequence[float], heights: Sequence[float], base: float, colour: str
) -> None:
    due = sum(1 for edge in edges[:-1] if edge < 0)
    for begin, end, shade in ((0, due, colour), (due, len(heights), WARNING)):
        if begin < end:
            axes.stairs(heights[begin:end], edges[begin : end + 1], fill=True, baseline=base,
                        color=shade, alpha=0.85, gid="ridge")  # fmt: skip
    axes.plot([edges[0], edges[-1]], [base, base], color=colour, linewidth=0.8)


def _days_in_view(rows: Sequence[_Row]) -> tuple[int, int]:
    """Return whole days around the due date that hold nearly everything."""
    found = [-spare_quantile(row.parts, share) for row in rows for share in (0.01, 0.99)]
    finite_days = [day for day in found if math.isfinite(day)] or [0.0]
    low = max(-EARLIEST_DAYS, min(-5, math.floor(min(finite_days)) - 1))
    return low, min(LATEST_DAYS, max(5, math.ceil(max(finite_days)) + 1))


def _ridge(parts: Sequence[PartPunctuality], low: int, high: int) -> list[float]:
    """Return the share of the size that arrives on each day; what lies beyond is at the edge."""
    total = size_of(parts) or 1.0
    days = [0.0] * (high - low)
    for part in parts:
        weight = part.assignment.size_teu / len(part.spare_days) / total
        for spare in part.spare_days:
            place = math.floor(-spare - low) if math.isfinite(spare) else high - low
            days[min(max(place, 0), len(days) - 1)] += weight
    return days
