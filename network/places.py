"""Places as people say them: a city, a code or a terminal, in English or Chinese.

The id of a terminal always means that terminal, so `CKG` is the airport; a city, by name
or by a code of its own (`Chongqing`, `重庆`, `CNCKG`), means all its terminals where cargo
is handed over. Nothing is guessed: what is unknown or means several places is an error
that names what it might have been.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .city import City
from .errors import Mistake, QuestionError, quoted
from .network import Network
from .place_names import closest, fold, readings
from .terminal import Terminal, TerminalKind

IATA_LETTERS = 3

Named = TypeVar("Named", str, City)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a text means: terminals where the cargo may be handed over.

    ``city`` names the city of a single terminal, empty where it lies in none.
    """

    name: str
    name_zh: str
    country: str
    terminals: tuple[str, ...]
    city: str = ""

    def __str__(self) -> str:
        """Name it in both languages."""
        return f"{self.name} ({self.name_zh})" if self.name_zh else self.name


def find_place(network: Network, text: str, what: str = "place") -> Place:
    """Return the place that a text means.

    Parameters
    ----------
    network
        What exists.
    text
        Terminal id, IATA code, UN/LOCODE or name, with or without a country.
    what
        What is asked for, as an error names it.

    Raises
    ------
    QuestionError
        Nothing has that name, or several places do.
    """
    return Places(network).find(text, what)


def handover_terminals(network: Network) -> frozenset[str]:
    """Return the terminals at which some service loads or unloads cargo."""
    calls = (call for calls in network.calls.values() for call in calls)
    return frozenset(call.terminal_id for call in calls if call.may_load or call.may_unload)


class Places:
    """The places of a network by every name that they have.

    Parameters
    ----------
    network
        What exists.
    """

    def __init__(self, network: Network) -> None:
        self._terminals = network.terminals
        self._handover = handover_terminals(network)
        self._city_of = {t: city for city in network.cities.values() for t in city.terminals}
        self._ids = _by_name((t.id, t.id) for t in network.terminals.values())
        self._cities = _by_name(
            (name, city) for city in network.cities.values() for name in _city_names(city)
        )
        self._named = _by_name(
            (name, t.id) for t in network.terminals.values() for name in _terminal_names(t)
        )

    def find(self, text: str, what: str = "place") -> Place:
        """Return the place that a text means.

        Raises
        ------
        QuestionError
            Nothing has that name, or several places do.
        """
        place = self._by_id(text.strip()) or self._by_name(text.strip(), what)
        if place is not None:
            return place
        if text.strip() in self._terminals:
            return self._terminal(text.strip())
        raise QuestionError([self._unknown(text, what)])

    def _by_id(self, text: str) -> Place | None:
        """Return the terminal of an id, if cargo is handed over there."""
        ids = [text] if text in self._terminals else self._ids.get(fold(text), [])
        return self._terminal(ids[0]) if len(ids) == 1 and ids[0] in self._handover else None

    def _by_name(self, text: str, what: str) -> Place | None:
        for name, country in readings(text):
            cities = [c for c in self._cities.get(name, ()) if country in (None, c.country)]
            if cities:
                return self._only_city(cities, text, what)
            named = self._named.get(name, ())
            ids = [t for t in named if country in (None, self._terminals[t].country)]
            if ids:
                return self._together(ids, text, what)
        return None

    def _only_city(self, cities: list[City], text: str, what: str) -> Place:
        if len(cities) > 1:
            raise QuestionError([_ambiguous(text, what, map(_city_label, cities))])
        city = cities[0]
        return self._place(city, city.terminals)

    def _together(self, ids: list[str], text: str, what: str) -> Place:
        """Return terminals of one name as one place, where they lie in one city."""
        if len(ids) == 1:
            return self._terminal(ids[0])
        cities = {self._city_of[t].id if t in self._city_of else t for t in ids}
        if len(cities) == 1:
            return self._place(self._city_of[ids[0]], ids)
        labels = (f"{t} ({self._terminals[t].name}, {self._terminals[t].country})" for t in ids)
        raise QuestionError([_ambiguous(text, what, labels)])

    def _place(self, city: City, ids: Iterable[str]) -> Place:
        every = tuple(ids)
        return Place(
            name=city.name,
            name_zh=city.name_zh,
            country=city.country,
            terminals=tuple(t for t in every if t in self._handover) or every,
            city=city.name,
        )

    def _terminal(self, terminal_id: str) -> Place:
        terminal = self._terminals[terminal_id]
        city = self._city_of.get(terminal_id)
        return Place(
            name=terminal.name,
            name_zh=terminal.name_zh,
            country=terminal.country,
            terminals=(terminal_id,),
            city=city.name if city else "",
        )

    def _unknown(self, text: str, what: str) -> Mistake:
        like = closest(text, self._labels())
        hint = f" (did you mean {', '.join(like)}?)" if like else ""
        expected = f"a terminal, a city, an IATA code or a UN/LOCODE{hint}"
        return Mistake(place=what, found=quoted(text.strip()), expected=expected)

    def _labels(self) -> Mapping[str, str]:
        """Return what each folded name means, as a hint shows it."""
        labels = {}
        for name, ids in (*self._named.items(), *self._ids.items()):
            labels[name] = f"{ids[0]} ({self._terminals[ids[0]].name})"
        for name, cities in self._cities.items():
            labels[name] = _city_label(cities[0])
        return labels


def _by_name(pairs: Iterable[tuple[str, Named]]) -> dict[str, list[Named]]:
    """Return what has a name, by folded name, each once."""
    by_name: dict[str, list[Named]] = defaultdict(list)
    for name, named in pairs:
        folded = fold(name)
        if folded and named not in by_name[folded]:
            by_name[folded].append(named)
    return dict(by_name)


def _city_names(city: City) -> tuple[str, ...]:
    return city.id, city.name, city.name_zh, *city.other_names, *city.codes


def _terminal_names(terminal: Terminal) -> Iterator[str]:
    yield terminal.name
    yield terminal.name.split(" (")[0]
    yield terminal.name_zh
    if terminal.unlocode:
        yield terminal.unlocode
    if terminal.kind is TerminalKind.AIRPORT and len(terminal.id) == IATA_LETTERS:
        yield f"{terminal.country}{terminal.id}"


def _city_label(city: City) -> str:
    return f"{city.name} ({city.name_zh}, {city.country})"


def _ambiguous(text: str, what: str, labels: Iterable[str]) -> Mistake:
    expected = f"one of {', '.join(labels)}"
    return Mistake(place=what, found=f"{quoted(text)}, which means several", expected=expected)
