"""The columns that single commodities choose from: paths of their classes that they fit on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from ..flow.commodities import Commodities
    from ..flow.pool import PathBatch, Pool

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]

MOST_COLUMNS = 40
"""Columns of a class that are looked at, the cheapest at the prices first."""

REJECTED = -1
"""Stands for no column."""

DEAR = 10.0
"""A commodity that must be served is worth as many times what the others cost at most."""


class Columns:
    """The columns of each class, the cheapest at the prices first, and what commodities are.

    Parameters
    ----------
    problem
        The flow problem.
    commodities
        Its classes.
    pool
        The columns; those that reject are left out.
    prices
        (m,) of the capacities.
    """

    def __init__(
        self, problem: FlowProblem, commodities: Commodities, pool: Pool, prices: Vector
    ) -> None:
        self._pool = pool
        self.prices = prices
        self.capacity = problem.capacity
        sizes = np.diff(commodities.first_member)
        self.who = commodities.members
        self.class_of = np.repeat(np.arange(len(commodities)), sizes)
        self.demand = problem.demand[self.who]
        self.reject_cost = self.demand * _finite(problem, commodities)[self.class_of]
        self._known = [set[bytes]() for _ in range(len(commodities))]
        self._of_class: list[list[int]] = [[] for _ in range(len(commodities))]
        self._arcs: dict[int, NDArray[np.int32]] = {}
        self._value: dict[int, float] = {}
        self._take(range(len(pool)))

    def __len__(self) -> int:
        """Return the number of commodities."""
        return len(self.demand)

    def of(self, item: int) -> list[int]:
        """Return the columns of a commodity, the cheapest at the prices first."""
        return self._of_class[self.class_of[item]][:MOST_COLUMNS]

    def find(self, item: int, arcs: tuple[int, ...]) -> int | None:
        """Return the column of a commodity on some arcs; None where there is none."""
        wanted = sorted(arcs)
        own = self._of_class[self.class_of[item]]
        return next((c for c in own if sorted(self._arcs[c].tolist()) == wanted), None)

    def arcs(self, column: int) -> NDArray[np.int32]:
        """Return the arcs of a column."""
        return self._arcs[column]

    def cost(self, item: int, column: int) -> float:
        """Return what a commodity costs on a column, or rejected."""
        if column == REJECTED:
            return float(self.reject_cost[item])
        return float(self.demand[item] * self._pool.cost[column])

    def value(self, item: int, column: int) -> float:
        """Return what a commodity costs with what its capacities are worth."""
        if column == REJECTED:
            return float(self.reject_cost[item])
        return float(self.demand[item]) * self._value[column]

    def add(self, batch: PathBatch) -> int:
        """Add paths, and return how many are new."""
        first = len(self._pool)
        self._pool.add_paths(batch)
        return self._take(range(first, len(self._pool)))

    def _take(self, columns: range) -> int:
        """Sort columns into their classes, each path once."""
        pool, new = self._pool, 0
        touched = set()
        for column in columns:
            arcs = pool.arcs[pool.first[column] : pool.first[column + 1]]
            number, key = int(pool.commodity[column]), np.sort(arcs).tobytes()
            if pool.is_reject[column] or key in self._known[number]:
                continue
            self._known[number].add(key)
            self._arcs[column] = arcs
            self._value[column] = float(pool.cost[column] + self.prices[arcs].sum())
            self._of_class[number].append(column)
            touched.add(number)
            new += 1
        for number in touched:
            self._of_class[number].sort(key=lambda column: (self._value[column], column))
        return new


def _finite(problem: FlowProblem, commodities: Commodities) -> Vector:
    """Return the reject costs; where there is none, more than what any commodity can cost."""
    reject = commodities.reject_cost
    known = np.isfinite(reject)
    most = max(float(problem.cost.sum()), float(reject[known].max(initial=0.0)), 1.0)
    return np.where(known, reject, DEAR * most)
