"""Scenarios: named lists of changes to the tables of a network.

A change matches rows by the text of their cells: ``where`` maps a column to one or
more patterns (`*`, `?`), each held against the whole cell or any of its `;` parts;
every column must match. See section 2 of the dataset's README.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from .errors import Mistake, expectation, quoted
from .row import Id, Parts, Text
from .tables import read_text

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
    text = read_text(path, mistakes)
    if text is None:
        return None
    try:
        return Scenario.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        mistakes.append(Mistake(place=path.name, found=f"{error}", expected="a TOML file"))
    except ValidationError as invalid:
        mistakes.extend(_field_mistakes(path.name, invalid))
    return None


def _field_mistakes(file: str, invalid: ValidationError) -> Iterator[Mistake]:
    for error in invalid.errors():
        where = ".".join(str(part) for part in error["loc"])
        found = "nothing" if error["type"] == "missing" else quoted(str(error["input"]))
        yield Mistake(place=f"{file}, {where}", found=found, expected=expectation(error["msg"]))
