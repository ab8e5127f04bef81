"""What one more slot is worth, by service and week: a tile for each full departure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from ..letters import printable
from ..phrases import Language, Phrase
from .chart import Chart, records
from .frame import Frame, framed, room_for
from .house_style import GREY, INK, PAPER, SLIDE, Size, house_style
from .shipment_words import short_day, source_note

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...network.plan import Plan
    from ...network.plan_prices import PlanPrices, SlotPrice

MOST_ROWS: Final = 16
MOST_WEEKS: Final = 14
NAME_LENGTH: Final = 48
NAME_SHARE: Final = 0.86
"""Letters of the rows as a share of those of the chart."""
COLUMNS: Final = (
    "service", "service_name", "departs_on", "week", "unit", "capacity", "usd",
    "one_more_saves_usd",
)  # fmt: skip
SHADES: Final = LinearSegmentedColormap.from_list("worth", ["#fdf1e3", "#f2a65a", "#b3440a"])
DARK_FROM: Final = 0.6
"""Tiles darker than this have white figures."""

_NOTE: Final = Phrase(
    "What the linear mix would save with one more unit on the dearest full departure of the week;"
    " departures with room are worth nothing more. Colours compare rows of the same unit.",
    "线性方案中当周最紧张的满载班次多一单位舱位可节省的成本；有余位的班次为零。颜色仅在同一单位内可比。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    service_id: str
    unit: str
    weeks: Mapping[date, float]

    @property
    def total(self) -> float:
        return sum(self.weeks.values())


def draw_slot_prices(
    plan: Plan,
    prices: PlanPrices,
    *,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
) -> Chart:
    """Draw what one more slot on each full departure is worth, by week.

    Parameters
    ----------
    plan
        The plan whose prices they are.
    prices
        Its prices.
    size
        Size of the picture.
    title
        The message; by default the slot that is worth most.
    language
        Language of the words.

    Returns
    -------
    Chart
        The picture, and a row for each full departure with a price.
    """
    rows, weeks = _tiles(prices.slots)
    frame = Frame(
        title=title or _message(plan, prices)[language],
        subtitle=_subtitle(prices, language),
        note=source_note(plan.network, *_note(prices, rows, language), language=language),
        x_label=_WEEK[language],
        y_label="",
    )
    with house_style(size):
        figure, axes = framed(frame, size, left_in=_left_in(plan, rows, size, language))
        _draw(axes, plan, (rows, weeks), size, language)
    return Chart(
        name="slot_prices", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS,
        rows=records(COLUMNS, [_record(plan, slot) for slot in prices.slots if slot.usd > 0]),
    )  # fmt: skip


_WEEK: Final = Phrase("week that begins on", "周（起始日）")


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _tiles(slots: Sequence[SlotPrice]) -> tuple[list[_Row], list[date]]:
    """Return a row for each service and unit, the dearest first, and the weeks."""
    found: dict[tuple[str, str], dict[date, float]] = {}
    for slot in slots:
        if slot.usd <= 0:
            continue
        weeks = found.setdefault((slot.departure.service_id, slot.unit), {})
        week = _monday(slot.departure.first_call_on)
        weeks[week] = max(slot.usd, weeks.get(week, 0.0))
    rows = [_Row(service_id=key[0], unit=key[1], weeks=weeks) for key, weeks in found.items()]
    best = {row.unit: max(r.total for r in rows if r.unit == row.unit) for row in rows}
    rows.sort(key=lambda row: (-row.total / best[row.unit], row.service_id, row.unit))
    drawn = rows[:MOST_ROWS]
    used = sorted({week for row in drawn for week in row.weeks})
    return drawn, _every_week(used)


def _every_week(used: Sequence[date]) -> list[date]:
    """Return all weeks from the first to the last that is used, at most so many."""
    if not used:
        return []
    count = (used[-1] - used[0]).days // 7 + 1
    return [used[0] + timedelta(weeks=n) for n in range(min(count, MOST_WEEKS))]


def _record(plan: Plan, slot: SlotPrice) -> tuple[str | float, ...]:
    departure = slot.departure
    return (
        departure.service_id, plan.network.services[departure.service_id].name,
        departure.first_call_on.isoformat(), _monday(departure.first_call_on).isoformat(),
        slot.unit, slot.capacity, round(slot.usd, 4), round(slot.one_more_saves_usd, 4),
    )  # fmt: skip


def _message(plan: Plan, prices: PlanPrices) -> Phrase:
    boxes = [slot for slot in prices.slots if slot.unit == "TEU" and slot.usd > 0]
    priced = boxes or [slot for slot in prices.slots if slot.usd > 0]
    if not priced:
        return Phrase("One more slot is worth nothing on any departure", "任何班次增加舱位都无价值")
    best = max(priced, key=lambda slot: (slot.usd, slot.departure.service_id))
    text = Phrase(
        "One more {unit} on {service} of {day} would save {usd:,.0f} USD",
        "{service}（{day}）每多 1 {unit} 可节省 {usd:,.0f} 美元",
    )
    name = plan.network.services[best.departure.service_id].name
    day = best.departure.first_call_on
    return text.fill(
        unit=best.unit, service=printable(name, NAME_LENGTH), usd=best.usd,
        day=short_day(day),
    )  # fmt: skip


def _subtitle(prices: PlanPrices, language: Language) -> str:
    count = sum(slot.usd > 0 for slot in prices.slots)
    text = Phrase(
        "USD for one more unit on {count:,} full departures with a price",
        "{count:,} 个满载班次的影子价格（美元/单位）",
    )
    return text.fill(count=count)[language]


def _note(prices: PlanPrices, rows: Sequence[_Row], language: Language) -> list[str]:
    priced = {(s.departure.service_id, s.unit) for s in prices.slots if s.usd > 0}
    left = len(priced) - len(rows)
    if not left:
        return [_NOTE[language]]
    more = Phrase("{count} cheaper rows are left out.", "另有 {count} 行价格较低，未列出。")
    return [_NOTE[language], more.fill(count=left)[language]]


def _name(plan: Plan, row: _Row, language: Language) -> str:
    name = printable(plan.network.services[row.service_id].name, NAME_LENGTH)
    text = Phrase("{name}, USD/{unit}", "{name}，美元/{unit}")
    return text.fill(name=name, unit=row.unit)[language]


def _left_in(plan: Plan, rows: Sequence[_Row], size: Size, language: Language) -> float:
    names = [_name(plan, row, language) for row in rows]
    return room_for(names, NAME_SHARE * size.text_pt)


def _draw(
    axes: Axes, plan: Plan, tiles: tuple[Sequence[_Row], list[date]], size: Size, language: Language
) -> None:
    """Draw a row of tiles for each service; a pale one where a week has no price."""
    rows, weeks = tiles
    dearest = {row.unit: max(max(r.weeks.values()) for r in rows if r.unit == row.unit)
               for row in rows}  # fmt: skip
    for number, row in enumerate(rows):
        y = len(rows) - 1 - number
        for x, week in enumerate(weeks):
            usd = row.weeks.get(week, 0.0)
            share = (usd / dearest[row.unit]) ** 0.5
            colour = SHADES(share) if usd else "#f6f7f8"
            axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colour, edgecolor=PAPER,
                                     linewidth=2, gid="tile" if usd else "empty"))  # fmt: skip
            if usd:
                axes.text(x, y, _figure(usd), ha="center", va="center",
                          color=PAPER if share > DARK_FROM else INK,
                          fontsize=0.85 * size.text_pt)  # fmt: skip
    axes.grid(visible=False, axis="both")
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xlim(-0.5, max(len(weeks) - 0.5, 0.5))
    axes.set_ylim(-0.5, max(len(rows) - 0.5, 0.5))
    axes.set_xticks(range(len(weeks)), [_day(week, language) for week in weeks])
    axes.set_yticks(range(len(rows) - 1, -1, -1), [_name(plan, row, language) for row in rows])
    axes.tick_params(axis="y", colors=INK, labelsize=NAME_SHARE * size.text_pt)
    axes.tick_params(axis="x", colors=GREY)


def _day(on: date, language: Language) -> str:
    return short_day(on)[language]


def _figure(usd: float) -> str:
    return f"{usd:,.0f}" if usd >= 10 else f"{usd:,.2f}"
