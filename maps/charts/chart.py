"""A chart: a picture, and the rows that it was drawn from."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from ...network.errors import Mistake, QuestionError
from ...network.plan_files import FORMULA_STARTS
from ...network.whole_files import write_whole
from .house_style import DPI, Size, house_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Value: TypeAlias = str | float | int | bool | None
Record: TypeAlias = Mapping[str, Value]

CHART_SCHEMA: Final = "landbridge/chart/1"
METADATA: Final[Mapping[str, Mapping[str, str | None]]] = {
    "png": {"Software": "landbridge"},
    "svg": {"Creator": "landbridge", "Date": None},
    "pdf": {"Creator": "landbridge", "Producer": "landbridge", "CreationDate": None},
}
"""What a file says of itself: no date, so that the same chart is the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart, as a picture and as data.

    ``rows`` are what was drawn, in the order in which it was drawn; ``columns`` names their
    columns with units.
    """

    name: str
    title: str
    note: str
    size: Size
    figure: Figure
    columns: tuple[str, ...]
    rows: tuple[Record, ...]

    def save(self, path: str | Path) -> None:
        """Write the chart as the ending says: png, svg, pdf, csv or json.

        The file is written beside its place first, so that it is never half written.

        Raises
        ------
        QuestionError
            The ending is none of these.
        OSError
            The file cannot be written.
        """
        place = Path(path)
        write_whole({place: self.content(place.suffix.lower().removeprefix("."), place.name)})

    def content(self, ending: str, name: str = "") -> bytes:
        """Return the chart as a file with an ending holds it: png, svg, pdf, csv or json.

        Raises
        ------
        QuestionError
            The ending is none of these; ``name`` says where it stood.
        """
        if ending in METADATA:
            return self.picture(ending)
        if ending == "csv":
            return self.csv().encode("utf-8")
        if ending == "json":
            return self.json().encode("utf-8")
        expected = f"a name that ends in one of {', '.join([*METADATA, 'csv', 'json'])}"
        raise QuestionError([Mistake(place="chart", found=repr(name or ending), expected=expected)])

    def picture(self, kind: str) -> bytes:
        """Return the picture as `png`, `svg` or `pdf`; the same chart gives the same bytes."""
        buffer = io.BytesIO()
        with house_style(self.size):
            self.figure.savefig(buffer, format=kind, dpi=DPI, metadata=dict(METADATA[kind]))
        return buffer.getvalue()

    def csv(self) -> str:
        """Return the rows as CSV; no cell can be taken for a formula."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_cell(row[column]) for column in self.columns] for row in self.rows)
        return buffer.getvalue()

    def json(self) -> str:
        """Return the rows as JSON (schema ``landbridge/chart/1``)."""
        record = {
            "schema": CHART_SCHEMA, "chart": self.name, "title": self.title, "note": self.note,
            "rows": [dict(row) for row in self.rows],
        }  # fmt: skip
        return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def _repr_png_(self) -> bytes:
        """Show the picture in a notebook."""
        return self.picture("png")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return repr(value)


def finite(number: float, digits: int) -> float | None:
    """Return a number as data has it: rounded, and None where it is infinite."""
    return round(number, digits) if math.isfinite(number) else None


def records(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> tuple[Record, ...]:
    """Return rows of values as records."""
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)
