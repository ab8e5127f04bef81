"""Least cost, time and CO2e between one node and all others, one criterion at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

from .search_graph import Arc, SearchGraph


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


def bounds_to_target(graph: SearchGraph) -> Bounds:
    """Return lower bounds on cost, time and CO2e from every node to the target."""

    def to_target(weight: Callable[[Arc], float]) -> list[float]:
        arcs = [[(arc.tail, weight(arc)) for arc in there] for there in graph.incoming]
        return _least(arcs, graph.target)

    return Bounds(
        cost=to_target(_least_cost),
        minutes=to_target(_least_minutes),
        co2e=to_target(lambda arc: arc.co2e),
    )


def reach_cost(graph: SearchGraph) -> list[float]:
    """Return the least cost from the source to every node, whenever departures leave.

    Storage and bits are left aside; infinite where there is no way.
    """
    arcs = [[(arc.head, _least_cost(arc)) for arc in there] for there in graph.outgoing]
    return _least(arcs, graph.source)


def reach_minutes(graph: SearchGraph, start: int) -> list[float]:
    """Return the earliest arrival at every node from the source; infinite where there is none.

    Bits are left aside. Where being later may be better (`SearchGraph.unsteady`), every
    minute of arrival is followed.
    """
    earliest = [inf] * graph.num_nodes
    seen: set[tuple[int, float]] = set()
    queue = [(start, graph.source)]
    while queue:
        minute, node = heappop(queue)
        key = (node, min(minute, graph.steady_from) if node in graph.unsteady else inf)
        if key in seen:
            continue
        seen.add(key)
        earliest[node] = min(earliest[node], minute)
        for arc in graph.outgoing[node]:
            if arc.timing is None:
                heappush(queue, (minute + arc.minutes, arc.head))
            else:
                later_too = arc.head in graph.unsteady
                rides = arc.timing.within(minute, inf) if later_too else arc.timing.options(minute)
                for ride in rides:
                    heappush(queue, (ride.arrives, arc.head))
    return earliest


def _least_cost(arc: Arc) -> float:
    return arc.cost + (arc.timing.least_extra_cost if arc.timing else 0)


def _least_minutes(arc: Arc) -> float:
    return arc.timing.shortest_minutes if arc.timing else arc.minutes


def _least(arcs: Sequence[Sequence[tuple[int, float]]], start: int) -> list[float]:
    """Return the least sums of weights from one node to all."""
    least = [inf] * len(arcs)
    least[start] = 0
    queue: list[tuple[float, int]] = [(0, start)]
    while queue:
        so_far, node = heappop(queue)
        if so_far > least[node]:
            continue
        for other, weight in arcs[node]:
            candidate = so_far + weight
            if candidate < least[other]:
                least[other] = candidate
                heappush(queue, (candidate, other))
    return least
