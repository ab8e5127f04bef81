"""The paths found so far, and which of them the master sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .commodities import arc_ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem

    Vector = NDArray[np.float64]
    Columns = NDArray[np.int64]


ROUNDS_SHOWN = 10
"""Rounds that a column which was hidden once is shown at least, so that nothing goes in circles."""


@dataclass(frozen=True, slots=True, eq=False)
class PathBatch:
    """Paths of some commodities, one after the other.

    Parameters
    ----------
    commodity
        (p,) class of commodities of each path.
    length
        (p,) number of arcs of each path.
    arcs
        The arcs of all paths.
    """

    commodity: NDArray[np.int32]
    length: NDArray[np.int32]
    arcs: NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of paths."""
        return len(self.commodity)

    @classmethod
    def joined(cls, batches: list[PathBatch]) -> PathBatch:
        """Return the paths of several batches in turn."""
        empty = np.zeros(0, np.int32)
        return cls(
            np.concatenate([empty, *(batch.commodity for batch in batches)]),
            np.concatenate([empty, *(batch.length for batch in batches)]),
            np.concatenate([empty, *(batch.arcs for batch in batches)]),
        )

    def sums(self, values: Vector) -> Vector:
        """Return the sum of values of arcs over each path."""
        owner = np.repeat(np.arange(len(self)), self.length)
        return np.asarray(np.bincount(owner, values[self.arcs], len(self)), np.float64)

    def chosen(self, wanted: NDArray[np.bool_]) -> PathBatch:
        """Return the paths that are marked."""
        return PathBatch(
            self.commodity[wanted],
            self.length[wanted],
            self.arcs[np.repeat(wanted, self.length)],
        )


class Pool:
    """Columns of the master: paths, and for each class whether to reject it.

    Columns are never taken out; those that are not `live` are hidden from the master.
    """

    def __init__(self, problem: FlowProblem) -> None:
        self._arc_cost = problem.cost
        self._arc_ticks = arc_ticks(problem).astype(np.float64)
        self.commodity = np.zeros(0, np.int32)
        self.first = np.zeros(1, np.int64)
        self.arcs = np.zeros(0, np.int32)
        self.cost = np.zeros(0)
        self.ticks = np.zeros(0)
        self.is_reject = np.zeros(0, bool)
        self.live = np.zeros(0, bool)
        self.idle = np.zeros(0, np.int16)

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self.commodity)

    def add_paths(self, batch: PathBatch) -> None:
        """Add paths, live."""
        ends = self.first[-1] + np.cumsum(batch.length, dtype=np.int64)
        self.first = np.concatenate([self.first, ends])
        self.arcs = np.concatenate([self.arcs, batch.arcs])
        self._extend(batch.commodity, batch.sums(self._arc_cost), batch.sums(self._arc_ticks))

    def add_rejects(self, commodity: NDArray[np.int32], cost: Vector) -> None:
        """Add columns that reject classes, live."""
        self.first = np.concatenate([self.first, np.full(len(commodity), self.first[-1])])
        self._extend(commodity, cost, np.zeros(len(commodity)))
        self.is_reject[len(self) - len(commodity) :] = True

    def _extend(self, commodity: NDArray[np.int32], cost: Vector, ticks: Vector) -> None:
        more = len(commodity)
        self.commodity = np.concatenate([self.commodity, commodity])
        self.cost = np.concatenate([self.cost, cost])
        self.ticks = np.concatenate([self.ticks, ticks])
        self.is_reject = np.concatenate([self.is_reject, np.zeros(more, bool)])
        self.live = np.concatenate([self.live, np.ones(more, bool)])
        self.idle = np.concatenate([self.idle, np.zeros(more, np.int16)])

    def show(self, columns: Columns) -> None:
        """Show hidden columns to the master; it takes longer until they are hidden again."""
        self.live[columns] = True
        self.idle[columns] = -ROUNDS_SHOWN

    def rows_of(
        self, columns: Columns, row_of_arc: NDArray[np.int32]
    ) -> tuple[Columns, NDArray[np.int32]]:
        """Return where the rows of each column start, and the rows.

        Arcs without a row (-1) are left out.
        """
        positions, owner = self._entries(columns)
        rows = row_of_arc[self.arcs[positions]]
        kept = rows >= 0
        counts = np.bincount(owner[kept], minlength=len(columns))
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]), rows[kept]

    def load(self, columns: Columns, amounts: Vector, num_arcs: int) -> Vector:
        """Return the flow on every arc."""
        positions, owner = self._entries(columns)
        return np.asarray(np.bincount(self.arcs[positions], amounts[owner], num_arcs), np.float64)

    def best(self, cost: Vector) -> Columns:
        """Return the cheapest column of each class, in the order of the classes."""
        order = np.lexsort((cost, self.commodity))
        return order[np.flatnonzero(np.diff(self.commodity[order], prepend=-1))]

    def least(self, columns: Columns, values: Vector) -> Vector:
        """Return the least value of an arc of each column; 1 at most."""
        positions, owner = self._entries(columns)
        least = np.ones(len(columns))
        np.minimum.at(least, owner, values[self.arcs[positions]])
        return least

    def _entries(self, columns: Columns) -> tuple[Columns, Columns]:
        """Return the places in `arcs` of the arcs of some columns, and the column of each."""
        starts, lengths = self.first[columns], self.first[columns + 1] - self.first[columns]
        owner = np.repeat(np.arange(len(columns)), lengths)
        ends = np.cumsum(lengths)
        positions = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
            starts - (ends - lengths), lengths
        )
        return positions, owner
