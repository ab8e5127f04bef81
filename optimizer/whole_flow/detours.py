"""Paths past what is full, for commodities that have none to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..flow.pool import PathBatch
from ..flow.pricing import ORIGINS_AT_ONCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from ..flow.commodities import Commodities
    from ..flow.pricing import Pricer
    from .assignment import Assignment
    from .columns import Columns

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]

NOISE = 0.7
"""Spread of the logarithms of the factors on single prices."""

NUM_SIZES = 4
"""Commodities are searched for in as many lots, by size."""


class Detours:
    """Finds paths for classes at weights of the arcs, and adds them to the columns."""

    def __init__(
        self, problem: FlowProblem, commodities: Commodities, columns: Columns, pricer: Pricer
    ) -> None:
        self._problem = problem
        self._commodities = commodities
        self._columns = columns
        self._pricer = pricer

    def past_full_arcs(self, assignment: Assignment, items: Longs) -> int:
        """Find paths with room for commodities; return how many are new."""
        return self._past(assignment.room, items)

    def past_small_arcs(self) -> int:
        """Find paths for commodities that pass the capacity of an arc alone."""
        columns = self._columns
        least = float(columns.capacity.min(initial=np.inf))
        return self._past(columns.capacity, np.flatnonzero(columns.demand > least))

    def _past(self, room: Vector, items: Longs) -> int:
        columns, new = self._columns, 0
        by_size = items[np.argsort(columns.demand[items], kind="stable")]
        for lot in np.array_split(by_size, min(NUM_SIZES, max(1, len(items)))):
            if len(lot):
                most = float(columns.demand[lot].max())
                full = room < most
                new += self._found(self._problem.cost + columns.prices, full, lot)
        return new

    def at(self, prices: Vector) -> int:
        """Find the cheapest paths of all classes at some prices; return how many are new."""
        nothing = np.zeros(self._problem.num_arcs, bool)
        return self._found(self._problem.cost + prices, nothing, np.arange(len(self._columns)))

    def shaken(self, prices: Vector, *, seed: int) -> int:
        """Find the cheapest paths at prices that are off by chance; return how many are new."""
        draw = np.random.default_rng(seed)
        return self.at(prices * draw.lognormal(0.0, NOISE, self._problem.num_arcs))

    def _found(self, weight: Vector, closed: NDArray[np.bool_], items: Longs) -> int:
        columns, commodities = self._columns, self._commodities
        classes = np.unique(columns.class_of[items])
        reject = commodities.reject_cost
        most = float(weight.sum()) + 1.0
        limit = np.zeros(len(commodities))
        limit[classes] = np.where(np.isfinite(reject[classes]), 2.0 * reject[classes], most)
        weight = np.where(closed, weight + 2.0 * max(most, limit.max()), weight)
        ticks = np.zeros(len(commodities))
        batches = [self._priced(weight, limit, ticks, part) for part in self._parts(classes)]
        return columns.add(PathBatch.joined(batches))

    def _priced(
        self, weight: Vector, limit: Vector, ticks: Vector, part: tuple[int, int]
    ) -> PathBatch:
        graph = self._pricer.graph
        if self._problem.ticks is None:
            return PathBatch(*graph.shortest(weight, limit, part)[1])
        return PathBatch(*graph.in_time(weight, limit, ticks, np.zeros(len(limit)), 4, part)[3])

    def _parts(self, classes: Longs) -> list[tuple[int, int]]:
        """Return the spans of origins that have one of the classes."""
        origins = np.unique(np.searchsorted(self._commodities.first, classes, "right") - 1)
        if len(classes) == len(self._commodities):
            last = len(self._commodities.origin)
            starts = range(0, last, ORIGINS_AT_ONCE)
            return [(at, min(at + ORIGINS_AT_ONCE, last)) for at in starts]
        return [(origin, origin + 1) for origin in origins.tolist()]
