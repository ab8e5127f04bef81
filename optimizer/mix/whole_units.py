"""Round a linear mix to whole units, and look for the routes that rounding needs.

The columns of the linear mix may not suffice in whole units: half a shipment on each of
two full departures is one too many on either. So after a solution every shipment is
asked for its best route past the departures that are full in it, and the mix is solved
again over more columns, until the bound is near or nothing new is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...network.errors import NoPlanError
from ...network.limits import Goal
from ..capacity import Resource
from .column_generation import ColumnPool, LinearMix, Report
from .interruption import Interruption
from .limit_rows import TOLERANCE
from .master import Held, MixModel
from .pricing import ShipmentPricer
from .problem import MixProblem
from .solve import MasterSolution, solve_whole
from .steering import away_weights, steered_weights
from .weights import Weights, combined

MOST_ROUNDS = {Goal.UNSERVED: 8, Goal.LATE: 4, Goal.MOVED: 1, Goal.CO2E: 1, Goal.COST: 1}
"""How often to look for more routes for a goal."""

STEERED_ROUNDS = 3
"""How much oftener where terms need decisions."""

MOST_SEARCHES = 2_000
"""Searches of a round for the routes that decisions need."""

HASTY_SECONDS = 5.0
"""Time for one solve after Ctrl-C."""

HASTY_GAP = 0.01
"""Gap that is good enough after Ctrl-C."""

LEAST_COST_CENTS = 1e5
"""Cost that limits are weighted by where next to nothing is served."""

DETOUR_CENTS = 1e8
"""Price of the whole of a full departure: more than any way round it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeUnits:
    """Solves goals of a mix in whole units over a growing pool of columns.

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
    interruption
        Tells whether the user wants an end.
    """

    problem: MixProblem
    pricers: Mapping[str, ShipmentPricer]
    pool: ColumnPool
    relative_gap: float
    seconds: float
    report: Report
    interruption: Interruption

    def solve(self, goal: Goal, held: Held, linear: LinearMix) -> MasterSolution:
        """Return the best solution found.

        Parameters
        ----------
        goal, held
            What is minimised, and what earlier goals reached.
        linear
            The linear mix, whose bound ends the search where it is reached.

        Raises
        ------
        NoPlanError
            No solution was found in time.
        """
        solution = self._solve(goal, held)
        more = STEERED_ROUNDS if self.problem.steered else 0
        for number in range(MOST_ROUNDS[goal] + more):
            room = max(TOLERANCE, self.relative_gap * abs(solution.value))
            if self.interruption.happened or solution.value - linear.bound <= room:
                break
            with self.interruption.ends():
                found = self._look_past(solution)
                if self.problem.steered:
                    found += self._steer(solution, linear if number == 0 else None)
                if not found:
                    break
                try:
                    again = self._solve(goal, held)
                except NoPlanError:
                    break  # more routes made it harder; what was found before stands
                solution = min(solution, again, key=lambda found: found.value)
        return solution

    def valued(self, solution: MasterSolution, goal: Goal) -> MasterSolution:
        """Return the solution of an earlier goal with what it comes to for another."""
        problem, weights = self.problem, self.problem.goal(goal)
        value = sum(
            units * column.unit_value(weights, share_declaration=False)
            + weights.freight * column.declaration_cents
            for column, units in solution.amounts.items()
        )
        sizes = {shipment.id: problem.size_teu(shipment) for shipment in problem.shipments}
        value += weights.unserved * sum(n * sizes[k] for k, n in solution.unserved.items())
        if goal is Goal.COST:
            amounts = solution.auxiliaries
            value += sum(a.cost_cents * amounts.get(a.key, 0.0) for a in problem.auxiliaries)
        return replace(solution, value=value)

    def _steer(self, solution: MasterSolution, linear: LinearMix | None) -> int:
        """Add the routes that decisions need; return how many are new.

        Routes towards decisions are looked for where the linear mix is given, others always.
        """
        full = {r: DETOUR_CENTS / max(1.0, self.problem.limit(r)) for r in self._full(solution)}
        past = (1.0, Weights(resources=full))
        away = [*away_weights(self.problem)]
        asked = [*away, *(combined([(1.0, weights), past]) for weights in away)]
        if linear is not None:
            asked += steered_weights(self.problem, linear.auxiliaries)
        return sum(
            self.pool.add(pricer.price(weights).columns)
            for weights in asked[: max(4, MOST_SEARCHES // len(self.pricers))]
            for pricer in self.pricers.values()
        )

    def _solve(self, goal: Goal, held: Held) -> MasterSolution:
        self.report(f"whole boxes over {len(self.pool)} routes")
        scarce = self.pool.scarce(self.problem)
        model = MixModel(self.problem, self.pool.columns, scarce, goal=goal, held=held, whole=True)
        solution = None
        if not self.interruption.happened:
            with self.interruption.ends():
                gap = self.relative_gap / 2
                solution = solve_whole(model, relative_gap=gap, seconds=self.seconds)
        if solution is None and self.interruption.happened:
            seconds = min(self.seconds, HASTY_SECONDS)
            gap = max(self.relative_gap, HASTY_GAP)
            solution = solve_whole(model, relative_gap=gap, seconds=seconds, in_haste=True)
        if solution is None:
            message = f"no plan in whole boxes was found in {self.seconds:g} s"
            raise NoPlanError(message)
        return solution

    def _look_past(self, solution: MasterSolution) -> int:
        """Add each shipment's best routes past full departures; return how many are new.

        They are looked for at cost alone, and where limits count too; an order with a
        least part is also asked for a route on which that part finds room everywhere.
        """
        full = {r: DETOUR_CENTS / max(1.0, self.problem.limit(r)) for r in self._full(solution)}
        past = combined([(1.0, self.problem.cost), (1.0, Weights(resources=full))])
        rows = self._rows(solution)
        found = 0
        for weights in (past, combined([(1.0, past), *rows])) if rows else (past,):
            for pricer in self.pricers.values():
                found += self.pool.add(pricer.price(weights).columns)
                least = self.problem.limits.least_part(pricer.shipment)
                if least > 1:
                    found += self.pool.add(pricer.columns_with_room(weights, least))
        return found

    def _rows(self, solution: MasterSolution) -> list[tuple[float, Weights]]:
        """Return the limits of the plan, so weighted that each counts about as much as the cost."""
        amounts = solution.amounts.items()
        cents = sum(n * column.unit_value(self.problem.cost) for column, n in amounts)
        served_teu = sum(n * column.size_teu for column, n in amounts)
        return [
            (max(cents, LEAST_COST_CENTS) / (row.most or max(served_teu, 1.0)), row.weights)
            for row in self.problem.rows
            if row.shipment_id is None and not row.auxiliaries and row.most >= 0
        ]

    def _full(self, solution: MasterSolution) -> list[Resource]:
        """Return the resources that have no room for one more of the smallest units."""
        load: dict[Resource, float] = defaultdict(float)
        smallest: dict[Resource, float] = {}
        for column in self.pool.columns:
            for resource, amount in column.taken.items():
                smallest[resource] = min(amount, smallest.get(resource, amount))
                load[resource] += amount * solution.amounts.get(column, 0.0)
        limit = self.problem.limit
        return sorted(r for r, taken in load.items() if taken + smallest[r] > limit(r) + TOLERANCE)
