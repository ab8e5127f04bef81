"""Shares of options that cost differently in each scenario: expectation against CVaR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.math_opt.python import mathopt

from ...network.errors import Mistake, NoPlanError, QuestionError
from ...network.tail import tail_of
from ..stoppable import stoppable

NEAR = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustMix:
    """Shares of options with the least weighted mean of expectation and CVaR.

    Parameters
    ----------
    shares
        Of each option, with the sum 1.
    costs
        Of the mix in each scenario.
    mean, var, cvar
        Expectation of the costs, and their tail at the level.
    """

    shares: tuple[float, ...]
    costs: tuple[float, ...]
    mean: float
    var: float
    cvar: float


def robust_mix(
    costs: Sequence[Sequence[float]],
    probabilities: Sequence[float],
    *,
    level: float = 0.9,
    weight: float = 1.0,
    whole: bool = False,
) -> RobustMix:
    """Mix options at the least ``(1 - weight) E + weight CVaR``.

    The CVaR is the linear program of Rockafellar and Uryasev (2000), Optimization of
    conditional value-at-risk, Journal of Risk 2(3): the least of
    eta + sum of p_s t_s / (1 - level) with t_s >= Q_s - eta and t_s >= 0.

    Parameters
    ----------
    costs
        For each option its cost in each scenario.
    probabilities
        Of the scenarios, with the sum 1.
    level
        Of the CVaR, from 0 to below 1.
    weight
        Of the CVaR, from 0 (risk-neutral) to 1.
    whole
        One option, not a mix.

    Raises
    ------
    QuestionError
        There are no options, or a number is out of range.
    """
    _check(costs, probabilities, level, weight)
    model = mathopt.Model(name="robust_mix")
    shares = [model.add_variable(lb=0, ub=1, is_integer=whole) for _ in costs]
    model.add_linear_constraint(mathopt.fast_sum(shares) == 1)
    eta = model.add_variable()
    mean: mathopt.LinearBase = mathopt.LinearSum([])
    beyond = []
    for scenario, probability in enumerate(probabilities):
        cost = mathopt.fast_sum(
            option[scenario] * share for option, share in zip(costs, shares, strict=True)
        )
        over = model.add_variable(lb=0)
        model.add_linear_constraint(over >= cost - eta)
        beyond.append(probability * over)
        mean = mean + probability * cost
    cvar = eta + mathopt.fast_sum(beyond) / (1 - level)
    model.minimize((1 - weight) * mean + weight * cvar)
    solver = mathopt.SolverType.HIGHS if whole else mathopt.SolverType.GLOP
    result = stoppable(lambda: mathopt.solve(model, solver))
    if not result.has_primal_feasible_solution():
        message = f"the mix of options ended with {result.termination.reason.name}"
        raise NoPlanError(message)
    return mix_of(costs, probabilities, result.variable_values(shares), level)


def mix_of(
    costs: Sequence[Sequence[float]],
    probabilities: Sequence[float],
    shares: Sequence[float],
    level: float,
) -> RobustMix:
    """Return what given shares of options come to."""
    mixed = [
        sum(option[scenario] * share for option, share in zip(costs, shares, strict=True))
        for scenario in range(len(probabilities))
    ]
    tail = tail_of(mixed, level, probabilities)
    return RobustMix(
        shares=tuple(shares),
        costs=tuple(mixed),
        mean=sum(p * cost for p, cost in zip(probabilities, mixed, strict=True)),
        var=tail.var,
        cvar=tail.cvar,
    )


def _check(
    costs: Sequence[Sequence[float]], probabilities: Sequence[float], level: float, weight: float
) -> None:
    mistakes = []
    if not costs or any(len(option) != len(probabilities) for option in costs):
        expected = f"at least one, each with {len(probabilities)} costs"
        mistakes.append(Mistake(place="options", found=f"{len(costs)}", expected=expected))
    total = sum(probabilities)
    if not probabilities or min(probabilities) < 0 or not abs(total - 1) <= NEAR:
        expected = "none below 0, with the sum 1"
        mistakes.append(Mistake(place="probabilities", found=f"{total:g}", expected=expected))
    if not 0 <= level < 1:
        mistakes.append(Mistake(place="level", found=f"{level:g}", expected="from 0 to below 1"))
    if not 0 <= weight <= 1:
        mistakes.append(Mistake(place="weight", found=f"{weight:g}", expected="from 0 to 1"))
    if mistakes:
        raise QuestionError(mistakes)
