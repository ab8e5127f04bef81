"""How the chart of cost against time is drawn, one short function for each layer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ...network.economics import Choice
from ..letters import printable
from ..mode_names import mode_name
from ..phrases import Phrase
from .chart import Record
from .frame import linear_ticks, log_ticks, ticks
from .house_style import (
    FAINT,
    GREY,
    INK,
    SHADE,
    WARNING,
    Size,
    mode_colour,
    mode_marker,
)
from .shipment_words import Words, short_day, usd_words, with_figure
from .tags import Obstacles, Tag, place_tags

if TYPE_CHECKING:
    from matplotlib.axes import Axes


from .cost_time_case import CostTimeCase

LOG_FROM: Final = 6.0
"""Costs that differ by more than this factor are drawn on a logarithmic axis."""

_DUE: Final = Phrase("due {day}", "交期 {day}")
_BUDGET: Final = Phrase("budget {usd:,.0f} USD", "预算 {usd:,.0f} 美元")
_PER_DAY: Final = Phrase("{usd:,.0f} USD a day saved", "每快一天 {usd:,.0f} 美元")
_DAYS: Final = Phrase("{days:.1f} d", "{days:.1f} 天")

LEAST_DAYS_NAMED: Final = 1.0
"""Steps of the hull that save less get no figure."""


WORST_BEATEN: Final = 150.0
"""The name of a beaten mode is left out rather than drawn across other labels."""


def draw_case(axes: Axes, case: CostTimeCase, rows: Sequence[Record], words: Words) -> None:
    """Draw due date, budget, front, points and all labels."""
    _set_scales(axes, case, rows)
    obstacles = Obstacles()
    _draw_bounds(axes, case, obstacles, words)
    _draw_front(axes, case, obstacles)
    _draw_points(axes, case, rows, words.size)
    points = [(figure_of(row, "days"), figure_of(row, "freight_usd")) for row in rows]
    obstacles.add_points(axes, points, radius_px=0.55 * words.size.text_pt * axes.figure.dpi / 72)
    place_tags(axes, [*_tags(case, words), *_budget_tags(axes, case, words)], obstacles)


def is_log(rows: Sequence[Record]) -> bool:
    """Tell whether the costs are so far apart that their axis is logarithmic."""
    costs = [figure_of(row, "freight_usd") for row in rows]
    return bool(costs) and min(costs) > 0 and max(costs) / min(costs) > LOG_FROM


def _set_scales(axes: Axes, case: CostTimeCase, rows: Sequence[Record]) -> None:
    costs = [figure_of(row, "freight_usd") for row in rows] or [1.0]
    budget = case.shipment.budget_usd
    shown = [*costs, *([budget] if budget else [])]
    days = [*(figure_of(row, "days") for row in rows), case.due_days]
    axes.set_xlim(0, max(max(days) * 1.18, 1.0))
    if is_log(rows):
        axes.set_yscale("log")
        axes.set_ylim(min(shown) / 1.9, max(shown) * 1.7)
        ticks(axes, "y", log_ticks(*axes.get_ylim()))
    else:
        axes.set_ylim(0, max(shown) * 1.22)
        ticks(axes, "y", linear_ticks(axes.get_ylim()[1]))
    ticks(axes, "x", linear_ticks(axes.get_xlim()[1], most=12))


def _draw_bounds(axes: Axes, case: CostTimeCase, obstacles: Obstacles, words: Words) -> None:
    """Shade what is too late, and draw the due date and the budget as lines."""
    (_, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    due, budget = case.due_days, case.shipment.budget_usd
    axes.axvspan(due, right, color=SHADE, zorder=0, gid="late")
    axes.axvline(due, color=WARNING, linewidth=1.2, zorder=1, gid="due")
    obstacles.add_line(axes, [(due, low), (due, high)], weight=90)
    is_right = due < 0.8 * right
    text = _DUE.fill(day=short_day(case.shipment.due))[words.language]
    word = axes.annotate(
        text, (due, 1), xycoords=("data", "axes fraction"),
        xytext=(5 if is_right else -5, -4), textcoords="offset points", color=WARNING,
        fontsize=words.size.text_pt, va="top", ha="left" if is_right else "right",
    )  # fmt: skip
    obstacles.boxes.append(word.get_window_extent())
    if budget is not None:
        axes.axhline(budget, color=WARNING, linewidth=1.2, linestyle=(0, (5, 3)), zorder=1,
                     gid="budget")  # fmt: skip
        obstacles.add_line(axes, [(0, budget), (right, budget)], weight=90)


def _budget_tags(axes: Axes, case: CostTimeCase, words: Words) -> list[Tag]:
    """Return the label of the budget line, in a strip above it or below."""
    budget = case.shipment.budget_usd
    if budget is None:
        return []
    (_, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    text, size = _BUDGET.fill(usd=budget)[words.language], words.size
    strip_px = 2.2 * size.text_pt * axes.figure.dpi / 72
    level = axes.transData.transform((0, budget))[1]
    top = axes.transData.inverted().transform((0, level + strip_px))[1]
    return [
        Tag(x=0, y=budget, text=text, colour=WARNING, points=size.text_pt, may_leave=False,
            inside=(0, right, max(budget, low), min(top, high)))
    ]  # fmt: skip


def _draw_front(axes: Axes, case: CostTimeCase, obstacles: Obstacles) -> None:
    """Draw the staircase of what each due date costs, and the hull."""
    front, right = case.front.choices, axes.get_xlim()[1]
    stairs: list[tuple[float, float]] = []
    for choice in front:
        if stairs:
            stairs.append((choice.days, stairs[-1][1]))
        stairs.append((choice.days, choice.freight_usd))
    if stairs:
        stairs.append((right, stairs[-1][1]))
        axes.plot(*zip(*stairs, strict=True), color=FAINT, linewidth=1.4, zorder=1.2, gid="front")
        obstacles.add_line(axes, stairs)
    hull = [(choice.days, choice.freight_usd) for choice in case.front.hull]
    if len(hull) > 1:
        axes.plot(*zip(*hull, strict=True), color=GREY, linewidth=1.1, linestyle=(0, (1, 2.2)),
                  zorder=1.3, gid="hull")  # fmt: skip
        obstacles.add_line(axes, hull)


def _draw_points(axes: Axes, case: CostTimeCase, rows: Sequence[Record], size: Size) -> None:
    """Draw a point for each row, in the order of the rows."""
    best = next(iter(case.allowed), None)
    for choice, row in zip(case.choices, rows, strict=True):
        is_beaten, colour = bool(row["is_beaten"]), mode_colour(choice.mode)
        axes.plot(
            [figure_of(row, "days")], [figure_of(row, "freight_usd")], linestyle="none",
            marker=mode_marker(choice.mode), markersize=size.text_pt * (0.6 if is_beaten else 0.8),
            markerfacecolor=colour, markeredgecolor=INK if choice is best else "white",
            markeredgewidth=1.6 if choice is best else 0.8, alpha=0.35 if is_beaten else 1.0,
            zorder=2 if is_beaten else 3, gid="route",
        )  # fmt: skip


def _tags(case: CostTimeCase, words: Words) -> list[Tag]:
    """Return a label for each mode along the front, the best first, then steps and beaten modes."""
    best, size = next(iter(case.allowed), None), words.size
    runs = [list(run) for _, run in groupby(case.front.choices, key=lambda choice: choice.mode)]
    named = [best if best in run else run[-1] for run in runs]
    named.sort(key=lambda choice: choice is not best)
    tags = [
        Tag(x=choice.days, y=choice.freight_usd, text=_label(choice, words), points=size.text_pt,
            colour=mode_colour(choice.mode), is_bold=choice is best)
        for choice in named
    ]  # fmt: skip
    tags += _step_tags(case, words)
    others: dict[str, Choice] = {}
    for choice in sorted(case.front.beaten, key=lambda c: c.freight_cents):
        if all(choice.mode != other.mode for other in case.front.choices):
            others.setdefault(choice.mode, choice)
    faint = [
        Tag(
            x=c.days,
            y=c.freight_usd,
            text=_label(c, words),
            points=0.85 * size.text_pt,
            colour=GREY,
            worst=WORST_BEATEN,
        )
        for c in others.values()
    ]
    return [*tags, *faint]


def _step_tags(case: CostTimeCase, words: Words) -> list[Tag]:
    """Return labels of what a day costs, half-way along the longer steps of the hull."""
    tags = []
    for step in case.front.hull_steps:
        if step.days_saved < LEAST_DAYS_NAMED:
            continue
        slow, fast = step.slower.freight_usd, step.faster.freight_usd
        is_log = max(slow, fast) > 1.5 * min(slow, fast) and min(slow, fast) > 0
        middle = (slow * fast) ** 0.5 if is_log else (slow + fast) / 2
        text = _PER_DAY.fill(usd=step.usd_per_day_saved)[words.language]
        tags.append(
            Tag(x=(step.slower.days + step.faster.days) / 2, y=middle, text=text, colour=GREY,
                points=0.85 * words.size.text_pt,
                angles=(90, 65, 115, 35, 145, -90, -65, -115, 0, 180))
        )  # fmt: skip
    return tags


def _label(choice: Choice, words: Words) -> str:
    mode = printable(mode_name(choice.mode)[words.language], 40)
    figures = with_figure(usd_words(choice.freight_usd), _DAYS.fill(days=choice.days))
    return f"{mode}\n{figures[words.language]}"


def figure_of(row: Record, column: str) -> float:
    """Return a figure of a row."""
    return float(row[column] or 0)
