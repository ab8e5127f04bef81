"""What becomes of every order, and what has to be booked for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ...network.plan import Assignment, Plan, Unserved
from ...network.slot_book import SlotBooking, slot_book
from ...network.summary import full_departures
from ..phrases import Phrase, named, same
from .facts import OrderFact, SlotFact
from .names import corridor_name, modes_key, modes_name, size_of, terminal_name
from .plain_text import plain

if TYPE_CHECKING:
    from ...network.plan_prices import PlanPrices
    from ...network.route import Departure
    from ...network.shipment import Shipment


def order_facts(plan: Plan, on_time: Mapping[str, float]) -> tuple[OrderFact, ...]:
    """Return every order in the order of the order book.

    Parameters
    ----------
    plan
        The plan.
    on_time
        Probability of orders to be on time; orders that are not in it have none.
    """
    parts: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in plan.assignments:
        parts[assignment.shipment_id].append(assignment)
    left = {entry.shipment_id: entry for entry in plan.unserved}
    return tuple(
        _order(plan, shipment, parts.get(key, []), left.get(key), on_time.get(key))
        for key, shipment in plan.orders.items()
    )


def _order(
    plan: Plan,
    shipment: Shipment,
    parts: list[Assignment],
    left: Unserved | None,
    on_time: float | None,
) -> OrderFact:
    end = plan.network.terminals[shipment.destination]
    delivered = max((part.route.delivered_at for part in parts), default=None)
    spare = shipment.due_at(end) - delivered if delivered else None
    keys = dict.fromkeys(modes_key(part.route) for part in parts)
    names = [modes_name(key) for key in keys]
    return OrderFact(
        order_id=shipment.id,
        customer=plain(shipment.customer, 60),
        cargo=plain(plan.network.cargo_classes[shipment.cargo_class].name, 60),
        start=terminal_name(plan.network, shipment.origin),
        end=terminal_name(plan.network, shipment.destination),
        timezone=end.timezone,
        size=size_of(shipment),
        tonnes=shipment.kg / 1000,
        ready=shipment.ready,
        due=shipment.due,
        modes=named(", ".join(n.en for n in names), "、".join(n.zh for n in names)),
        num_routes=len(parts),
        delivered_at=delivered.astimezone(ZoneInfo(end.timezone)) if delivered else None,
        spare_days=spare / timedelta(days=1) if spare is not None else None,
        days_late=max((plan.days_late(part) for part in parts), default=0),
        freight_usd=sum(part.freight_cents for part in parts) / 100,
        lateness_usd=sum(plan.lateness_cents(part) for part in parts) / 100,
        on_time=on_time,
        unserved_units=left.units if left else 0,
        reason=plain(left.reason, 300) if left else "",
    )


def slot_facts(plan: Plan, prices: PlanPrices | None) -> tuple[SlotFact, ...]:
    """Return what to book: scheduled departures by cut-off, then trucks by day."""
    full = {row.departure for row in full_departures(plan)}
    worth = {price.departure: price.usd for price in prices.slots} if prices else {}
    slots = (_slot(plan, booking, full, worth) for booking in slot_book(plan))
    return tuple(sorted(slots, key=_by_cutoff))


def _by_cutoff(slot: SlotFact) -> tuple[bool, object, str, str]:
    moment = slot.cutoff_at or slot.departs_at
    return slot.cutoff_at is None, moment, slot.service_id, slot.start.en


def _slot(
    plan: Plan, booking: SlotBooking, full: set[Departure], worth: Mapping[Departure, float]
) -> SlotFact:
    network = plan.network
    return SlotFact(
        week=booking.week,
        service_id=booking.departure.service_id,
        mode=modes_name(booking.mode.value),
        corridor=corridor_name(network, booking.corridor),
        start=terminal_name(network, booking.from_terminal),
        end=terminal_name(network, booking.to_terminal),
        timezone=booking.timezone,
        cutoff_at=booking.local(booking.cutoff_at) if booking.cutoff_at else None,
        doc_cutoff_at=booking.local(booking.doc_cutoff_at) if booking.doc_cutoff_at else None,
        departs_at=booking.local(booking.departs_at),
        boxes=sum(line.units for line in booking.lines if line.teu),
        teu=booking.teu,
        tonnes=booking.kg / 1000,
        amount_usd=booking.amount_cents / 100,
        taken_share=booking.taken_share,
        is_full=booking.departure in full,
        grade=booking.grade,
        orders=booking.orders,
        one_more_usd=worth.get(booking.departure),
    )


def unknown_orders(plan: Plan) -> Iterator[Phrase]:
    """Yield what is said to be unserved without being in the order book."""
    for entry in plan.unserved:
        if entry.shipment_id not in plan.orders:
            yield same(plain(entry.shipment_id, 60))
