"""How likely the routes of a mix are on time, by simulation and only where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...network.network import Network
from ...network.route import Route
from ...network.shipment import Shipment
from ..assemble import RouteAssembler
from ..catalogue import Catalogue
from ..demand import Demand
from ..graph_options import GraphOptions
from ..label_setting import Query
from ..reliability.buffered import BufferedGraph
from ..reliability.candidates import QUANTILES, Bookings, bookings, planned_paths
from ..reliability.simulate import simulate
from ..search import ShipmentSearch

SAMPLES = 10_000
"""Journeys for each route: the standard error of a probability is at most 0.5 %."""

SEED = 1


@dataclass(slots=True)
class _Rated:
    """What is known of the routes of one shipment, and which ones wait to be simulated."""

    known: dict[Bookings, float] = field(default_factory=dict)
    waiting: dict[Bookings, Route] = field(default_factory=dict)


class OnTimeRater:
    """Knows how likely routes are on time.

    Nothing is simulated until a probability is asked for; then all routes of that
    shipment that are known by then are simulated in one call. What is found for a route
    depends on the seed alone, never on the routes beside it.

    Parameters
    ----------
    network
        The network of the routes.
    samples, seed
        As in `simulate`.
    """

    def __init__(self, network: Network, *, samples: int = SAMPLES, seed: int = SEED) -> None:
        self._network = network
        self.samples, self.seed = samples, seed
        self._rated: dict[str, dict[Shipment, _Rated]] = {}

    def expect(self, shipment: Shipment, route: Route) -> None:
        """Take note of a route whose probability may be asked for."""
        rated = self._of(shipment)
        key = bookings(route)
        if key not in rated.known:
            rated.waiting.setdefault(key, route)

    def probability(self, shipment: Shipment, route: Route) -> float:
        """Return the probability that a shipment is on time on a route."""
        rated = self._of(shipment)
        key = bookings(route)
        if key not in rated.known:
            rated.waiting.setdefault(key, route)
            self._simulate(shipment, rated)
        return rated.known[key]

    def _of(self, shipment: Shipment) -> _Rated:
        """Return what is known of a shipment; one with another due date is another one."""
        return self._rated.setdefault(shipment.id, {}).setdefault(shipment, _Rated())

    def _simulate(self, shipment: Shipment, rated: _Rated) -> None:
        found = simulate(
            self._network,
            shipment,
            tuple(rated.waiting.values()),
            samples=self.samples,
            seed=self.seed,
        )
        for key, reliability in zip(rated.waiting, found, strict=True):
            rated.known[key] = reliability.probability_on_time
        rated.waiting.clear()


class ReliableRoutes:
    """Finds routes of one shipment that leave buffers: what a limit on lateness needs.

    For each quantile of `reliability.candidates` the front over cost and arrival is
    found where every ride and handling takes that quantile of its time. The most
    reliable route need not be among them: an approximation, which costs the plan but no
    bound.

    Parameters
    ----------
    catalogue
        What can be booked.
    demand
        The shipment.
    start, latest
        Minute at which it is ready, and by which it must be planned to arrive.
    """

    def __init__(self, catalogue: Catalogue, demand: Demand, start: int, latest: int) -> None:
        self._searches = [
            ShipmentSearch(BufferedGraph(catalogue, demand, quantile)) for quantile in QUANTILES
        ]
        self._assembler = RouteAssembler(catalogue, demand)
        self._start, self._latest = start, latest

    def find(self, options: GraphOptions) -> list[Route]:
        """Return routes with buffers and without, each once; prices are those of options."""
        routes: dict[Bookings, Route] = {}
        for search in self._searches:
            for path in search.paths(Query(start=self._start, with_co2e=False), options):
                for planned in planned_paths(path, self._start):
                    if planned.arrives <= self._latest:
                        route = self._assembler.route(planned)
                        routes.setdefault(bookings(route), route)
        return list(routes.values())
