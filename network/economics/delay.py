"""How long a delay at a terminal may last before another choice wins.

A delay is not made up on board. A connection to a scheduled departure takes it in as far as there
is time to spare before the cut-off; after that the connection is missed and the choice, which is a
dated route, is gone. Where no scheduled departure follows, the delivery is late by the delay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from ..network import Network
from ..plan import MINUTES_PER_DAY
from ..route import Leg, Route
from ..terminal import TerminalKind
from .cheapest import Change, Piece, first_change
from .choice import Choice
from .terms import Terms

MOST_DAYS = 60
"""Delays are looked at up to this long: twice the longest border queue of the reference."""

WAITED_AT = frozenset({TerminalKind.BORDER_RAIL, TerminalKind.BORDER_ROAD, TerminalKind.LOCK})
"""Terminals that are named for a delay although the cargo only passes."""


def delay_places(network: Network, route: Route) -> tuple[str, ...]:
    """Return the terminals where a delay is looked at: handled at, and borders and locks passed."""
    places: list[str] = []
    for position, handling in enumerate(route.handlings):
        places.append(handling.terminal_id)
        if position < len(route.legs):
            passed = _passed(network, route.legs[position])
            places += [at for at in passed if network.terminals[at].kind in WAITED_AT]
    return tuple(dict.fromkeys(places))


def delay_change(
    network: Network, terms: Terms, choices: Sequence[Choice], winner: Choice, place: str
) -> Change | None:
    """Return the delay at a terminal, in minutes, at which another choice wins.

    Every choice that is handled there or passes there has the delay.
    """
    pieces = [list(_pieces(network, terms, choice, place)) for choice in choices]
    return first_change(pieces, choices.index(winner), Fraction(MOST_DAYS * MINUTES_PER_DAY))


def _pieces(network: Network, terms: Terms, choice: Choice, place: str) -> Iterator[Piece]:
    cost, longest = terms.cost_cents(choice), Fraction(MOST_DAYS * MINUTES_PER_DAY)
    if cost is None:
        return
    next_leg = _next_leg(network, choice.route, place) if choice.route else None
    if choice.route is None or next_leg is None:
        yield Piece(Fraction(0), longest, cost, Fraction(0))
        return
    spare = _spare(network, choice.route, next_leg)
    if spare is not None:
        if spare > timedelta():
            yield Piece(Fraction(0), _minutes(spare), cost, Fraction(0))
        return
    yield from _late_pieces(terms, choice.route, cost, longest)


def _late_pieces(terms: Terms, route: Route, cost: Fraction, longest: Fraction) -> Iterator[Piece]:
    """Yield the cost of a delivery that is later and later, one piece for each day late."""
    per_day, held = terms.shipment.late_usd_per_day, terms.holding_cents_per_minute
    already = terms.shipment.days_late(route.delivered_at, terms.destination)
    begin, late = Fraction(0), already
    while begin < longest:
        last = terms.shipment.due + timedelta(days=late)
        end = _minutes(terms.due(last).shipment.due_at(terms.destination) - route.delivered_at)
        fee = Fraction(per_day or 0) * 100 * (late - already)
        if end > begin:
            yield Piece(begin, min(end, longest), cost + fee, held)
        if per_day is None:
            return
        begin, late = max(begin, end), late + 1


def _next_leg(network: Network, route: Route, place: str) -> int | None:
    """Return the position of the first leg after a terminal is met; None where it is not."""
    for position, handling in enumerate(route.handlings):
        if handling.terminal_id == place:
            return position
        if position < len(route.legs) and place in _passed(network, route.legs[position]):
            return position + 1
    return None


def _spare(network: Network, route: Route, next_leg: int) -> timedelta | None:
    """Return the time to spare before the next scheduled departure; None where none follows."""
    waits = route.waits()
    for position in range(next_leg, len(route.legs)):
        leg = route.legs[position]
        if not leg.is_drayage:
            cutoff = network.services[leg.departure.service_id].cutoff_hours
            return waits[position] - timedelta(minutes=int(60 * cutoff + 0.5))
    return None


def _passed(network: Network, leg: Leg) -> tuple[str, ...]:
    """Return the terminals that a leg passes between its ends."""
    calls = network.calls[leg.departure.service_id]
    return tuple(call.terminal_id for call in calls if leg.load_seq < call.seq < leg.unload_seq)


def _minutes(duration: timedelta) -> Fraction:
    return Fraction(int(duration.total_seconds()), 60)
