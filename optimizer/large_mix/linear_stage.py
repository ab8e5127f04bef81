"""The linear mix of a plan: at which price nobody is left behind who need not be, and bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ..batch_pricing.columns import Floats
from ..mix.interruption import Interruption
from .linear_mix import LinearMixSolver, LinearSolution

TOLERANCE_TEU = 1e-4
"""Sizes below count as nothing."""

REJECT = (4.0, 20.0)
"""Prices of a unit left behind to begin with, in costs of its cheapest path."""


@dataclass(kw_only=True, eq=False)
class LinearStage:
    """Solves the linear mix, and bounds what plans can come to.

    Parameters
    ----------
    solver
        Solves it at given prices of units left behind.
    gap
        How far a plan may be from its bound (share).
    interruption
        Tells whether the user wants an end.

    Attributes
    ----------
    linear, reject
        The solution, and the price of a unit left behind, by shipment.
    rounds
        Rounds of pricing so far.
    """

    solver: LinearMixSolver
    gap: float
    interruption: Interruption
    linear: LinearSolution = field(init=False)
    reject: Floats = field(init=False)
    rounds: int = 0

    def solve(self) -> None:
        """Solve the linear mix at a price of a unit left behind that is high enough.

        Prices that are too low leave behind what could be served, and those that are too
        high make searches long before they matter; so they begin low.
        """
        solver = self.solver
        cheapest = np.full(len(solver.demand), np.inf)
        np.minimum.at(cheapest, solver.pool.shipment, solver.pool.unit_cost)
        cheapest = np.where(np.isfinite(cheapest), cheapest, 1.0)
        for times in REJECT:
            self._solve(times * cheapest)
            if self._is_served or self.interruption.happened:
                return
        price = float((REJECT[-1] * cheapest / solver.size_teu).max())
        self._solve(price * solver.size_teu)

    @property
    def _is_served(self) -> bool:
        """Whether nothing is left behind."""
        return float(self.linear.rejected @ self.solver.size_teu) <= TOLERANCE_TEU

    def _solve(self, reject: Floats) -> None:
        """Solve the linear mix; after Ctrl-C it is what the last round came to."""
        solver = self.solver
        found = self._unless_stopped(lambda: solver.solve(reject, self.gap / 10))
        if found is None:
            found = solver.last
        if found is None:
            raise KeyboardInterrupt
        self.rounds += found.rounds
        self.linear, self.reject = found, reject

    def _unless_stopped(self, solve: Callable[[], LinearSolution]) -> LinearSolution | None:
        found: LinearSolution | None = None
        with self.interruption.ends():
            found = solve()
        return found  # noqa: RET504  # None where the user ended the block

    def least_unserved_teu(self) -> float:
        """Return a lower bound on the size of what has a route and is left behind, in TEU."""
        if self._is_served:
            return 0.0
        solver, gap = self.solver, self.gap
        prices = solver.prices.copy()
        found = self._unless_stopped(lambda: solver.solve(solver.size_teu, gap, counts_cost=False))
        solver.prices = prices
        if found is None:
            return 0.0
        self.rounds += found.rounds
        return max(0.0, found.bound)

    def cost_bound(self, unserved_teu: float) -> float:
        """Return a lower bound on the cost of plans that leave no more behind.

        The price of a TEU left behind is a multiplier: any gives a bound (Lagrange).
        """
        if unserved_teu <= TOLERANCE_TEU:
            return self.linear.bound
        price = float((self.reject / self.solver.size_teu).max())
        return self.linear.bound - price * unserved_teu
