"""What is wrong with a change before it is made: tables, columns, values and patterns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from .errors import Mistake, expectation, quoted
from .link import Link
from .row import Row
from .scenario import Cell, Change, Operation, Originals, matches_cell
from .service import Call, Service
from .spelling import nearest
from .tables import TABLES, RawRow, RawTable, column_names

DATABLE: tuple[type[Row], ...] = (Link, Service, Call)
"""Tables whose rows belong to departures."""

FIXED = frozenset({"id", "valid_from", "valid_to", "kind", "variant_of", "service_id", "seq"})
"""Columns that a dated change leaves alone: they say which departures there are."""


def cell_text(value: Cell | None) -> str:
    """Return a value of a scenario as a cell holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def change_mistakes(change: Change, place: str) -> Iterator[Mistake]:
    """Yield what no tables could make right: unknown names, missing or wrong values.

    Parameters
    ----------
    place
        Where the change stands, as the user knows it.
    """
    tables = {row_type.file.removesuffix(".csv"): row_type for row_type in TABLES}
    row_type = tables.get(change.table)
    if row_type is None:
        expected = f"one of {', '.join(tables)}{nearest(change.table, tables)}"
        yield Mistake(place=place, found=f"table {change.table!r}", expected=expected)
        return
    known = column_names(row_type)
    used = [*change.where, *(change.row or {}), *([change.field] if change.field else [])]
    unknown = [name for name in used if name not in known]
    for name in unknown:
        found = f"column {name!r} of {row_type.file}"
        yield Mistake(
            place=place, found=found, expected=f"one of {', '.join(known)}{nearest(name, known)}"
        )
    misused = list(_operation_mistakes(change, place, known))
    yield from misused
    if not unknown and not misused:
        yield from _value_mistakes(change, row_type, place)


def pattern_mistakes(
    change: Change, table: RawTable, originals: Originals, place: str
) -> Iterator[Mistake]:
    """Yield every pattern that no cell of its column matches."""
    for column, patterns in change.where.items():
        cells = {row.cells.get(column, "") for row in table.rows}
        for pattern in patterns:
            if not any(matches_cell(cell, pattern, originals.get(column, {})) for cell in cells):
                found = f"no row of {table.file} with {column} = {pattern}"
                expected = f"at least one{_hint(pattern, cells)}"
                yield Mistake(place=place, found=found, expected=expected)


def result_mistakes(change: Change, row: RawRow, file: str, place: str) -> list[Mistake]:
    """Return what a changed number makes of a row that its column cannot hold."""
    if change.op not in (Operation.SCALE, Operation.ADD) or change.field is None:
        return []
    row_type = next(one for one in TABLES if one.file == file)
    text = row.cells.get(change.field, "")
    return [
        Mistake(
            place=f"{place}, {change.field}",
            found=f"{quoted(text)} in row {row.line} of {file} after it",
            expected=expected,
        )
        for expected in (_refused(row_type, change.field, text) if text else ())
    ]


def undatable(change: Change, place: str) -> Iterator[Mistake]:
    """Yield what a dated scenario cannot change, as it belongs to no departure."""
    files = [row_type.file for row_type in DATABLE]
    if f"{change.table}.csv" not in files:
        found = f"table {change.table!r} in a dated scenario"
        expected = f"one of {', '.join(files)}: rows of others belong to no departure"
        yield Mistake(place=place, found=found, expected=expected)
    elif change.field in FIXED:
        found = f"column {change.field!r} in a dated scenario"
        expected = "apply_from and apply_to, which say which departures change"
        yield Mistake(place=place, found=found, expected=expected)


def _hint(pattern: str, cells: set[str]) -> str:
    return "" if set("*?[") & set(pattern) else nearest(pattern, cells)


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
        if change.field is not None or change.value is not None:
            expected = "close alone: it sets the status"
            yield Mistake(place=place, found="close with a field or a value", expected=expected)
    elif not is_complete:
        yield Mistake(place=place, found="no field or no value", expected="both, or a row to add")
    elif change.op is not Operation.SET and not _is_number(change.value):
        found = f"value {change.value!r}"
        yield Mistake(place=place, found=found, expected=f"a number to {change.op}")


def _is_number(value: Cell | None) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(float(value or 0))


def _value_mistakes(change: Change, row_type: type[Row], place: str) -> Iterator[Mistake]:
    """Yield values that the column cannot hold."""
    if change.row is not None:
        yield from _row_mistakes(change.row, row_type, place)
    elif change.op is Operation.SET and change.field is not None and change.value is not None:
        text = cell_text(change.value)
        if not text and not _column_type(row_type, change.field)[0]:
            return
        for expected in _refused(row_type, change.field, text):
            yield Mistake(place=f"{place}, {change.field}", found=quoted(text), expected=expected)


def _row_mistakes(row: Mapping[str, Cell], row_type: type[Row], place: str) -> Iterator[Mistake]:
    cells = {name: cell_text(cell) for name, cell in row.items()}
    try:
        row_type.model_validate(cells)
    except ValidationError as invalid:
        for error in invalid.errors():
            column = str(error["loc"][0]) if error["loc"] else ""
            if column in cells or error["type"] == "missing":
                yield Mistake(
                    place=f"{place}, row.{column}",
                    found=quoted(cells.get(column, "")),
                    expected=expectation(error["msg"]),
                )


def _refused(row_type: type[Row], column: str, text: str) -> Iterator[str]:
    """Yield what a column expects instead of a text."""
    try:
        _column_type(row_type, column)[1].validate_python(text)
    except ValidationError as invalid:
        for error in invalid.errors():
            yield expectation(error["msg"])


@cache
def _column_type(row_type: type[Row], column: str) -> tuple[bool, TypeAdapter[Any]]:
    """Return whether a column must be filled, and what it may hold."""
    fields = {field.alias or name: field for name, field in row_type.model_fields.items()}
    field = fields[column]
    kind: Any = field.annotation
    if field.metadata:
        kind = Annotated[(kind, *field.metadata)]
    return field.is_required(), TypeAdapter(kind)
