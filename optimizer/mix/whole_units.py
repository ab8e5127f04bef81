"""Round a linear mix to whole units, and look for the routes that rounding needs.

The columns of the linear mix may not suffice in whole units: half a shipment on each of
two full departures is one too many on either. So after a solution every shipment is
asked for its best route past the departures that are full in it, and the mix is solved
again over more columns, until the bound is near or nothing new is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ...network.errors import NoPlanError
from ..capacity import Resource
from .column_generation import ColumnPool, Report
from .master import TOLERANCE, MixModel, Stage
from .pricing import ShipmentPricer
from .problem import Held, MixProblem, Prices
from .solve import MasterSolution, solve_whole

MOST_ROUNDS = {Stage.SERVE: 8, Stage.ON_TIME: 4, Stage.COST: 1}
"""How often to look for more routes in a stage."""

DETOUR_CENTS = 1e8
"""Price of the whole of a full departure: more than any way round it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeUnits:
    """Solves stages of a mix in whole units over a growing pool of columns.

    Parameters
    ----------
    problem
        The mix.
    pricers
        Find routes of each shipment.
    pool
        Columns found so far; more are added.
    relative_gap
        Stop where value and bound are so close.
    seconds
        Time for one solve.
    report
        Is told what is done.
    """

    problem: MixProblem
    pricers: Mapping[str, ShipmentPricer]
    pool: ColumnPool
    relative_gap: float
    seconds: float
    report: Report

    def solve(self, stage: Stage, held: Held, bound: float) -> MasterSolution:
        """Return the best solution found; ``bound`` is the one of the linear mix.

        Raises
        ------
        NoPlanError
            No solution was found in time.
        """
        solution = self._solve(stage, held)
        for _ in range(MOST_ROUNDS[stage]):
            room = max(TOLERANCE, self.relative_gap * abs(solution.value))
            if solution.value - bound <= room or not self._look_past(solution):
                break
            solution = min(solution, self._solve(stage, held), key=lambda found: found.value)
        return solution

    def _solve(self, stage: Stage, held: Held) -> MasterSolution:
        self.report(f"whole boxes over {len(self.pool)} routes")
        scarce = self.pool.scarce(self.problem)
        model = MixModel(
            self.problem, self.pool.columns, scarce, stage=stage, held=held, whole=True
        )
        gap = self.relative_gap / 2
        solution = solve_whole(model, relative_gap=gap, seconds=self.seconds)
        if solution is None:
            message = f"no plan in whole boxes was found in {self.seconds:g} s"
            raise NoPlanError(message)
        return solution

    def _look_past(self, solution: MasterSolution) -> int:
        """Add each shipment's best route past full departures; return how many are new."""
        capacities = self.problem.capacities
        prices = Prices(
            resource={r: DETOUR_CENTS / max(1.0, capacities.limit(r)) for r in self._full(solution)}
        )
        return sum(
            self.pool.add(pricer.price(prices, Stage.COST).columns)
            for pricer in self.pricers.values()
        )

    def _full(self, solution: MasterSolution) -> list[Resource]:
        """Return the resources that have no room for one more of the smallest units."""
        load: dict[Resource, float] = defaultdict(float)
        smallest: dict[Resource, float] = {}
        for column in self.pool.columns:
            for resource, amount in column.taken.items():
                smallest[resource] = min(amount, smallest.get(resource, amount))
                load[resource] += amount * solution.amounts.get(column, 0.0)
        limit = self.problem.capacities.limit
        return sorted(r for r, taken in load.items() if taken + smallest[r] > limit(r) + TOLERANCE)
