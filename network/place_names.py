"""Names of places as people write them: folded for comparison, and how far two are apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from .countries import COUNTRY_NAMES

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that do not come apart into a letter and an accent."""

SOUNDS = (
    ("tch", "c"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("ou", "u"), ("q", "c"),
    ("x", "s"), ("j", "z"), ("k", "c"), ("g", "z"), ("v", "w"), ("y", "i"), ("ph", "f"),
)  # fmt: skip
"""Spellings of one sound in pinyin and in older romanisations."""

CITY_ENDINGS = ("市", " city", " municipality", " shi")
"""What may stand behind the name of a city."""

LONGEST = 80
"""Characters beyond which a text is no name of a place, and nothing is like it."""

SHORTEST_PART = 3
"""Letters that a part of a name must have to bring the whole to mind; Chinese takes two."""


def fold(text: str) -> str:
    """Return a name without case, accents, blanks and punctuation, and in half width."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in plain.translate(LETTERS) if letter.isalnum())


def readings(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield what a text may mean: a folded name, and the country that it may be in.

    The text as a whole comes first, then without a word for city, then without a country
    before or behind it: `Chongqing, China`, `CN Chongqing`, `中国重庆`.
    """
    names = [text]
    for ending in CITY_ENDINGS:
        if text.casefold().endswith(ending) and len(text) > len(ending):
            names.append(text[: -len(ending)])
    for name in names:
        yield fold(name), None
    for name in names:
        yield from _qualified(name)


def _qualified(text: str) -> Iterator[tuple[str, str]]:
    words = text.replace(",", " ").replace("，", " ").replace("(", " ").replace(")", " ")
    parts = words.replace("（", " ").replace("）", " ").replace(":", " ").split()
    whole = fold(text)
    for code, names in COUNTRY_NAMES.items():
        if len(parts) > 1 and parts[-1].upper() == code:
            yield fold("".join(parts[:-1])), code
        if len(parts) > 1 and parts[0].upper() == code:
            yield fold("".join(parts[1:])), code
        for name in map(fold, names):
            if whole.endswith(name) and whole != name:
                yield whole.removesuffix(name), code
            if whole.startswith(name) and whole != name:
                yield whole.removeprefix(name), code


def closest(text: str, known: Mapping[str, str], most: int = 3) -> list[str]:
    """Return what is meant by the known names that are most like a text.

    Parameters
    ----------
    known
        What is meant, by folded name.
    most
        How many to return at most.
    """
    if len(text) > LONGEST:
        return []
    found: dict[str, float] = {}
    for wanted in dict.fromkeys(name for name, _ in readings(text) if name):
        for name, meant in known.items():
            far = _distance(wanted, name)
            if far <= max(1, len(wanted) // 3):
                found[meant] = min(far, found.get(meant, far))
    return sorted(found, key=lambda meant: (found[meant], meant))[:most]


def _distance(wanted: str, name: str) -> float:
    """Return how far two folded names are apart, in letters; names that sound alike are near."""
    far: float = edit_distance(wanted, name)
    if wanted.isascii() and len(wanted) > SHORTEST_PART:
        far = min(far, 0.5 + edit_distance(_sound(wanted), _sound(name)))
    shortest = SHORTEST_PART if wanted.isascii() else SHORTEST_PART - 1
    return min(far, 0.9) if len(wanted) >= shortest and wanted in name else far


def _sound(name: str) -> str:
    for spelling, sound in SOUNDS:
        name = name.replace(spelling, sound)
    return name


def edit_distance(one: str, other: str) -> int:
    """Return how many letters must be added, dropped, changed or swapped with the next.

    Optimal string alignment: Damerau (1964), A technique for computer detection and
    correction of spelling errors, CACM 7(3).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, other_letter in enumerate(other, start=1):
            cost = min(
                before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other_letter)
            )  # fmt: skip
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other_letter:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
