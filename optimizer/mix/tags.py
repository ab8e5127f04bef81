"""The segments that give a route a tag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from ...network.limits import Tag
from ...network.route_tags import service_tags, tags_of
from ..catalogue import Catalogue
from ..segment import SegmentKey

__all__ = ["Tag", "TagSegments", "tags_of"]


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
                for tag in service_tags(segment.service, segment.tags):
                    keys[tag].add(segment.key)
        return {tag: frozenset(found) for tag, found in keys.items()}
