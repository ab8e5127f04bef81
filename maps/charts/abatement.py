"""The abatement curve: what each tonne of CO2e less costs, from the cheapest plan on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ...network.limits import Goal
from ..phrases import Language, Phrase
from .chart import Chart, records
from .frame import Frame, framed, linear_ticks, log_ticks, ticks
from .house_style import INK, SLIDE, Size, house_style
from .shipment_words import Words, source_note, usd_words
from .tags import Obstacles, Tag, place_tags

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...network.frontier import Frontier

STEP: Final = "#0072B2"
POINT: Final = "#D55E00"
COLUMNS: Final = ("kind", "saved_from", "saved_to", "usd_per_unit", "more_usd", "unit")
THRESHOLDS_USD: Final = (100.0, 1000.0)
"""Prices of a unit that the title names: what can be saved below each."""

IN_VIEW: Final = 0.99
"""Share of the saving whose prices are in view; the last few units can cost millions."""


class Step(NamedTuple):
    """A stretch of the curve: saving from and to, and the price of a unit."""

    begins: float
    ends: float
    usd: float


def draw_abatement(
    frontier: Frontier, *, size: Size = SLIDE, title: str = "", language: Language = Language.EN
) -> Chart:
    """Draw what each unit less costs: of CO2e, or of cargo that is late.

    Parameters
    ----------
    frontier
        Plans from the cheapest on, with the steps of the linear mix between them.
    size
        Size of the picture.
    title
        The message; by default how much can be saved below 100 and 1,000 USD each.
    language
        Language of the words.

    Returns
    -------
    Chart
        The picture, and a row for each step and each plan.
    """
    steps, unit = steps_of(frontier), _unit(frontier)
    frame = Frame(
        title=title or _message(steps, unit)[language],
        subtitle=_subtitle(frontier, unit)[language],
        note=source_note(
            frontier.points[0].plan.network,
            *(text[language] for text in _note(steps, unit)),
            language=language,
        ),
        x_label=Phrase("{unit} less than the cheapest plan", "比最低成本方案减少的 {unit}").fill(
            unit=unit
        )[language],
        y_label=Phrase("USD for each {unit} less", "每减少 1 {unit} 的成本（美元）").fill(
            unit=unit
        )[language],
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        _draw(axes, steps, frontier, Words(size=size, language=language))
    rows = records(COLUMNS, _rows(frontier, steps))
    return Chart(
        name="abatement", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS, rows=rows,
    )  # fmt: skip


_NOTE: Final = Phrase(
    "Line: what the next unit costs in the linear mix, in which boxes may be split (log scale)."
    " Dots: plans in whole boxes, with what each costs more than the cheapest.",
    "曲线：允许拆箱的线性方案中下一单位的边际成本（对数刻度）；圆点：整箱方案及其比最低成本方案"
    "多出的成本。",
)
_BEYOND: Final = Phrase(
    "The last {left:,.1f} {unit} cost more, up to {usd:,.0f} USD.",
    "最后 {left:,.1f} {unit}更贵，最高 {usd:,.0f} 美元。",
)


def steps_of(frontier: Frontier) -> tuple[Step, ...]:
    """Return the steps of the linear mix as savings against its cheapest end."""
    if not frontier.steps:
        return ()
    most = max(step.most for step in frontier.steps)
    ordered = sorted(frontier.steps, key=lambda step: -step.most)
    return tuple(Step(most - s.most, most - s.least, s.usd_per_unit) for s in ordered)


def cost_of(steps: Sequence[Step], saved: float) -> float:
    """Return what a saving costs along the steps, in USD."""
    return sum(max(0.0, min(saved, step.ends) - step.begins) * step.usd for step in steps)


def _rows(
    frontier: Frontier, steps: Sequence[Step]
) -> list[tuple[str, float, float, float | None, float, str]]:
    first = frontier.points[0]
    found: list[tuple[str, float, float, float | None, float, str]] = [
        ("step", round(s.begins, 6), round(s.ends, 6), round(s.usd, 4),
         round(cost_of(steps, s.ends), 2), frontier.unit)
        for s in steps
    ]  # fmt: skip
    for point in frontier.points:
        saved, more = first.amount - point.amount, point.cost_usd - first.cost_usd
        each = round(more / saved, 4) if saved else None
        row = ("plan", 0.0, round(saved, 6), each, round(more, 2), frontier.unit)
        found.append(row)
    return found


def _unit(frontier: Frontier) -> Phrase:
    if frontier.goal is Goal.CO2E:
        return Phrase("t CO2e", "吨 CO2e")
    return Phrase("TEU late", "TEU 晚到货量")


def _message(steps: Sequence[Step], unit: Phrase) -> Phrase:
    if not steps:
        return Phrase("There is nothing to save", "没有可减少的余地")
    low, high = (sum(s.ends - s.begins for s in steps if s.usd <= usd) for usd in THRESHOLDS_USD)
    text = Phrase(
        "{low:,.0f} {unit} can be saved below {cheap:,.0f} USD each, {high:,.0f} below"
        " {dear:,.0f} USD",
        "单价 {cheap:,.0f} 美元以内可减少 {low:,.0f} {unit}，{dear:,.0f} 美元以内可减少"
        " {high:,.0f}",
    )
    cheap, dear = THRESHOLDS_USD
    return text.fill(low=low, high=high, cheap=cheap, dear=dear, unit=unit)


def _subtitle(frontier: Frontier, unit: Phrase) -> Phrase:
    first, last = frontier.points[0], frontier.points[-1]
    text = Phrase(
        "From {most:,.0f} {unit} at {cost:,.0f} USD down to {least:,.0f} at {top:,.0f} USD",
        "由 {most:,.0f} {unit}（{cost:,.0f} 美元）降至 {least:,.0f}（{top:,.0f} 美元）",
    )
    return text.fill(
        most=first.amount, least=last.amount, cost=first.cost_usd, top=last.cost_usd, unit=unit
    )


def price_at(steps: Sequence[Step], saved: float) -> float | None:
    """Return what the next unit costs after a saving; None beyond the last step."""
    return next((step.usd for step in steps if saved < step.ends), None)


def _limits(steps: Sequence[Step]) -> tuple[float, float]:
    """Return the lowest and the highest price in view, on a log scale."""
    prices = [step.usd for step in steps if step.usd > 0] or [1.0]
    seen = price_at(steps, IN_VIEW * steps[-1].ends) if steps else None
    low = min(prices)
    return low / 1.5, max(2 * (seen or prices[-1]), 10 * low)


def _draw(axes: Axes, steps: Sequence[Step], frontier: Frontier, words: Words) -> None:
    """Draw the steps with the area below them, and the plans in whole boxes."""
    low, high = _limits(steps)
    first = frontier.points[0]
    plans = [(first.amount - p.amount, p.cost_usd - first.cost_usd) for p in frontier.points[1:]]
    widest = max([1e-9, *(s.ends for s in steps), *(saved for saved, _ in plans)])
    axes.set_yscale("log")
    axes.set_xlim(0, widest * 1.02)
    axes.set_ylim(low, high)
    if steps:
        edges = [s.begins for s in steps] + [steps[-1].ends]
        heights = [min(max(s.usd, low), 10 * high) for s in steps]
        axes.stairs(heights, edges, color=STEP, linewidth=2.2, baseline=None, gid="steps")
        axes.stairs(heights, edges, fill=True, color=STEP, alpha=0.12, baseline=low / 10)
    at = [(saved, min(price_at(steps, saved) or high, 0.97 * high), usd) for saved, usd in plans]
    axes.plot([x for x, _, _ in at], [y for _, y, _ in at], "o", color=POINT, ms=8, zorder=3,
              linestyle="none", gid="plans")  # fmt: skip
    ticks(axes, "x", linear_ticks(widest))
    ticks(axes, "y", log_ticks(low, high))
    obstacles = Obstacles()
    obstacles.add_points(axes, [(x, y) for x, y, _ in at], 8)
    corners = [(edge, min(max(step.usd, low), high)) for step in steps
               for edge in (step.begins, step.ends)]  # fmt: skip
    obstacles.add_line(axes, corners or [(0, low)])
    place_tags(axes, [
        Tag(x=x, y=y, text=f"+{usd_words(usd)[words.language]}", colour=INK,
            points=0.95 * words.size.text_pt, is_bold=True)
        for x, y, usd in at
    ], obstacles)  # fmt: skip


def _note(steps: Sequence[Step], unit: Phrase) -> list[Phrase]:
    high = _limits(steps)[1]
    beyond = [step for step in steps if step.usd > high]
    if not beyond:
        return [_NOTE]
    left = sum(step.ends - step.begins for step in beyond)
    return [_NOTE, _BEYOND.fill(left=left, unit=unit, usd=max(step.usd for step in beyond))]
