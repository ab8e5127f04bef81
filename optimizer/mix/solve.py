"""Solve a mix: linear with prices by GLOP, in whole units by HiGHS, both through MathOpt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from ortools.math_opt.python import mathopt

from ...network.errors import NoPlanError
from ..stoppable import stoppable
from .column import Column
from .limit_rows import TOLERANCE
from .master import MixModel
from .problem import Prices

LEAST_PRICE = 1e-12
"""Prices below it count as nothing: a budget is priced in TEU per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterSolution:
    """The optimum over the columns: value, amounts, and prices.

    ``auxiliaries`` holds the amounts of the auxiliaries of the mix, by their key.
    """

    value: float
    amounts: Mapping[Column, float]
    unserved: Mapping[str, float]
    auxiliaries: Mapping[str, float]
    prices: Prices


def solve_linear(mix: MixModel) -> MasterSolution:
    """Solve the linear mix.

    Raises
    ------
    NoPlanError
        The columns cannot serve what must be served.
    """
    return _linear_solution(mix, _linear_result(mix.model))


class LinearSolver:
    """Solves one model again and again, each time from the basis of the time before.

    Parameters
    ----------
    mix
        The model; its bounds may change between two solves.
    """

    def __init__(self, mix: MixModel) -> None:
        self._mix = mix
        self._solver = mathopt.IncrementalSolver(mix.model, mathopt.SolverType.GLOP)

    def solve(self) -> MasterSolution:
        """Solve the model as it is now.

        Raises
        ------
        NoPlanError
            The columns cannot serve what must be served.
        """
        reason = mathopt.TerminationReason
        result = stoppable(self._solver.solve)
        if result.termination.reason not in (reason.OPTIMAL, reason.INFEASIBLE):
            result = _linear_result(self._mix.model)
        return _linear_solution(self._mix, result)


def _linear_solution(mix: MixModel, result: mathopt.SolveResult) -> MasterSolution:
    if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
        message = f"the linear mix ended with {result.termination.reason.name}"
        raise NoPlanError(message)
    return MasterSolution(
        value=result.objective_value(),
        amounts=_amounts(mix, result),
        unserved=_left(mix, result),
        auxiliaries=_auxiliaries(mix, result),
        prices=prices_of(mix, result, 1.0),
    )


def prices_of(mix: MixModel, result: mathopt.SolveResult, factor: float) -> Prices:
    """Return the duals of the rows of a mix, which may be part of a larger model.

    Parameters
    ----------
    factor
        What one of the objective is worth in the objective of the mix.
    """
    dual = result.dual_values()
    rows = {r.key: -factor * dual[mix.row_constraints[r.key]] * r.scale for r in mix.rows}
    return Prices(
        demand={key: factor * dual[row] for key, row in mix.demand.items()},
        resource=_positive({key: -factor * dual[row] for key, row in mix.capacity.items()}),
        rows=_positive(rows),
    )


def whole_solution(mix: MixModel, result: mathopt.SolveResult) -> MasterSolution:
    """Return what a mix in whole units came to."""
    return MasterSolution(
        value=result.objective_value(),
        amounts={column: float(round(v)) for column, v in _amounts(mix, result).items()},
        unserved={key: float(round(v)) for key, v in _left(mix, result).items()},
        auxiliaries=_auxiliaries(mix, result),
        prices=Prices(),
    )


def _linear_result(model: mathopt.Model) -> mathopt.SolveResult:
    """Solve by GLOP, and by HiGHS where GLOP ends without a verdict (a tight budget does it)."""
    reason = mathopt.TerminationReason
    result = stoppable(lambda: mathopt.solve(model, mathopt.SolverType.GLOP))
    if result.termination.reason in (reason.OPTIMAL, reason.INFEASIBLE):
        return result
    return stoppable(lambda: mathopt.solve(model, mathopt.SolverType.HIGHS))


def whole_result(model: mathopt.Model, parameters: mathopt.SolveParameters) -> mathopt.SolveResult:
    """Solve by HiGHS, and by SCIP where HiGHS gives up on its own presolve.

    MathOpt 9.15 raises an AttributeError then, on its way to name the error.
    """
    solver = mathopt.SolverType
    try:
        return stoppable(lambda: mathopt.solve(model, solver.HIGHS, params=parameters))
    except AttributeError:
        return stoppable(lambda: mathopt.solve(model, solver.GSCIP, params=parameters))


def solve_whole(
    mix: MixModel, *, relative_gap: float, seconds: float, in_haste: bool = False
) -> MasterSolution | None:
    """Solve the mix in whole units; None where no solution was found in time.

    ``in_haste`` asks SCIP alone, which finds a first solution sooner than HiGHS does.
    """
    parameters = mathopt.SolveParameters(
        relative_gap_tolerance=relative_gap,
        absolute_gap_tolerance=0.0,
        random_seed=1,
    )
    parameters.time_limit = timedelta(seconds=seconds)
    if in_haste:
        scip = mathopt.SolverType.GSCIP
        result = stoppable(lambda: mathopt.solve(mix.model, scip, params=parameters))
    else:
        result = whole_result(mix.model, parameters)
    if not result.has_primal_feasible_solution():
        return None
    return whole_solution(mix, result)


def _amounts(mix: MixModel, result: mathopt.SolveResult) -> dict[Column, float]:
    values = result.variable_values(mix.units)
    return {
        column: value
        for column, value in zip(mix.columns, values, strict=True)
        if value > TOLERANCE
    }


def _left(mix: MixModel, result: mathopt.SolveResult) -> dict[str, float]:
    left = {key: result.variable_values(v) for key, v in mix.unserved.items()}
    return {key: value for key, value in left.items() if value > TOLERANCE}


def _auxiliaries(mix: MixModel, result: mathopt.SolveResult) -> dict[str, float]:
    values = result.variable_values(list(mix.auxiliaries.values()))
    return dict(zip(mix.auxiliaries, values, strict=True))


K = TypeVar("K")


def _positive(values: Mapping[K, float]) -> dict[K, float]:
    return {key: value for key, value in values.items() if value > LEAST_PRICE}
