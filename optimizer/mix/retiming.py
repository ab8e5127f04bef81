"""The same departures again, after their times or prices have changed."""

from __future__ import annotations

from ...network.route import Route
from ...network.shipment import Shipment
from ..assemble import RouteAssembler
from ..catalogue import Catalogue
from ..clock import to_minute
from ..demand import Demand
from ..graph_options import GraphOptions
from ..label_setting import Query
from ..search import ShipmentSearch
from ..shipment_graph import ShipmentGraph


class Retimer:
    """Times and prices routes anew.

    Parameters
    ----------
    catalogue
        What can be booked now.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def retimed(self, shipment: Shipment, route: Route) -> Route | None:
        """Return a route as it is now; None where its departures can no longer be taken in turn.

        Trucks on demand leave when the cargo is ready, which may be another day.
        """
        dates = {
            (leg.departure.service_id, leg.load_seq, leg.unload_seq): leg.departure.first_call_on
            for leg in route.legs
        }
        only = self._catalogue.only(dates)
        if {offer.segment.key for offer in only.offers} != dates.keys():
            return None
        demand = Demand.of(only, shipment)
        origin = self._catalogue.network.terminals[shipment.origin]
        query = Query(start=to_minute(shipment.ready_at(origin)), with_co2e=False)
        search = ShipmentSearch(ShipmentGraph(only, demand))
        assembler = RouteAssembler(only, demand)
        for path in search.paths(query, GraphOptions(must_fit=True)):
            found = assembler.route(path)
            if _ways(found) == _ways(route):
                return found
        return None


def _ways(route: Route) -> list[tuple[str, int, int]]:
    return [(leg.departure.service_id, leg.load_seq, leg.unload_seq) for leg in route.legs]
