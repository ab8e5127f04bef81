"""What stands when an order book is planned anew: what is booked, and the earlier routes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ...network.booked import Booked, first_cutoff
from ...network.errors import Mistake, QuestionError
from ...network.network import Network
from ...network.plan import Assignment, Plan
from ...network.route import Route
from ...network.shipment import OrderBook, Shipment
from ...network.spelling import nearest
from ...network.verify import verify
from ..catalogue import Catalogue
from ..timetable import horizon_of
from .column import ColumnKey, key_of
from .retiming import Retimer

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a mix must keep, and what it should.

    Parameters
    ----------
    booked
        Units that stand, by the key of their column.
    kept
        Columns of the earlier plan; all others count as moved.
    routes
        Routes of the earlier plan that still hold in the network.
    moment
        Nothing with an earlier first cut-off can be added; None = anything can.
    released
        What was booked and no longer holds.
    """

    booked: Mapping[ColumnKey, int] = field(default_factory=dict)
    kept: frozenset[ColumnKey] = frozenset()
    routes: tuple[Route, ...] = ()
    moment: datetime | None = None
    released: tuple[Assignment, ...] = ()

    def allows(self, network: Network, route: Route) -> bool:
        """Tell whether a route stands, or can still be booked."""
        if self.moment is None or key_of(route) in self.booked:
            return True
        return first_cutoff(network, route) >= self.moment


NOTHING_STANDS = Standing()


def standing_of(network: Network, orders: OrderBook, before: Plan, booked: Booked) -> Standing:
    """Return what of an earlier plan stands on a network for an order book.

    Routes whose times or prices have changed are timed and priced anew. What is booked and
    no longer holds (a departure is gone, a connection missed, a hard due date passed) is
    released.

    Raises
    ------
    QuestionError
        Something booked is of no order, or is more than its order.
    """
    mistakes = list(_bad_units(orders, booked))
    if mistakes:
        raise QuestionError(mistakes)
    now = routes_now(network, orders, before)
    units: dict[ColumnKey, int] = defaultdict(int)
    released = []
    for assignment in booked.assignments:
        route = now.get(key_of(assignment.route))
        if route is None:
            released.append(assignment)
        else:
            units[key_of(route)] += assignment.units
    kept = {key_of(a.route) for a in before.assignments} | {key_of(r) for r in now.values()}
    return Standing(
        booked=dict(units),
        kept=frozenset(kept),
        routes=tuple(now.values()),
        moment=booked.moment,
        released=tuple(released),
    )


def routes_now(network: Network, orders: OrderBook, before: Plan) -> dict[ColumnKey, Route]:
    """Return the routes of a plan as they are on a network, by the keys that they had.

    Those that no longer hold are left out; whether there is room for all is not asked.
    """
    placed = [a for a in before.assignments if a.shipment_id in orders]
    plan = replace(before, network=network, orders=orders, assignments=tuple(placed))
    wrong = _wrong(plan)
    if not wrong:
        return {key_of(a.route): a.route for a in placed}
    late = before.limits.days_late_allowed
    horizon = horizon_of(network, orders, late)
    retimer = Retimer(Catalogue(network, horizon), before.network)
    again = [
        replace(a, route=retimer.retimed(orders[a.shipment_id], a.route) or a.route)
        if number in wrong
        else a
        for number, a in enumerate(placed, start=1)
    ]
    wrong = _wrong(replace(plan, assignments=tuple(again)))
    return {
        key_of(old.route): new.route
        for number, (old, new) in enumerate(zip(placed, again, strict=True), start=1)
        if number not in wrong
    }


def _wrong(plan: Plan) -> set[int]:
    """Return the numbers of the assignments that the verifier finds fault with."""
    found = (_ASSIGNMENT.match(violation.where) for violation in verify(plan))
    return {int(match[1]) for match in found if match}


_ASSIGNMENT = re.compile(r"assignment (\d+) of ")


def _bad_units(orders: OrderBook, booked: Booked) -> Iterator[Mistake]:
    for key, units in sorted(booked.units_by_order.items()):
        place = f"booked order {key}"
        if key not in orders:
            expected = f"an order of the new book{nearest(key, orders)}"
            yield Mistake(place=place, found="not in the new order book", expected=expected)
        elif units > orders[key].num_units:
            expected = f"at most the {orders[key].num_units} of the new order book"
            yield Mistake(place=place, found=f"{units} units are booked", expected=expected)


def ready_again(orders: OrderBook, network: Network, booked: Booked) -> OrderBook:
    """Return an order book in which nothing that is not booked is ready before the moment.

    Cargo that waits at its origin can be handed over from the first morning on after the
    moment; an order of which a part is booked keeps its day.
    """
    if booked.moment is None:
        return orders
    return OrderBook(
        shipment
        if shipment.id in booked.units_by_order
        else _ready_from(shipment, network, booked.moment)
        for shipment in orders.values()
    )


def _ready_from(shipment: Shipment, network: Network, moment: datetime) -> Shipment:
    origin = network.terminals[shipment.origin]
    while shipment.ready_at(origin) < moment:
        shipment = shipment.model_copy(update={"ready": shipment.ready + ONE_DAY})
    return shipment
