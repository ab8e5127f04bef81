"""What routes are counted by: tags of main legs, and the segments that give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from ...network.limits import Tag, TagKind
from ...network.network import Network
from ...network.route import Route
from ...network.service import Service
from ...network.similarity import leg_links
from ..catalogue import Catalogue
from ..segment import SegmentKey

__all__ = ["Tag", "TagSegments", "tags_of"]


def tags_of(network: Network, route: Route) -> frozenset[Tag]:
    """Return the tags of a route: those of its legs that are no drayage."""
    tags: set[Tag] = set()
    for leg in route.legs:
        if not leg.is_drayage:
            links = (network.links[link] for link in leg_links(network, leg))
            exposures = (exposure for link in links for exposure in link.exposures)
            tags.update(_tags(network.services[leg.departure.service_id], exposures))
    return frozenset(tags)


class TagSegments:
    """Knows the segments that give a route a tag.

    Parameters
    ----------
    catalogue
        What can be booked.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def with_tag(self, tag: Tag) -> frozenset[SegmentKey]:
        """Return the segments that give a route a tag."""
        return self._by_tag.get(tag, frozenset())

    @cached_property
    def _by_tag(self) -> Mapping[Tag, frozenset[SegmentKey]]:
        keys: dict[Tag, set[SegmentKey]] = defaultdict(set)
        for segment in (offer.segment for offer in self._catalogue.offers):
            if not segment.is_drayage:
                for tag in _tags(segment.service, segment.tags):
                    keys[tag].add(segment.key)
        return {tag: frozenset(found) for tag, found in keys.items()}


def _tags(service: Service, exposures: Iterable[str]) -> Iterator[Tag]:
    yield Tag(TagKind.MODE, service.mode.value)
    yield Tag(TagKind.CORRIDOR, service.corridor)
    yield Tag(TagKind.CARRIER, service.carrier_type)
    yield Tag(TagKind.SERVICE, service.id)
    for exposure in exposures:
        yield Tag(TagKind.EXPOSURE, exposure)
