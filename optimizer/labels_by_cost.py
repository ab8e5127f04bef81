"""Labels of a search, settled in the order of cost (see `label_setting`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import count
from math import inf

from .bounds import Bounds
from .query import Query
from .search_graph import LIMIT, Arc, Path, Ride, SearchGraph, Step
from .staircase import Front, FrontByCost, Staircase

_Key = tuple[int, int, float]
Trail = tuple["Trail | None", Arc, int, int]
Way = tuple[float, int, int, int, int, "Trail | None"]
Ways = Iterator[Way] | None
_Entry = tuple[float, float, float, int, float, int, int, int, int, "Trail | None", Ways]


class LabelsByCost:
    """The labels of one search: those settled, by node and bits, and those in the queue."""

    def __init__(self, graph: SearchGraph, query: Query, bounds: Bounds) -> None:
        self._graph, self._query, self._to_go = graph, query, bounds
        self._unsteady, self._steady_from = graph.unsteady, graph.steady_from
        self._settled: dict[_Key, Front] = {}
        self._at_target = Staircase()
        self._serial = count()
        self._queue: list[_Entry] = []

    def settle(self) -> Iterator[Path]:
        """Yield the paths that nothing beats, in the order of the search."""
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
        self, cost: float, minute: int, co2e: int, node: int, bits: int, trail: Trail | None
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

    def _try_next(self, ways: Iterator[Way]) -> None:
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
        trail: Trail | None,
        ways: Ways = None,
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


def _steps(trail: Trail | None) -> tuple[Step, ...]:
    steps = []
    while trail is not None:
        trail, arc, leaves, arrives = trail
        steps.append(Step(arc, leaves, arrives))
    return tuple(reversed(steps))
