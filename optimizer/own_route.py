"""Price my route: a route that the user names, dated, priced, checked and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from ..network.asked_route import read_route
from ..network.errors import Mistake, QuestionError
from ..network.network import Network
from ..network.question import check_question
from ..network.route import Route
from ..network.route_difference import RouteDifference, route_difference
from ..network.shipment import Shipment
from .asked_segments import SegmentFinder
from .catalogue import Catalogue
from .demand import Demand, Ends
from .route_walk import RouteWalk
from .routes import RouteSearch, long_due
from .timetable import horizon_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRoute:
    """A route that the user named, beside the best one.

    Attributes
    ----------
    route
        The route, dated and priced by the rules of every route.
    days_late
        Calendar days after the due date.
    over_budget_cents
        Freight above the budget; 0 where it keeps it.
    best
        The cheapest route within due date and budget, otherwise the fastest; None where
        nothing else runs.
    beaten_by
        A route that is as good in cost, arrival and CO2e, and better in one of them; None
        where the user's route is one that nothing beats.
    difference
        The user's route (one) against the best (other).
    """

    shipment: Shipment
    route: Route
    days_late: int
    over_budget_cents: float
    best: Route | None
    beaten_by: Route | None
    difference: RouteDifference | None


def price_route(
    network: Network, shipment: Shipment, words: str | Sequence[str], ends: Ends | None = None
) -> OwnRoute:
    """Price, time and check a route that the user names, and compare it with the best.

    Parameters
    ----------
    network
        What exists.
    shipment
        The shipment.
    words
        Terminals and services in turn: `CQ_XY truck CQ_TJC YXO-DUI-W@2025-11-05 DUI`. A
        date is that of the first call of a departure; without one the next is taken that
        the cargo can board.
    ends
        Where the route may begin and end; None = at the shipment's origin and destination.

    Raises
    ------
    QuestionError
        With every step that fails, and why.
    """
    check_question(network, shipment)
    mistakes: list[Mistake] = []
    legs = read_route(network, words, mistakes)
    catalogue = Catalogue(network, horizon_of(network, {shipment.id: long_due(shipment)}, 0))
    demand = Demand.of(catalogue, shipment, ends)
    segments = SegmentFinder(catalogue, demand).segments(legs, mistakes)
    if mistakes:
        raise QuestionError(mistakes)
    walk = RouteWalk(catalogue, demand)
    path = walk.path(list(zip(legs, segments, strict=True)))
    if walk.mistakes:
        raise QuestionError(walk.mistakes)
    search = RouteSearch(network, shipment, catalogue, ends)
    return _compared(network, shipment, search.route(path), search.front())


def _compared(
    network: Network, shipment: Shipment, route: Route, front: Sequence[Route]
) -> OwnRoute:
    units = shipment.num_units
    destination = network.terminals[shipment.destination]
    budget = shipment.budget_usd
    budget_cents = inf if budget is None else round(100 * budget)

    def rank(other: Route) -> tuple[bool, float, float]:
        """Put routes within due date and budget first, by cost; then the others by arrival."""
        cents, arrives = other.freight_cents(units), other.delivered_at.timestamp()
        late = shipment.days_late(other.delivered_at, destination) > 0
        misses = late or cents > budget_cents
        return misses, *((arrives, cents) if misses else (cents, arrives))

    best = min(front, key=rank, default=None)
    return OwnRoute(
        shipment=shipment,
        route=route,
        days_late=shipment.days_late(route.delivered_at, destination),
        over_budget_cents=max(0.0, route.freight_cents(units) - budget_cents),
        best=best,
        beaten_by=next((other for other in front if _beats(other, route, units)), None),
        difference=route_difference(route, best, units) if best else None,
    )


def _beats(one: Route, other: Route, units: int) -> bool:
    """Tell whether a route is as good as another in everything and better in something."""
    ours = one.freight_cents(units), one.delivered_at.timestamp(), one.co2e_g
    theirs = other.freight_cents(units), other.delivered_at.timestamp(), other.co2e_g
    return ours != theirs and all(a <= b for a, b in zip(ours, theirs, strict=True))
