"""The graph that a route search runs on: nothing of freight in it.

An arc costs money and emits; it takes a fixed time, or it leaves when its timing says.
Cost is in cents, time in minutes, CO2e in grams.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, Protocol


class Ride(NamedTuple):
    """One departure as a search sees it: when it leaves and arrives, and what it adds."""

    leaves: int
    arrives: int
    extra_cost: float


class Timing(Protocol):
    """When an arc can be taken."""

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

    def options(self, minute: int) -> Iterable[Ride]:
        """Return the departures that a search must try at a minute."""
        ...


class Schedule:
    """Departures of one arc, each with its own arrival and extra cost.

    A search that reaches the arc at minute t must try every departure that leaves at or
    after t and is not beaten, in arrival and in extra cost, by another such departure:
    where services overtake or prices differ, the next departure is not enough. For
    departures in order at one price that is the next one alone. A departure of infinite
    cost does not run.
    """

    __slots__ = ("_leaves", "_useful", "least_extra_cost", "rides", "shortest_minutes")

    steady_from = -inf

    def __init__(self, rides: Iterable[Ride]) -> None:
        self.rides = tuple(sorted(ride for ride in rides if ride.extra_cost < inf))
        self._leaves = [ride.leaves for ride in self.rides]
        self._useful = _useful_from_each(self.rides)
        self.shortest_minutes = min((r.arrives - r.leaves for r in self.rides), default=0)
        self.least_extra_cost = min((r.extra_cost for r in self.rides), default=0.0)

    def options(self, minute: int) -> Sequence[Ride]:
        """Return the departures that a search must try at a minute."""
        return self._useful[bisect_left(self._leaves, minute)]


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

    __slots__ = ("_costs", "_starts", "least_extra_cost", "shortest_minutes", "steady_from")

    def __init__(self, minutes: int, days: Iterable[tuple[int, float]]) -> None:
        self.shortest_minutes = minutes
        self.least_extra_cost = 0.0
        self._starts, self._costs = map(list, zip(*sorted(days), strict=True))
        self.steady_from: float = self._starts[-1]

    def options(self, minute: int) -> Iterator[Ride]:
        """Yield the departure at a minute, if there is one."""
        position = bisect_right(self._starts, minute) - 1
        cost = self._costs[position] if position >= 0 else 0.0
        if cost < inf:
            yield Ride(minute, minute + self.shortest_minutes, cost)


class Arc(NamedTuple):
    """An arc of the search graph.

    ``sets`` are bits that a path has after the arc, ``forbids`` bits that it must not
    have before. ``ref`` tells the builder of the graph what the arc stands for.
    """

    tail: int
    head: int
    cost: float
    co2e: int
    minutes: int
    timing: Timing | None
    sets: int
    forbids: int
    ref: object


class SearchGraph:
    """Arcs by tail, with one source and one target.

    At the nodes in ``unsteady`` it may be better to be later, before the minute
    ``steady_from``: an arc whose cost depends on the day can be reached from there
    without a wait for a scheduled one.
    """

    __slots__ = (
        "arcs", "num_nodes", "outgoing", "source", "steady_from", "target", "unsteady",
    )  # fmt: skip

    def __init__(self, arcs: Sequence[Arc], *, num_nodes: int, source: int, target: int) -> None:
        self.arcs = arcs
        self.num_nodes = num_nodes
        self.source = source
        self.target = target
        self.outgoing: list[list[Arc]] = [[] for _ in range(num_nodes)]
        for arc in arcs:
            self.outgoing[arc.tail].append(arc)
        self.steady_from = max((a.timing.steady_from for a in arcs if a.timing), default=-inf)
        self.unsteady = self._unsteady() if self.steady_from > -inf else frozenset()

    def _unsteady(self) -> frozenset[int]:
        incoming = self.incoming()
        queue = [a.tail for a in self.arcs if a.timing and a.timing.steady_from > -inf]
        found = set(queue)
        while queue:
            for arc in incoming[queue.pop()]:
                waits = arc.timing is not None and arc.timing.steady_from == -inf
                if not waits and arc.tail not in found:
                    found.add(arc.tail)
                    queue.append(arc.tail)
        return frozenset(found)

    def incoming(self) -> list[list[Arc]]:
        """Return the arcs by head."""
        by_head: list[list[Arc]] = [[] for _ in range(self.num_nodes)]
        for arc in self.arcs:
            by_head[arc.head].append(arc)
        return by_head


class Step(NamedTuple):
    """One arc of a path, with the minutes at which it leaves and arrives."""

    arc: Arc
    leaves: int
    arrives: int


@dataclass(frozen=True, slots=True)
class Path:
    """A way from the source to the target."""

    cost: float
    arrives: int
    co2e: int
    steps: tuple[Step, ...]
