"""The program over the columns found so far, with the openings of arcs as variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..program import Entries, Program

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..flow.commodities import Commodities
    from ..flow.pool import Pool
    from .links import Links

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]


class Settled(NamedTuple):
    """Candidates that are opened, and that stay closed."""

    opened: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()


class Answer(NamedTuple):
    """What the program says: amounts on columns, openings, and units that nothing serves."""

    columns: Longs
    amounts: Vector
    openings: Vector
    is_served: bool


class Prices(NamedTuple):
    """Prices of the capacities of links and of the budget, at least 0."""

    links: Vector
    budget: float


class PoolProgram:
    """Builds programs over live columns.

    ::

        min  cost'x + dear'a + charge'y
        s.t. the columns of each class and a carry its demand
             load of each link <= base + sizes of what is open on it
             price'y <= budget
    """

    def __init__(self, links: Links, commodities: Commodities, pool: Pool, dear: float) -> None:
        self._links, self._commodities, self._pool = links, commodities, pool
        self._dear = dear
        self._must = np.flatnonzero(~np.isfinite(commodities.reject_cost))
        self.rows = np.unique(links.link)
        budget = links.problem.budget
        self._budget = np.inf if budget is None else budget
        self._charge = links.price if budget is None else np.zeros(len(links.price))

    def hold(self, load: Vector, openings: Vector) -> int:
        """Add rows for the links whose capacity a load passes; return how many."""
        capacity = self._links.base.copy()
        np.add.at(capacity, self._links.link, self._links.size * openings)
        over = np.flatnonzero(load > capacity * (1 + 1e-9) + 1e-9)
        new = np.setdiff1d(over, self.rows)
        self.rows = np.union1d(self.rows, new)
        return len(new)

    def program(self, columns: Longs, settled: Settled) -> Program:
        """Return the program over some columns; openings are whole numbers."""
        links, demand = self._links, self._commodities.demand
        num_x, num_a, num_y = len(columns), len(self._must), len(links.candidate)
        row_of_link = np.full(len(links.base), -1, np.int32)
        owner = self._pool.commodity[columns].astype(np.int64)
        row_of_link[self.rows] = np.arange(len(self.rows))
        first, rows = self._pool.rows_of(columns, row_of_link)
        k, y = len(demand), num_x + num_a + np.arange(num_y)
        budget_row = k + len(self.rows)
        entries = [
            Entries(owner, np.arange(num_x), np.ones(num_x)),
            Entries(self._must, num_x + np.arange(num_a), np.ones(num_a)),
            Entries(
                k + rows.astype(np.int64),
                np.repeat(np.arange(num_x), np.diff(first)),
                np.ones(len(rows)),
            ),
            Entries(k + row_of_link[links.link].astype(np.int64), y, -links.size),
            Entries(np.full(num_y, budget_row), y, links.price),
        ]
        lower, upper = np.zeros(num_x + num_a + num_y), np.full(num_x + num_a + num_y, np.inf)
        upper[y] = 1.0
        lower[y[list(settled.opened)]], upper[y[list(settled.closed)]] = 1.0, 0.0
        return Program(
            cost=np.concatenate(
                [self._pool.cost[columns], np.full(num_a, self._dear), self._charge]
            ),
            lower=lower,
            upper=upper,
            whole=np.arange(len(lower)) >= num_x + num_a,
            row_lower=np.concatenate([demand, np.full(len(self.rows) + 1, -np.inf)]),
            row_upper=np.concatenate([demand, links.base[self.rows], [self._budget]]),
            entries=Entries.joined(entries),
        )

    def answer(self, columns: Longs, values: Vector) -> Answer:
        """Return what values of the variables mean."""
        num_x, num_a = len(columns), len(self._must)
        unserved = float(values[num_x : num_x + num_a].sum())
        return Answer(
            columns,
            np.maximum(values[:num_x], 0.0),
            np.clip(values[num_x + num_a :], 0.0, 1.0),
            unserved <= 1e-7,
        )

    def prices(self, duals: Vector) -> Prices:
        """Return the prices of all links and of the budget."""
        k, every = len(self._commodities), np.zeros(len(self._links.base))
        every[self.rows] = np.maximum(-duals[k:-1], 0.0)
        return Prices(every, float(max(0.0, -duals[-1])))
