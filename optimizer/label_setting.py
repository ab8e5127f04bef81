"""Exact multi-criteria label setting in pure Python: the oracle, and the engine without a core.

Labels are settled in the order of cost plus a lower bound on the cost to go. Of the
paths to a node with the same bits, one that is beaten in cost, arrival and CO2e is
dropped; this is exact because arriving earlier is never worse (a search may wait) and
the cost of an arc does not depend on the wait. Where it depends on the day and there is
no wait (`SearchGraph.unsteady`), only paths that arrive in the same minute are compared,
and every departure to such a node is tried.
Lower bounds come from one backward search for each criterion. See Mandow and Perez de
la Cruz (2010), Multiobjective A* search with consistent heuristics, JACM 57(5), and
Pulido, Mandow and Perez de la Cruz (2015), Dimensionality reduction in multiobjective
shortest path search, COR 64.

Where waits cost storage, arriving earlier may be worse. Then labels are settled in the
order of time, all departures within a window are tried, and cost less what the time
saved may cost later is compared (`FrontByTime`). Departures in order at one price are
queued one by one, for the later one matters only once the earlier has left. That covers
every path whose waits stay within the window, unless one that waits longer beats it.

Both engines keep the same paths: ties are broken by the three bounds of a label in the
order of the search, then by when it was found, arcs being tried in the order given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf

from .bounds import Bounds, bounds_to_target
from .search_graph import (
    LIMIT,
    MINUTES_PER_DAY,
    Arc,
    Path,
    RegularSchedule,
    Ride,
    SearchGraph,
    Step,
)
from .staircase import Front, FrontByCost, FrontByTime, Staircase

__all__ = ["Bounds", "Query", "bounds_to_target", "pareto_paths"]

WINDOW_DAYS = 14
"""How long after the first departure others are tried where waits cost storage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a search is asked.

    Parameters
    ----------
    start
        Minute at which the search leaves the source.
    latest
        Last minute at which the target may be reached.
    most_cost
        Highest cost of a path.
    with_co2e
        Keep paths that are best in CO2e too; without it cost and arrival alone count.
    required
        Bits that a path must have at the target.
    window
        Minutes after the first departure within which others are tried, where waits
        cost storage.
    """

    start: int
    latest: float = inf
    most_cost: float = inf
    with_co2e: bool = True
    required: int = 0
    window: int = WINDOW_DAYS * MINUTES_PER_DAY


_Key = tuple[int, int, float]
_Trail = tuple["_Trail | None", Arc, int, int]
_Way = tuple[float, int, int, int, int, "_Trail | None"]
_Ways = Iterator[_Way] | None
_Entry = tuple[float, float, float, int, float, int, int, int, int, "_Trail | None", _Ways]


def pareto_paths(graph: SearchGraph, query: Query, bounds: Bounds) -> Iterator[Path]:
    """Yield the paths that nothing beats, in the order of cost.

    Of several paths with equal criteria one is kept. The search stops where the caller
    does, so taking the first path alone costs less than the whole front; not so where
    waits cost storage.

    Parameters
    ----------
    graph
        The search graph.
    query
        Start, limits and criteria.
    bounds
        From `bounds_to_target` on this graph, or on the same graph with lower costs.

    Raises
    ------
    OverflowError
        A path would pass the largest number that both engines can hold.
    """
    if bounds.cost[graph.source] == inf:
        return
    if graph.slopes is None:
        yield from _LabelsByCost(graph, query, bounds).settle()
    else:
        yield from sorted(
            _LabelsByTime(graph, query, bounds).settle(), key=lambda p: (p.cost, p.arrives, p.co2e)
        )


class _LabelsByCost:
    """The labels of one search: those settled, by node and bits, and those in the queue."""

    def __init__(self, graph: SearchGraph, query: Query, bounds: Bounds) -> None:
        self._graph, self._query, self._to_go = graph, query, bounds
        self._unsteady, self._steady_from = graph.unsteady, graph.steady_from
        self._settled: dict[_Key, Front] = {}
        self._at_target = Staircase()
        self._serial = count()
        self._queue: list[_Entry] = []

    def settle(self) -> Iterator[Path]:
        graph, required = self._graph, self._query.required
        self._push(0, self._query.start, 0, graph.source, 0, None)
        while self._queue:
            _, second, third, _, cost, minute, co2e, node, bits, trail, ways = heappop(self._queue)
            if self._at_target.beats(second, third):
                continue
            key = self._key(node, bits, minute)
            front = self._settled.get(key)
            if front is None:
                front = self._settled[key] = self._front(node)
            is_beaten = front.beats(cost, minute, co2e)
            if not is_beaten:
                front.add(cost, minute, co2e)
            if ways is not None:
                self._try_next(ways)
            if is_beaten:
                continue
            if node != graph.target:
                self._extend(cost, minute, co2e, node, bits, trail)
            elif bits & required == required:
                self._at_target.add(second, third)
                yield Path(cost, minute, co2e, _steps(trail))

    def _front(self, node: int) -> Front:
        return FrontByCost()

    def _order(
        self, least_cost: float, arrival: float, least_co2e: float
    ) -> tuple[float, float, float]:
        """Return the bounds of a label in the order in which labels are settled."""
        return least_cost, arrival, least_co2e

    def _key(self, node: int, bits: int, minute: int) -> _Key:
        """Return what labels must have in common to be compared."""
        if node in self._unsteady:
            return node, bits, min(minute, self._steady_from)
        return node, bits, inf

    def _extend(
        self, cost: float, minute: int, co2e: int, node: int, bits: int, trail: _Trail | None
    ) -> None:
        for arc in self._graph.outgoing[node]:
            if bits & arc.forbids or self._to_go.cost[arc.head] == inf:
                continue
            co2e_there = co2e + arc.co2e if self._query.with_co2e else 0
            for leaves, arrives, extra in self._rides(arc, minute):
                self._push(
                    cost + arc.cost + extra,
                    arrives,
                    co2e_there,
                    arc.head,
                    bits | arc.sets,
                    (trail, arc, leaves, arrives),
                )

    def _try_next(self, ways: Iterator[_Way]) -> None:
        """Queue the first way that is not beaten; the next is tried when it leaves the queue."""
        for way in ways:
            if self._push(*way, ways):
                return

    def _push(
        self,
        cost: float,
        minute: int,
        co2e: int,
        node: int,
        bits: int,
        trail: _Trail | None,
        ways: _Ways = None,
    ) -> bool:
        """Queue a label; return False where another at its node is as good."""
        to_go, query = self._to_go, self._query
        least_cost, arrival = cost + to_go.cost[node], minute + to_go.minutes[node]
        if least_cost > query.most_cost or arrival > query.latest:
            return True
        least_co2e = co2e + to_go.co2e[node] if query.with_co2e else 0
        first, second, third = self._order(least_cost, arrival, least_co2e)
        if self._at_target.beats(second, third):
            return True
        known = self._settled.get(self._key(node, bits, minute))
        if known is not None and known.beats(cost, minute, co2e):
            return False
        if first > LIMIT or second > LIMIT or third > LIMIT:
            message = f"a path passes {LIMIT} cents, minutes or grams"
            raise OverflowError(message)
        heappush(
            self._queue,
            (first, second, third, next(self._serial),
             cost, minute, co2e, node, bits, trail, ways),
        )  # fmt: skip
        return True

    def _rides(self, arc: Arc, minute: int) -> Iterable[Ride]:
        """Return the ways to take an arc at a minute."""
        if arc.timing is None:
            return (Ride(minute, minute + arc.minutes, 0),)
        if arc.head in self._unsteady:
            return arc.timing.within(minute, inf)
        return arc.timing.options(minute)


class _LabelsByTime(_LabelsByCost):
    """The labels of a search in which waits cost storage, settled in the order of time."""

    def __init__(self, graph: SearchGraph, query: Query, bounds: Bounds) -> None:
        super().__init__(graph, query, bounds)
        self._slopes = graph.slopes or []
        self._has_days = any(a.timing and a.timing.steady_from > -inf for a in graph.arcs)

    def _front(self, node: int) -> Front:
        graph = self._graph
        return FrontByTime(self._slopes[node], graph.slack, graph.last_charged)

    def _order(
        self, least_cost: float, arrival: float, least_co2e: float
    ) -> tuple[float, float, float]:
        return arrival, least_cost, least_co2e

    def _extend(
        self, cost: float, minute: int, co2e: int, node: int, bits: int, trail: _Trail | None
    ) -> None:
        for arc in self._graph.outgoing[node]:
            if bits & arc.forbids or self._to_go.cost[arc.head] == inf:
                continue
            ways = self._ways(arc, cost, minute, co2e, bits, trail)
            if isinstance(arc.timing, RegularSchedule):
                # Each departure is later than the last, and no cheaper: where one cannot
                # reach the target in time, no later one can.
                self._try_next(ways)
                continue
            for way in ways:
                self._push(*way)

    def _ways(
        self, arc: Arc, cost: float, minute: int, co2e: int, bits: int, trail: _Trail | None
    ) -> Iterator[_Way]:
        """Yield the labels at the head of an arc."""
        co2e_there = co2e + arc.co2e if self._query.with_co2e else 0
        for leaves, arrives, extra in self._rides(arc, minute):
            yield (
                cost + arc.cost + extra,
                arrives,
                co2e_there,
                arc.head,
                bits | arc.sets,
                (trail, arc, leaves, arrives),
            )

    def _rides(self, arc: Arc, minute: int) -> Iterable[Ride]:
        """Return all departures within the window where a later one may cost less."""
        is_charged = arc.storage is not None and arc.tail in self._graph.charged
        if arc.timing is None or not (is_charged or self._slopes[arc.head]):
            return super()._rides(arc, minute)
        later_too = self._has_days and arc.head in self._unsteady
        window = inf if later_too else self._query.window
        rides = arc.timing.within(minute, window)
        if arc.storage is None or not is_charged:
            return rides
        stored = arc.storage.cost
        return (r._replace(extra_cost=r.extra_cost + stored(r.leaves - minute)) for r in rides)


def _steps(trail: _Trail | None) -> tuple[Step, ...]:
    steps = []
    while trail is not None:
        trail, arc, leaves, arrives = trail
        steps.append(Step(arc, leaves, arrives))
    return tuple(reversed(steps))
