"""The linear mix of a large book: rounds of an interior point master, pricing and a bound.

Only shipments whose cheapest path needs something scarce are in the master; all others take
their cheapest path, which no prices >= 0 can better. Only resources that were overdrawn once
have a row. Every shipment in the master may be left behind at `reject` a unit, so that there
is always a solution; that price is a multiplier, and the bound is one at any (see
`bound_where`). The prices of the master are central, which steadies the rounds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from ..batch_pricing.batch_pricer import BatchPricer
from ..batch_pricing.columns import Flags, Floats, Longs
from ..batch_pricing.path_weights import PathWeights
from .path_pool import PathPool
from .resource_rows import ResourceRows
from .shared_master import SharedMaster

Report = Callable[[str], None]

TIE_BREAK = 1e-14
"""Weight of a cent where TEU are counted: of two paths the cheaper is kept."""

MOST_FREIGHT_CENTS = 1e9
"""Cost of one shipment that the tie-break allows for, so that bounds stay bounds."""

PATHS_A_ROUND = 3
"""Most new paths of a shipment in a round."""

TOLERANCES = (1e-9, 1e-2)
"""Finest and coarsest relative gap to which a master is solved."""

APART = 1e-5
"""Share of a cost by which equally good paths are told apart."""

OVERDRAWN = 1e-7
"""Share of a limit by which a resource must be overdrawn to count."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LinearSolution:
    """A linear mix: units on each path and units left behind, with prices and a bound."""

    units: Floats
    rejected: Floats
    prices: Floats
    value: float
    bound: float
    rounds: int


class _MasterAnswer(NamedTuple):
    units: Floats
    rejected: Floats
    value: float


