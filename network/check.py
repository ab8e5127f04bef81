"""Checks of a network as a whole: one function for each kind of mistake.

Each takes the raw tables and the rows that could be read, and yields mistakes.
Identifiers are looked up in the raw tables, so that one bad row does not make
every row that refers to it bad as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .check_aerodromes import aerodrome_mistakes
from .check_calls import call_mistakes
from .check_cities import city_mistakes
from .check_references import class_mistakes, place_mistakes, reference_mistakes
from .check_rules import RULE_CHECKS
from .errors import Mistake
from .handling import Clearance, Transfer
from .link import Link
from .rows import ReadTables
from .service import Service
from .shipment import Shipment
from .tables import TABLES
from .terminal import Terminal

Check = Callable[[ReadTables], Iterator[Mistake]]


def check_network(tables: ReadTables) -> Iterator[Mistake]:
    """Yield every mistake that shows only when the tables are held against each other."""
    for check in CHECKS:
        yield from check(tables)


def _no_terminals(tables: ReadTables) -> Iterator[Mistake]:
    table = tables.raw.get(Terminal.file)
    if table is not None and table.is_whole and not table.rows:
        yield Mistake(place=Terminal.file, found="no rows", expected="at least one terminal")


def _duplicate_keys(tables: ReadTables) -> Iterator[Mistake]:
    for row_type in TABLES:
        table = tables.raw.get(row_type.file)
        first: dict[tuple[str, ...], int] = {}
        for raw in table.rows if table else ():
            key = tuple(raw.cells.get(column, "") for column in row_type.key)
            if key in first:
                yield Mistake(
                    place=row_type.cell_place(raw.line, "+".join(row_type.key)),
                    found=f"{' / '.join(key)!r} again",
                    expected=f"it once; it stands in row {first[key]} already",
                )
            first.setdefault(key, raw.line)


def _hours_in_order(tables: ReadTables) -> Iterator[Mistake]:
    timed: tuple[type[Link] | type[Transfer] | type[Clearance], ...] = (Link, Transfer, Clearance)
    for row_type in timed:
        for line, row in tables.of(row_type):
            low, typical, high = row.hours_low, row.hours_typical, row.hours_high
            if not low <= typical <= high:
                yield Mistake(
                    place=row_type.cell_place(line, "hours_typical"),
                    found=f"low {low:g}, typical {typical:g}, high {high:g} h",
                    expected="low <= typical <= high",
                )


def _loops(tables: ReadTables) -> Iterator[Mistake]:
    for line, link in tables.of(Link):
        if link.from_terminal == link.to_terminal:
            yield Mistake(
                place=Link.cell_place(line, "to"),
                found=f"{link.to_terminal!r}, which is where the link starts",
                expected="another terminal",
            )


def _validity(tables: ReadTables) -> Iterator[Mistake]:
    for line, service in tables.of(Service):
        if service.valid_to < service.valid_from:
            yield Mistake(
                place=Service.cell_place(line, "valid_to"),
                found=f"{service.valid_to}, before valid_from {service.valid_from}",
                expected="a date on or after valid_from",
            )


def shipment_mistakes(shipment: Shipment, place: str) -> Iterator[Mistake]:
    """Yield what is impossible in a shipment by itself.

    Parameters
    ----------
    place
        Where the shipment was given, as the user knows it.
    """
    if shipment.due < shipment.ready:
        yield Mistake(
            place=f"{place}, column due",
            found=f"{shipment.due}, before ready {shipment.ready}",
            expected="a date on or after ready",
        )
    if shipment.origin == shipment.destination:
        yield Mistake(
            place=f"{place}, column destination",
            found=f"{shipment.destination!r}, which is the origin",
            expected="another terminal",
        )
    if shipment.kg <= 0:
        yield Mistake(place=f"{place}, column kg", found=f"{shipment.kg:g}", expected="more than 0")
    if shipment.boxes_40ft and shipment.boxes_20ft:
        yield Mistake(
            place=f"{place}, column boxes_20ft",
            found=f"{shipment.boxes_40ft} 40ft and {shipment.boxes_20ft} 20ft boxes",
            expected="boxes of one size; write the other size as an order of its own",
        )


def _shipments(tables: ReadTables) -> Iterator[Mistake]:
    for line, shipment in tables.of(Shipment):
        yield from shipment_mistakes(shipment, Shipment.cell_place(line))


CHECKS: tuple[Check, ...] = (
    _no_terminals,
    _duplicate_keys,
    reference_mistakes,
    class_mistakes,
    place_mistakes,
    _hours_in_order,
    _loops,
    _validity,
    city_mistakes,
    call_mistakes,
    *RULE_CHECKS,
    aerodrome_mistakes,
    _shipments,
)
