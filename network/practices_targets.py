"""Which clearance rows a practice means: by place, direction, regime and cargo class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .handling import ANY, Direction
from .practice import Practice
from .practices_world import Cells, Selector, World

DEFAULT_PLACE = "default"
AIR_IMPORT = "air_import"
NAMED_REGIMES = frozenset({AIR_IMPORT, "rail_fast", "1210", "river_sea_transfer"})
"""Regimes that are no part of the ordinary lookup (docs/concepts.md, 10)."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place whose clearance changes, and where its rows are looked up."""

    name: str
    chain: tuple[str, ...]
    is_own_only: bool = False
    """Whether only rows of the very place are meant: those that other practices added."""

    @property
    def is_abroad(self) -> bool:
        """Whether cargo that flew is cleared by rows of its own (docs/concepts.md, 11)."""
        return "CN" not in self.chain


def clearance_targets(world: World, practice: Practice) -> Iterator[tuple[str, Cells, str]]:
    """Yield place, row in force and cargo classes whose clearance a practice means.

    Where the place or the classes are narrower than those of the row, a row of its own has
    to be added. Without classes every default row of a region or country is meant.
    """
    selector = Selector.of(practice)
    default = [row for row in world.rows("clearance") if row["is_default"] == "yes"]
    for direction in (Direction.EXPORT, Direction.IMPORT):
        if selector.allows("direction", direction):
            rows = [row for row in default if row["direction"] == direction]
            if any(map(selector.get, ("cargo_class", "place", "terminal_kind"))):
                yield from _narrow(world, selector, rows)
            else:
                yield from _whole(world, selector, rows)


def _whole(world: World, selector: Selector, rows: list[Cells]) -> Iterator[tuple[str, Cells, str]]:
    regions = {*selector.get("region"), *selector.get("country")}
    inside = {terminal["id"] for terminal in world.terminals(selector)}
    for row in rows:
        is_here = row["place"] in regions or (row["place"] in inside and world.is_added(row))
        if is_here and selector.allows("regime", row["regime"]):
            yield row["place"], row, row["cargo_class"]


def _narrow(
    world: World, selector: Selector, rows: list[Cells]
) -> Iterator[tuple[str, Cells, str]]:
    classes = selector.get("cargo_class") or (ANY,)
    for place in _places(world, selector):
        for by_air in (False, True) if place.is_abroad else (False,):
            found: dict[int, list[str]] = {}
            for name in classes:
                position = _in_force(rows, place, name, selector, by_air=by_air)
                if position is not None:
                    found.setdefault(position, []).append(name)
            for position, names in found.items():
                if place.is_own_only and rows[position]["place"] != place.name:
                    continue
                yield place.name, rows[position], ";".join(names)


def row_in_force(world: World, terminal: Cells, direction: str, cargo_class: str) -> Cells | None:
    """Return the row by which cargo that came over land or water is cleared at a terminal."""
    rows = [
        row
        for row in world.rows("clearance")
        if row["is_default"] == "yes" and row["direction"] == direction
    ]
    chain = (terminal["id"], terminal.get("region", ""), terminal["country"], DEFAULT_PLACE)
    place = _Place(terminal["id"], chain)
    position = _in_force(rows, place, cargo_class, Selector({}), by_air=False)
    return None if position is None else rows[position]


def _places(world: World, selector: Selector) -> Iterator[_Place]:
    if selector.get("place") or selector.get("terminal_kind"):
        for row in world.terminals(selector):
            chain = (row["id"], row.get("region", ""), row["country"], DEFAULT_PLACE)
            yield _Place(row["id"], chain)
        return
    countries = {row.get("region", ""): row["country"] for row in world.rows("terminals")}
    for region in selector.get("region"):
        yield _Place(region, (region, countries.get(region, ""), DEFAULT_PLACE))
    for row in world.terminals(selector) if selector.get("region") else ():
        if any(r["place"] == row["id"] and world.is_added(r) for r in world.rows("clearance")):
            yield _Place(row["id"], (row["id"], row["country"]), is_own_only=True)
    for country in selector.get("country"):
        yield _Place(country, (country, DEFAULT_PLACE))


def _in_force(
    rows: list[Cells], place: _Place, cargo_class: str, selector: Selector, *, by_air: bool
) -> int | None:
    """Return the position of the row that clears a cargo class at a place."""
    for name in place.chain:
        here = [
            number
            for number, row in enumerate(rows)
            if name and row["place"] == name and _is_regime(row["regime"], selector, by_air=by_air)
        ]
        for wanted in (cargo_class, ANY):
            for number in here:
                if wanted in rows[number]["cargo_class"].split(";"):
                    return number
    return None


def _is_regime(regime: str, selector: Selector, *, by_air: bool) -> bool:
    if by_air:
        return regime == AIR_IMPORT
    return selector.allows("regime", regime) and regime not in NAMED_REGIMES
