"""What differs between two networks: which rows and cells of which tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from .link import Link
from .network import Network
from .row import Row
from .service import Call, Service
from .tables import TABLES, RawTable

Cells = Mapping[str, str]

VARIED: tuple[type[Row], ...] = (Link, Service, Call)
"""Tables whose first key column may hold the id of a variant."""

NAMES = ("id", "service_id", "variant_of")
"""Columns that differ between every variant and its original."""


class RowFate(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDifference:
    """A cell that differs; an empty text where there is no cell."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDifference:
    """A row that differs: its table and key, its cells and where its figures come from.

    ``cells`` are those that differ, of an added or removed row all that are filled; an added
    row that is a variant for some days is held against its original, which ``variant_of``
    names. ``source`` is the cell `source` of the row after the change, or of the one removed.
    """

    table: str
    key: tuple[str, ...]
    fate: RowFate
    cells: tuple[CellDifference, ...]
    source: str
    variant_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkDifference:
    """Every row that differs between two networks, table by table."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    rows: tuple[RowDifference, ...]

    def counts(self) -> dict[str, dict[RowFate, int]]:
        """Return how many rows of each table were added, removed and changed."""
        numbers = Counter((row.table, row.fate) for row in self.rows)
        tables = dict.fromkeys(row.table for row in self.rows)
        return {table: {fate: numbers[table, fate] for fate in RowFate} for table in tables}


def network_difference(before: Network, after: Network) -> NetworkDifference:
    """Return what differs from one network to another: rows and cells of all tables.

    Rows are matched by their keys; cells that hold the same number are equal.
    """
    originals = {s.id: s.variant_of for s in after.services.values() if s.variant_of}
    originals |= {k.id: k.variant_of for k in after.links.values() if k.variant_of}
    rows = [
        row
        for row_type in TABLES
        for row in _differences(
            row_type, before.raw[row_type.file], after.raw[row_type.file], originals
        )
    ]
    return NetworkDifference(before=before.applied, after=after.applied, rows=tuple(rows))


def _differences(
    row_type: type[Row], before: RawTable, after: RawTable, originals: Mapping[str, str]
) -> Iterator[RowDifference]:
    was, now = _by_key(row_type, before), _by_key(row_type, after)
    for key in dict.fromkeys((*was, *now)):
        original: tuple[str, ...] = ()
        if key not in was and row_type in VARIED and key[0] in originals:
            original = (originals[key[0]], *key[1:])
        cells = tuple(_cells(was.get(original or key, {}), now.get(key, {})))
        if cells:
            source = now.get(key, was.get(key, {})).get("source", "")
            fate = RowFate.ADDED if key not in was else RowFate.CHANGED
            yield RowDifference(
                table=row_type.file, key=key, fate=fate if key in now else RowFate.REMOVED,
                cells=cells, source=source, variant_of=original,
            )  # fmt: skip


def _by_key(row_type: type[Row], table: RawTable) -> dict[tuple[str, ...], Cells]:
    return {
        tuple(row.cells.get(column, "") for column in row_type.key): row.cells for row in table.rows
    }


def _cells(was: Cells, now: Cells) -> Iterator[CellDifference]:
    for column in dict.fromkeys((*was, *now)):
        before, after = was.get(column, ""), now.get(column, "")
        if not _is_equal(before, after):
            yield CellDifference(column=column, before=before, after=after)


def _is_equal(before: str, after: str) -> bool:
    if before == after:
        return True
    try:
        return Decimal(before) == Decimal(after)
    except InvalidOperation:
        return False
