"""Which terminals a map shows, how much they handle, and what their place is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..geometry import position
from ..letters import name_of
from ..phrases import Language, Phrase, named, same
from ..terminals import short_name

if TYPE_CHECKING:
    from ...network.city import City
    from ...network.network import Network
    from ...network.terminal import Terminal
    from ..flows import Flow, LegLoad

LONGEST_LINE: Final = 15
"""Letters of a line of a label, a Chinese one counted twice, that is not broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A terminal on the map. ``size_boxes`` is what it handles: 0 where cargo only passes.

    ``place`` names its city, or the terminal itself where it belongs to none.
    """

    terminal: Terminal
    place: str
    place_name: Phrase
    size_boxes: float

    @property
    def lonlat(self) -> tuple[float, float]:
        """Longitude and latitude in degrees."""
        point = position(self.terminal)
        return point.lon, point.lat

    @property
    def is_passed(self) -> bool:
        """Whether cargo only passes here."""
        return self.size_boxes <= 0


def stops(network: Network, flows: Iterable[Flow], loads: Iterable[LegLoad]) -> tuple[Stop, ...]:
    """Return the terminals of a plan, those that handle the most first, those passed last."""
    handled: dict[str, float] = defaultdict(float)
    for load in loads:
        handled[load.leg.from_terminal] += load.size_boxes
        handled[load.leg.to_terminal] += load.size_boxes
    passed = (terminal_id for flow in flows for terminal_id in flow.terminal_ids)
    shown = dict.fromkeys([*sorted(handled, key=lambda t: (-handled[t], t)), *passed])
    cities = {terminal: city for city in network.cities.values() for terminal in city.terminals}
    return tuple(_stop(network.terminals[t], cities.get(t), handled.get(t, 0.0)) for t in shown)


def _stop(terminal: Terminal, city: City | None, size_boxes: float) -> Stop:
    if city is not None:
        place, name = f"city {city.id}", named(city.name, city.name_zh)
    else:
        place, name = terminal.id, named(short_name(terminal.name), terminal.name_zh)
    return Stop(terminal=terminal, place=place, place_name=name, size_boxes=size_boxes)


def place_label(stop: Stop, language: Language, longest: int) -> str:
    """Return what the place of a terminal is called on the map."""
    return _drawn(stop.place_name, language, longest)


def terminal_label(stop: Stop, gateway: Phrase, language: Language, longest: int) -> str:
    """Return what a terminal is called near the gateway: its name without that of the gateway."""
    own = named(short_name(stop.terminal.name), stop.terminal.name_zh)[language]
    rest = own.removeprefix(gateway[language]).strip()
    text = rest[:1].upper() + rest[1:] if len(rest) > 1 else own
    return in_two_lines(_drawn(same(text), language, longest))


def in_two_lines(text: str) -> str:
    """Return a long text in two lines of about the same length, broken between words."""
    wide = sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
    if wide <= LONGEST_LINE:
        return text
    breaks = [at for at, letter in enumerate(text) if letter == " "]
    if not breaks:
        middle = len(text) // 2
        return text if wide < 2 * len(text) else f"{text[:middle]}\n{text[middle:]}"
    at = min(breaks, key=lambda place: abs(2 * place - len(text)))
    return f"{text[:at]}\n{text[at + 1 :]}"


def _drawn(name: Phrase, language: Language, longest: int) -> str:
    in_chinese = language is Language.ZH
    text = name_of(name[Language.EN], name[Language.ZH], in_chinese=in_chinese)
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def by_place(found: Sequence[Stop]) -> Mapping[str, list[Stop]]:
    """Return stops by their place, in the order in which they come."""
    places: dict[str, list[Stop]] = defaultdict(list)
    for stop in found:
        places[stop.place].append(stop)
    return places
