"""A part of a network that a user names: a mode, a corridor, a service or a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..network.errors import Mistake, QuestionError, quoted
from ..network.network import Network
from ..network.place_names import closest, fold
from ..network.places import Places
from ..network.row import Mode
from .routes import PRODUCTS
from .segment import Segment, segments_of
from .wanted import Wanted

OTHER_WORDS = {
    "truck": "road", "铁路": "rail", "空运": "air", "海运": "sea", "公路": "road", "水运": "river",
    "铁海联运": "rail-sea", "江海联运": "river-sea",
}  # fmt: skip
"""Other words for ways to ship."""


class PartKind(StrEnum):
    """What a user may ask about."""

    MODE = "mode"
    CORRIDOR = "corridor"
    SERVICE = "service"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPart:
    """A part of a network, and the segments that belong to it.

    A mode has none: it is asked for by the modes of all main legs.
    """

    kind: PartKind
    name: str
    modes: frozenset[Mode] | None = None
    segments: tuple[Segment, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """What a route must use to use the part."""
        if self.modes is not None:
            return Wanted.by(self.modes)
        word = "through" if self.kind is PartKind.PLACE else "over"
        return Wanted(marked=frozenset(s.key for s in self.segments), how=f" {word} {self.name}")


def named_part(network: Network, text: str) -> NamedPart:
    """Return what a user names.

    Parameters
    ----------
    text
        A way to ship (`rail`, `river-sea`, `truck`), the id or name of a corridor, the id
        of a service with all its parts, or a place. A route uses a place where it calls
        there, even if the cargo stays on board.

    Raises
    ------
    QuestionError
        Nothing has that name.
    """
    word = fold(text)
    product = {fold(name): name for name in PRODUCTS}.get(fold(OTHER_WORDS.get(text, text)))
    if product is not None:
        return NamedPart(kind=PartKind.MODE, name=product, modes=PRODUCTS[product])
    for corridor in network.corridors.values():
        if word in {fold(name) for name in (corridor.id, corridor.name, corridor.name_zh)}:
            return NamedPart(
                kind=PartKind.CORRIDOR,
                name=corridor.id,
                segments=tuple(_of_corridor(network, corridor.id)),
            )
    segments = tuple(_of_service(network, word))
    if segments:
        names = {fold(name): name for name in segments[0].service.known_as}
        return NamedPart(kind=PartKind.SERVICE, name=names[word], segments=segments)
    return _place(network, text)


def _of_service(network: Network, word: str) -> Iterator[Segment]:
    """Yield the segments of a service, or of all parts into which a scenario cut it."""
    for service in network.services.values():
        if word in map(fold, service.known_as):
            yield from segments_of(network, service)


def _of_corridor(network: Network, corridor: str) -> Iterator[Segment]:
    for service in network.services.values():
        if service.corridor == corridor:
            yield from segments_of(network, service)


def _place(network: Network, text: str) -> NamedPart:
    if text in network.terminals:
        name, terminals = text, frozenset({text})
    else:
        try:
            place = Places(network).find(text)
        except QuestionError as error:
            raise QuestionError([_unknown(network, text)]) from error
        name, terminals = place.name, frozenset(place.terminals)
    segments = tuple(_through(network, terminals))
    return NamedPart(kind=PartKind.PLACE, name=name, segments=segments)


def _through(network: Network, terminals: frozenset[str]) -> Iterator[Segment]:
    """Yield the segments that call at one of the terminals, between or at their ends."""
    for service in network.services.values():
        at = {c.seq for c in network.calls[service.id] if c.terminal_id in terminals}
        for segment in segments_of(network, service) if at else ():
            if any(segment.load.seq <= seq <= segment.unload.seq for seq in at):
                yield segment


def _unknown(network: Network, text: str) -> Mistake:
    known = {fold(name): name for name in (*PRODUCTS, *network.services, *network.terminals)}
    for corridor in network.corridors.values():
        known |= {fold(corridor.id): corridor.id, fold(corridor.name): corridor.id}
    for city in network.cities.values():
        known |= {fold(city.name): city.name, fold(city.name_zh): city.name}
    like = closest(text, known)
    hint = f" (did you mean {', '.join(like)}?)" if like else ""
    expected = f"a mode such as rail or river-sea, a corridor, a service or a place{hint}"
    return Mistake(place="why not", found=quoted(text.strip()), expected=expected)
