"""Which column every commodity takes, and what room that leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from .columns import REJECTED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .columns import Columns

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]

ROUNDING = 1e-9
"""Share of a capacity by which sums of demands may pass it."""

MOSTLY = 0.99
"""Share of a commodity on one column above which it counts as whole."""


class Assignment:
    """One column, or rejection, for every commodity; all capacities kept."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.choice = np.full(len(columns), REJECTED, np.int64)
        self.room = columns.capacity * (1 + ROUNDING)

    @property
    def cost(self) -> float:
        """Cost of all commodities."""
        columns = self._columns
        return sum(columns.cost(item, int(c)) for item, c in enumerate(self.choice))

    def fits(self, item: int, column: int) -> bool:
        """Tell whether a column has room for a commodity."""
        demand = self._columns.demand[item]
        return bool((self.room[self._columns.arcs(column)] >= demand).all())

    def put(self, item: int, column: int) -> None:
        """Move a commodity to a column, or reject it."""
        demand, old = self._columns.demand[item], int(self.choice[item])
        if old != REJECTED:
            self.room[self._columns.arcs(old)] += demand
        if column != REJECTED:
            self.room[self._columns.arcs(column)] -= demand
        self.choice[item] = column

    def place(self, items: Iterable[int]) -> None:
        """Put commodities that are rejected, in turn, where they cost least with the prices."""
        columns = self._columns
        for item in items:
            fitting = (c for c in columns.of(item) if self.fits(item, c))
            column = next(fitting, REJECTED)
            if column != REJECTED and columns.value(item, column) < columns.reject_cost[item]:
                self.put(item, column)

    def follow(self, shares: dict[int, list[tuple[float, int]]]) -> None:
        """Put commodities, the least split and then the largest first, where most of them goes.

        `shares` holds for some commodities the columns that a flow takes, with their amounts.
        """
        demand, columns = self._columns.demand, self._columns
        largest = {item: max(parts)[0] / demand[item] for item, parts in shares.items()}
        for item in sorted(shares, key=lambda i: (largest[i] < MOSTLY, -demand[i], i)):
            for _, column in sorted(shares[item], reverse=True):
                better = columns.value(item, column) < columns.reject_cost[item]
                if better and self.choice[item] == REJECTED and self.fits(item, column):
                    self.put(item, column)

    def settle(self) -> None:
        """Move commodities to what is cheaper without the prices, until nothing is left to gain."""
        columns, moved = self._columns, True
        while moved:
            moved = False
            for item, old in enumerate(self.choice.tolist()):
                now = columns.cost(item, old)
                for column in columns.of(item):
                    better = columns.cost(item, column)
                    if better < now - 1e-9 * abs(now) and self._fits_instead(item, column):
                        self.put(item, column)
                        now, moved = better, True

    def losses(self) -> Vector:
        """Return what each commodity costs beyond its best at the prices."""
        columns = self._columns
        losses = np.zeros(len(columns))
        for item, column in enumerate(self.choice.tolist()):
            least = min(
                columns.reject_cost[item], *(columns.value(item, c) for c in columns.of(item)[:1])
            )
            losses[item] = columns.value(item, column) - least
        return losses

    def users(self) -> dict[int, list[int]]:
        """Return the commodities on every arc that is limited."""
        users: dict[int, list[int]] = {}
        limited = np.isfinite(self._columns.capacity)
        for item in np.flatnonzero(self.choice != REJECTED).tolist():
            arcs = self._columns.arcs(int(self.choice[item]))
            for arc in arcs[limited[arcs]].tolist():
                users.setdefault(arc, []).append(item)
        return users

    def _fits_instead(self, item: int, column: int) -> bool:
        demand, old = self._columns.demand[item], int(self.choice[item])
        if old == REJECTED:
            return self.fits(item, column)
        arcs = self._columns.arcs(column)
        own = np.isin(arcs, self._columns.arcs(old)) * demand
        return bool((self.room[arcs] + own >= demand).all())
