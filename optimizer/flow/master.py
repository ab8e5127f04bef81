"""The master problem: how much on each column, at what prices of the capacities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .commodities import Commodities
    from .kernels import Kernels
    from .pool import Pool
    from .rows import CapacityRows

    Vector = NDArray[np.float64]
    Columns = NDArray[np.int64]

FEW = 0.03
"""Share of a demand below which a column counts as hardly used."""

DEAR = 1e-4
"""Relative: columns that are dearer by less set the prices, used or not."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Master:
    """The columns of some classes, sorted by class, and the rows of some arcs.

    ::

        min  cost'x + penalty's
        s.t. the columns of each class carry its demand
             load of the columns on each row - s <= capacity
             x, s >= 0

    Parameters
    ----------
    cost
        (p,) cost of one unit on each column.
    first, rows
        Rows of column j are `rows[first[j] : first[j + 1]]`, in order.
    group
        (k + 1,) where the columns of each class start.
    demand
        (k,) units of each class.
    capacity
        (c,) units that the rows have left; may be negative.
    penalty
        (c,) cost of one unit of load beyond each capacity.
    """

    cost: Vector
    first: NDArray[np.int64]
    rows: NDArray[np.int32]
    group: NDArray[np.int64]
    demand: Vector
    capacity: Vector
    penalty: Vector


class MasterSolution(NamedTuple):
    """Amounts on columns, prices of rows (at least 0), steps, and whether it can be relied on."""

    amounts: Vector
    prices: Vector
    num_steps: int
    is_precise: bool


MasterMethod = Callable[[Master, "Kernels", float], MasterSolution]
"""Solves a master to a relative gap."""


class Mix(NamedTuple):
    """What the master makes of the live columns: amounts, and prices of all arcs.

    ``idle`` columns are live but hardly used, and too dear to be used soon.
    """

    columns: Columns
    amounts: Vector
    prices: Vector
    idle: Columns


class MasterBuilder:
    """Builds and solves masters over the live columns of a pool.

    Classes with a single live column take no part: their load is taken off the capacities.
    """

    def __init__(self, commodities: Commodities, rows: CapacityRows, kernels: Kernels) -> None:
        self._commodities = commodities
        self._rows = rows
        self._kernels = kernels

    def solved(self, pool: Pool, method: MasterMethod, tolerance: float) -> Mix:
        """Return the mix of the live columns, to a relative gap."""
        demand, rows = self._commodities.demand, self._rows
        live = np.flatnonzero(pool.live)
        counts = np.bincount(pool.commodity[live], minlength=len(demand))
        is_alone = counts[pool.commodity[live]] == 1
        if not len(rows.arcs):
            best = pool.best(np.where(pool.live, pool.cost, np.inf))
            return Mix(best, demand[pool.commodity[best]], rows.prices(np.zeros(0)), best[:0])
        alone, free = live[is_alone], live[~is_alone]
        fixed = demand[pool.commodity[alone]]
        left = rows.capacity - pool.load(alone, fixed, rows.num_arcs)[rows.arcs]
        if not len(free):
            prices = np.where(left < 0, rows.penalty[rows.arcs], 0.0)
            return Mix(alone, fixed, rows.prices(prices), free)
        free = free[np.argsort(pool.commodity[free], kind="stable")]
        master = self._master(pool, free, left)
        solution = method(master, self._kernels, tolerance)
        return Mix(
            np.concatenate([alone, free]),
            np.concatenate([fixed, solution.amounts]),
            rows.prices(solution.prices),
            self._idle(pool, free, master, solution),
        )

    def _master(self, pool: Pool, free: Columns, left: Vector) -> Master:
        classes, group = np.unique(pool.commodity[free], return_index=True)
        first, rows = pool.rows_of(free, self._rows.row_of_arc)
        return Master(
            cost=pool.cost[free],
            first=first,
            rows=_in_order(first, rows, len(left)),
            group=np.append(group, len(free)),
            demand=self._commodities.demand[classes],
            capacity=left,
            penalty=self._rows.penalty[self._rows.arcs],
        )

    def _idle(self, pool: Pool, free: Columns, master: Master, solution: MasterSolution) -> Columns:
        """Return the columns that were idle twice in a row.

        A column is idle where it carries little and is dear beside that little: near the
        end of the method one of the two vanishes, and which one says if it is of use.
        """
        sizes = np.diff(master.group)
        reduced = master.cost + self._kernels.column_sums(
            master.first, master.rows, solution.prices
        )
        least = np.repeat(np.minimum.reduceat(reduced, master.group[:-1]), sizes)
        dearer = (reduced - least) / np.maximum(np.abs(least), 1e-9)
        used = solution.amounts / np.repeat(master.demand, sizes)
        is_idle = (used < FEW) & (dearer > np.maximum(10 * used, DEAR))
        pool.idle[free] = np.where(is_idle, pool.idle[free] + 1, 0)
        return free[pool.idle[free] >= 2]


def _in_order(
    first: NDArray[np.int64], rows: NDArray[np.int32], num_rows: int
) -> NDArray[np.int32]:
    """Return the rows, in order within each column."""
    offset = np.repeat(np.arange(len(first) - 1), np.diff(first)) * num_rows
    return np.asarray(np.sort(offset + rows) - offset, np.int32)
