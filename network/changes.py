"""Make the changes of a scenario in the tables of a network.

Works on text, so that what a change did can be read like a table that was written by
hand, and is checked like one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from .call_shift import shifted_calls
from .errors import Mistake, ScenarioError
from .scenario import Cell, Change, Operation, Scenario
from .spelling import nearest
from .tables import TABLES, RawRow, RawTable, column_names, text_of_number

Edit = Callable[[Mapping[str, str]], Mapping[str, str]]


def changed_tables(tables: Mapping[str, RawTable], scenario: Scenario) -> dict[str, RawTable]:
    """Return the tables with the changes of a scenario made, in order.

    Where the typical hours of a link change, the calls behind it move by as much.

    Raises
    ------
    ScenarioError
        A change does not fit the tables, or holds on some days only.
    """
    mistakes = list(_dated(scenario))
    changed = dict(tables)
    for number, change in enumerate(scenario.changes, start=1):
        place = f"scenario {scenario.id}, change {number}"
        wrong = list(_change_mistakes(change, place))
        if not wrong:
            file = f"{change.table}.csv"
            changed[file] = _changed(changed[file], change, place, wrong)
        mistakes.extend(wrong)
    if mistakes:
        raise ScenarioError(mistakes)
    changed["calls.csv"] = shifted_calls(tables, changed)
    return changed


def _dated(scenario: Scenario) -> Iterator[Mistake]:
    first, last = scenario.apply_from, scenario.apply_to
    if first or last:
        days = " ".join([f"from {first}" if first else "", f"to {last}" if last else ""]).strip()
        yield Mistake(
            place=f"scenario {scenario.id}",
            found=f"changes that hold {days} only",
            expected="changes for the whole horizon; dated changes come with a later version",
        )


def _change_mistakes(change: Change, place: str) -> Iterator[Mistake]:
    tables = {row_type.file.removesuffix(".csv"): row_type for row_type in TABLES}
    row_type = tables.get(change.table)
    if row_type is None:
        expected = f"one of {', '.join(tables)}{nearest(change.table, tables)}"
        yield Mistake(place=place, found=f"table {change.table!r}", expected=expected)
        return
    known = column_names(row_type)
    used = [*change.where, *(change.row or {}), *([change.field] if change.field else [])]
    for name in used:
        if name not in known:
            expected = f"one of {', '.join(known)}{nearest(name, known)}"
            yield Mistake(
                place=place, found=f"column {name!r} of {row_type.file}", expected=expected
            )
    yield from _operation_mistakes(change, place, known)


def _operation_mistakes(change: Change, place: str, known: tuple[str, ...]) -> Iterator[Mistake]:
    is_complete = change.field is not None and change.value is not None
    if change.row is not None:
        if change.op is not Operation.ADD or change.where or change.field or is_complete:
            found = f"{change.op} with a row"
            yield Mistake(place=place, found=found, expected="add with a row and nothing else")
    elif change.op is Operation.CLOSE:
        if "status" not in known:
            found = f"close on table {change.table!r}"
            yield Mistake(place=place, found=found, expected="links or services")
    elif not is_complete:
        yield Mistake(place=place, found="no field or no value", expected="both, or a row to add")
    elif change.op is not Operation.SET and not _is_number(change.value):
        found = f"value {change.value!r}"
        yield Mistake(place=place, found=found, expected=f"a number to {change.op}")


def _is_number(value: Cell | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _changed(table: RawTable, change: Change, place: str, mistakes: list[Mistake]) -> RawTable:
    if change.row is not None:
        line = table.rows[-1].line + 1 if table.rows else 2
        cells = {name: _text(cell) for name, cell in change.row.items()}
        return replace(table, rows=(*table.rows, RawRow(line, cells)))
    edit = _edit(change)
    rows, touched = [], 0
    for row in table.rows:
        if not change.matches(row.cells):
            rows.append(row)
            continue
        touched += 1
        try:
            rows.append(RawRow(row.line, edit(row.cells)))
        except InvalidOperation:
            found = f"{row.cells.get(change.field or '', '')!r} in row {row.line} of {table.file}"
            mistakes.append(Mistake(place=place, found=found, expected="a number to change"))
    if not touched:
        patterns = ", ".join(f"{k} = {' or '.join(v)}" for k, v in change.where.items())
        found = f"no row of {table.file} with {patterns}" if patterns else f"no row in {table.file}"
        mistakes.append(Mistake(place=place, found=found, expected="at least one"))
    return replace(table, rows=tuple(rows))


def _edit(change: Change) -> Edit:
    name = change.field or ""

    def edit(cells: Mapping[str, str]) -> Mapping[str, str]:
        if change.op is Operation.CLOSE:
            return {**cells, "status": "closed"}
        if change.op is Operation.SET:
            return {**cells, name: _text(change.value)}
        if cells.get(name, "") == "":
            return cells
        number, value = Decimal(cells[name]), Decimal(str(change.value))
        result = number * value if change.op is Operation.SCALE else number + value
        return {**cells, name: text_of_number(result)}

    return edit


def _text(value: Cell | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
