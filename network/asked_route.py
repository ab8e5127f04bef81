"""A route as a user writes it: terminals and services in turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .errors import Mistake, QuestionError, quoted
from .network import Network
from .places import Places
from .row import Mode

EXAMPLE = "CQ_XY truck CQ_TJC YXO-DUI-W@2025-11-05 DUI"
"""How a route is written."""

ARROWS = frozenset({">", "->", "→", "-"})
"""Words between which nothing is meant."""

ANY_SERVICE = "*"
TRUCK = "truck"
MODE_WORDS = {TRUCK: Mode.ROAD, **{mode.value: mode for mode in Mode}}
"""Words that stand for the only service of a mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLeg:
    """One leg as it was asked for.

    ``service`` is a service id; empty where the user leaves it open, then ``mode`` may
    still say by what. ``first_call_on`` is the date of the departure; None = the next.
    """

    place: str
    from_terminal: str
    to_terminal: str
    service: str
    mode: Mode | None
    first_call_on: date | None


def read_route(
    network: Network, words: str | Sequence[str], mistakes: list[Mistake]
) -> tuple[AskedLeg, ...]:
    """Read a route; append what is wrong to ``mistakes``.

    Parameters
    ----------
    network
        What exists.
    words
        Terminals and services in turn, in one text or one by one. A service may be left
        open with `*` or a mode, and a date may follow it: `YXO-DUI-W@2025-11-05`.

    Returns
    -------
    tuple of AskedLeg
        The legs, with empty terminals where a word is none; nothing where the words do
        not take turns.
    """
    every = words.split() if isinstance(words, str) else [word.strip() for word in words]
    parts = [word for word in every if word not in ARROWS]
    if len(parts) < 3 or len(parts) % 2 == 0:
        found = f"{len(parts)} word{'' if len(parts) == 1 else 's'}"
        expected = f"terminals and services in turn, a terminal first and last: {EXAMPLE}"
        mistakes.append(Mistake(place="route", found=found, expected=expected))
        return ()
    terminals = list(_terminals(network, parts[0::2], mistakes))
    mistakes.extend(_repeated(terminals))
    return tuple(_legs(parts[1::2], terminals, mistakes))


def _terminals(network: Network, words: Iterable[str], mistakes: list[Mistake]) -> Iterator[str]:
    places = Places(network)
    for number, word in enumerate(words, start=1):
        where = f"route, terminal {number}"
        if word in network.terminals:
            yield word
            continue
        try:
            place = places.find(word, where)
        except QuestionError as error:
            mistakes.extend(error.mistakes)
            yield ""
            continue
        if len(place.terminals) > 1:
            expected = f"one of its terminals: {', '.join(place.terminals)}"
            mistakes.append(Mistake(place=where, found=quoted(word), expected=expected))
        yield place.terminals[0] if len(place.terminals) == 1 else ""


def _legs(
    words: Iterable[str], terminals: Sequence[str], mistakes: list[Mistake]
) -> Iterator[AskedLeg]:
    for number, word in enumerate(words, start=1):
        where = f"route, leg {number}"
        name, at, day = word.partition("@")
        is_open = name == ANY_SERVICE or name.casefold() in MODE_WORDS
        yield AskedLeg(
            place=where,
            from_terminal=terminals[number - 1],
            to_terminal=terminals[number],
            service="" if is_open else name,
            mode=MODE_WORDS.get(name.casefold()),
            first_call_on=_day(day, where, mistakes) if at else None,
        )


def _day(text: str, where: str, mistakes: list[Mistake]) -> date | None:
    try:
        return date.fromisoformat(text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else "")
    except ValueError:
        expected = "a date of departure such as 2025-11-05 behind the @"
        mistakes.append(Mistake(place=where, found=quoted(text), expected=expected))
        return None


def _repeated(terminals: Sequence[str]) -> Iterator[Mistake]:
    for number, terminal in enumerate(terminals, start=1):
        if terminal and terminal in terminals[: number - 1]:
            yield Mistake(
                place=f"route, terminal {number}",
                found=f"{terminal!r} again",
                expected="a terminal at which the cargo was not handled before",
            )
