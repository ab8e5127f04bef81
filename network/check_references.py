"""Checks that every identifier that a table names exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from .cargo import CargoClass, Restriction
from .city import City
from .errors import Mistake
from .handling import ANY, DESTINATION, ORIGIN, Clearance, Transfer
from .link import Link
from .row import Mode, Row, SourcedRow
from .rows import ReadTables
from .service import Call, Service
from .shipment import Shipment
from .spelling import nearest
from .tables import TABLES
from .terminal import Corridor, Terminal, TerminalKind

DEFAULT_PLACE = "default"
"""Place of the clearance rows that hold where no other row does."""


class _Reference(NamedTuple):
    row_type: type[Row]
    column: str
    target: str


REFERENCES = (
    _Reference(City, "terminals", "terminals.csv"),
    _Reference(Corridor, "representative_path", "terminals.csv"),
    _Reference(Terminal, "calendar", "opening_hours.csv"),
    _Reference(Clearance, "calendar", "opening_hours.csv"),
    _Reference(Link, "from", "terminals.csv"),
    _Reference(Link, "to", "terminals.csv"),
    _Reference(Link, "corridor", "corridors.csv"),
    _Reference(Service, "corridor", "corridors.csv"),
    _Reference(Link, "variant_of", "links.csv"),
    _Reference(Service, "variant_of", "services.csv"),
    _Reference(Call, "service_id", "services.csv"),
    _Reference(Call, "terminal_id", "terminals.csv"),
    _Reference(Call, "link_id", "links.csv"),
    _Reference(Shipment, "origin", "terminals.csv"),
    _Reference(Shipment, "destination", "terminals.csv"),
    _Reference(Shipment, "cargo_class", "cargo_classes.csv"),
    *(_Reference(t, "source", "sources.csv") for t in TABLES if issubclass(t, SourcedRow)),
)
"""Columns that hold identifiers of another table, or several separated by `;`."""


def reference_mistakes(tables: ReadTables) -> Iterator[Mistake]:
    """Yield identifiers that the table they refer to does not hold."""
    row_types = {row_type.file: row_type for row_type in TABLES}
    for row_type, column, target in REFERENCES:
        known = tables.ids(row_types[target])
        if known is not None:
            yield from _unknown(tables, row_type, column, known, f"an id of {target}")


def class_mistakes(tables: ReadTables) -> Iterator[Mistake]:
    """Yield cargo classes that do not exist, where `*` and `-class` may stand as well."""
    known = tables.ids(CargoClass)
    if known is None:
        return
    expected = f"`{ANY}` or an id of {CargoClass.file}"
    refusals = {f"-{name}" for name in known}
    yield from _unknown(tables, Service, "accepts", known | refusals | {ANY}, expected)
    yield from _unknown(tables, Clearance, "cargo_class", known | {ANY}, expected)
    yield from _unknown(tables, Restriction, "cargo_class", known | {ANY}, expected)


def place_mistakes(tables: ReadTables) -> Iterator[Mistake]:
    """Yield places and modes of handling and clearance rows that no terminal could have."""
    ids = tables.ids(Terminal)
    if ids is None:
        return
    cells = [row.cells for row in tables.raw[Terminal.file].rows]
    countries = {row.get("country", "") for row in cells}
    places = ids | countries | {row.get("region", "") for row in cells} | {DEFAULT_PLACE}
    kinds = {kind.value for kind in TerminalKind}
    modes = {mode.value for mode in Mode}
    yield from _unknown(
        tables, Clearance, "place", places, f"a terminal, region, country or `{DEFAULT_PLACE}`"
    )
    yield from _unknown(
        tables, Transfer, "terminal_kind", ids | kinds | {ANY}, f"a terminal, kind or `{ANY}`"
    )
    yield from _unknown(
        tables, Transfer, "countries", countries | {ANY}, f"a country of a terminal, or `{ANY}`"
    )
    yield from _unknown(tables, Transfer, "from_mode", modes | {ORIGIN}, f"a mode or `{ORIGIN}`")
    yield from _unknown(
        tables, Transfer, "to_mode", modes | {DESTINATION}, f"a mode or `{DESTINATION}`"
    )


def unknown_in_shipment(
    shipment: Shipment, terminals: Collection[str], cargo_classes: Collection[str], place: str
) -> Iterator[Mistake]:
    """Yield what a shipment names and a network does not have.

    Parameters
    ----------
    terminals, cargo_classes
        Identifiers that the network has.
    place
        Where the shipment was given, as the user knows it.
    """
    for column, name, known, file in (
        ("origin", shipment.origin, terminals, Terminal.file),
        ("destination", shipment.destination, terminals, Terminal.file),
        ("cargo_class", shipment.cargo_class, cargo_classes, CargoClass.file),
    ):
        if name not in known:
            yield Mistake(
                place=f"{place}, column {column}",
                found=f"unknown id {name!r}",
                expected=f"an id of {file}{nearest(name, known)}",
            )


def _unknown(
    tables: ReadTables, row_type: type[Row], column: str, known: Iterable[str], expected: str
) -> Iterator[Mistake]:
    names = frozenset(known)
    table = tables.raw.get(row_type.file)
    for raw in table.rows if table else ():
        for name in filter(None, (part.strip() for part in raw.cells.get(column, "").split(";"))):
            if name not in names:
                yield Mistake(
                    place=row_type.cell_place(raw.line, column),
                    found=f"unknown id {name!r}",
                    expected=f"{expected}{nearest(name, names)}",
                )
