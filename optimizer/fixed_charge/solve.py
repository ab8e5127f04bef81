"""Choose which arcs to open, and route over them: two methods behind one door."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from ..flow.solve import Report, check_effort
from .additions import by_columns
from .by_arcs import by_arcs
from .effort import Effort

if TYPE_CHECKING:
    from ...network.fixed_charge import FixedChargePlan
    from ...network.multicommodity import FixedChargeProblem

MOST_FLOWS = 100_000
"""Flows of commodities on arcs up to which the program over arcs is solved."""


def solve_fixed_charge(
    problem: FixedChargeProblem,
    *,
    gap: float = 1e-4,
    seconds: float = inf,
    report: Report | None = None,
    threads: int = 1,
) -> FixedChargePlan:
    """Return which arcs to open, and the flow over them.

    Small networks without time limits are solved as a program over arcs, with strong
    inequalities, by branch and cut. Large ones, where few arcs cost something, by column
    generation with fractional openings: prices of the capacities and of the budget bound all
    plans, one program over the columns chooses whole openings, and where that leaves a gap the
    choices are split, each part with prices of its own.

    Parameters
    ----------
    problem
        The problem.
    gap
        Relative gap between cost and bound that is good enough.
    seconds
        Wall time after which the best plan so far is returned.
    report
        Called with the progress.
    threads
        Threads of the pricing; the plan is the same for any number.

    Returns
    -------
    FixedChargePlan
        The plan, its bound, and what proves it.

    Raises
    ------
    QuestionError
        `gap`, `seconds` or `threads` make no sense.
    """
    check_effort(gap, seconds, threads)
    effort = Effort(gap, seconds, threads, report)
    flow = problem.flow
    is_small = flow.num_commodities * flow.num_arcs <= MOST_FLOWS
    if is_small and not flow.has_time_limits:
        return by_arcs(problem, effort)
    return by_columns(problem, effort)
