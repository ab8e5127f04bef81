"""Rows and lines that slides and pages share, as phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..phrases import Phrase, same
from .facts import MixFact
from .figure import Figure, Unit, text_of
from .lines import short
from .sentences import both, moment_of

if TYPE_CHECKING:
    from .change_facts import MoveFact
    from .facts import BriefFacts, OrderFact, SlotFact

TILES: Final = ("cost", "served", "on_time", "co2e", "assumed_cost")
"""Figures that stand large on the first slide and page."""

MOST_CORRIDORS: Final = 10
MOST_ORDERS: Final = 10
SPARE: Final = (
    (Phrase("Late", "晚到"), float("-inf"), 0.0),
    (Phrase("Under 1 day", "不足 1 天"), 0.0, 1.0),
    (Phrase("1 to 3 days", "1–3 天"), 1.0, 3.0),
    (Phrase("3 to 7 days", "3–7 天"), 3.0, 7.0),
    (Phrase("7 to 14 days", "7–14 天"), 7.0, 14.0),
    (Phrase("Over 14 days", "14 天以上"), 14.0, float("inf")),
)
"""Classes of spare days: name, from, up to but not including."""


def main_rows(rows: tuple[MixFact, ...], most: int = MOST_CORRIDORS) -> tuple[MixFact, ...]:
    """Return the rows with most freight, and all others as one."""
    if len(rows) <= most:
        return rows
    rest = rows[most - 1 :]
    tonnes = sum(row.tonnes for row in rest)
    other = MixFact(
        key="other",
        name=Phrase("{n} others", "其他 {n} 条通道").fill(n=len(rest)),
        colour="#9AA3AC",
        orders=sum(row.orders for row in rest),
        boxes=sum(row.boxes for row in rest),
        teu=sum(row.teu for row in rest),
        tonnes=tonnes,
        freight_usd=sum(row.freight_usd for row in rest),
        co2e_t=sum(row.co2e_t for row in rest),
        days=sum(row.days * row.tonnes for row in rest) / tonnes if tonnes else 0.0,
        assumed_cost_share=0.0,
        assumed_time_share=0.0,
    )
    return (*rows[: most - 1], other)


def mode_row(row: MixFact) -> list[Phrase]:
    """Return modes as a row: orders, tonnes, days, freight and CO2e a tonne."""
    kg = 1000 * row.co2e_t / row.tonnes if row.tonnes else 0.0
    return [
        row.name,
        text_of(row.orders),
        same(Figure.of(row.tonnes, Unit.TONNES).number),
        same(Figure.of(row.days, Unit.DAYS).number),
        same(Figure.of(row.usd_per_t, Unit.USD_PER_T).number),
        text_of(kg),
    ]


def slot_row(slot: SlotFact, *, priced: bool) -> list[Phrase]:
    """Return a booking as a row; where ``priced`` with the worth of a slot for its departure."""
    cells = [
        same(moment_of(slot.cutoff_at)),
        same(slot.service_id),
        same(moment_of(slot.departs_at)),
        _one_line(slot.start),
        _one_line(slot.end),
        text_of(slot.teu) if slot.teu else same("–"),
        same(Figure.of(slot.tonnes, Unit.TONNES).number),
        same(Figure.of(slot.amount_usd, Unit.USD).number),
        same(Figure.of(slot.taken_share, Unit.SHARE).phrase.en),
    ]
    if priced:
        worth = slot.one_more_usd
        del cells[2]
        cells.append(text_of(worth) if worth is not None else same("–"))
    return cells


def spare_counts(orders: tuple[OrderFact, ...]) -> tuple[int, ...]:
    """Return the served orders by days to spare."""
    days = [-1.0 if o.days_late else o.spare_days for o in orders if o.spare_days is not None]
    return tuple(sum(low <= day < high for day in days) for _, low, high in SPARE)


def watched_orders(facts: BriefFacts, most: int = MOST_ORDERS) -> list[OrderFact]:
    """Return what is left behind, late or least sure, in this order."""

    def place(order: OrderFact) -> tuple[bool, int, float, float, str]:
        sure = 1.0 if order.on_time is None else order.on_time
        spare = -1.0 if order.spare_days is None else order.spare_days
        return not order.unserved_units, -order.days_late, sure, spare, order.order_id

    return sorted(facts.orders, key=place)[:most]


def is_late(order: OrderFact) -> bool:
    """Tell whether an order is late by plan or not served whole."""
    return bool(order.days_late or order.unserved_units)


def order_row(order: OrderFact) -> list[Phrase]:
    """Return an order as a row: where to, due when, how much to spare, how sure."""
    left = Phrase("not served", "未承运") if order.unserved_units else None
    spare = (
        same(Figure.of(order.spare_days, Unit.DAYS).number)
        if order.spare_days is not None
        else None
    )
    on_time = (
        Figure.of(order.on_time, Unit.SHARE).phrase if order.on_time is not None else same("–")
    )
    days = left or spare or same("–")
    return [same(order.order_id), _one_line(order.end), same(order.due.isoformat()), days, on_time]


def change_text(change: Figure) -> Phrase:
    """Return a change with its sign, without the unit that stands beside it already.

    A change of a share is in points of percentage, which has to be said.
    """
    if not change.value:
        return same("–")
    if change.unit is Unit.POINTS:
        return change.signed
    sign = "+" if change.value > 0 else ""
    return same(f"{sign}{change.number}")


def ways_of(move: MoveFact) -> tuple[str, str]:
    """Return the services that an order leaves and takes, dated where they are the same."""
    if move.from_ways == move.to_ways:
        return move.left, move.taken
    return move.from_ways, move.to_ways


def signed_usd(usd: float) -> Phrase:
    """Return an amount with its sign, without its unit."""
    figure = Figure.of(usd, Unit.USD)
    return same(f"+{figure.number}" if figure.value > 0 else figure.number)


def _one_line(name: Phrase) -> Phrase:
    """Return a name that fits into a cell."""
    return both(short(name.en, 36), short(name.zh, 24))


def cost_rows(facts: BriefFacts) -> list[list[Phrase]]:
    """Return what the cost is made of, and the total."""
    rows = [
        [_remarked(part.label, part.note), same(part.figure.number)] for part in facts.cost_parts
    ]
    cost = facts.fact("cost")
    if cost is not None:
        rows.append([Phrase("Total", "合计"), same(cost.figure.number)])
    return rows


def _remarked(label: Phrase, note: Phrase) -> Phrase:
    if not note.en:
        return label
    return Phrase("{label} ({note})", "{label}（{note}）").fill(label=label, note=note)
