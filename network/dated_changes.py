"""Let changes hold for the departures of some days only, by cutting services into parts.

A service whose row, calls or links change is cut into the departures before, on and after
the days. The first part keeps the id; each later one is a row of its own, `variant_of` the
service, named by it and its first day: `YXO-DUI-W.20251112`. Where a changed link is used
on other days as well, the departures of the days use a variant of it. So all that reads
the tables, the verifier included, needs to know nothing of dates in scenarios.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from .change_checks import DATABLE
from .errors import Mistake, ScenarioError
from .link import Link
from .row import FIRST_DAY, LAST_DAY
from .rows import parse_rows
from .scenario import Scenario
from .service import Call, Service, ServiceKind
from .service_parts import Part, first_in_step, parts_of
from .tables import RawRow, RawTable
from .variant_rules import rules_of_parts

RESTRICTIONS = "restrictions.csv"

Cells = Mapping[str, str]
Tables = Mapping[str, RawTable]


def on_days(before: Tables, after: Tables, scenario: Scenario) -> dict[str, RawTable]:
    """Return the tables with the changes of a dated scenario made on its days only.

    Parameters
    ----------
    before, after
        Tables without the changes, and with them on every day.

    Raises
    ------
    ScenarioError
        A changed row cannot be read, or nothing that changes leaves on these days.
    """
    mistakes: list[Mistake] = []
    for row_type in DATABLE:
        table = after[row_type.file]
        rows = tuple(_different(before[row_type.file], table))
        parse_rows(replace(table, rows=rows), row_type, mistakes)
    if mistakes:
        place = f"after scenario {scenario.id}"
        raise ScenarioError(replace(m, place=f"{place}, {m.place}") for m in mistakes)
    cut = _Cut(before, after, scenario)
    mistakes.extend(cut.mistakes())
    if mistakes:
        raise ScenarioError(mistakes)
    return {**after, **cut.tables()}


def _different(before: RawTable, after: RawTable) -> Iterator[RawRow]:
    """Yield the rows of ``after`` that are new or changed; rows keep their places."""
    for number, row in enumerate(after.rows):
        if number >= len(before.rows) or row.cells != before.rows[number].cells:
            yield row


class _Side:
    """Services and calls without the changes, or with them."""

    def __init__(self, tables: Tables) -> None:
        self.services = {row.cells["id"]: row.cells for row in tables[Service.file].rows}
        self.calls: dict[str, list[Cells]] = defaultdict(list)
        for row in tables[Call.file].rows:
            self.calls[row.cells["service_id"]].append(row.cells)

    def links_of(self, service_id: str) -> set[str]:
        return {cells.get("link_id", "") for cells in self.calls[service_id]}


class _Cut:
    """Cuts services, their calls and their links at the days of a scenario."""

    def __init__(self, before: Tables, after: Tables, scenario: Scenario) -> None:
        self._before, self._after, self._scenario = before, after, scenario
        self._days = scenario.window or (FIRST_DAY, LAST_DAY)
        self._was, self._now = _Side(before), _Side(after)
        links = before[Link.file], after[Link.file]
        self._links = {row.cells["id"]: row.cells for row in _different(*links)}
        self._taken = {*self._now.services, *(row.cells["id"] for row in links[1].rows)}
        self._parts = [part for name in self._was.services for part in self._parts_of(name)]
        self._link_ids = self._ids_of_links()

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what does not leave on the days of the scenario."""
        first, last = self._days
        place = f"scenario {self._scenario.id}"
        added = self._added(Service.file)
        for cells in added:
            if _on(cells, self._days) is None:
                found = f"new service {cells['id']!r}, which does not run from {first} to {last}"
                yield Mistake(place=place, found=found, expected="a scheduled one that does")
        changes = self._scenario.changes
        if changes and not added and not any(part.is_changed for part in self._parts):
            found = f"no departure from {first} to {last} of what changes"
            yield Mistake(place=place, found=found, expected=f"days of the timetable{self._span()}")

    def tables(self) -> dict[str, RawTable]:
        """Return the tables that differ."""
        rules = self._after[RESTRICTIONS]
        more = rules_of_parts(
            rules, self._was.services, self._parts, f"scenario {self._scenario.id}"
        )
        kept = [row.cells for row in rules.rows]
        return {
            Service.file: _table(self._after[Service.file], self._service_rows()),
            Call.file: _table(self._after[Call.file], self._call_rows()),
            Link.file: _table(self._after[Link.file], self._link_rows()),
            RESTRICTIONS: _table(rules, [*kept, *more]),
        }

    def _parts_of(self, name: str) -> Iterator[Part]:
        was = Service.model_validate(self._was.services[name])
        if self._is_touched(name):
            now = Service.model_validate(self._now.services[name])
            yield from parts_of(
                was, now, self._days, lambda day: self._new_id(was.variant_of or name, day)
            )
        else:
            yield Part(
                service_id=name, cut_from=name, first=was.valid_from, last=was.valid_to,
                is_whole=True,
            )  # fmt: skip

    def _is_touched(self, name: str) -> bool:
        was, now = self._was, self._now
        return (
            was.services[name] != now.services[name]
            or was.calls[name] != now.calls[name]
            or not self._links.keys().isdisjoint(now.links_of(name))
        )

    def _new_id(self, original: str, first: date) -> str:
        """Return an id that nothing has yet: that of the original with the first day."""
        stem = f"{original}.{first:%Y%m%d}"
        new_id, number = stem, 1
        while new_id in self._taken:
            number += 1
            new_id = f"{stem}.{number}"
        self._taken.add(new_id)
        return new_id

    def _ids_of_links(self) -> dict[str, str]:
        """Return the id that a changed link has on the days, where it is used on them."""
        first_used: dict[str, date] = {}
        used_else: set[str] = set()
        for part in self._parts:
            if not part.is_changed:
                used_else |= self._was.links_of(part.cut_from)
                continue
            for link in self._now.links_of(part.cut_from):
                first_used[link] = min(part.first, first_used.get(link, LAST_DAY))
        rows = {row.cells["id"]: row.cells for row in self._before[Link.file].rows}
        return {
            link: self._new_id(rows[link].get("variant_of") or link, first_used[link])
            if link in used_else
            else link
            for link in rows
            if link in self._links and link in first_used
        }

    def _service_rows(self) -> Iterator[Cells]:
        for part in self._parts:
            side = self._now if part.is_changed else self._was
            cells = dict(side.services[part.cut_from])
            if not part.is_whole or part.service_id != part.cut_from:
                cells |= {"valid_from": str(part.first), "valid_to": str(part.last)}
            if part.is_changed:
                changed = f"changed by scenario {self._scenario.id}"
                cells["note"] = "; ".join(filter(None, (cells.get("note"), changed)))
            yield _variant(cells, part.service_id)
        for added in self._added(Service.file):
            yield _on(added, self._days) or added

    def _call_rows(self) -> Iterator[Cells]:
        for part in self._parts:
            side = self._now if part.is_changed else self._was
            for cells in side.calls[part.cut_from]:
                link = cells.get("link_id", "")
                if part.is_changed:
                    link = self._link_ids.get(link, link)
                yield {**cells, "service_id": part.service_id, "link_id": link}
        new = {cells["id"] for cells in self._added(Service.file)}
        for cells in self._added(Call.file):
            if cells["service_id"] in new:
                yield cells

    def _link_rows(self) -> Iterator[Cells]:
        for row in self._before[Link.file].rows:
            name = row.cells["id"]
            new_id = self._link_ids.get(name)
            if new_id != name:
                yield row.cells
            if new_id is not None:
                yield _variant(self._links[name], new_id)
        yield from self._added(Link.file)

    def _added(self, file: str) -> list[Cells]:
        return [row.cells for row in self._after[file].rows[len(self._before[file].rows) :]]

    def _span(self) -> str:
        cells = self._was.services.values()
        days = [(c["valid_from"], c["valid_to"]) for c in cells if c["kind"] != "on_demand"]
        return f", {min(d[0] for d in days)} to {max(d[1] for d in days)}" if days else ""


def _on(cells: Cells, days: tuple[date, date]) -> Cells | None:
    """Return a new service on some days only; None where it does not run on them."""
    service = Service.model_validate(cells)
    first = first_in_step(service, max(service.valid_from, days[0]))
    last = min(service.valid_to, days[1])
    if service.kind is ServiceKind.ON_DEMAND or first > last:
        return None
    return {**cells, "valid_from": str(first), "valid_to": str(last)}


def _variant(cells: Cells, new_id: str) -> Cells:
    """Return a row under an id that is not its own, with what it is a variant of."""
    if new_id == cells["id"]:
        return cells
    return {**cells, "id": new_id, "variant_of": cells.get("variant_of") or cells["id"]}


def _table(table: RawTable, rows: Iterable[Cells]) -> RawTable:
    """Return a table with other rows, counted as a file would count them."""
    all_rows = tuple(RawRow(line, cells) for line, cells in enumerate(rows, start=2))
    columns = table.columns
    if any("variant_of" in row.cells for row in all_rows) and "variant_of" not in columns:
        columns = (*columns, "variant_of")
    return replace(table, rows=all_rows, columns=columns)
