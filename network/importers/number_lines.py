"""Read lines of numbers, as most published instances are written."""

from __future__ import annotations

import gzip
import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..errors import Mistake, quoted
from ..tables import MAX_FILE_BYTES

if TYPE_CHECKING:
    from numpy.typing import NDArray

GZIP = b"\x1f\x8b"
"""How a packed file begins."""


class Line(NamedTuple):
    """A line that is not empty, with its number in the file."""

    number: int
    words: list[str]


class NumberColumn(NamedTuple):
    """What stands in one column: whole numbers or any, from ``least`` to ``most``."""

    name: str
    least: float = 0.0
    most: float = 1e12
    is_whole: bool = False

    def read(self, word: str) -> float | None:
        """Return the number in a word, or None where it is none of this column."""
        try:
            number = float(word)
        except ValueError:
            return None
        fits = self.least <= number <= self.most and not (self.is_whole and number % 1)
        return number if fits and "_" not in word else None

    @property
    def expected(self) -> str:
        """What a message says belongs here."""
        kind = "a whole number" if self.is_whole else "a number"
        most = f" to {self.most:,.0f}" if self.most < 1e12 else ""
        return f"{kind} from {self.least:,.0f}{most}"


def node_column(name: str, num_nodes: int) -> NumberColumn:
    """Return a column of nodes that are counted from 1."""
    return NumberColumn(name, 1, num_nodes, is_whole=True)


def count_column(name: str) -> NumberColumn:
    """Return a column that says how many there are."""
    return NumberColumn(name, 1, 10_000_000, is_whole=True)


def read_lines(path: Path, mistakes: list[Mistake]) -> list[Line]:
    """Read a text file, packed by gzip or not; append what is wrong to ``mistakes``."""
    try:
        text = _text(path)
    except OSError as error:
        found = f"a file that cannot be read: {error.strerror or error}"
        if not path.is_file():
            found = "a folder" if path.is_dir() else "no such file"
        mistakes.append(Mistake(place=path.name, found=found, expected=f"a file {path}"))
        return []
    except (EOFError, zlib.error) as error:
        found = f"a file that cannot be unpacked: {error}"
        mistakes.append(Mistake(place=path.name, found=found, expected="a whole gzip file"))
        return []
    except ValueError as error:
        expected = f"a text file of at most {MAX_FILE_BYTES // 2**20} MB, saved as UTF-8"
        mistakes.append(Mistake(place=path.name, found=str(error), expected=expected))
        return []
    numbered = enumerate(text.splitlines(), start=1)
    return [Line(number, line.split()) for number, line in numbered if line.strip()]


def _text(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if data.startswith(GZIP):
        with gzip.open(path) as packed:
            data = packed.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        message = "a larger file"
        raise ValueError(message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte 0x{data[error.start]:02x} at byte {error.start}"
        raise ValueError(message) from error


class NumberLines:
    """The lines of a file, taken in turn.

    Parameters
    ----------
    file
        Name of the file, for messages.
    lines
        Its lines.
    mistakes
        Is given everything that is wrong.
    """

    def __init__(self, file: str, lines: Iterable[Line], mistakes: list[Mistake]) -> None:
        self.file = file
        self.mistakes = mistakes
        self._lines: Iterator[Line] = iter(lines)

    def skip(self) -> None:
        """Leave out one line."""
        next(self._lines, None)

    def row(self, columns: Sequence[NumberColumn]) -> list[float] | None:
        """Take one line; None where it holds something else."""
        before = len(self.mistakes)
        rows = self.rows(1, columns)
        return None if len(self.mistakes) > before else list(rows[0])

    def rows(self, count: int, columns: Sequence[NumberColumn]) -> NDArray[np.float64]:
        """Take some lines as an array of the shape (count, len(columns))."""
        rows: list[list[float]] = []
        for _ in range(count):
            line = next(self._lines, None)
            if line is None:
                names = ", ".join(column.name for column in columns)
                found = f"the end after {len(rows):,} of {count:,} rows of {names}"
                self.mistakes.append(Mistake(place=self.file, found=found, expected="all of them"))
                break
            rows.append(self._numbers(line, columns))
        return np.array(rows, dtype=np.float64).reshape(-1, len(columns))

    def end(self) -> None:
        """Make sure that nothing follows."""
        line = next(self._lines, None)
        if line is not None:
            place = f"{self.file} row {line.number}"
            found = quoted(" ".join(line.words))
            self.mistakes.append(Mistake(place=place, found=found, expected="the end of the file"))

    def _numbers(self, line: Line, columns: Sequence[NumberColumn]) -> list[float]:
        place = f"{self.file} row {line.number}"
        if len(line.words) != len(columns):
            names = ", ".join(column.name for column in columns)
            found, expected = f"{len(line.words)} numbers", f"{len(columns)}: {names}"
            self.mistakes.append(Mistake(place=place, found=found, expected=expected))
            return [math.nan] * len(columns)
        numbers = []
        for word, column in zip(line.words, columns, strict=True):
            number = column.read(word)
            if number is None:
                where = f"{place}, column {column.name}"
                mistake = Mistake(place=where, found=quoted(word), expected=column.expected)
                self.mistakes.append(mistake)
            numbers.append(math.nan if number is None else number)
        return numbers
