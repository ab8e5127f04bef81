"""Checks that the calls of a service follow each other over its links."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from .errors import Mistake
from .link import Link
from .rows import ReadRow, ReadTables
from .service import Call, Service


def call_mistakes(tables: ReadTables) -> Iterator[Mistake]:
    """Yield services whose calls do not match their links, their order or their times.

    A service with a call that could not be read is left out: its gap is known already.
    """
    table = tables.raw.get(Call.file)
    if table is None or not table.is_whole:
        return
    links = {row.id: row for _, row in tables.of(Link)}
    num_written = Counter(row.cells.get("service_id", "") for row in table.rows)
    by_service: dict[str, list[ReadRow[Call]]] = defaultdict(list)
    for read in tables.of(Call):
        by_service[read.row.service_id].append(read)
    for line, service in tables.of(Service):
        calls = sorted(by_service[service.id], key=lambda read: read.row.seq)
        if len(calls) == num_written[service.id]:
            yield from _service_mistakes(service, line, calls, links)


def _service_mistakes(
    service: Service, line: int, calls: list[ReadRow[Call]], links: Mapping[str, Link]
) -> Iterator[Mistake]:
    if len(calls) < 2:
        yield Mistake(
            place=Service.cell_place(line, "id"),
            found=f"{len(calls)} call(s) of service {service.id!r} in {Call.file}",
            expected="at least two",
        )
        return
    yield from _order(calls)
    yield from _first_call(calls[0])
    for before, after in pairwise(calls):
        yield from _link(service, before.row, after, links)
        yield from _times(before.row, after)


def _order(calls: list[ReadRow[Call]]) -> Iterator[Mistake]:
    for seq, (line, call) in enumerate(calls, start=1):
        if call.seq != seq:
            expected = f"{seq}: the calls of a service count from 1 without gaps"
            yield Mistake(
                place=Call.cell_place(line, "seq"), found=f"{call.seq}", expected=expected
            )
            break
    seen: set[str] = set()
    for line, call in calls:
        if call.terminal_id in seen:
            yield Mistake(
                place=Call.cell_place(line, "terminal_id"),
                found=f"a second call of service {call.service_id!r} at {call.terminal_id!r}",
                expected="each terminal once; split the round trip into two services",
            )
        seen.add(call.terminal_id)


def _first_call(read: ReadRow[Call]) -> Iterator[Mistake]:
    line, call = read
    if call.link_id is not None:
        yield Mistake(
            place=Call.cell_place(line, "link_id"),
            found=f"{call.link_id!r} at the first call",
            expected="nothing, as no link leads to the first call",
        )
    for column in ("arrive_offset_hours", "depart_offset_hours"):
        offset = getattr(call, column)
        if offset:
            yield Mistake(
                place=Call.cell_place(line, column),
                found=f"{offset:g} h at the first call",
                expected="0, as offsets count from the first departure",
            )


def _link(
    service: Service, before: Call, read: ReadRow[Call], links: Mapping[str, Link]
) -> Iterator[Mistake]:
    line, call = read
    place = Call.cell_place(line, "link_id")
    wanted = f"a {service.mode} link from {before.terminal_id} to {call.terminal_id}"
    if call.link_id is None:
        yield Mistake(place=place, found="nothing", expected=wanted)
        return
    link = links.get(call.link_id)
    if link is None:
        return
    ends = (before.terminal_id, call.terminal_id, service.mode)
    if (link.from_terminal, link.to_terminal, link.mode) != ends:
        found = f"{link.mode} link {link.id!r} from {link.from_terminal} to {link.to_terminal}"
        yield Mistake(place=place, found=found, expected=wanted)


def _times(before: Call, read: ReadRow[Call]) -> Iterator[Mistake]:
    line, call = read
    if call.arrive_offset_hours < before.depart_offset_hours:
        yield Mistake(
            place=Call.cell_place(line, "arrive_offset_hours"),
            found=f"{call.arrive_offset_hours:g} h",
            expected=f"not before {before.depart_offset_hours:g} h, when it leaves the last call",
        )
    if call.depart_offset_hours < call.arrive_offset_hours:
        yield Mistake(
            place=Call.cell_place(line, "depart_offset_hours"),
            found=f"{call.depart_offset_hours:g} h",
            expected=f"not before {call.arrive_offset_hours:g} h, when it arrives",
        )
