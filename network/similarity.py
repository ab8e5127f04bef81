"""How alike two routes are: the share of their way that they have in common."""

from __future__ import annotations

from .network import Network
from .route import Leg, Route


def shared_distance_share(network: Network, one: Route, other: Route) -> float:
    """Return the main-leg kilometres that two routes share, as a share of all they use.

    Links are compared, so two services over the same rails share their way. Drayage
    does not count: routes that differ by a truck are the same route. One less this is a
    metric (weighted Jaccard distance).
    """
    mine, yours = _link_km(network, one), _link_km(network, other)
    together = sum({**mine, **yours}.values())
    shared = sum(km for link, km in mine.items() if link in yours)
    return shared / together if together else 1.0


def exposures(network: Network, route: Route) -> frozenset[str]:
    """Return the tags of what a route can be hit by: borders, straits, locks, countries."""
    return frozenset(
        tag
        for leg in route.main_legs
        for link_id in leg_links(network, leg)
        for tag in network.links[link_id].exposures
    )


def corridors(route: Route) -> frozenset[str]:
    """Return the corridors of the main legs of a route."""
    return frozenset(leg.corridor for leg in route.main_legs)


def leg_links(network: Network, leg: Leg) -> tuple[str, ...]:
    """Return the links under a leg, in order."""
    calls = network.calls[leg.departure.service_id][leg.load_seq : leg.unload_seq]
    return tuple(call.link_id for call in calls if call.link_id)


def _link_km(network: Network, route: Route) -> dict[str, float]:
    """Return kilometres by link; one that stands for another on some days counts as that."""
    used = (network.links[name] for leg in route.main_legs for name in leg_links(network, leg))
    names = {link.variant_of or link.id for link in used}
    return {name: network.links[name].distance_km for name in names}
