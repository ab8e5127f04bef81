"""The tables of a dataset folder: which files there are, and how their text is read.

Reading keeps every cell as text with its line number, so that a mistake can be
named by file, row and column, and a scenario can match cells as they are written.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from .cargo import CargoClass, Restriction
from .city import City
from .emission import Emission
from .errors import Mistake
from .handling import Clearance, Transfer
from .link import Link
from .opening_hours import Holiday, OpeningHours
from .practice import Practice
from .row import Row, SourcedRow
from .service import Call, Service
from .shipment import Shipment
from .spelling import nearest
from .terminal import Corridor, Source, Terminal

TABLES: tuple[type[Row], ...] = (
    Terminal, City, Corridor, Link, Service, Call, Transfer, Clearance, CargoClass,
    OpeningHours, Holiday, Restriction, Practice, Emission, Source, Shipment,
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
    """A table as text; ``is_whole`` is false where rows could not be read."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    is_whole: bool = True


def column_names(row_type: type[Row]) -> tuple[str, ...]:
    """Return the columns of a table as they are spelt in the file, where from last."""
    names = [field.alias or name for name, field in row_type.model_fields.items()]
    return tuple(sorted(names, key=SourcedRow.model_fields.__contains__))


def required_columns(row_type: type[Row]) -> frozenset[str]:
    """Return the columns without which a table cannot be read."""
    fields = row_type.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if field.is_required())


def text_of_number(number: Decimal) -> str:
    """Return a number as a cell holds it: no exponent, no zeros at the end."""
    return format(number.normalize(), "f")


def read_table(path: Path, row_type: type[Row], mistakes: list[Mistake]) -> RawTable | None:
    """Read a CSV file as text; append what is wrong to ``mistakes``.

    Returns
    -------
    RawTable or None
        None where the file as a whole could not be read.
    """
    text = read_text(path, mistakes)
    if text is None:
        return None
    return parse_table(text, path.name, row_type, mistakes)


def parse_table(
    text: str, file: str, row_type: type[Row], mistakes: list[Mistake]
) -> RawTable | None:
    """Split the text of a CSV file into rows; append what is wrong to ``mistakes``."""
    records = _records(text, file, mistakes)
    header = next(records, None)
    if header is None:
        if not text.strip():
            expected = f"a first row with {', '.join(column_names(row_type))}"
            mistakes.append(Mistake(place=file, found="an empty file", expected=expected))
        return None
    columns = tuple(name.strip() for name in header.cells)
    wrong = list(_header_mistakes(file, columns, row_type))
    mistakes.extend(wrong)
    if wrong:
        return None
    before = len(mistakes)
    rows = tuple(_rows(records, file, columns, mistakes))
    return RawTable(file, columns, rows, is_whole=len(mistakes) == before)


def read_text(
    path: Path, mistakes: list[Mistake], *, most_bytes: int = MAX_FILE_BYTES
) -> str | None:
    """Read a text file in UTF-8, with or without a byte order mark.

    Returns
    -------
    str or None
        None where it could not be read; what is wrong is appended to ``mistakes``.
    """
    try:
        return _decoded(_read_bytes(path, most_bytes))
    except _UnreadableError as error:
        place = f"{path.name} row {error.line}" if error.line else path.name
        mistakes.append(Mistake(place=place, found=error.found, expected=error.expected))
        return None


class _UnreadableError(Exception):
    def __init__(self, found: str, expected: str, line: int = 0) -> None:
        super().__init__(found)
        self.found, self.expected, self.line = found, expected, line


def _read_bytes(path: Path, most_bytes: int) -> bytes:
    if not path.is_file():
        found = "a folder" if path.is_dir() else "no such file"
        raise _UnreadableError(found, f"a file {path}")
    try:
        size = path.stat().st_size
        if size > most_bytes:
            most = f"at most {most_bytes // 2**20} MB"
            raise _UnreadableError(f"a file of {size / 2**20:,.0f} MB", most)
        return path.read_bytes()
    except OSError as error:
        found = f"a file that cannot be read: {error.strerror}"
        raise _UnreadableError(found, "a readable file") from error


def _decoded(data: bytes) -> str:
    position = data.find(b"\0")
    if position >= 0:
        found = f"a NUL byte at byte {position}"
        raise _UnreadableError(found, "a text file saved as UTF-8", _line(data, position))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte 0x{error.object[error.start]:02x} at byte {error.start}, which is not UTF-8"
        line = _line(data, error.start)
        raise _UnreadableError(found, "a file saved as UTF-8", line) from error


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


class _Record(NamedTuple):
    line: int
    cells: list[str]


def _records(text: str, file: str, mistakes: list[Mistake]) -> Iterator[_Record]:
    """Yield the rows with the line on which each begins, up to one that is not CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Record(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        expected = "cells between commas; a quote inside a quoted cell is doubled"
        mistakes.append(Mistake(place=f"{file} row {line}", found=str(error), expected=expected))


def _header_mistakes(file: str, columns: tuple[str, ...], row_type: type[Row]) -> Iterator[Mistake]:
    known = column_names(row_type)
    place = f"{file} row 1"
    if len(columns) == 1 and ";" in columns[0]:
        found = "columns separated by semicolons"
        yield Mistake(place=place, found=found, expected="columns separated by commas")
        return
    for name in sorted(required_columns(row_type) - set(columns)):
        yield Mistake(place=place, found=f"no column {name!r}", expected=", ".join(known))
    for name in sorted(set(columns) - set(known)):
        expected = f"only {', '.join(known)}{nearest(name, known)}"
        yield Mistake(place=place, found=f"unknown column {name!r}", expected=expected)
    for name, times in Counter(columns).items():
        if times > 1:
            yield Mistake(place=place, found=f"column {name!r} {times} times", expected="it once")


def _rows(
    records: Iterator[_Record], file: str, columns: tuple[str, ...], mistakes: list[Mistake]
) -> Iterator[RawRow]:
    for line, cells in records:
        if len(cells) == len(columns):
            yield RawRow(line, {k: v.strip() for k, v in zip(columns, cells, strict=True)})
        else:
            mistakes.append(
                Mistake(
                    place=f"{file} row {line}",
                    found=f"{len(cells)} cells",
                    expected=f"{len(columns)}, as in row 1",
                )
            )
