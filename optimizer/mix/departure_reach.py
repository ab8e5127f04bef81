"""Which departures a shipment could take at all, and what a route over one costs at least."""

from __future__ import annotations

from collections import defaultdict
from math import inf

from ..bounds import bounds_to_target, reach_cost, reach_minutes
from ..capacity import Resource
from ..graph_options import RideRef
from ..search_graph import Arc, SearchGraph


class DepartureReach:
    """Bounds on the routes of one shipment over single departures.

    Parameters
    ----------
    graph
        Search graph of the shipment without prices.
    start, latest
        Minutes at which it is ready and must have arrived.
    """

    def __init__(self, graph: SearchGraph, start: int, latest: int) -> None:
        to_target = bounds_to_target(graph)
        self._latest = latest
        self._earliest = reach_minutes(graph, start)
        self._minutes_left = to_target.minutes
        self._cents_before, self._cents_after = reach_cost(graph), to_target.cost
        self._rides: dict[str, list[tuple[RideRef, Arc]]] = defaultdict(list)
        for arc in graph.arcs:
            if isinstance(arc.ref, RideRef):
                self._rides[arc.ref.offer.segment.service.id].append((arc.ref, arc))
        self._known: dict[tuple[str, object], float] = {}

    def least_cents(self, resource: Resource) -> float:
        """Return what the shipment costs at least over a departure; infinite = it cannot."""
        key = resource.service_id, resource.first_call_on
        if key not in self._known:
            rides = self._rides.get(resource.service_id, ())
            self._known[key] = min(
                (self._cents(arc) for ref, arc in rides if self._is_in_time(ref, arc, resource)),
                default=inf,
            )
        return self._known[key]

    def _cents(self, arc: Arc) -> float:
        return self._cents_before[arc.tail] + arc.cost + self._cents_after[arc.head]

    def _is_in_time(self, ref: RideRef, arc: Arc, resource: Resource) -> bool:
        earliest, left = self._earliest[arc.tail], self._minutes_left[arc.head]
        schedule = ref.offer.schedule
        if schedule is None:
            return earliest + arc.minutes + left <= self._latest
        days = zip(schedule.rides, ref.offer.first_call_on, strict=True)
        return any(
            earliest <= ride.leaves and ride.arrives + left <= self._latest
            for ride, day in days
            if day == resource.first_call_on
        )
