"""Scenarios: named lists of changes to the tables of a network.

A change matches rows by the text of their cells: ``where`` maps a column to one or
more patterns (`*`, `?`), each held against the whole cell or any of its `;` parts;
every column must match. See section 2 of the dataset's README.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from .errors import Mistake, ScenarioError
from .row import Id, Parts, Text
from .tables import TABLES, RawRow, RawTable, column_names

Cell = str | int | float | bool


class Operation(StrEnum):
    """What a change does."""

    SET = "set"
    SCALE = "scale"
    ADD = "add"
    CLOSE = "close"


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Patterns = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Change(_Strict):
    """One change: to the rows that match, or a new row."""

    op: Operation
    table: Id
    where: dict[str, Patterns] = Field(default_factory=dict)
    field: str | None = None
    value: Cell | None = None
    row: dict[str, Cell] | None = None

    def matches(self, cells: Mapping[str, str]) -> bool:
        """Tell whether a row is meant."""
        return all(
            _matches_any(cells.get(column, ""), patterns) for column, patterns in self.where.items()
        )


def _matches_any(cell: str, patterns: tuple[str, ...]) -> bool:
    candidates = {cell, *(part.strip() for part in cell.split(";"))}
    return any(fnmatchcase(text, pattern) for text in candidates for pattern in patterns)


class Scenario(_Strict):
    """A named list of changes; an addition is a scenario with a price to build."""

    id: Id
    name: Text
    description: Text = ""
    source: Parts = ()
    kind: Id = "alternative"
    historic: Text = ""
    apply_from: date | None = None
    apply_to: date | None = None
    capex_million_rmb: float | None = Field(default=None, ge=0)
    capex_low: float | None = Field(default=None, ge=0)
    capex_high: float | None = Field(default=None, ge=0)
    subsidy_million_rmb_year: float | None = Field(default=None, ge=0)
    build_months: float | None = Field(default=None, ge=0)
    requires: tuple[Id, ...] = ()
    excludes: tuple[Id, ...] = ()
    includes: tuple[Id, ...] = ()
    changes: tuple[Change, ...] = ()


def read_scenario(path: Path, mistakes: list[Mistake]) -> Scenario | None:
    """Read a scenario from a TOML file; append what is wrong to ``mistakes``."""
    try:
        return Scenario.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        mistakes.append(Mistake(place=path.name, found=str(error), expected="a TOML file in UTF-8"))
    except ValidationError as errors:
        for error in errors.errors():
            where = ".".join(str(part) for part in error["loc"])
            found = f"{error['input']!r}" if error["type"] != "missing" else "nothing"
            mistakes.append(
                Mistake(place=f"{path.name}, {where}", found=found, expected=error["msg"].lower())
            )
    return None


def changed_tables(tables: Mapping[str, RawTable], scenario: Scenario) -> dict[str, RawTable]:
    """Return the tables with the changes of a scenario made, in order.

    Where the typical hours of a link change, the calls behind it move by as much.

    Raises
    ------
    ScenarioError
        A change does not fit the tables.
    """
    if scenario.apply_from or scenario.apply_to:
        mistake = Mistake(
            place=f"scenario {scenario.id}",
            found=f"changes for {scenario.apply_from} to {scenario.apply_to} only",
            expected="changes that hold for the whole horizon; dated ones are not supported yet",
        )
        raise ScenarioError([mistake])
    mistakes: list[Mistake] = []
    changed = dict(tables)
    for number, change in enumerate(scenario.changes, start=1):
        place = f"scenario {scenario.id}, change {number}"
        wrong = list(_change_mistakes(change, place))
        if not wrong:
            file = f"{change.table}.csv"
            changed[file] = _changed(changed[file], change, place, mistakes)
        mistakes.extend(wrong)
    if mistakes:
        raise ScenarioError(mistakes)
    changed["calls.csv"] = _shifted_calls(tables, changed)
    return changed


def _change_mistakes(change: Change, place: str) -> Iterator[Mistake]:
    tables = {row_type.file.removesuffix(".csv"): row_type for row_type in TABLES}
    row_type = tables.get(change.table)
    if row_type is None:
        yield Mistake(
            place=place, found=f"table {change.table!r}", expected=f"one of {', '.join(tables)}"
        )
        return
    known = column_names(row_type)
    used = [*change.where, *(change.row or {}), *([change.field] if change.field else [])]
    for name in used:
        if name not in known:
            yield Mistake(
                place=place, found=f"column {name!r}", expected=f"one of {', '.join(known)}"
            )
    if change.op is Operation.CLOSE:
        if "status" not in known:
            yield Mistake(
                place=place, found=f"close on {change.table}", expected="links or services"
            )
    elif change.row is None and (change.field is None or change.value is None):
        yield Mistake(place=place, found="no field or no value", expected="both, or a row to add")


def _changed(table: RawTable, change: Change, place: str, mistakes: list[Mistake]) -> RawTable:
    if change.row is not None:
        line = table.rows[-1].line + 1 if table.rows else 2
        cells = {column: _text(change.row.get(column, "")) for column in table.columns}
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
        mistakes.append(
            Mistake(
                place=place, found=f"no row of {table.file} with {patterns}", expected="a match"
            )
        )
    return replace(table, rows=tuple(rows))


def _edit(change: Change) -> Callable[[Mapping[str, str]], Mapping[str, str]]:
    name = change.field or ""

    def edit(cells: Mapping[str, str]) -> Mapping[str, str]:
        if change.op is Operation.CLOSE:
            return {**cells, "status": "closed"}
        if change.op is Operation.SET:
            return {**cells, name: _text(change.value)}
        if cells[name] == "":
            return cells
        number, value = Decimal(cells[name]), Decimal(str(change.value))
        result = number * value if change.op is Operation.SCALE else number + value
        return {**cells, name: _text_of_number(result)}

    return edit


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _text_of_number(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _shifted_calls(before: Mapping[str, RawTable], after: Mapping[str, RawTable]) -> RawTable:
    """Move the call offsets behind every link whose typical hours changed by as much."""
    hours = {row.cells["id"]: row.cells["hours_typical"] for row in after["links.csv"].rows}
    shift = {
        row.cells["id"]: Decimal(hours[row.cells["id"]]) - Decimal(row.cells["hours_typical"])
        for row in before["links.csv"].rows
        if hours.get(row.cells["id"], "") not in ("", row.cells["hours_typical"])
    }
    table = after["calls.csv"]
    if not shift:
        return table
    rows = sorted(table.rows, key=lambda row: (row.cells["service_id"], int(row.cells["seq"])))
    moved: dict[int, RawRow] = {}
    service, total = "", Decimal(0)
    for row in rows:
        if row.cells["service_id"] != service:
            service, total = row.cells["service_id"], Decimal(0)
        total += shift.get(row.cells["link_id"], Decimal(0))
        offsets = ("arrive_offset_hours", "depart_offset_hours")
        later = {name: _text_of_number(Decimal(row.cells[name]) + total) for name in offsets}
        moved[row.line] = RawRow(row.line, {**row.cells, **later})
    return replace(table, rows=tuple(moved[row.line] for row in table.rows))