@dataclass(kw_only=True, eq=False)
class LinearMixSolver:
    """Rounds of column generation on a growing pool of paths.

    Parameters
    ----------
    pricer
        Finds paths.
    rows
        Numbers the resources.
    pool
        The paths; each shipment has one at least, the cheapest.
    report
        Is told what is done.

    Attributes
    ----------
    active
        Resources that have a row.
    prices
        Prices of the last master, by row.
    last
        What the last round came to.
    """

    pricer: BatchPricer
    rows: ResourceRows
    pool: PathPool
    report: Report
    active: Flags = field(init=False)
    prices: Floats = field(init=False)
    last: LinearSolution | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Begin without rows."""
        self.active = np.zeros(len(self.rows.limits), bool)
        self.prices = np.zeros(len(self.rows.limits))
        self.demand = self.pricer.orders.table["units"].astype(np.float64)
        self.size_teu = self.pricer.orders.table["size_teu"] / self.demand

    def settled(self, reject: Floats) -> LinearSolution:
        """Return a solution over the pool in which few shipments are split.

        Of equally good solutions the interior point method finds the one in the middle; so
        costs are moved apart a little, by less than counts.
        """
        apart = APART * np.random.default_rng(1).random(len(self.pool))
        before = self.prices.copy()
        answer = self._solve_master(reject, TOLERANCES[0], counts_cost=True, apart=apart)
        while self._activate(answer.units):
            answer = self._solve_master(reject, TOLERANCES[0], counts_cost=True, apart=apart)
        prices, self.prices = self.prices, before
        return LinearSolution(
            units=answer.units,
            rejected=answer.rejected,
            prices=prices.copy(),
            value=answer.value,
            bound=-np.inf,
            rounds=1,
        )

    def solve(self, reject: Floats, gap: float, *, counts_cost: bool = True) -> LinearSolution:
        """Solve the linear mix.

        Parameters
        ----------
        reject
            What a unit left behind counts for, by shipment.
        gap
            Stop where value and bound are so close.
        counts_cost
            Minimise cost; otherwise only what is left behind.
        """
        bound, tolerance, rounds = -np.inf, TOLERANCES[1], 0
        while True:
            rounds += 1
            answer = self._solve_master(reject, tolerance, counts_cost=counts_cost)
            new_rows = self._activate(answer.units)
            found, new = self._price(reject, counts_cost=counts_cost)
            bound = max(bound, found)
            open_gap = (answer.value - bound) / max(1e-9, abs(answer.value))
            self.last = LinearSolution(
                units=answer.units,
                rejected=answer.rejected,
                prices=self.prices.copy(),
                value=answer.value,
                bound=bound,
                rounds=rounds,
            )
            self._tell(rounds, answer.value, bound, counts_cost=counts_cost)
            is_fine = tolerance <= max(TOLERANCES[0], 0.1 * gap)
            if not new_rows and (open_gap <= gap or (not new and is_fine)):
                return self.last
            finer = tolerance / 10 if not new and not new_rows else tolerance
            tolerance = float(np.clip(min(finer, 0.1 * open_gap), *TOLERANCES))

    def _tell(self, rounds: int, value: float, bound: float, *, counts_cost: bool) -> None:
        what = f"unserved {value:,.1f} TEU, bound {max(0.0, bound):,.1f}"
        if counts_cost:
            what = f"cost {value / 100:,.0f} USD, bound {bound / 100:,.0f}"
        self.report(f"round {rounds}: {len(self.pool)} routes, {what}")

    # ------------------------------------------------ the master

    def _costs(self, *, counts_cost: bool) -> Floats:
        return self.pool.unit_cost if counts_cost else np.zeros(len(self.pool))

    def _cheapest(self, values: Floats) -> Longs:
        """Return the path of least value of each shipment; -1 where it has none."""
        order = np.lexsort((values, self.pool.shipment))
        owner = self.pool.shipment[order]
        is_first = np.diff(owner, prepend=-1) != 0
        best = np.full(len(self.demand), -1, np.int64)
        best[owner[is_first]] = order[is_first]
        return best

    def _solve_master(
        self,
        reject: Floats,
        tolerance: float,
        *,
        counts_cost: bool,
        apart: Floats | float = 0.0,
    ) -> _MasterAnswer:
        pool, cost = self.pool, self._costs(counts_cost=counts_cost) * (1.0 + apart)
        needs_row = pool.values(self.active.astype(np.float64)) > pool.unit_cost
        # Where several cost as much, one that needs nothing scarce.
        cheapest = self._cheapest(cost + np.where(needs_row, 1e-9 * (1.0 + cost), 0.0))
        has_path = (cheapest >= 0) & (self.demand > 0)
        is_in = np.zeros(len(self.demand), bool)
        is_in[has_path] = needs_row[cheapest[has_path]] | (
            cost[cheapest[has_path]] > reject[has_path]
        )
        units, rejected = np.zeros(len(pool)), np.zeros(len(self.demand))
        alone = has_path & ~is_in
        units[cheapest[alone]] = self.demand[alone]
        self.prices[:] = 0.0
        if is_in.any():
            room = self.rows.limits - pool.loads(units)
            shared = SharedMaster(pool=pool, active=self.active, room=room, demand=self.demand)
            found = shared.solved(is_in, cost, reject, tolerance)
            units[found.columns], rejected[found.shipments] = found.units, found.rejected
            self.prices[self.active] = found.prices
        return _MasterAnswer(units, rejected, float(cost @ units + reject @ rejected))

    def _activate(self, units: Floats) -> int:
        """Give a row to what is overdrawn; return how many are new."""
        limits = self.rows.limits
        load = self.pool.loads(units)
        new = (load > limits * (1 + OVERDRAWN) + 1e-9) & ~self.active
        self.active |= new
        return int(new.sum())

    # ------------------------------------------------ pricing

    def _price(self, reject: Floats, *, counts_cost: bool) -> tuple[float, int]:
        """Add paths that are worth it at the prices; return a bound and how many are new."""
        pool, cost = self.pool, self._costs(counts_cost=counts_cost)
        worth = pool.values(self.prices) - pool.unit_cost
        best = np.full(len(self.demand), np.inf)
        np.minimum.at(best, pool.shipment, cost + worth)
        plain = self._cheapest(pool.unit_cost if counts_cost else worth)
        has_path = (plain >= 0) & (self.demand > 0)
        wanted = np.zeros(len(self.demand), bool)
        wanted[has_path] = worth[plain[has_path]] > 0
        limit = np.minimum(best, reject)
        slack = 0.0 if counts_cost else TIE_BREAK * MOST_FREIGHT_CENTS
        weight = 1.0 if counts_cost else TIE_BREAK
        units = self.pricer.orders.table["units"]  # a search is for the whole shipment
        found = self.pricer.find(
            PathWeights(
                freight=weight,
                penalty=1.0 if counts_cost else 0.0,
                by_offer=self.rows.prices_by_offer(self.prices),
            ),
            wanted=np.flatnonzero(wanted).astype(np.int32),
            most_total=limit * units * (1 - 1e-9) - 1e-9 + slack,
            most_paths=PATHS_A_ROUND,
        )
        by_search = (found.best(len(self.demand)) - slack) / units
        value = np.minimum(limit, np.maximum(by_search, 0.0))
        value[~has_path] = 0.0
        priced = self.prices > 0
        bound = float(self.demand @ value - self.prices[priced] @ self.rows.limits[priced])
        return bound, pool.add(found)
