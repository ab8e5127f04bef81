"""Make the changes of a scenario in the tables of a network.

Works on text, so that what a change did can be read like a table that was written by
hand, and is checked like one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from .call_shift import shifted_calls
from .change_checks import (
    cell_text,
    change_mistakes,
    pattern_mistakes,
    result_mistakes,
    undatable,
)
from .dated_changes import on_days
from .errors import Mistake, ScenarioError
from .scenario import Change, Operation, Originals, Scenario
from .tables import RawRow, RawTable, text_of_number

Edit = Callable[[Mapping[str, str]], Mapping[str, str]]


def changed_tables(tables: Mapping[str, RawTable], scenario: Scenario) -> dict[str, RawTable]:
    """Return the tables with the changes of a scenario made, in order.

    Where the typical hours of a link change, the calls behind it move by as much. The
    changes of a dated scenario hold for the departures of its days only.

    Raises
    ------
    ScenarioError
        With every change that does not fit the tables.
    """
    mistakes: list[Mistake] = []
    changed = dict(tables)
    for number, change in enumerate(scenario.changes, start=1):
        place = f"scenario {scenario.id}, change {number}"
        wrong = list(change_mistakes(change, place))
        if not wrong and scenario.window is not None:
            wrong.extend(undatable(change, place))
        if not wrong:
            file = f"{change.table}.csv"
            changed[file] = _changed(changed[file], change, _originals(changed, file), place, wrong)
        mistakes.extend(wrong)
    if mistakes:
        raise ScenarioError(mistakes)
    changed["calls.csv"] = shifted_calls(tables, changed)
    return changed if scenario.window is None else on_days(tables, changed, scenario)


def _originals(tables: Mapping[str, RawTable], file: str) -> Originals:
    """Return what the services and links that a table names are variants of."""
    columns = {
        "services.csv": {"id": "services.csv"},
        "links.csv": {"id": "links.csv"},
        "calls.csv": {"service_id": "services.csv", "link_id": "links.csv"},
    }
    return {
        column: {
            row.cells.get("id", ""): row.cells["variant_of"]
            for row in tables[target].rows
            if row.cells.get("variant_of")
        }
        for column, target in columns.get(file, {}).items()
    }


def _changed(
    table: RawTable, change: Change, originals: Originals, place: str, mistakes: list[Mistake]
) -> RawTable:
    if change.row is not None:
        line = max((row.line for row in table.rows), default=1) + 1
        cells = {name: cell_text(cell) for name, cell in change.row.items()}
        return replace(table, rows=(*table.rows, RawRow(line, cells)))
    unmatched = list(pattern_mistakes(change, table, originals, place))
    edit = _edit(change)
    rows, touched, sound = [], 0, True  # of all rows that come out wrong the first is named
    for row in table.rows:
        if not change.matches(row.cells, originals):
            rows.append(row)
            continue
        touched += 1
        try:
            rows.append(RawRow(row.line, edit(row.cells)))
        except InvalidOperation:
            found = f"{row.cells.get(change.field or '', '')!r} in row {row.line} of {table.file}"
            mistakes.append(Mistake(place=place, found=found, expected="a number to change"))
            continue
        if sound:
            sound = not (wrong := result_mistakes(change, rows[-1], table.file, place))
            mistakes.extend(wrong)
    if not touched and not unmatched:
        patterns = ", ".join(f"{k} = {' or '.join(v)}" for k, v in change.where.items())
        found = f"no row of {table.file} with {patterns}" if patterns else f"no row in {table.file}"
        unmatched.append(Mistake(place=place, found=found, expected="at least one"))
    mistakes.extend(unmatched)
    return replace(table, rows=tuple(rows))


def _edit(change: Change) -> Edit:
    name = change.field or ""

    def edit(cells: Mapping[str, str]) -> Mapping[str, str]:
        if change.op is Operation.CLOSE:
            return {**cells, "status": "closed"}
        if change.op is Operation.SET:
            return {**cells, name: cell_text(change.value)}
        if cells.get(name, "") == "":
            return cells
        number, value = Decimal(cells[name]), Decimal(str(change.value))
        result = number * value if change.op is Operation.SCALE else number + value
        return {**cells, name: text_of_number(result)}

    return edit
