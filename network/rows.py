"""Rows that were read from tables of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from .errors import Mistake, expectation, quoted
from .row import Row
from .tables import RawTable

R = TypeVar("R", bound=Row)


class ReadRow(NamedTuple, Generic[R]):
    """A row with its line in the file."""

    line: int
    row: R


class ReadTables:
    """The raw tables, and the rows that could be read from them.

    Parameters
    ----------
    raw
        Tables by file name.
    rows
        Rows by row type.
    """

    def __init__(
        self, raw: Mapping[str, RawTable], rows: Mapping[type[Row], tuple[ReadRow[Row], ...]]
    ) -> None:
        self.raw = raw
        self._rows = rows

    def of(self, row_type: type[R]) -> tuple[ReadRow[R], ...]:
        """Return the rows of one table."""
        return self._rows.get(row_type, ())  # type: ignore[return-value]

    def ids(self, row_type: type[Row]) -> frozenset[str] | None:
        """Return the identifiers that a table holds, readable or not.

        Returns
        -------
        frozenset of str, or None
            None where rows of the table are missing, so that nobody can tell.
        """
        table = self.raw.get(row_type.file)
        if table is None or not table.is_whole:
            return None
        return frozenset(row.cells.get(row_type.key[0], "") for row in table.rows)


def parse_rows(
    table: RawTable, row_type: type[Row], mistakes: list[Mistake]
) -> tuple[ReadRow[Row], ...]:
    """Turn rows of text into rows of a type; append what is wrong to ``mistakes``."""
    rows = []
    for raw in table.rows:
        try:
            rows.append(ReadRow(raw.line, row_type.model_validate(raw.cells)))
        except ValidationError as errors:
            for error in errors.errors():
                column = str(error["loc"][0]) if error["loc"] else ""
                mistakes.append(
                    Mistake(
                        place=f"{table.file} row {raw.line}, column {column}",
                        found=quoted(raw.cells.get(column, "")),
                        expected=expectation(error["msg"]),
                    )
                )
    return tuple(rows)
