"""What routes are counted by: the tags of their legs that are no drayage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .limits import Tag, TagKind
from .network import Network
from .route import Route
from .service import Service
from .similarity import leg_links


def tags_of(network: Network, route: Route) -> frozenset[Tag]:
    """Return the tags of a route: those of its legs that are no drayage."""
    tags: set[Tag] = set()
    for leg in route.legs:
        if not leg.is_drayage:
            links = (network.links[link] for link in leg_links(network, leg))
            exposures = (exposure for link in links for exposure in link.exposures)
            tags.update(service_tags(network.services[leg.departure.service_id], exposures))
    return frozenset(tags)


def service_tags(service: Service, exposures: Iterable[str]) -> Iterator[Tag]:
    """Yield the tags of a leg of a service that passes some exposures."""
    yield Tag(TagKind.MODE, service.mode.value)
    yield Tag(TagKind.CORRIDOR, service.corridor)
    yield Tag(TagKind.CARRIER, service.carrier_type)
    for name in service.known_as:
        yield Tag(TagKind.SERVICE, name)
    for exposure in exposures:
        yield Tag(TagKind.EXPOSURE, exposure)
