"""Improve whole units: solve for a part of the shipments at once by HiGHS, the others kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from math import inf

import numpy as np
from ortools.math_opt.python import mathopt

from ..batch_pricing.columns import Flags, Floats, Longs
from ..mix.solve import whole_result
from .whole_mix import WholeMix

MOST_COLUMNS = 600
"""Paths in one solve; more take longer than they are worth."""

MOST_WANTED = 6
"""Paths of a shipment whose rivals are looked for."""

LEAST_REGRET_CENTS = 100.0
"""Cost above what the prices want from which a shipment is looked at."""

SCALE = 1e-2
"""A solver counts in USD."""


@dataclass(kw_only=True, eq=False)
class Improvement:
    """Solves for parts of the shipments, one after the other.

    Parameters
    ----------
    whole
        Where all units are; better units are written there.
    reject
        What a unit left behind counts for, by shipment.
    prices
        Prices of the linear mix.
    """

    whole: WholeMix
    reject: Floats
    prices: Floats
    tried: Longs = field(init=False)
    columns: Longs = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing tried."""
        self.tried = np.zeros(len(self.whole.missing), np.int64)

    def step(self, *, seconds: float, absolute_gap_cents: float, room_cents: float) -> bool:
        """Solve for one part; tell whether there was one to solve for.

        Parameters
        ----------
        room_cents
            How far the cost is from the bound: no path that is worth less by more can help.
        """
        if not self._choose(room_cents):
            return False
        whole = self.whole
        before, missing = whole.units[self.columns].copy(), whole.missing.copy()
        value = self._value()
        whole.remove(self.columns)
        found = None
        try:
            found = _Model(self).solve(seconds, absolute_gap_cents)
            if found is not None:
                self._put(found)
        finally:  # Ctrl-C too leaves whole units behind
            if found is None or self._value() > value - 1e-6:
                whole.remove(self.columns)
                self._put(before)
                whole.missing[:] = missing
        return True

    def _choose(self, room_cents: float) -> bool:
        """Choose the shipment that is furthest from where the prices want it, and its rivals."""
        pool, whole = self.whole.solver.pool, self.whole
        values = pool.values(self.prices)
        best = np.full(len(whole.missing), inf)
        np.minimum.at(best, pool.shipment, values)
        dearer = values - best[pool.shipment]
        actual = whole.costs + whole.units * (values - pool.unit_cost)
        paid = np.bincount(pool.shipment, actual, len(best)) + whole.missing * self.reject
        served = whole.solver.demand - whole.missing
        regret = paid - np.where(served > 0, served * np.where(served > 0, best, 0.0), 0.0)
        regret = regret / 4.0**self.tried
        seed = int(regret.argmax())
        if regret[seed] <= LEAST_REGRET_CENTS:
            return False
        may_help = (dearer <= room_cents) | (whole.units > 0)
        own = whole.solver.pool.columns_of(seed)
        rows = self._wanted_rows(own[dearer[own] <= room_cents], dearer)
        nearest = np.where(may_help & self._touches(rows), dearer, inf)
        rank = np.full(len(best), inf)
        np.minimum.at(rank, pool.shipment, nearest)
        rank = rank - 1e-3 * np.minimum(regret, 1e6)
        rank[seed] = -inf
        count = np.bincount(pool.shipment[may_help], minlength=len(best))
        order = np.argsort(rank, kind="stable")
        order = order[(rank[order] < inf) & (count[order] > 0)]
        chosen = order[: 1 + int(np.searchsorted(np.cumsum(count[order]), MOST_COLUMNS))]
        self.tried[chosen[regret[chosen] > LEAST_REGRET_CENTS]] += 1
        is_chosen = np.zeros(len(best), bool)
        is_chosen[chosen] = True
        self.columns = np.flatnonzero(is_chosen[pool.shipment] & may_help)
        return True

    def _wanted_rows(self, columns: Longs, dearer: Floats) -> Flags:
        """Return the scarce rows of the paths that a shipment wants most."""
        pool = self.whole.solver.pool
        wanted = np.zeros(len(self.prices), bool)
        for column in columns[np.argsort(dearer[columns], kind="stable")][:MOST_WANTED]:
            rows = pool.row[pool.first[column] : pool.first[column + 1]]
            wanted[rows[self.prices[rows] > 0]] = True
        return wanted

    def _touches(self, rows: Flags) -> Flags:
        """Tell which paths take something of some rows."""
        pool = self.whole.solver.pool
        hits = np.add.reduceat(np.append(rows[pool.row], False).astype(np.int64), pool.first[:-1])
        touched: Flags = (hits > 0) & (np.diff(pool.first) > 0)
        return touched

    def _put(self, units: Longs) -> None:
        for column, amount in zip(self.columns, units, strict=True):
            if amount:
                self.whole.add(int(column), int(amount))

    def _value(self) -> float:
        return self.whole.cost_cents + float(self.whole.missing @ self.reject)


