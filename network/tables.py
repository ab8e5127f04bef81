"""The tables of a dataset folder: which files there are, and how their text is read.

Reading keeps every cell as text with its line number, so that a mistake can be
named by file, row and column, and a scenario can match cells as they are written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .cargo import CargoClass, Restriction
from .emission import Emission
from .errors import Mistake
from .handling import Clearance, Transfer
from .link import Link
from .practice import Practice
from .row import Row
from .service import Call, Service
from .shipment import Shipment
from .terminal import Corridor, Source, Terminal

TABLES: tuple[type[Row], ...] = (
    Terminal, Corridor, Link, Service, Call, Transfer, Clearance, CargoClass,
    Restriction, Practice, Emission, Source, Shipment,
)  # fmt: skip
"""Row types of the tables, in the order in which they are read and documented."""

MAX_FILE_BYTES = 64 * 2**20
"""Largest table that is read: 100,000 orders take about 10 MB."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as text; ``line`` is its line in the file."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as text."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]


def column_names(row_type: type[Row]) -> tuple[str, ...]:
    """Return the columns of a table as they are spelt in the file."""
    return tuple(field.alias or name for name, field in row_type.model_fields.items())


def required_columns(row_type: type[Row]) -> frozenset[str]:
    """Return the columns without which a table cannot be read."""
    fields = row_type.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if field.is_required())


def read_table(path: Path, row_type: type[Row], mistakes: list[Mistake]) -> RawTable | None:
    """Read a CSV file as text; append what is wrong to ``mistakes``.

    Returns
    -------
    RawTable or None
        None where the file as a whole could not be read.
    """
    text = _read_text(path, mistakes)
    if text is None:
        return None
    return parse_table(text, path.name, row_type, mistakes)


def parse_table(
    text: str, file: str, row_type: type[Row], mistakes: list[Mistake]
) -> RawTable | None:
    """Split the text of a CSV file into rows; append what is wrong to ``mistakes``."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = tuple(name.strip() for name in next(reader, []))
        wrong = list(_header_mistakes(file, columns, row_type))
        mistakes.extend(wrong)
        if wrong:
            return None
        return RawTable(file, columns, tuple(_rows(reader, file, columns, mistakes)))
    except csv.Error as error:
        place = f"{file} row {reader.line_num}"
        mistakes.append(Mistake(place=place, found=str(error), expected="well-formed CSV"))
        return None


def _read_text(path: Path, mistakes: list[Mistake]) -> str | None:
    if not path.is_file():
        mistakes.append(Mistake(place=path.name, found="no such file", expected=f"{path}"))
        return None
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        mistakes.append(
            Mistake(
                place=path.name,
                found=f"a file of {size / 2**20:,.0f} MB",
                expected=f"at most {MAX_FILE_BYTES // 2**20} MB",
            )
        )
        return None
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x} at byte {error.start}, which is not UTF-8"
        place = f"{path.name} row {line}"
        mistakes.append(Mistake(place=place, found=found, expected="a file saved as UTF-8"))
        return None


def _header_mistakes(file: str, columns: tuple[str, ...], row_type: type[Row]) -> Iterator[Mistake]:
    known = column_names(row_type)
    place = f"{file} row 1"
    for name in sorted(required_columns(row_type) - set(columns)):
        yield Mistake(place=place, found=f"no column {name!r}", expected=", ".join(known))
    for name in columns:
        if name not in known:
            yield Mistake(place=place, found=f"unknown column {name!r}", expected=", ".join(known))
        elif columns.count(name) > 1:
            yield Mistake(place=place, found=f"column {name!r} twice", expected="it once")


def _rows(
    reader: Iterator[list[str]], file: str, columns: tuple[str, ...], mistakes: list[Mistake]
) -> Iterator[RawRow]:
    line = 2
    for cells in reader:
        if len(cells) == len(columns):
            yield RawRow(line, {k: v.strip() for k, v in zip(columns, cells, strict=True)})
        elif cells:
            mistakes.append(
                Mistake(
                    place=f"{file} row {line}",
                    found=f"{len(cells)} cells",
                    expected=f"{len(columns)}, as in the header",
                )
            )
        line = getattr(reader, "line_num", line) + 1
