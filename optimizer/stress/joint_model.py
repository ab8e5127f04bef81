"""One model of what is booked today and of what becomes of it in each future."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from ortools.math_opt.python import mathopt

from ...network.errors import NoPlanError
from ...network.limits import Goal
from ..mix.effort import Effort
from ..mix.limit_rows import MONEY_SCALE, TOLERANCE
from ..mix.master import MixModel, Within
from ..mix.problem import Prices
from ..mix.session import MixSession
from ..mix.solve import prices_of, whole_result
from ..stoppable import stoppable
from .joint_pool import FutureMix, JointPool

MOST_WHOLE = 1_000
"""Columns of all futures up to which they are in whole units as well."""

LEAST_WEIGHT = 1e-9
"""Futures that count for less have no prices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAim:
    """What a robust plan is for: the least ``(1 - weight) E + weight CVaR``.

    Parameters
    ----------
    unserved_usd_per_teu
        Price of what is left behind.
    level
        Of the CVaR.
    weight
        Of the CVaR against the expectation.
    """

    unserved_usd_per_teu: float
    level: float
    weight: float


class JointModel:
    """Two stages as one model: x is booked today, and stands in each future where it holds.

    min (1 - w) sum p_s Q_s + w (eta + sum p_s t_s / (1 - level))
    with t_s >= Q_s - eta, t_s >= 0 (Rockafellar and Uryasev 2000), Q_s the cost of the mix
    y_s of future s, and y_s[k] >= the sum of x[c] over the columns c of which k is the image.

    Parameters
    ----------
    pool
        Columns of today and of the futures.
    aim
        What is minimised.
    most_left_teu
        What may stay behind today.
    whole
        Whole units today. In the futures they may be parted where there are many columns,
        which makes it a relaxation.
    """

    def __init__(self, pool: JointPool, aim: RiskAim, most_left_teu: float, *, whole: bool) -> None:
        self.model = mathopt.Model(name="joint_mix")
        self.first = self._mix(pool.today, None, whole=whole)
        left = self.first.value_of(Goal.UNSERVED)
        self.model.add_linear_constraint(left <= most_left_teu + TOLERANCE)
        later = [f.session.pool for f in pool.futures if f.images is not None]
        self._whole_later = whole and sum(map(len, later)) <= MOST_WHOLE
        self.mixes: list[MixModel] = []
        self._costs: list[mathopt.Variable] = []
        self._cost_rows: list[mathopt.LinearConstraint] = []
        for future in pool.futures:
            self._add_future(future)
        self._set_objective(pool, aim)

    def _mix(self, session: MixSession, future: FutureMix | None, *, whole: bool) -> MixModel:
        """Return the mix of a session as part of the model; whatever is left has a variable."""
        label = f"{future.name}/" if future else ""
        problem = future.problem if future else session.problem()
        columns, scarce = session.pool.columns, session.pool.scarce(problem)
        within = Within(self.model, label)
        return MixModel(
            problem, columns, scarce, goal=Goal.UNSERVED, held={}, whole=whole, within=within
        )

    def _add_future(self, future: FutureMix) -> None:
        if future.images is None:
            mix = self.first
        else:
            mix = self._mix(future.session, future, whole=self._whole_later)
            self._link(mix, future)
        cents = mix.value_of(Goal.COST)
        price = future.problem.cost.unserved
        if mix is self.first:  # its own problem puts no price on what is left
            cents += price * mix.value_of(Goal.UNSERVED)
        cost = self.model.add_variable()
        row = cost - MONEY_SCALE * cents >= MONEY_SCALE * future.left_cents
        self.mixes.append(mix)
        self._costs.append(cost)
        self._cost_rows.append(self.model.add_linear_constraint(row))

    def _link(self, mix: MixModel, future: FutureMix) -> None:
        """Let what is booked today stand in a future, where it holds."""
        images = future.images or {}
        there = {column.key: units for column, units in zip(mix.columns, mix.units, strict=True)}
        booked: dict[object, list[mathopt.Variable]] = defaultdict(list)
        for column, units in zip(self.first.columns, self.first.units, strict=True):
            image = images.get(column.key)
            if image is not None:
                booked[image.key].append(units)
        for key, units in booked.items():
            total = mathopt.fast_sum(units)
            self.model.add_linear_constraint(there[key] - total >= 0)  # type: ignore[index]

    def _set_objective(self, pool: JointPool, aim: RiskAim) -> None:
        eta = self.model.add_variable()
        mean, beyond = [], []
        for future, cost in zip(pool.futures, self._costs, strict=True):
            over = self.model.add_variable(lb=0)
            self.model.add_linear_constraint(over >= cost - eta)
            mean.append(future.probability * cost)
            beyond.append(future.probability * over)
        cvar = eta + mathopt.fast_sum(beyond) / (1 - aim.level)
        self.model.minimize((1 - aim.weight) * mathopt.fast_sum(mean) + aim.weight * cvar)

    def solve_linear(self) -> tuple[float, list[Prices | None]]:
        """Return the value in cents, and the prices of each future (None: it counts for nothing).

        Raises
        ------
        NoPlanError
            The model was not solved.
        """
        result = stoppable(lambda: mathopt.solve(self.model, mathopt.SolverType.GLOP))
        if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
            message = f"the joint mix ended with {result.termination.reason.name}"
            raise NoPlanError(message)
        prices: list[Prices | None] = []
        for mix, row in zip(self.mixes, self._cost_rows, strict=True):
            counts = result.dual_values(row)
            is_nothing = counts < LEAST_WEIGHT
            factor = 1.0 if is_nothing else 1 / (counts * MONEY_SCALE)
            prices.append(None if is_nothing else prices_of(mix, result, factor))
        return result.objective_value() / MONEY_SCALE, prices

    def solve_whole(self, effort: Effort) -> tuple[mathopt.SolveResult, float] | None:
        """Return the result in whole units and the bound in cents; None: nothing was found."""
        parameters = mathopt.SolveParameters(relative_gap_tolerance=effort.gap / 10, random_seed=1)
        parameters.time_limit = timedelta(seconds=effort.seconds)
        result = whole_result(self.model, parameters)
        if not result.has_primal_feasible_solution():
            return None
        bound = result.termination.objective_bounds.dual_bound
        return result, bound / MONEY_SCALE
