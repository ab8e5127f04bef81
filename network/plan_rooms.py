"""Room that changes hands between two plans: who gives it up, and who takes it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .departure_loads import departure_loads
from .plan import Plan
from .plan_difference import OrderDifference, Part
from .route import Departure

MOST_NAMED = 3
"""Orders that are named for each departure; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Riders:
    """Units by departure and order, and the departures that are full."""

    units: Mapping[Departure, Counter[str]]
    full: frozenset[Departure]


class RoomShift:
    """Which full departures orders left and took from one plan to another.

    Parameters
    ----------
    before, after
        The two plans.
    """

    def __init__(self, before: Plan, after: Plan) -> None:
        self._before, self._after = _riders(before), _riders(after)

    def reasons(self, difference: OrderDifference) -> Iterator[str]:
        """Yield what room an order lost to others, and what room others left to it."""
        left, taken = _main(difference.left), _main(difference.taken)
        for departure in sorted(left.keys() - taken.keys(), key=str):
            others = self._changed(departure, difference, more=True)
            if departure in self._after.full and others:
                yield f"{left[departure]} is full: {others} took its room (former route)"
        for departure in sorted(taken.keys() - left.keys(), key=str):
            others = self._changed(departure, difference, more=False)
            if departure in self._before.full and others:
                yield f"{taken[departure]} was full: {others} left room on it (new route)"

    def _changed(self, departure: Departure, difference: OrderDifference, *, more: bool) -> str:
        """Name the other orders that have more, or fewer, units on a departure than before."""
        was = self._before.units.get(departure, Counter())
        now = self._after.units.get(departure, Counter())
        change = now - was if more else was - now
        names = sorted(change.keys() - {difference.shipment_id}, key=lambda k: (-change[k], k))
        rest = len(names) - MOST_NAMED
        named = ", ".join(names[:MOST_NAMED])
        return f"{named} and {rest} more" if rest > 0 else named


def _riders(plan: Plan) -> _Riders:
    units: dict[Departure, Counter[str]] = defaultdict(Counter)
    for assignment in plan.assignments:
        for leg in assignment.route.main_legs:
            units[leg.departure][assignment.shipment_id] += assignment.units
    full = (load.departure for load in departure_loads(plan).values() if load.is_full)
    return _Riders(units=units, full=frozenset(full))


def _main(parts: Iterable[Part]) -> dict[Departure, str]:
    """Return the main departures of some routes, each as a label says it."""
    departures = (leg.departure for part in parts for leg in part.route.main_legs)
    return {d: f"{d.service_id} {d.first_call_on:%m-%d}" for d in departures}
