"""Checks of a network as a whole: one function for each kind of mistake.

Each takes the raw tables and the rows that could be read, and yields mistakes.
Identifiers are looked up in the raw tables, so that one bad row does not make
every row that refers to it bad as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from .cargo import CargoClass
from .emission import Emission
from .errors import Mistake
from .handling import ANY, Clearance, Transfer
from .link import Link
from .row import Row
from .rows import ReadRow, ReadTables
from .service import Call, Service
from .shipment import Shipment
from .spelling import nearest
from .terminal import Corridor, Source, Terminal

Check = Callable[[ReadTables], Iterator[Mistake]]


def check_network(tables: ReadTables) -> Iterator[Mistake]:
    """Yield every mistake that shows only when the tables are held against each other."""
    for check in CHECKS:
        yield from check(tables)


def _place(row_type: type[Row], line: int, column: str = "") -> str:
    return f"{row_type.file} row {line}" + (f", column {column}" if column else "")


def _duplicate_keys(tables: ReadTables) -> Iterator[Mistake]:
    for row_type in (Terminal, Corridor, Link, Service, Call, Clearance, Transfer, CargoClass,
                     Emission, Source, Shipment):  # fmt: skip
        table = tables.raw.get(row_type.file)
        first: dict[tuple[str, ...], int] = {}
        for raw in table.rows if table else ():
            key = tuple(raw.cells.get(column, "") for column in row_type.key)
            if key in first:
                yield Mistake(
                    place=_place(row_type, raw.line, "+".join(row_type.key)),
                    found=f"{' / '.join(key)!r} again",
                    expected=f"it once; it stands in row {first[key]} already",
                )
            first.setdefault(key, raw.line)


class _Reference(NamedTuple):
    row_type: type[Row]
    column: str
    target: type[Row]


_REFERENCES = (
    _Reference(Link, "from", Terminal),
    _Reference(Link, "to", Terminal),
    _Reference(Link, "corridor", Corridor),
    _Reference(Service, "corridor", Corridor),
    _Reference(Call, "service_id", Service),
    _Reference(Call, "terminal_id", Terminal),
    _Reference(Call, "link_id", Link),
    _Reference(Corridor, "representative_path", Terminal),
    _Reference(Shipment, "origin", Terminal),
    _Reference(Shipment, "destination", Terminal),
    _Reference(Shipment, "cargo_class", CargoClass),
    *(
        _Reference(row_type, "source", Source)
        for row_type in (Terminal, Link, Service, Transfer, Clearance, CargoClass, Emission)
    ),
)


def _unknown_ids(tables: ReadTables) -> Iterator[Mistake]:
    for row_type, column, target in _REFERENCES:
        known = tables.ids(target)
        table = tables.raw.get(row_type.file)
        for raw in table.rows if table else ():
            for name in filter(None, (p.strip() for p in raw.cells.get(column, "").split(";"))):
                if name not in known:
                    yield Mistake(
                        place=_place(row_type, raw.line, column),
                        found=f"unknown id {name!r}",
                        expected=f"an id of {target.file}{nearest(name, known)}",
                    )


def _unknown_classes(tables: ReadTables) -> Iterator[Mistake]:
    known = tables.ids(CargoClass)
    for line, service in tables.of(Service):
        for entry in service.accepts:
            if entry != ANY and entry.removeprefix("-") not in known:
                hint = nearest(entry.removeprefix("-"), known)
                yield Mistake(
                    place=_place(Service, line, "accepts"),
                    found=f"unknown cargo class {entry!r}",
                    expected=f"an id of {CargoClass.file}{hint}",
                )


def _hours_in_order(tables: ReadTables) -> Iterator[Mistake]:
    for row_type in (Link, Transfer, Clearance):
        for line, row in tables.of(row_type):
            low, typical, high = row.hours_low, row.hours_typical, row.hours_high
            if not low <= typical <= high:
                yield Mistake(
                    place=_place(row_type, line, "hours_typical"),
                    found=f"low {low:g}, typical {typical:g}, high {high:g} h",
                    expected="low <= typical <= high",
                )


def _validity(tables: ReadTables) -> Iterator[Mistake]:
    for line, service in tables.of(Service):
        if service.valid_to < service.valid_from:
            yield Mistake(
                place=_place(Service, line, "valid_to"),
                found=f"{service.valid_to}, before valid_from {service.valid_from}",
                expected="a date on or after valid_from",
            )


def _calls(tables: ReadTables) -> Iterator[Mistake]:
    links = {row.id: row for _, row in tables.of(Link)}
    by_service: dict[str, list[ReadRow[Call]]] = defaultdict(list)
    for read in tables.of(Call):
        by_service[read.row.service_id].append(read)
    for line, service in tables.of(Service):
        calls = sorted(by_service[service.id], key=lambda read: read.row.seq)
        if len(calls) < 2:
            yield Mistake(
                place=_place(Service, line),
                found=f"{len(calls)} call(s) of service {service.id!r} in {Call.file}",
                expected="at least two",
            )
            continue
        yield from _call_order(calls)
        for before, after in pairwise(calls):
            yield from _call_link(service, before.row, after, links)


def _call_order(calls: list[ReadRow[Call]]) -> Iterator[Mistake]:
    for seq, (line, call) in enumerate(calls, start=1):
        if call.seq != seq:
            yield Mistake(
                place=_place(Call, line, "seq"), found=f"{call.seq}", expected=f"{seq}, no gaps"
            )
            return
    twice = [name for name, n in Counter(read.row.terminal_id for read in calls).items() if n > 1]
    for name in twice:
        yield Mistake(
            place=_place(Call, calls[0].line, "terminal_id"),
            found=f"service {calls[0].row.service_id!r} calls at {name!r} twice",
            expected="each terminal once; split the round trip into two services",
        )


def _call_link(
    service: Service, before: Call, read: ReadRow[Call], links: Mapping[str, Link]
) -> Iterator[Mistake]:
    line, call = read
    link = links.get(call.link_id or "")
    if call.link_id is None:
        yield Mistake(
            place=_place(Call, line, "link_id"),
            found="nothing",
            expected="the link that leads here",
        )
    elif link is not None and (link.from_terminal, link.to_terminal, link.mode) != (
        before.terminal_id,
        call.terminal_id,
        service.mode,
    ):
        yield Mistake(
            place=_place(Call, line, "link_id"),
            found=f"{link.mode} link {link.id} from {link.from_terminal} to {link.to_terminal}",
            expected=f"a {service.mode} link from {before.terminal_id} to {call.terminal_id}",
        )
    if not before.depart_offset_hours <= call.arrive_offset_hours <= call.depart_offset_hours:
        yield Mistake(
            place=_place(Call, line, "arrive_offset_hours"),
            found=f"arrives {call.arrive_offset_hours:g} h, departs {call.depart_offset_hours:g} h",
            expected=f"not before {before.depart_offset_hours:g} h, departure not before arrival",
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
        yield from shipment_mistakes(shipment, _place(Shipment, line))


CHECKS: tuple[Check, ...] = (
    _duplicate_keys,
    _unknown_ids,
    _unknown_classes,
    _hours_in_order,
    _validity,
    _calls,
    _shipments,
)
