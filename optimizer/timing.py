"""When an arc of a search graph can be taken, and what a departure adds to its cost."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import inf
from typing import Any, NamedTuple, Protocol


class Ride(NamedTuple):
    """One departure as a search sees it: when it leaves and arrives, and what it adds."""

    leaves: int
    arrives: int
    extra_cost: float


class Timing(Protocol):
    """When an arc can be taken.

    ``core`` is what the compiled engine made of it, None until it does.
    """

    core: Any

    @property
    def waits(self) -> bool:
        """Whether its departures are waited for, so that to be earlier is never worse."""
        ...

    @property
    def shortest_minutes(self) -> int:
        """Shortest time from the last moment of boarding to arrival."""
        ...

    @property
    def least_extra_cost(self) -> float:
        """Smallest extra cost of a departure."""
        ...

    @property
    def steady_from(self) -> float:
        """Minute from which to arrive earlier is never worse; -inf where that always holds."""
        ...

    @property
    def is_whole(self) -> bool:
        """Whether all extra costs are whole cents."""
        ...

    @property
    def last_departure(self) -> int:
        """Last minute at which it leaves after a wait; 0 where there is none."""
        ...

    def options(self, minute: int) -> Iterable[Ride]:
        """Return the departures that a search must try at a minute, where waiting is free."""
        ...

    def within(self, minute: int, window: float) -> Iterable[Ride]:
        """Return the first departure at a minute, and all that leave within a window after it."""
        ...

    def last_by(self, minute: int) -> Ride | None:
        """Return the last departure that arrives by a minute."""
        ...


class Schedule:
    """Departures of one arc, each with its own arrival and extra cost.

    A search that reaches the arc at minute t must try every departure that leaves at or
    after t and is not beaten, in arrival and in extra cost, by another such departure:
    where services overtake or prices differ, the next departure is not enough. For
    departures in order at one price that is the next one alone. A departure of infinite
    cost does not run.
    """

    waits = True
    steady_from = -inf

    def __init__(self, rides: Iterable[Ride]) -> None:
        self.rides = tuple(sorted(ride for ride in rides if ride.extra_cost < inf))
        self.core: Any = None
        self.shortest_minutes = min((r.arrives - r.leaves for r in self.rides), default=0)
        self.least_extra_cost = min((r.extra_cost for r in self.rides), default=0.0)
        self.last_departure = self.rides[-1].leaves if self.rides else 0

    @cached_property
    def is_whole(self) -> bool:
        """Whether all extra costs are whole cents."""
        return all(ride.extra_cost == int(ride.extra_cost) for ride in self.rides)

    @cached_property
    def _leaves(self) -> list[int]:
        return [ride.leaves for ride in self.rides]

    @cached_property
    def _useful(self) -> list[tuple[Ride, ...]]:
        return _useful_from_each(self.rides)

    def options(self, minute: int) -> Sequence[Ride]:
        """Return the departures that a search must try at a minute, where waiting is free."""
        return self._useful[bisect_left(self._leaves, minute)]

    def within(self, minute: int, window: float) -> Iterator[Ride]:
        """Yield the first departure at a minute, and all that leave within a window after it."""
        start = bisect_left(self._leaves, minute)
        if start < len(self.rides):
            stop = bisect_right(self._leaves, self._leaves[start] + window)
            yield from self.rides[start:stop]

    def last_by(self, minute: int) -> Ride | None:
        """Return the last departure that arrives by a minute."""
        return next((ride for ride in reversed(self.rides) if ride.arrives <= minute), None)


def _useful_from_each(rides: tuple[Ride, ...]) -> list[tuple[Ride, ...]]:
    """Return for each position the departures from there on that nothing beats."""
    useful: list[tuple[Ride, ...]] = [()]
    for ride in reversed(rides):
        later = useful[-1]
        if any(o.arrives <= ride.arrives and o.extra_cost <= ride.extra_cost for o in later):
            useful.append(later)
            continue
        kept = (o for o in later if o.arrives < ride.arrives or o.extra_cost < ride.extra_cost)
        useful.append((ride, *kept))
    useful.reverse()
    return useful


class Departures:
    """Minutes, in order, at which something leaves; shared by arcs that differ by a shift."""

    def __init__(self, minutes: Iterable[int]) -> None:
        self.minutes = tuple(sorted(set(minutes)))
        self.core: Any = None


class RegularSchedule:
    """Departures of one arc in order at one price: the next one is always the best.

    Parameters
    ----------
    departures
        Minutes that are shared with other arcs.
    shift
        How much later than these minutes the arc is left.
    minutes
        Time from there to arrival.
    """

    waits = True
    steady_from = -inf
    least_extra_cost = 0.0
    is_whole = True

    def __init__(self, departures: Departures, shift: int, minutes: int) -> None:
        self.departures, self.shift, self.shortest_minutes = departures, shift, minutes
        self.last_departure = departures.minutes[-1] + shift if departures.minutes else 0
        self.core: Any = None

    @cached_property
    def rides(self) -> tuple[Ride, ...]:
        """Every departure."""
        return tuple(map(self._ride, self.departures.minutes))

    def _ride(self, base: int) -> Ride:
        return Ride(base + self.shift, base + self.shift + self.shortest_minutes, 0)

    def options(self, minute: int) -> Sequence[Ride]:
        """Return the next departure, if there is one."""
        position = self.position(minute)
        bases = self.departures.minutes
        return (self._ride(bases[position]),) if position < len(bases) else ()

    def within(self, minute: int, window: float) -> Iterator[Ride]:
        """Yield the first departure at a minute, and all that leave within a window after it."""
        bases = self.departures.minutes
        start = self.position(minute)
        if start < len(bases):
            yield from map(self._ride, bases[start : bisect_right(bases, bases[start] + window)])

    def last_by(self, minute: int) -> Ride | None:
        """Return the last departure that arrives by a minute."""
        position = self.position(minute - self.shortest_minutes + 1)
        return self._ride(self.departures.minutes[position - 1]) if position else None

    def position(self, minute: int) -> int:
        """Return how many departures leave before a minute."""
        return bisect_left(self.departures.minutes, minute - self.shift)


class OnDemandDays:
    """An arc that leaves the moment it is reached, at a cost that depends on the day.

    It does not wait for a cheaper day, so that to reach it later may be better.

    Parameters
    ----------
    minutes
        Time on the way.
    days
        First minute and extra cost of each day, from which on it holds; before the first
        nothing is added. At infinite cost it does not run.
    """

    waits = False
    least_extra_cost = 0.0
    last_departure = 0

    def __init__(self, minutes: int, days: Iterable[tuple[int, float]]) -> None:
        self.shortest_minutes = minutes
        self.starts, self.costs = map(list, zip(*sorted(days), strict=True))
        self.steady_from: float = self.starts[-1]
        self.is_whole = all(cost == inf or cost == int(cost) for cost in self.costs)
        self.core: Any = None

    def options(self, minute: int) -> Iterator[Ride]:
        """Yield the departure at a minute, if there is one."""
        position = bisect_right(self.starts, minute) - 1
        cost = self.costs[position] if position >= 0 else 0.0
        if cost < inf:
            yield Ride(minute, minute + self.shortest_minutes, cost)

    def within(self, minute: int, window: float) -> Iterator[Ride]:
        """Yield the departure at a minute, if there is one."""
        return self.options(minute)

    def last_by(self, minute: int) -> Ride | None:
        """Return the departure that arrives at a minute, if there is one."""
        return next(self.options(minute - self.shortest_minutes), None)
