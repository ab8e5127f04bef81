"""The same departures again, after their times or prices have changed."""

from __future__ import annotations

from ...network.network import Network
from ...network.route import Leg, Route
from ...network.shipment import Shipment
from ..assemble import RouteAssembler
from ..catalogue import Catalogue
from ..clock import to_minute
from ..demand import Demand
from ..graph_options import GraphOptions
from ..label_setting import Query
from ..search import ShipmentSearch
from ..segment import SegmentKey
from ..shipment_graph import ShipmentGraph


class Retimer:
    """Times and prices routes anew.

    Parameters
    ----------
    catalogue
        What can be booked now.
    before
        The network of the routes. A dated scenario that is applied or taken back gives the
        departures of some days another service id: they are found by that of the whole service.
    """

    def __init__(self, catalogue: Catalogue, before: Network) -> None:
        self._catalogue = catalogue
        self._before = before

    def retimed(self, shipment: Shipment, route: Route) -> Route | None:
        """Return a route as it is now; None where its departures can no longer be taken in turn.

        Trucks on demand leave when the cargo is ready, which may be another day.
        """
        rides = [self._now(leg) for leg in route.legs]
        dates = {
            key: leg.departure.first_call_on
            for key, leg in zip(rides, route.legs, strict=True)
            if key is not None
        }
        if len(dates) < len(rides):
            return None
        only = self._catalogue.only(dates)
        demand = Demand.of(only, shipment)
        origin = self._catalogue.network.terminals[shipment.origin]
        query = Query(start=to_minute(shipment.ready_at(origin)), with_co2e=False)
        search = ShipmentSearch(ShipmentGraph(only, demand))
        assembler = RouteAssembler(only, demand)
        for path in search.paths(query, GraphOptions(must_fit=True)):
            found = assembler.route(path)
            if _rides(found) == rides:
                return found
        return None

    def _now(self, leg: Leg) -> SegmentKey | None:
        """Return the segment that now has the departure of a leg; None where it is gone."""
        name, day = leg.departure.service_id, leg.departure.first_call_on
        whole = self._before.services[name].known_as[-1]
        calls = (leg.load_seq, leg.unload_seq)
        keys = [
            offer.segment.key
            for offer in self._catalogue.offers
            if offer.segment.key[1:] == calls
            and whole in offer.segment.service.known_as
            and (offer.schedule is None or day in offer.first_call_on)
        ]
        # One on demand has its changed days beside it; scheduled parts share no day.
        return min(keys, key=lambda key: (key[0] != name, key[0] != whole, key), default=None)


def _rides(route: Route) -> list[SegmentKey]:
    return [(leg.departure.service_id, leg.load_seq, leg.unload_seq) for leg in route.legs]
