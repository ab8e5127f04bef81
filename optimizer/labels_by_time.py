"""Labels of a search in which waits cost storage, settled in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf

from .bounds import Bounds
from .labels_by_cost import LabelsByCost, Trail, Way
from .query import Query
from .search_graph import Arc, RegularSchedule, Ride, SearchGraph
from .staircase import Front, FrontByTime


class LabelsByTime(LabelsByCost):
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
        self, cost: float, minute: int, co2e: int, node: int, bits: int, trail: Trail | None
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
        self, arc: Arc, cost: float, minute: int, co2e: int, bits: int, trail: Trail | None
    ) -> Iterator[Way]:
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
