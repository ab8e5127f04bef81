"""Checks of cities: a terminal lies in one city, and a code means one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .city import City
from .errors import Mistake
from .rows import ReadTables
from .terminal import Terminal


def city_mistakes(tables: ReadTables) -> Iterator[Mistake]:
    """Yield terminals and codes of two cities, and cities in two countries or time zones."""
    yield from _in_two_cities(tables, "terminals", lambda city: city.terminals)
    yield from _in_two_cities(tables, "codes", lambda city: city.codes)
    terminals = {row.id: row for _, row in tables.of(Terminal)}
    for line, city in tables.of(City):
        zones = []
        for terminal in (terminals[name] for name in city.terminals if name in terminals):
            zones.append(terminal.timezone)
            if terminal.country != city.country:
                yield Mistake(
                    place=City.cell_place(line, "terminals"),
                    found=f"{terminal.id!r}, which lies in {terminal.country}",
                    expected=f"terminals in {city.country}, as the column country says",
                )
        if len(set(zones)) > 1:
            yield Mistake(
                place=City.cell_place(line, "terminals"),
                found=f"terminals in {' and '.join(sorted(set(zones)))}",
                expected="one time zone, so that a day begins everywhere at once",
            )


def _in_two_cities(
    tables: ReadTables, column: str, names: Callable[[City], tuple[str, ...]]
) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for line, city in tables.of(City):
        for name in names(city):
            if name in first:
                yield Mistake(
                    place=City.cell_place(line, column),
                    found=f"{name!r} again",
                    expected=f"it once; it stands in row {first[name]} already",
                )
            first.setdefault(name, line)
