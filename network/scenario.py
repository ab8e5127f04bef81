"""Scenarios: named lists of changes to the tables of a network.

A change matches rows by the text of their cells: ``where`` maps a column to one or
more patterns (`*`, `?`), each held against the whole cell or any of its `;` parts;
every column must match. See docs/scenarios.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from .errors import Mistake, expectation, quoted
from .row import FIRST_DAY, LAST_DAY, Day, Id, Parts, Text
from .spelling import nearest
from .tables import read_text

Cell = str | int | float | bool


Originals = Mapping[str, Mapping[str, str]]
"""By column: what the ids in it are variants of."""

NO_ORIGINALS: Originals = {}


class Operation(StrEnum):
    """What a change does."""

    SET = "set"
    SCALE = "scale"
    ADD = "add"
    CLOSE = "close"


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Patterns = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


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

    def matches(self, cells: Mapping[str, str], originals: Originals = NO_ORIGINALS) -> bool:
        """Tell whether a row is meant.

        Parameters
        ----------
        cells
            The row.
        originals
            What the ids in a column are variants of: that is matched as well.
        """
        return all(
            any(
                matches_cell(cells.get(column, ""), pattern, originals.get(column, {}))
                for pattern in patterns
            )
            for column, patterns in self.where.items()
        )


def matches_cell(cell: str, pattern: str, originals: Mapping[str, str]) -> bool:
    """Tell whether a pattern matches a cell, one of its parts, or what it is a variant of."""
    if fnmatchcase(cell, pattern) or (cell in originals and fnmatchcase(originals[cell], pattern)):
        return True
    return ";" in cell and any(fnmatchcase(part.strip(), pattern) for part in cell.split(";"))


class Scenario(_Strict):
    """A named list of changes; an addition is a scenario with a price to build.

    With ``apply_from`` or ``apply_to`` it is dated: its changes hold for the departures that
    leave their first call on these days. ``includes`` are applied before its own changes;
    ``requires`` must be applied before it, and ``excludes`` must not be applied beside it.
    """

    id: Id
    name: Annotated[Text, Field(min_length=1)]
    description: Text = ""
    source: Parts = ()
    kind: Id = "alternative"
    historic: Text = ""
    apply_from: Day | None = None
    apply_to: Day | None = None
    capex_million_rmb: float | None = Field(default=None, ge=0)
    capex_low: float | None = Field(default=None, ge=0)
    capex_high: float | None = Field(default=None, ge=0)
    subsidy_million_rmb_year: float | None = Field(default=None, ge=0)
    build_months: float | None = Field(default=None, ge=0)
    requires: tuple[Id, ...] = ()
    excludes: tuple[Id, ...] = ()
    includes: tuple[Id, ...] = ()
    changes: tuple[Change, ...] = ()

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.apply_from and self.apply_to and self.apply_to < self.apply_from:
            message = f"apply_to {self.apply_to} must be on or after apply_from {self.apply_from}"
            raise ValueError(message)
        return self

    @property
    def window(self) -> tuple[date, date] | None:
        """First and last day of a dated scenario; None where it holds on every day."""
        if self.apply_from is None and self.apply_to is None:
            return None
        return self.apply_from or FIRST_DAY, self.apply_to or LAST_DAY


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
        where = _where(error["loc"])
        found, expected = quoted(str(error["input"])), expectation(error["msg"])
        if error["type"] == "missing":
            found = "nothing"
        elif error["type"] == "extra_forbidden":
            known = (Scenario if len(error["loc"]) == 1 else Change).model_fields
            expected = f"only {', '.join(known)}{nearest(str(error['loc'][-1]), known)}"
        elif not where:
            found = "days out of order"
        place = f"{file}, {where}" if where else file
        yield Mistake(place=place, found=found, expected=expected)


def _where(location: Iterable[str | int]) -> str:
    """Return a place in a file as other messages name it: `change 2, op`."""
    parts = list(location)
    if len(parts) > 1 and parts[0] == "changes":
        parts = [f"change {int(parts[1]) + 1}", *parts[2:]]
    return ", ".join(str(part) for part in parts)
