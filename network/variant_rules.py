"""Restrictions of services that were cut into parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from fnmatch import fnmatchcase

from .row import FIRST_DAY, LAST_DAY
from .service_parts import Part
from .tables import RawRow, RawTable

ONE_DAY = timedelta(days=1)

Cells = Mapping[str, str]


def rules_of_parts(
    restrictions: RawTable, services: Mapping[str, Cells], parts: Iterable[Part], because: str
) -> Iterator[Cells]:
    """Yield the rows that restrictions need besides, so that parts are treated as before.

    What names the service that a part was cut from is said of the part as well. A service on
    demand leaves on every day (rule 5), so that its parts are told apart by refusals.

    Parameters
    ----------
    services
        Rows by id, before they were cut.
    because
        What cut them, for the reason of a refusal.
    """
    cut_on_demand = set()
    for part in parts:
        if part.service_id != part.cut_from:
            yield from _said_as_well(restrictions.rows, part)
            if services[part.cut_from]["kind"] == "on_demand":
                cut_on_demand.add(part)
    for part in sorted(cut_on_demand, key=lambda part: part.service_id):
        yield from _refusals(services[part.cut_from], part, because)


def _said_as_well(rows: Iterable[RawRow], part: Part) -> Iterator[Cells]:
    for row in rows:
        target = row.cells["country_or_service"]
        if fnmatchcase(part.cut_from, target) and not fnmatchcase(part.service_id, target):
            yield {**row.cells, "country_or_service": part.service_id}


def _refusals(service: Cells, part: Part, because: str) -> Iterator[Cells]:
    """Yield when a part on demand, and what it was cut from, do not run."""
    other_days = [(FIRST_DAY, part.first - ONE_DAY), (part.last + ONE_DAY, LAST_DAY)]
    for name, spans in ((part.cut_from, [(part.first, part.last)]), (part.service_id, other_days)):
        for first, last in spans:
            if FIRST_DAY <= first <= last:
                yield {
                    "cargo_class": "*",
                    "mode": service["mode"],
                    "country_or_service": name,
                    "from": str(first),
                    "to": "" if last == LAST_DAY else str(last),
                    "hard": "yes",
                    "reason": f"on these days another part of the service runs: {because}",
                    "rule": "refuse",
                    "source": service["source"],
                    "grade": service["grade"],
                }
