"""What every row of a table has in common: how a cell is read, and what a field says of itself."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


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
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _parts(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Parts = Annotated[tuple[str, ...], BeforeValidator(_parts)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64)]
Text = Annotated[str, Field(max_length=2000)]
NonNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]


def column(description: str, *, unit: str = "", **extra: Any) -> Any:
    """Describe a column: its meaning and unit reach datapackage.json and docs/data.md."""
    return Field(description=description, json_schema_extra={"unit": unit}, **extra)


class Row(BaseModel):
    """One row of a table: frozen, without unknown columns; an empty cell is no value.

    The class variables name the file and the columns that identify a row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    file: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    title: ClassVar[str]

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


OptionalDate = Annotated[date | None, Field(default=None)]
