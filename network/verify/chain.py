"""A route is a chain: it starts and ends where the order says, and its legs meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..route import Route
from .case import Case
from .violation import Rule, Violation


def check_shape(route: Route, where: str) -> Iterator[Violation]:
    """Yield a route that does not have at least one leg, and one handling more than legs."""
    if not route.legs or len(route.handlings) != len(route.legs) + 1:
        yield Violation(
            rule=Rule.CHAIN,
            where=where,
            found=f"{len(route.handlings)} handlings and {len(route.legs)} legs",
            expected="at least one leg, and one handling more than legs",
        )


def check_connections(case: Case) -> Iterator[Violation]:
    """Yield every place where a leg does not begin where the cargo is, or ends elsewhere."""
    journey = case.journey
    here = journey.shipment.origin
    for position, timed in enumerate(journey.rides):
        if timed.ride.load.terminal_id != here:
            yield Violation(
                rule=Rule.CONNECTION,
                where=case.leg_at(position),
                found=f"loaded at {timed.ride.load.terminal_id}",
                expected=f"loaded at {here}",
            )
        here = timed.ride.unload.terminal_id
    if here != journey.shipment.destination:
        yield Violation(
            rule=Rule.CONNECTION,
            where=case.where,
            found=f"delivered at {here}",
            expected=f"delivered at {journey.shipment.destination}",
        )


def check_terminals(case: Case) -> Iterator[Violation]:
    """Yield every terminal that handles the cargo twice (8)."""
    times = Counter(stay.terminal.id for stay in case.journey.stays)
    for terminal_id, number in times.items():
        if number > 1:
            yield Violation(
                rule=Rule.TERMINAL_TWICE,
                where=case.where,
                found=f"{number} handlings at {terminal_id}",
                expected="at most one",
            )
