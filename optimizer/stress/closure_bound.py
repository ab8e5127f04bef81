"""A bound on what a closure costs, from the prices of the mix without any (Lagrange).

At prices that hold without the closure, the cost of every order at its best route, less what
the prices ask for all capacities and limits, is a bound on the mix under any closure as well:
each route that is left is worth no less than the best of all. Only orders of which that best
route is closed need a search to make it sharp. Where the closed mix reaches the bound there
is nothing else to look for.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from ...network.limits import Goal
from ..mix.column import Column
from ..mix.column_generation import Asked, lagrangian_bound
from ..mix.limit_rows import TOLERANCE
from ..mix.problem import MixProblem
from ..mix.session import MixSession
from ..segment import SegmentKey
from .closed_mix import ClosedMix, LinearPlan

CAN_BE_BOUNDED = (Goal.UNSERVED, Goal.COST)
"""The goals, in order, whose mixes are bounded; with others every closure is solved afresh."""


class ClosureBound:
    """Bounds closures by the prices of the mix without any.

    Parameters
    ----------
    whole
        The mix without any closure.
    base
        What it comes to.
    """

    def __init__(self, whole: ClosedMix, base: LinearPlan) -> None:
        problem = whole.problem
        goals = tuple(aim.goal for aim in problem.limits.aims_in_order)
        is_served = base.bounds.get(Goal.UNSERVED, inf) <= TOLERANCE
        self.is_usable = goals == CAN_BE_BOUNDED and is_served and not problem.auxiliaries
        self._prices, self._problem = base.prices, problem
        self._values: dict[str, float] = {}
        self._best: dict[str, tuple[Column, ...]] = {}
        if self.is_usable:
            self._price_all(whole.session)

    def _price_all(self, session: MixSession) -> None:
        asked = self._asked(self._problem)
        for key, pricer in session.pricers.items():
            weights = asked.of(key)
            found = pricer.price(weights)
            least = min((c.unit_value(weights) for c in found.columns), default=inf)
            near = least + TOLERANCE * max(1.0, abs(least))
            self._values[key] = found.unit_value
            self._best[key] = tuple(c for c in found.columns if c.unit_value(weights) <= near)

    def _asked(self, problem: MixProblem) -> Asked:
        return Asked(problem, self._prices, Goal.COST, {})

    def closed(self, mix: ClosedMix, segments: frozenset[SegmentKey]) -> float:
        """Return a bound on a closed mix that serves all that has a route, in cents.

        Routes round the closure that are worth most at the prices are added to the mix.
        """
        asked, session = self._asked(mix.problem), mix.session
        values = dict(self._values)
        for key, pricer in session.pricers.items():
            if all(column.uses(segments) for column in self._best[key]):
                found = pricer.price(asked.of(key))
                session.pool.add(found.columns)
                values[key] = found.unit_value
        return lagrangian_bound(asked, values)

    def same(self, served: Mapping[str, float]) -> float:
        """Return a bound on the mix without any closure that serves so many units, in cents."""
        if not self.is_usable:
            return -inf
        prices, problem = self._prices, self._problem
        rows = {row.key: row.most for row in problem.rows}
        total = sum(served.get(s.id, 0.0) * self._values[s.id] for s in problem.shipments)
        total -= sum(price * problem.limit(r) for r, price in prices.resource.items())
        return total - sum(price * rows.get(key, 0.0) for key, price in prices.rows.items())
