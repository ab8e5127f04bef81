"""The robust plan of all plans: what to book today, with what becomes of it in each future."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ...network.limits import Goal
from ...network.plan import Plan
from ...network.tail import tail_of
from ..mix.column_generation import Asked
from ..mix.problem import Prices
from ..mix.solve import whole_solution
from ..planner import Planner
from .joint_model import JointModel, RiskAim
from .joint_pool import FutureMix, JointPool

MOST_ROUNDS = 8
"""How often more routes are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPlan:
    """What to book today, and how far it may be from the best.

    Parameters
    ----------
    plan
        The plan; None where none was found in time.
    pool_bound_usd
        No plan of the routes that were found is worth less than this.
    bound_usd
        No plan of whatever routes is: each future alone, known beforehand, comes to so much.
    num_routes
        Routes that could be booked.
    """

    plan: Plan | None
    pool_bound_usd: float
    bound_usd: float
    num_routes: int


class JointSearch:
    """Grows a shared pool of columns until no future asks for more, then takes whole units.

    Parameters
    ----------
    planner
        The order book as it is today.
    futures
        Mixes of what may come.
    aim
        What is minimised.
    """

    def __init__(self, planner: Planner, futures: Iterable[FutureMix], aim: RiskAim) -> None:
        self._planner, self._aim = planner, aim
        self._session = planner.session
        self.pool = JointPool(planner.session, planner.plan(), futures)
        self._most_left = planner.answer.reached_for(Goal.UNSERVED).value

    def search(self, plans: Iterable[Plan], report: Callable[[str], None]) -> JointPlan:
        """Return the best plan found, with its bounds.

        Parameters
        ----------
        plans
            Plans that can be booked; the one that is found is no worse by the model.
        report
            Is told what is done.

        Raises
        ------
        NoPlanError
            The linear model was not solved.
        """
        bound = self._bound_cents()
        self.pool.add_plans(plans)
        self.pool.look_back()
        value = self._grow(report)
        report(f"whole boxes over {len(self._session.pool)} routes today")
        model = JointModel(self.pool, self._aim, self._most_left, whole=True)
        found = model.solve_whole(self._session.effort)
        plan, pool_bound = None, value
        if found is not None:
            result, pool_bound = found
            solution = whole_solution(model.first, result)
            plan = self._planner.checked(replace(self._planner.answer, solution=solution))
        return JointPlan(
            plan=plan,
            pool_bound_usd=max(pool_bound, bound) / 100,
            bound_usd=bound / 100,
            num_routes=len(self._session.pool),
        )

    def _bound_cents(self) -> float:
        """Return what the futures come to where each is known beforehand (wait and see).

        Expectation and CVaR grow with the cost of every future, so that none is worth less.
        """
        costs = [self._alone(future) for future in self.pool.futures]
        chances = [future.probability for future in self.pool.futures]
        mean = sum(p * cost for p, cost in zip(chances, costs, strict=True))
        cvar = tail_of(costs, self._aim.level, chances).cvar
        return (1 - self._aim.weight) * mean + self._aim.weight * cvar

    @staticmethod
    def _alone(future: FutureMix) -> float:
        session, problem = future.session, future.problem
        if not problem.shipments:
            return future.left_cents
        all_teu = sum(s.num_units * problem.size_teu(s) for s in problem.shipments)
        return (
            session.linear(problem, Goal.COST, {Goal.UNSERVED: all_teu}).bound + future.left_cents
        )

    def _grow(self, report: Callable[[str], None]) -> float:
        """Add columns until no future asks for more; return the value of the linear model."""
        value = 0.0
        for number in range(1, MOST_ROUNDS + 1):
            self.pool.look_ahead()
            model = JointModel(self.pool, self._aim, self._most_left, whole=False)
            value, prices = model.solve_linear()
            pairs = zip(self.pool.futures, prices, strict=True)
            new = sum(_priced(future, asked) for future, asked in pairs if asked is not None)
            report(f"joint round {number}: {value / 100:,.0f} USD, {new} more routes")
            if not new:
                break
        return value


def _priced(future: FutureMix, prices: Prices) -> int:
    """Add the columns that are worth more than they cost at some prices; return how many."""
    asked = Asked(future.problem, prices, Goal.COST, {})
    session, added = future.session, 0
    for key, pricer in session.pricers.items():
        found = pricer.price(asked.of(key))
        if found.unit_value < prices.demand[key] - 1e-6 * max(1.0, abs(prices.demand[key])):
            added += session.pool.add(found.columns)
    return added
