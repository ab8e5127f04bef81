"""Search graphs in which rides and handlings take longer than planned."""

from __future__ import annotations

from functools import lru_cache

from ..catalogue import Catalogue
from ..demand import Demand
from ..graph_options import GraphOptions, RideRef
from ..handling_ref import HandlingRef
from ..search_graph import Arc, Schedule, SearchGraph
from ..shipment_graph import ShipmentGraph
from .durations import RideTime
from .handling_time import HandlingTime


class BufferedGraph(ShipmentGraph):
    """Makes search graphs of one shipment that allow for delays.

    Every ride and every handling takes a quantile of its time, where that is longer
    than planned; so a path keeps that much of a buffer before each departure. Trucks
    that are banned on some days take their planned time.

    Parameters
    ----------
    catalogue
        What can be booked.
    demand
        The shipment.
    quantile
        Share of the cases that the buffer covers.
    """

    def __init__(self, catalogue: Catalogue, demand: Demand, quantile: float) -> None:
        super().__init__(catalogue, demand)
        self._quantile = quantile
        self._plain: SearchGraph | None = None
        self._buffered: SearchGraph | None = None

    def build(self, options: GraphOptions) -> SearchGraph:
        """Return the search graph with buffers under the given options."""
        plain = super().build(options)
        if self._buffered is None or self._plain is not plain:
            arcs = [self._slower(arc) for arc in plain.arcs]
            self._plain = plain
            self._buffered = SearchGraph(
                arcs, num_nodes=plain.num_nodes, source=plain.source, target=plain.target
            )
        return self._buffered

    def _slower(self, arc: Arc) -> Arc:
        if isinstance(arc.ref, HandlingRef):
            time = HandlingTime.of(arc.ref)
            minutes = max(arc.minutes, time.quantile(self._quantile))
            hours = arc.ref.timing
            slower = hours.slower(*time.quantiles(self._quantile)) if hours else None
            return arc._replace(minutes=minutes, timing=slower)
        if not isinstance(arc.ref, RideRef):
            return arc
        segment = arc.ref.offer.segment
        ride = RideTime(segment.ride_minutes, segment.service.reliability_cv)
        extra = max(0, ride.quantile(self._quantile) - segment.ride_minutes)
        if arc.timing is None:
            return arc._replace(minutes=arc.minutes + extra)
        if arc.ref.offer.schedule is None:
            return arc
        timing = arc.timing if isinstance(arc.timing, Schedule) else arc.ref.offer.schedule
        return arc._replace(timing=_later(timing, extra))


@lru_cache(maxsize=8_192)
def _later(schedule: Schedule, extra: int) -> Schedule:
    """Return a schedule whose rides take longer; shipments that share an offer share it."""
    return Schedule(ride._replace(arrives=ride.arrives + extra) for ride in schedule.rides)
