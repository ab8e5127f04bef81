"""Alternatives to a route that are really different, not the same with another truck."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ..network.network import Network
from ..network.route import Route
from ..network.similarity import corridors, exposures, shared_distance_share
from .catalogue import Catalogue
from .route_set import RouteSet
from .routes import RouteSearch
from .segment import Segment

MOST_SHARED = 0.5
"""Share of the way that two alternatives may have in common (reference on routes, 4)."""


def alternatives(
    network: Network,
    answer: RouteSet,
    *,
    count: int = 3,
    pick: Route | None = None,
    most_shared: float = MOST_SHARED,
    catalogue: Catalogue | None = None,
) -> tuple[Route, ...]:
    """Return a route and others that differ from it and from each other.

    Two routes differ where they share at most ``most_shared`` of their way and are not
    exposed to the same corridors, borders and straits. Candidates are the front, the
    best route of each mode, and the fronts without each corridor and each exposure of
    the pick; of those that differ, the ones that keep due date and budget come first,
    then those that cost least. The choice is greedy and exact relative to the candidates
    only.

    Parameters
    ----------
    answer
        Routes of the shipment.
    count
        How many routes to return, the pick among them.
    pick
        The route to differ from; None = the cheapest that keeps due date and budget.
    catalogue
        What can be booked, where it is at hand; it must span the shipment.
    """
    if not answer.routes:
        return ()
    first = pick or next(iter(answer.within()), answer.routes[0])
    chosen = [first]
    for route in sorted(_candidates(network, answer, first, catalogue), key=_order(answer)):
        if len(chosen) == count:
            break
        if all(_differ(network, route, other, most_shared) for other in chosen):
            chosen.append(route)
    return tuple(chosen)


def _candidates(
    network: Network, answer: RouteSet, pick: Route, catalogue: Catalogue | None
) -> Iterable[Route]:
    yield from answer.routes
    yield from (mode.route for mode in answer.modes if mode.route)
    search = RouteSearch(network, answer.shipment, ends=answer.ends)
    for corridor in sorted(corridors(pick)):
        yield from search.without(partial(_in_corridor, corridor)).front()
    for tag in sorted(exposures(network, pick)):
        yield from search.without(partial(_is_exposed, tag)).front()


def _in_corridor(corridor: str, segment: Segment) -> bool:
    return segment.service.corridor == corridor


def _is_exposed(tag: str, segment: Segment) -> bool:
    return tag in segment.tags


def _order(answer: RouteSet) -> Callable[[Route], tuple[bool, bool, int, float]]:
    def key(route: Route) -> tuple[bool, bool, int, float]:
        return (
            not answer.is_on_time(route),
            not answer.keeps_budget(route),
            answer.freight_cents(route),
            route.delivered_at.timestamp(),
        )

    return key


def _differ(network: Network, one: Route, other: Route, most_shared: float) -> bool:
    same_risks = corridors(one) == corridors(other) and exposures(network, one) == exposures(
        network, other
    )
    return not same_risks and shared_distance_share(network, one, other) <= most_shared