class _Model:
    """The model of a part: units and use of each path, units left behind."""

    def __init__(self, part: Improvement) -> None:
        self._part = part
        self._whole, self._pool = part.whole, part.whole.solver.pool
        self.model = mathopt.Model(name="part")
        self.units = [self._units(int(column)) for column in part.columns]
        self.used = [self._used(n, int(column)) for n, column in enumerate(part.columns)]
        self.left = {
            int(s): self.model.add_integer_variable(lb=0, ub=float(self._whole.missing[s]))
            for s in np.unique(self._pool.shipment[part.columns])
        }
        self._demand_rows()
        self._capacity_rows()
        self._budget_rows()
        self.model.minimize(self._cost())

    def _most(self, column: int) -> int:
        return int(self._whole.missing[self._pool.shipment[column]])

    def _units(self, column: int) -> mathopt.Variable:
        most = self._most(column)
        if not self._pool.in_pairs[column]:
            return self.model.add_integer_variable(lb=0, ub=most)
        pairs = self.model.add_integer_variable(lb=0, ub=most // 2)
        units = self.model.add_variable(lb=0, ub=most)
        self.model.add_linear_constraint(units - 2 * pairs == 0)
        return units

    def _used(self, number: int, column: int) -> mathopt.Variable | None:
        if not self._pool.paths.fee_cents[column]:
            return None
        used = self.model.add_binary_variable()
        self.model.add_linear_constraint(self.units[number] <= self._most(column) * used)
        return used

    def _demand_rows(self) -> None:
        terms: dict[int, list[mathopt.Variable]] = {s: [v] for s, v in self.left.items()}
        for units, column in zip(self.units, self._part.columns, strict=True):
            terms[int(self._pool.shipment[column])].append(units)
        for shipment, served in terms.items():
            needed = float(self._whole.missing[shipment])
            self.model.add_linear_constraint(mathopt.fast_sum(served) == needed)

    def _capacity_rows(self) -> None:
        pool = self._pool
        terms: dict[int, list[tuple[float, mathopt.Variable]]] = {}
        for units, column in zip(self.units, self._part.columns, strict=True):
            for n in range(pool.first[column], pool.first[column + 1]):
                terms.setdefault(int(pool.row[n]), []).append((float(pool.amount[n]), units))
        for row, used in terms.items():
            room = float(self._whole.room[row])
            most = sum(amount * units.upper_bound for amount, units in used)
            if most > room:
                scale = 1.0 / max(amount for amount, _ in used)
                total = mathopt.fast_sum(scale * amount * units for amount, units in used)
                self.model.add_linear_constraint(total <= scale * room)

    def _budget_rows(self) -> None:
        pool = self._pool
        freight: dict[int, list[mathopt.LinearTerm]] = {}
        for n, column in enumerate(self._part.columns):
            shipment = int(pool.shipment[column])
            if self._whole.budgets[shipment] < inf:
                terms = freight.setdefault(shipment, [])
                terms.append(SCALE * float(pool.paths.unit_cents[column]) * self.units[n])
                used = self.used[n]
                if used is not None:
                    terms.append(SCALE * float(pool.paths.fee_cents[column]) * used)
        for shipment, terms in freight.items():
            budget = SCALE * float(self._whole.budgets[shipment])
            self.model.add_linear_constraint(mathopt.fast_sum(terms) <= budget)

    def _cost(self) -> mathopt.LinearExpression:
        pool, terms = self._pool, []
        for n, column in enumerate(self._part.columns):
            unit = float(pool.paths.unit_cents[column] + pool.penalty_cents[column])
            terms.append(SCALE * unit * self.units[n])
            used = self.used[n]
            if used is not None:
                terms.append(SCALE * float(pool.paths.fee_cents[column]) * used)
        terms += [SCALE * float(self._part.reject[s]) * v for s, v in self.left.items()]
        return mathopt.fast_sum(terms)

    def solve(self, seconds: float, absolute_gap_cents: float) -> Longs | None:
        """Return units by path; None where nothing was found in time."""
        parameters = mathopt.SolveParameters(
            absolute_gap_tolerance=absolute_gap_cents * SCALE,
            relative_gap_tolerance=1e-6,
            random_seed=1,
            threads=1,
        )
        parameters.time_limit = timedelta(seconds=seconds)
        result = whole_result(self.model, parameters)
        if not result.has_primal_feasible_solution():
            return None
        units: Longs = np.rint(result.variable_values(self.units)).astype(np.int64)
        return units
