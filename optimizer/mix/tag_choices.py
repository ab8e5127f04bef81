"""Tags to have and not to have, as searches tell them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from ...network.limits import Tag
from ..graph_options import MARK_BIT
from ..search_graph import Path
from ..segment import SegmentKey
from .tags import TagSegments

MOST_TAGS = 6
"""Tags that one search tells apart; of further ones the bound takes the best case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChoice:
    """Tags to have and not to have, and what that counts for."""

    marked: tuple[frozenset[SegmentKey], ...]
    required: int
    avoided: frozenset[SegmentKey]
    value: float


def with_tag(segments: frozenset[SegmentKey]) -> TagChoice:
    """Return the choice of a tag, whatever other tags come with it."""
    return TagChoice(marked=(segments,), required=MARK_BIT, avoided=frozenset(), value=0.0)


def tag_choices(
    weights: Mapping[Tag, float], segments: TagSegments, size_teu: float
) -> Iterator[TagChoice]:
    """Yield every choice of tags to have or not to have, with what it counts for.

    A tag that counts against a route is had or avoided; one that counts for it is
    required or not. The best route fits one choice, and none makes a route look better
    than it is. Beyond `MOST_TAGS` every route is taken to have the tags that count for
    it, and none of those against it: the bound stays one.
    """
    heaviest = sorted(weights.items(), key=lambda item: (item[1] > 0, -abs(item[1])))
    tags, further = sorted(heaviest[:MOST_TAGS]), heaviest[MOST_TAGS:]
    best_case = sum(min(0.0, weight) for _, weight in further)
    for picked in product((False, True), repeat=len(tags)):
        had = [tag for tag, is_had in zip(tags, picked, strict=True) if is_had]
        wanted = [segments.with_tag(tag) for tag, weight in had if weight < 0]
        avoided = [
            segments.with_tag(tag)
            for (tag, weight), is_had in zip(tags, picked, strict=True)
            if weight > 0 and not is_had
        ]
        yield TagChoice(
            marked=tuple(wanted),
            required=sum(MARK_BIT << number for number in range(len(wanted))),
            avoided=frozenset().union(*avoided),
            value=size_teu * (best_case + sum(weight for _, weight in had)),
        )


def parted(
    choice: TagChoice, segments: frozenset[SegmentKey], cut_off: float
) -> Iterator[TagChoice]:
    """Yield a choice without segments and with one of them, which counts for so much less.

    Without segments it is the choice alone.
    """
    if not segments:
        yield choice
        return
    yield replace(choice, avoided=choice.avoided | segments)
    yield TagChoice(
        marked=(*choice.marked, segments),
        required=choice.required | MARK_BIT << len(choice.marked),
        avoided=choice.avoided,
        value=choice.value - cut_off,
    )


class PathWorth:
    """What the best path is worth, over the searches of all choices.

    A search may be made again, with terminals remembered; what its earlier tries were
    worth does not count, so `settle` ends each search.
    """

    def __init__(self, best: float) -> None:
        self.best = self._before = best

    def until_beaten(
        self, paths: Iterable[Path], extra: Callable[[Path], float], least_extra: float
    ) -> list[Path]:
        """Return the paths up to the first that costs more than another is worth.

        ``extra`` is what a path counts for besides its cost, at least ``least_extra``.
        """
        self.best, kept = self._before, []
        for path in paths:
            if path.cost + least_extra >= self.best:
                break
            kept.append(path)
            self.best = min(self.best, path.cost + extra(path))
        return kept

    def settle(self) -> None:
        """Keep what the last search found."""
        self._before = self.best
