"""Move the calls of services where the hours of the links under them change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from .tables import RawRow, RawTable, text_of_number

OFFSETS = ("arrive_offset_hours", "depart_offset_hours")


def shifted_calls(before: Mapping[str, RawTable], after: Mapping[str, RawTable]) -> RawTable:
    """Return the calls of ``after``, moved by as much as links took longer or shorter.

    Every call behind a link whose typical hours changed moves by the change. Where a
    cell is no number nothing moves: the check of the tables will name the cell.
    """
    calls = after["calls.csv"]
    try:
        longer = dict(_longer_hours(before["links.csv"], after["links.csv"]))
        return _moved(calls, longer) if longer else calls
    except (InvalidOperation, ValueError):
        return calls


def _longer_hours(before: RawTable, after: RawTable) -> Iterator[tuple[str, Decimal]]:
    hours = {row.cells.get("id", ""): row.cells.get("hours_typical", "") for row in after.rows}
    for row in before.rows:
        link_id, was = row.cells["id"], row.cells["hours_typical"]
        now = hours.get(link_id, was)
        if now != was:
            yield link_id, Decimal(now) - Decimal(was)


def _moved(calls: RawTable, longer: Mapping[str, Decimal]) -> RawTable:
    rows = sorted(calls.rows, key=lambda row: (row.cells["service_id"], int(row.cells["seq"])))
    moved: dict[int, RawRow] = {}
    service, total = "", Decimal(0)
    for row in rows:
        if row.cells["service_id"] != service:
            service, total = row.cells["service_id"], Decimal(0)
        total += longer.get(row.cells.get("link_id", ""), Decimal(0))
        if total:
            later = {name: text_of_number(Decimal(row.cells[name]) + total) for name in OFFSETS}
            row = RawRow(row.line, {**row.cells, **later})  # noqa: PLW2901
        moved[row.line] = row
    return replace(calls, rows=tuple(moved[row.line] for row in calls.rows))
