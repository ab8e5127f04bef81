"""The master of the shipments that share something scarce, by an interior point method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import numpy as np

from .. import _pricing
from ..batch_pricing.columns import Flags, Floats, Ints, Longs
from ..flow.interior_point import by_interior_point
from ..flow.master import Master
from .path_pool import PathPool

OVERLOAD = 10.0
"""Price of a unit of load beyond a row, in costs of the dearest column; nothing is worth it."""


class SharedAnswer(NamedTuple):
    """Units on paths, units left behind, and prices of the rows."""

    columns: Longs
    units: Floats
    shipments: Longs
    rejected: Floats
    prices: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SharedMaster:
    """Some shipments on their paths, under the rows of some resources.

    Parameters
    ----------
    pool
        The paths.
    active
        Resources that have a row.
    room
        What other shipments leave of each resource.
    demand
        Units of each shipment.
    """

    pool: PathPool
    active: Flags
    room: Floats
    demand: Floats

    def solved(self, is_in: Flags, cost: Floats, reject: Floats, tolerance: float) -> SharedAnswer:
        """Solve for the shipments that are in.

        Parameters
        ----------
        cost, reject
            Of a unit: on each path, and left behind, by shipment.
        tolerance
            Relative gap.
        """
        pool, shipments = self.pool, np.flatnonzero(is_in)
        columns = np.flatnonzero(is_in[pool.shipment])
        columns = columns[np.argsort(pool.shipment[columns], kind="stable")]
        owner = np.concatenate([pool.shipment[columns], shipments])
        order = np.argsort(owner, kind="stable")  # paths of a shipment, then its rejection
        is_path = order < len(columns)
        lengths, rows, entries, scale = self._matrix(columns)
        every = np.zeros(len(order), np.int64)
        every[is_path] = lengths
        costs = np.concatenate([cost[columns], reject[shipments]])[order]
        master = Master(
            cost=costs,
            first=np.concatenate([np.zeros(1, np.int64), np.cumsum(every)]),
            rows=rows,
            group=np.searchsorted(owner[order], np.append(shipments, len(self.demand))),
            demand=self.demand[shipments],
            capacity=self.room[self.active] / scale,
            penalty=np.full(len(scale), OVERLOAD * float(costs.max(initial=1.0))),
        )
        found = by_interior_point(master, cast("Any", _Kernels(entries)), tolerance)
        return SharedAnswer(
            columns=columns,
            units=found.amounts[is_path],
            shipments=shipments,
            rejected=found.amounts[~is_path],
            prices=found.prices / scale,
        )

    def _matrix(self, columns: Longs) -> tuple[Longs, Ints, Floats, Floats]:
        """Return entries in each column, rows, amounts, and the scale of each row."""
        pool = self.pool
        positions, first = pool.entries(columns)
        kept = self.active[pool.row[positions]]
        owner = np.repeat(np.arange(len(columns)), np.diff(first))[kept]
        number = np.cumsum(self.active) - 1
        rows = number[pool.row[positions[kept]]].astype(np.int32)
        amounts = pool.amount[positions[kept]]
        scale = np.ones(int(self.active.sum()))
        np.maximum.at(scale, rows, amounts)
        lengths = np.bincount(owner, minlength=len(columns)).astype(np.int64)
        return lengths, rows, amounts / scale[rows], scale


class _Kernels:
    """The sums of the interior point method, for rows with amounts."""

    def __init__(self, entry: Floats) -> None:
        self._entry = entry

    def column_sums(self, first: Longs, rows: Ints, y: Floats, /) -> Floats:
        return _pricing.column_sums(first, rows, self._entry, y)

    def row_sums(self, first: Longs, rows: Ints, x: Floats, num_rows: int, /) -> Floats:
        return _pricing.row_sums(first, rows, self._entry, x, num_rows)

    def schur(
        self, first: Longs, rows: Ints, group: Longs, weight: Floats, num_rows: int, /
    ) -> Floats:
        return _pricing.schur(first, rows, self._entry, group, weight, num_rows)

    def cholesky_solve(self, factor: Floats, right: Floats, /) -> Floats:
        return _pricing.cholesky_solve(factor, right)
