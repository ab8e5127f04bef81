"""Routes among which the most reliable is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ...network.errors import Mistake, QuestionError
from ...network.network import Network
from ...network.route import Route
from ..catalogue import Catalogue
from ..clock import to_minute
from ..demand import Demand
from ..label_setting import Query
from ..route_set import RouteSet
from ..routes import RouteSearch, long_due
from ..search import ShipmentSearch
from ..search_graph import Path
from ..timetable import horizon_of
from .buffered import BufferedGraph
from .retime import retimed

Bookings: TypeAlias = tuple[tuple[str, int, int], ...]
"""What is booked for a route: the departure and the calls of each leg."""

QUANTILES = (0.5, 0.8, 0.95)
"""Shares of the delays that a planner may want to be covered."""


def candidates(
    network: Network,
    answer: RouteSet,
    *,
    quantiles: Sequence[float] = QUANTILES,
    catalogue: Catalogue | None = None,
) -> tuple[Route, ...]:
    """Return the front of a shipment, its routes by mode, and routes with buffers.

    The front alone does not hold the most reliable route. For each quantile the exact
    front over cost and arrival is found where every ride and handling takes that
    quantile of its time; its routes are taken with the departures that keep the buffer,
    and with the first departures that can be caught. The most reliable of all routes
    need not be among them: an approximation.

    Parameters
    ----------
    network
        The network of the answer.
    answer
        Routes of the shipment.
    quantiles
        Shares of the delays, each between 0 and 1.
    catalogue
        What can be booked, where it is at hand; it must span the shipment.

    Returns
    -------
    tuple of Route
        Each once: the front in its order, then what is not on it.

    Raises
    ------
    QuestionError
        A quantile is out of range.
    """
    outside = [q for q in quantiles if not 0 < q < 1]
    if outside:
        expected = "between 0 and 1, both excluded"
        raise QuestionError(
            Mistake(place="quantile of the buffer", found=f"{q:g}", expected=expected)
            for q in outside
        )
    known: dict[Bookings, Route] = {}
    for route in (*answer.routes, *(mode.route for mode in answer.modes if mode.route)):
        known.setdefault(bookings(route), route)
    for route in _buffered(network, answer, quantiles, catalogue):
        known.setdefault(bookings(route), route)
    return tuple(known.values())


def bookings(route: Route) -> Bookings:
    """Return what is booked for a route: the departure and the calls of each leg."""
    return tuple((str(leg.departure), leg.load_seq, leg.unload_seq) for leg in route.legs)


def _buffered(
    network: Network, answer: RouteSet, quantiles: Sequence[float], catalogue: Catalogue | None
) -> Iterator[Route]:
    shipment = answer.shipment
    bookable = catalogue or Catalogue(
        network, horizon_of(network, {shipment.id: long_due(shipment)}, 0)
    )
    demand = Demand.of(bookable, shipment, answer.ends)
    start = to_minute(shipment.ready_at(network.terminals[shipment.origin]))
    search = RouteSearch(network, shipment, bookable, answer.ends)
    for quantile in quantiles:
        buffered = ShipmentSearch(BufferedGraph(bookable, demand, quantile))
        for path in buffered.paths(Query(start=start, with_co2e=False)):
            yield from map(search.route, planned_paths(path, start))


def planned_paths(path: Path, start: int) -> Iterator[Path]:
    """Yield a path at planned times, with its buffers and without."""
    for at_once in (False, True):
        planned = retimed(path, start, at_once=at_once)
        if planned is not None:
            yield planned
