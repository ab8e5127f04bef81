"""Routes of one shipment: the exact front, and the modes side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from datetime import timedelta

from ..network.network import Network
from ..network.question import check_question
from ..network.route import Route
from ..network.row import Mode
from ..network.shipment import Shipment
from .absence import Absence, AbsenceFinder
from .assemble import RouteAssembler
from .catalogue import Catalogue
from .clock import to_minute
from .demand import Demand, Ends
from .label_setting import Query
from .route_set import Certificate, ModeAnswer, RouteSet
from .search import ShipmentSearch
from .search_graph import Path
from .segment import Segment, SegmentKey
from .shipment_graph import ShipmentGraph
from .timetable import horizon_of
from .wanted import Wanted

PRODUCTS: dict[str, frozenset[Mode]] = {
    "rail": frozenset({Mode.RAIL}),
    "rail-sea": frozenset({Mode.RAIL, Mode.SEA}),
    "river-sea": frozenset({Mode.RIVER, Mode.SEA}),
    "river": frozenset({Mode.RIVER}),
    "sea": frozenset({Mode.SEA}),
    "road": frozenset({Mode.ROAD}),
    "air": frozenset({Mode.AIR}),
}
"""What is sold as one way to ship: the modes that its main legs use, each at least once."""

LONGEST_DAYS = 120
"""How long after it is ready a shipment may be under way: twice the slowest river-sea."""


def routes(
    network: Network,
    shipment: Shipment,
    *,
    catalogue: Catalogue | None = None,
    ends: Ends | None = None,
) -> RouteSet:
    """Return the exact front of a shipment over cost, arrival and CO2e.

    The whole shipment travels together. Slots that are open on a departure do not limit
    the answer; where they do not suffice for the shipment, the route carries a warning.

    Parameters
    ----------
    network
        What exists.
    shipment
        The shipment.
    catalogue
        What can be booked, where it is at hand; it must span the shipment.
    ends
        Where the cargo may be handed over; None = at its origin and destination.

    Raises
    ------
    QuestionError
        The shipment names something unknown or impossible.
    """
    check_question(network, shipment)
    search = RouteSearch(network, shipment, catalogue, ends)
    return RouteSet(
        shipment=shipment,
        ends=search.ends,
        due_at=shipment.due_at(network.terminals[shipment.destination]),
        holding_rate_per_day=network.cargo_classes[shipment.cargo_class].holding_rate_per_day,
        routes=search.front(),
        modes=tuple(search.mode(product) for product in PRODUCTS),
        certificate=search.certificate(),
    )


def long_due(shipment: Shipment) -> Shipment:
    """Return a shipment with its due date so late that no mode is too slow for it."""
    last = max(shipment.due, shipment.ready + timedelta(days=LONGEST_DAYS))
    return shipment.model_copy(update={"due": last})


class RouteSearch:
    """Searches of one shipment on one catalogue.

    Parameters
    ----------
    network
        What exists.
    shipment
        The shipment.
    catalogue
        What can be booked; None = everything from before the shipment is ready until
        long after it is due.
    ends
        Where it may be handed over; None = at its origin and destination.
    """

    def __init__(
        self,
        network: Network,
        shipment: Shipment,
        catalogue: Catalogue | None = None,
        ends: Ends | None = None,
    ) -> None:
        self.ends = ends or Ends.of(shipment)
        self._network = network
        self._shipment = shipment
        self._catalogue = catalogue or Catalogue(
            network, horizon_of(network, {shipment.id: long_due(shipment)}, 0)
        )
        demand = Demand.of(self._catalogue, shipment, self.ends)
        terminals = network.terminals
        self._start = to_minute(shipment.ready_at(terminals[shipment.origin]))
        self._due = to_minute(shipment.due_at(terminals[shipment.destination]))
        self._search = ShipmentSearch(ShipmentGraph(self._catalogue, demand, keep=2))
        self._assembler = RouteAssembler(self._catalogue, demand)
        self._absence = AbsenceFinder(self._catalogue, shipment, self.ends)

    def without(self, is_left_out: Callable[[Segment], bool]) -> RouteSearch:
        """Return searches that leave some segments out."""
        catalogue = self._catalogue.without(is_left_out)
        return RouteSearch(self._network, self._shipment, catalogue, self.ends)

    def avoiding(self, segments: frozenset[SegmentKey]) -> RouteSearch:
        """Return searches that leave out segments, and share what they learn with these."""
        other = copy(self)
        other._search = self._search.avoiding(segments)
        return other

    def front(self) -> tuple[Route, ...]:
        """Return the routes that no other beats in cost, arrival and CO2e."""
        paths = self._search.paths(Query(start=self._start), Wanted().options())
        return tuple(self.route(path) for path in paths)

    def route(self, path: Path) -> Route:
        """Return the route of a path, warned where the open slots do not suffice."""
        route = self._assembler.route(path)
        return replace(route, warnings=(*route.warnings, *self._tight(route)))

    def _tight(self, route: Route) -> Iterator[str]:
        units = self._shipment.num_units
        for leg in route.legs:
            service = self._network.services[leg.departure.service_id]
            for kind, amount in self._catalogue.capacities.taken(service, route.unit).items():
                limit = self._catalogue.capacities.limit_of(service, kind)
                if units * amount > limit:
                    yield (
                        f"{service.id}: {limit:,.0f} {kind} open on a departure, "
                        f"the shipment takes {units * amount:,.0f}"
                    )

    def mode(self, product: str) -> ModeAnswer:
        """Return the best route of a product, or why there is none."""
        route, absence = self.best(Wanted.by(PRODUCTS[product]))
        return ModeAnswer(product=product, route=route, absence=absence)

    def routes(self, wanted: Wanted) -> tuple[Route, ...]:
        """Return the routes that use what is wanted, those that no other beats in cost and time."""
        return tuple(map(self.route, self._paths(wanted)))

    def best(self, wanted: Wanted) -> tuple[Route | None, Absence | None]:
        """Return the best route that uses what is wanted, and what it misses.

        That is the cheapest on time, otherwise the fastest; without a route the absence
        says why there is none.
        """
        paths = self._paths(wanted)
        if not paths:
            return None, self._absence.without_route(wanted)
        path = self._pick(paths)
        finder = self._absence
        missed = finder.too_slow(path.arrives, path.cost) or finder.too_dear(path.cost)
        return self.route(path), missed

    def _paths(self, wanted: Wanted) -> list[Path]:
        query = Query(start=self._start, with_co2e=False, required=wanted.bits)
        return self._search.paths(query, wanted.options())

    def _pick(self, paths: list[Path]) -> Path:
        """Return the cheapest path on time, otherwise the fastest."""
        on_time = [path for path in paths if path.arrives <= self._due]
        if on_time:
            return min(on_time, key=lambda path: (path.cost, path.arrives))
        return min(paths, key=lambda path: (path.arrives, path.cost))

    def certificate(self) -> Certificate:
        """Return what is known of the front."""
        return Certificate(
            method="label setting over the timetable with lower bounds; exact",
            criteria=("cost", "arrival", "CO2e"),
            first_departure_on=self._catalogue.horizon.first.isoformat(),
            last_departure_on=self._catalogue.horizon.last.isoformat(),
            nowhere_twice=tuple(sorted(self._search.once)),
        )
