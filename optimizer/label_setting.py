"""Exact multi-criteria label setting in pure Python.

Labels are settled in the order of cost plus a lower bound on the cost to go. Of the
paths to a node with the same bits, one that is beaten in cost, arrival and CO2e is
dropped; this is exact because arriving earlier is never worse (a search may wait) and
the cost of an arc does not depend on the wait. Where it depends on the day and there is
no wait (`SearchGraph.unsteady`), only paths that arrive in the same minute are compared.
Lower bounds come from one backward search for each criterion. See Mandow and Perez de
la Cruz (2010), Multiobjective A* search with consistent heuristics, JACM 57(5), and
Pulido, Mandow and Perez de la Cruz (2015), Dimensionality reduction in multiobjective
shortest path search, COR 64.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf

from .search_graph import Arc, Path, Ride, SearchGraph, Step


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lower bounds to the target from every node; infinite where there is no way."""

    cost: list[float]
    minutes: list[float]
    co2e: list[float]

    def scaled(self, cost_factor: float) -> Bounds:
        """Return the bounds for a graph whose costs are multiplied."""
        if cost_factor == 1:
            return self
        cost = [inf if value == inf else value * cost_factor for value in self.cost]
        return Bounds(cost, self.minutes, self.co2e)


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
    """

    start: int
    latest: float = inf
    most_cost: float = inf
    with_co2e: bool = True
    required: int = 0


def bounds_to_target(graph: SearchGraph) -> Bounds:
    """Return lower bounds on cost, time and CO2e from every node to the target."""
    incoming = graph.incoming()
    return Bounds(
        cost=_backward(graph, incoming, _least_cost),
        minutes=_backward(graph, incoming, _least_minutes),
        co2e=_backward(graph, incoming, lambda arc: arc.co2e),
    )


def _least_cost(arc: Arc) -> float:
    return arc.cost + (arc.timing.least_extra_cost if arc.timing else 0)


def _least_minutes(arc: Arc) -> float:
    return arc.timing.shortest_minutes if arc.timing else arc.minutes


def _backward(
    graph: SearchGraph, incoming: list[list[Arc]], weight: Callable[[Arc], float]
) -> list[float]:
    distance = [inf] * graph.num_nodes
    distance[graph.target] = 0
    queue: list[tuple[float, int]] = [(0, graph.target)]
    while queue:
        so_far, node = heappop(queue)
        if so_far > distance[node]:
            continue
        for arc in incoming[node]:
            candidate = so_far + weight(arc)
            if candidate < distance[arc.tail]:
                distance[arc.tail] = candidate
                heappush(queue, (candidate, arc.tail))
    return distance


class _Front:
    """Pairs (arrival, CO2e) of which none beats another, sorted by arrival."""

    __slots__ = ("arrivals", "co2es")

    def __init__(self) -> None:
        self.arrivals: list[float] = []
        self.co2es: list[float] = []

    def beats(self, arrival: float, co2e: float) -> bool:
        """Tell whether a pair in the front is as good in both."""
        position = bisect_right(self.arrivals, arrival)
        return position > 0 and self.co2es[position - 1] <= co2e

    def add(self, arrival: float, co2e: float) -> None:
        """Add a pair that the front does not beat, and drop what it beats."""
        start = stop = bisect_left(self.arrivals, arrival)
        while stop < len(self.co2es) and self.co2es[stop] >= co2e:
            stop += 1
        self.arrivals[start:stop] = [arrival]
        self.co2es[start:stop] = [co2e]


_Key = tuple[int, int, float]
_Trail = tuple["_Trail | None", Arc, int, int]
_Entry = tuple[float, float, float, int, float, int, int, int, int, "_Trail | None"]


def pareto_paths(graph: SearchGraph, query: Query, bounds: Bounds) -> Iterator[Path]:
    """Yield the paths that nothing beats, in the order of cost.

    Of several paths with equal criteria one is kept. The search stops where the caller
    does, so taking the first path alone costs less than the whole front.

    Parameters
    ----------
    graph
        The search graph.
    query
        Start, limits and criteria.
    bounds
        From `bounds_to_target` on this graph, or on the same graph with lower costs.
    """
    if bounds.cost[graph.source] < inf:
        yield from _Labels(graph, query, bounds).settle()


class _Labels:
    """The labels of one search: those settled, by node and bits, and those in the queue."""

    def __init__(self, graph: SearchGraph, query: Query, bounds: Bounds) -> None:
        self._graph, self._query, self._to_go = graph, query, bounds
        self._settled: dict[_Key, _Front] = {}
        self._at_target = _Front()
        self._serial = count()
        self._queue: list[_Entry] = []

    def settle(self) -> Iterator[Path]:
        graph, required = self._graph, self._query.required
        self._push(0, self._query.start, 0, graph.source, 0, None)
        while self._queue:
            _, arrival, least_co2e, _, cost, minute, co2e, node, bits, trail = heappop(self._queue)
            front = self._settled.setdefault(self._key(node, bits, minute), _Front())
            if front.beats(minute, co2e) or self._at_target.beats(arrival, least_co2e):
                continue
            front.add(minute, co2e)
            if node != graph.target:
                self._extend(cost, minute, co2e, node, bits, trail)
            elif bits & required == required:
                self._at_target.add(minute, co2e)
                yield Path(cost, minute, co2e, _steps(trail))

    def _key(self, node: int, bits: int, minute: int) -> _Key:
        """Return what labels must have in common to be compared."""
        if node in self._graph.unsteady:
            return node, bits, min(minute, self._graph.steady_from)
        return node, bits, inf

    def _extend(
        self, cost: float, minute: int, co2e: int, node: int, bits: int, trail: _Trail | None
    ) -> None:
        for arc in self._graph.outgoing[node]:
            if bits & arc.forbids or self._to_go.cost[arc.head] == inf:
                continue
            co2e_there = co2e + arc.co2e if self._query.with_co2e else 0
            for leaves, arrives, extra in _rides(arc, minute):
                self._push(
                    cost + arc.cost + extra,
                    arrives,
                    co2e_there,
                    arc.head,
                    bits | arc.sets,
                    (trail, arc, leaves, arrives),
                )

    def _push(
        self, cost: float, minute: int, co2e: int, node: int, bits: int, trail: _Trail | None
    ) -> None:
        to_go, query = self._to_go, self._query
        least_cost, arrival = cost + to_go.cost[node], minute + to_go.minutes[node]
        if least_cost > query.most_cost or arrival > query.latest:
            return
        least_co2e = co2e + to_go.co2e[node] if query.with_co2e else 0
        known = self._settled.get(self._key(node, bits, minute))
        if known is not None and known.beats(minute, co2e):
            return
        if not self._at_target.beats(arrival, least_co2e):
            heappush(
                self._queue,
                (least_cost, arrival, least_co2e, next(self._serial),
                 cost, minute, co2e, node, bits, trail),
            )  # fmt: skip


def _rides(arc: Arc, minute: int) -> Iterable[Ride]:
    """Return the ways to take an arc at a minute."""
    if arc.timing is None:
        return (Ride(minute, minute + arc.minutes, 0),)
    return arc.timing.options(minute)


def _steps(trail: _Trail | None) -> tuple[Step, ...]:
    steps = []
    while trail is not None:
        trail, arc, leaves, arrives = trail
        steps.append(Step(arc, leaves, arrives))
    return tuple(reversed(steps))
