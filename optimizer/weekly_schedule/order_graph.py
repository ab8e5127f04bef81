"""Everything that an order may do, as a graph of places and days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ...network.weekly_schedule import WeeklyOrder, WeeklyRules, WeeklySchedule, WeeklyService


class State(NamedTuple):
    """Cargo at a place on a day."""

    place: str
    day: date


class Departure(NamedTuple):
    """A service on a day, by the service's position in the schedule."""

    day: date
    position: int


class Move(NamedTuple):
    """A ride on a departure, or a wait for the next day where there is none."""

    start: State
    end: State
    departure: Departure | None


def moves_of(schedule: WeeklySchedule, order: WeeklyOrder, rules: WeeklyRules) -> tuple[Move, ...]:
    """Return every move that lies on a way from the origin to the destination in time.

    Such a way may still call at a place twice, but not at its origin or destination. There
    are no moves where no way is in time.
    """
    ahead = _moves_ahead(schedule, order, rules.latest_arrival(order))
    useful = {state for state in ahead if state.place == order.destination}
    for state in sorted(ahead, key=lambda state: state.day, reverse=True):
        if any(move.end in useful for move in ahead[state]):  # every move takes a day or more
            useful.add(state)
    moves = (move for way in ahead.values() for move in way if move.end in useful)
    return tuple(sorted(moves, key=_in_order))


def _in_order(move: Move) -> tuple[State, State, int]:
    return move.start, move.end, -1 if move.departure is None else move.departure.position


def _moves_ahead(
    schedule: WeeklySchedule, order: WeeklyOrder, latest: date
) -> dict[State, list[Move]]:
    """Return the moves out of every state that the order can reach in time."""
    source = State(order.origin, order.ordered_on)
    ahead: dict[State, list[Move]] = {source: []}
    unseen = [source]
    while unseen:
        state = unseen.pop()
        if state.place == order.destination:
            continue
        ahead[state] = list(_moves_from(schedule, order, state, latest))
        new = [move.end for move in ahead[state] if move.end not in ahead]
        ahead.update((end, []) for end in new)
        unseen.extend(dict.fromkeys(new))
    return ahead


def _moves_from(
    schedule: WeeklySchedule, order: WeeklyOrder, state: State, latest: date
) -> Iterator[Move]:
    if state.place in schedule.storage_rates and state.day < latest:
        yield Move(state, State(state.place, state.day + timedelta(days=1)), None)
    for position, service in enumerate(schedule.services):
        if _may_take(service, order, state, latest):
            end = State(service.destination, service.arrives_on(state.day))
            yield Move(state, end, Departure(state.day, position))


def _may_take(service: WeeklyService, order: WeeklyOrder, state: State, latest: date) -> bool:
    return (
        service.origin == state.place
        and service.destination != order.origin
        and service.departs_on(state.day)
        and service.arrives_on(state.day) <= latest
    )
