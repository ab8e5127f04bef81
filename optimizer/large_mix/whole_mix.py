"""Whole units for a large book: place them one shipment after the other, then improve.

The linear mix says which path each shipment takes; few are split, about as many as there are
scarce resources. Whole shipments are placed first, then whole units of split ones, then what
is left on the paths that are worth most at the prices of the linear mix, with paths found
anew past what is full. Where the gap is still too wide, HiGHS solves for a part of the
shipments at once, all others staying where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from ..batch_pricing.columns import Flags, Floats, Ints, Longs
from ..batch_pricing.path_weights import PathWeights
from .linear_mix import LinearMixSolver, LinearSolution

WHOLE_SHARE = 0.999
"""Share of a shipment on one path from which it counts as whole."""

ROOM = 1e-6
"""Share of a limit by which rounding errors may pass it."""

MOST_DETOURS = 12
"""How often to look for paths past what is full."""

DETOUR = 1e3
"""Price of the whole of a full resource, in costs of the dearest shipment."""


@dataclass(kw_only=True, eq=False)
class WholeMix:
    """Whole units on paths, and what room is left.

    Parameters
    ----------
    solver
        The linear mix, with its pool of paths.
    budgets
        Most that the freight of each shipment may cost, in cents.

    Attributes
    ----------
    units
        Units on each path.
    missing
        Units of each shipment that are on none.
    """

    solver: LinearMixSolver
    budgets: Floats
    units: Longs = field(init=False)
    missing: Longs = field(init=False)
    room: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing placed."""
        self.units = np.zeros(len(self.solver.pool), np.int64)
        self.missing = self.solver.demand.astype(np.int64)
        limits = self.solver.rows.limits
        self.room = np.where(np.isfinite(limits), limits * (1 + ROOM), np.inf)

    # ------------------------------------------------ what it comes to

    @property
    def costs(self) -> Floats:
        """Cost of all units of each path that is used, with one declaration."""
        pool = self.solver.pool
        used = self.units > 0
        freight = self.units * pool.paths.unit_cents + used * pool.paths.fee_cents
        cost: Floats = freight + self.units * pool.penalty_cents
        return cost

    @property
    def cost_cents(self) -> float:
        """Cost of everything that is placed."""
        return float(self.costs.sum())

    @property
    def unserved_teu(self) -> float:
        """Size of what is not placed."""
        return float(self.missing @ self.solver.size_teu)

    # ------------------------------------------------ placing

    def place(self, linear: LinearSolution) -> None:
        """Place what the linear mix says, and then what is left."""
        pool, demand = self.solver.pool, self.solver.demand
        planned = np.zeros(len(pool))
        planned[: len(linear.units)] = linear.units
        share = planned / np.maximum(demand, 1.0)[pool.shipment]
        whole = share >= WHOLE_SHARE
        scarce = self.solver.active | (pool.loads(planned) > self.room)
        touches = pool.values(scarce.astype(np.float64)) > pool.unit_cost
        self._place_poor(planned, linear.prices)
        whole &= self.missing[pool.shipment] == demand[pool.shipment]
        plain = whole & ~touches & ~self._is_odd & self._is_within_budget
        self._take_all(np.flatnonzero(plain))
        for column in np.flatnonzero(whole & ~plain):
            self.add(int(column), int(self.missing[pool.shipment[column]]))
        split = np.flatnonzero((share > 1e-6) & ~whole)
        for column in split[np.argsort(-share[split], kind="stable")]:
            self.add(int(column), int(planned[column] + 1e-6))
        self.place_missing(linear.prices)

    def _place_poor(self, planned: Floats, prices: Floats) -> None:
        """Place first what the linear mix has on routes beyond its budget."""
        pool = self.solver.pool
        paid = planned * pool.paths.unit_cents + (planned > 0) * pool.paths.fee_cents
        freight = np.bincount(pool.shipment, paid, len(self.missing))
        values = pool.values(prices)
        within = self._is_within_budget
        for shipment in np.flatnonzero(freight > self.budgets):
            own = self.solver.pool.columns_of(int(shipment))
            for column in own[np.lexsort((values[own], ~within[own]))]:
                self.add(int(column), int(self.missing[shipment]))

    @property
    def _is_odd(self) -> Flags:
        """Paths in pairs of shipments with an odd number of units."""
        pool = self.solver.pool
        odd: Flags = pool.in_pairs & (self.solver.demand[pool.shipment] % 2 == 1)
        return odd

    @property
    def _is_within_budget(self) -> Flags:
        pool = self.solver.pool
        units = self.solver.demand[pool.shipment]
        freight = units * pool.paths.unit_cents + pool.paths.fee_cents
        within: Flags = freight <= self.budgets[pool.shipment]
        return within

    def _take_all(self, columns: Longs) -> None:
        """Place whole shipments on paths that need nothing scarce."""
        pool = self.solver.pool
        shipments = pool.shipment[columns]
        taken = np.zeros(len(pool))
        taken[columns] = self.units[columns] = self.missing[shipments]
        self.missing[shipments] = 0
        self.room -= pool.loads(taken)

    def add(self, column: int, wanted: int) -> int:
        """Place up to some units on a path; return how many found room."""
        pool = self.solver.pool
        shipment = pool.shipment[column]
        first, last = pool.first[column], pool.first[column + 1]
        rows, amounts = pool.row[first:last], pool.amount[first:last]
        units = min(wanted, int(self.missing[shipment]))
        if len(rows):
            units = min(units, max(0, int((self.room[rows] / amounts).min())))
        units = min(units, self._affordable(column, shipment))
        if pool.in_pairs[column]:
            units -= (units + int(self.units[column])) % 2
        if units > 0:
            self.units[column] += units
            self.missing[shipment] -= units
            np.subtract.at(self.room, rows, amounts * units)
        return max(0, units)

    def _affordable(self, column: int, shipment: int) -> int:
        """Return how many more units on a path the budget of a shipment pays for."""
        budget = self.budgets[shipment]
        if budget == np.inf:
            return int(self.missing[shipment])
        pool = self.solver.pool
        own = self.solver.pool.columns_of(shipment)
        paid = self.units[own] * pool.paths.unit_cents[own]
        fees = (self.units[own] > 0) * pool.paths.fee_cents[own]
        left = budget - float(paid.sum() + fees.sum())
        if not self.units[column]:
            left -= pool.paths.fee_cents[column]
        return max(0, int(left / pool.paths.unit_cents[column] + 1e-9))

    def remove(self, columns: Longs) -> None:
        """Take all units off some paths."""
        pool = self.solver.pool
        off = np.zeros(len(pool))
        off[columns] = self.units[columns]
        np.add.at(self.missing, pool.shipment[columns], self.units[columns])
        self.units[columns] = 0
        self.room += pool.loads(off)

    def place_missing(self, prices: Floats) -> None:
        """Place what is missing where it is worth most; find paths past what is full."""
        for _ in range(MOST_DETOURS):
            self._place_on_known(prices)
            wanted = np.flatnonzero(self.missing)
            if not len(wanted) or not self.find_detours(wanted):
                return

    def _place_on_known(self, prices: Floats) -> None:
        pool = self.solver.pool
        values = pool.values(prices)
        sizes = self.missing * self.solver.size_teu
        for shipment in np.argsort(-sizes, kind="stable")[: int((self.missing > 0).sum())]:
            own = self.solver.pool.columns_of(int(shipment))
            for column in own[np.argsort(values[own], kind="stable")]:
                if self.missing[shipment]:
                    self.add(int(column), int(self.missing[shipment]))

    def find_detours(self, wanted: Longs) -> int:
        """Find paths of shipments past what has no room for a unit; return how many are new."""
        solver = self.solver
        limits = solver.rows.limits
        taken = np.unique(solver.pool.row)
        smallest = np.full(len(limits), np.inf)
        np.minimum.at(smallest, solver.pool.row, solver.pool.amount)
        full = np.zeros(len(limits))
        is_full = self.room[taken] < smallest[taken]
        most = DETOUR * float((solver.pool.unit_cost * solver.demand[solver.pool.shipment]).max())
        full[taken[is_full]] = most / np.maximum(1.0, limits[taken[is_full]])
        weights = PathWeights(by_offer=solver.rows.prices_by_offer(full))
        wanted = wanted.astype(np.int32)
        some = wanted.astype(np.int32)
        new = solver.pool.add(solver.pricer.find(weights, wanted=some, most_paths=3))
        new += self._find_without_pairs(some, weights)
        self.grow()
        return new

    def _find_without_pairs(self, wanted: Ints, weights: PathWeights) -> int:
        """Find paths on which a single 20-foot box may travel, where others take pairs only."""
        pool, pricer = self.solver.pool, self.solver.pricer
        odd = np.intersect1d(wanted, pool.shipment[pool.in_pairs])
        if not len(odd):
            return 0
        orders = pricer.orders
        profiles = orders.table["profile"].copy()
        for n in odd:
            cargo_class, unit = orders.shipments[n].cargo_class, orders.units[n]
            profiles[n] = orders.profiles.number(cargo_class, unit, without_pairs=True)
        found = pricer.find(weights, wanted=odd.astype(np.int32), profiles=profiles)
        return pool.add(found)

    def grow(self) -> None:
        """Make room for paths that were found since."""
        more = len(self.solver.pool) - len(self.units)
        self.units = np.concatenate([self.units, np.zeros(more, np.int64)])

    def used(self) -> Iterator[tuple[int, int]]:
        """Yield the paths that are used, and the units on each."""
        for column in np.flatnonzero(self.units):
            yield int(column), int(self.units[column])
