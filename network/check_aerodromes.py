"""Checks that aircraft may use the aerodromes at which their services call.

It is asked of services that run, at terminals whose aerodrome code is known. A service that
calls there says which aircraft flies it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .aircraft import read_aircraft
from .errors import Mistake
from .link import Link
from .row import Mode, Status
from .rows import ReadTables
from .scenario import Scenario
from .service import Call, Service
from .spelling import nearest
from .terminal import Terminal

COLUMN = "aircraft"


def aerodrome_mistakes(tables: ReadTables) -> Iterator[Mistake]:
    """Yield services by air that fly where their aircraft may not, or do not say what flies."""
    coded = {t.id: t for _, t in tables.of(Terminal) if t.aerodrome_code}
    closed = {link.id for _, link in tables.of(Link) if link.status is Status.CLOSED}
    calls: dict[str, list[Call]] = defaultdict(list)
    for _, call in tables.of(Call):
        calls[call.service_id].append(call)
    for line, service in tables.of(Service):
        place = Service.cell_place(line, COLUMN)
        if service.aircraft is not None and service.aircraft not in read_aircraft():
            expected = f"an aircraft of datasets/aircraft.csv{_like(service.aircraft)}"
            yield Mistake(place=place, found=f"{service.aircraft!r}", expected=expected)
        elif service.mode is Mode.AIR and service.status is Status.OPEN:
            ways = calls[service.id]
            if not any(call.link_id in closed for call in ways):
                at = [coded[c.terminal_id] for c in ways if c.terminal_id in coded]
                yield from _misfits(service, at, place)


def _misfits(service: Service, terminals: Iterable[Terminal], place: str) -> Iterator[Mistake]:
    for terminal in terminals:
        code, runway_m = terminal.aerodrome_code or "", terminal.runway_m
        runway = "" if runway_m is None else f" with a runway of {runway_m:,.0f} m"
        if service.aircraft is None:
            expected = f"the aircraft of {service.id}: {terminal.id} is {code}{runway}"
            yield Mistake(place=place, found="nothing", expected=expected)
            continue
        one = read_aircraft()[service.aircraft]
        if not one.may_use(code, runway_m):
            yield Mistake(
                place=place,
                found=f"{one.id} of {service.id} at {terminal.id}, which is {code}{runway}",
                expected=f"an aerodrome of {one.code} with {one.runway_m:,.0f} m",
            )


def with_upgrades(
    mistakes: Iterable[Mistake], scenarios: Mapping[str, Scenario]
) -> Iterator[Mistake]:
    """Yield mistakes; those about aerodromes name the scenarios that upgrade one."""
    upgrades = [
        name
        for name, scenario in scenarios.items()
        if any(c.table == "terminals" and c.field == "aerodrome_code" for c in scenario.changes)
    ]
    for mistake in mistakes:
        about = mistake.place.endswith(f"column {COLUMN}") and " at " in mistake.found
        if about and upgrades:
            names = " and ".join(upgrades)
            more = f"{mistake.expected}: upgrade it first, as {names} do"
            yield replace(mistake, expected=more)
        else:
            yield mistake


def _like(name: str) -> str:
    return nearest(name, read_aircraft())
