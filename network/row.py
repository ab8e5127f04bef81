"""What every row of a table has in common: how a cell is read, and what a field says of itself."""

from __future__ import annotations

import re
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""Days outside are mistakes of writing, and would overflow when hours are added."""


class Grade(StrEnum):
    """How much a figure can be trusted, best first."""

    SOURCED = "sourced"
    DERIVED = "derived"
    ASSUMPTION = "assumption"


class Mode(StrEnum):
    """Mode of transport."""

    RAIL = "rail"
    RIVER = "river"
    SEA = "sea"
    AIR = "air"
    ROAD = "road"


class Status(StrEnum):
    """Whether a link or service can be used."""

    OPEN = "open"
    CLOSED = "closed"


def _yes_no(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value not in ("yes", "no"):
        message = "must be yes or no"
        raise ValueError(message)
    return value == "yes"


def _parts(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


def _iso_day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        message = "must be a date written as YYYY-MM-DD"
        raise ValueError(message)
    return value


def _near_day(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        message = f"must be a date from {FIRST_DAY} to {LAST_DAY}"
        raise ValueError(message)
    return day


def _clock_time(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{2}:\d{2}", value):
        message = "must be a time written as HH:MM"
        raise ValueError(message)
    return value


YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Parts = Annotated[tuple[str, ...], BeforeValidator(_parts)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64)]
Text = Annotated[str, Field(max_length=2000)]
NonNegative = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]
Hours = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
PartCount = Annotated[int, Field(ge=1, le=1_000_000)]
Probability = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Day = Annotated[date, BeforeValidator(_iso_day), AfterValidator(_near_day)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]


def column(description: str, *, unit: str = "", **extra: Any) -> Any:
    """Describe a column: its meaning and unit reach datapackage.json and docs/data.md."""
    return Field(description=description, json_schema_extra={"unit": unit}, **extra)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ";".join(_cell(part) for part in value)
        case float():
            return repr(value).removesuffix(".0")
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


class Row(BaseModel):
    """One row of a table: frozen, without unknown columns; an empty cell is no value.

    The class variables name the file and the columns that identify a row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    file: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    title: ClassVar[str]
    is_optional: ClassVar[bool] = False
    """Whether a dataset may do without the table."""

    @classmethod
    def cell_place(cls, line: int, column: str = "") -> str:
        """Return where a cell or row stands, as a message says it."""
        return f"{cls.file} row {line}" + (f", column {column}" if column else "")

    def cells(self) -> dict[str, str]:
        """Return the row as the text of a table."""
        fields = type(self).model_fields.items()
        return {f.alias or name: _cell(getattr(self, name)) for name, f in fields}

    @model_validator(mode="before")
    @classmethod
    def _drop_empty_cells(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {name: cell for name, cell in data.items() if cell != ""}
        return data


class SourcedRow(Row):
    """A row whose figures come from somewhere."""

    source: Parts = column("Keys of sources.csv, separated by `;`.")
    grade: Grade = column("Weakest grade among the important figures of the row.")
    note: Text = column("Remark.", default="")
