"""Solve a static multicommodity flow problem, with a bound that proves how good the flow is."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf, isfinite
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from ...network.errors import Mistake, QuestionError
from ...network.multicommodity import FlowPath, FlowPlan, FlowProblem
from .either_master import by_either
from .engine import kernels
from .pricing import OutOfTimeError, Pricer
from .reachability import Reach, reach
from .search import Search
from .unpacking import unpacked

if TYPE_CHECKING:
    from .commodities import Commodities

MOST_IDLE_ROUNDS = 3
"""Rounds without anything new after which the method ends."""

MOST_STALE_ROUNDS = 40
"""Rounds without a smaller gap after which the method ends."""


class FlowProgress(NamedTuple):
    """Where the solver is after a round: best cost so far (inf without a flow), bound, gap."""

    round: int
    cost: float
    bound: float
    gap: float
    seconds: float

    def __str__(self) -> str:
        """Say it in a line."""
        gap = f"gap {self.gap:.3%}" if isfinite(self.gap) else "no flow yet that serves all"
        return (
            f"round {self.round}: cost {self.cost:,.8g}, bound {self.bound:,.8g}, {gap}, "
            f"{self.seconds:.1f} s"
        )


Report = Callable[[FlowProgress], None]
"""Takes the progress after every round."""


def solve_flow(
    problem: FlowProblem,
    *,
    gap: float = 1e-4,
    seconds: float = inf,
    report: Report | None = None,
    threads: int = 1,
) -> FlowPlan:
    """Return the cheapest flow within all capacities and time limits.

    Column generation over paths. Every round gives prices of capacities. What all would pay
    at these prices on their cheapest paths, less what the capacities are worth, is a lower
    bound for every flow (Lagrange), and those paths are the next columns. A flow that keeps
    all limits is made in every round: the best one is returned when the time is over or at
    Ctrl-C.

    Parameters
    ----------
    problem
        The problem.
    gap
        Relative gap between cost and bound that is good enough.
    seconds
        Wall time after which the best flow so far is returned.
    report
        Called after every round.
    threads
        Threads of the pricing; the flow is the same for any number.

    Returns
    -------
    FlowPlan
        The flow, its bound, and the commodities that no path serves. Where not all can be
        served that must be, the cost is inf, and so is the bound where no path serves one.

    Raises
    ------
    QuestionError
        `gap`, `seconds` or `threads` make no sense.
    """
    return relaxed(problem, gap=gap, seconds=seconds, report=report, threads=threads).plan


class Relaxed(NamedTuple):
    """A flow, and what was found on the way to it: classes and columns to go on from."""

    plan: FlowPlan
    reach: Reach | None
    search: Search | None


def relaxed(
    problem: FlowProblem, *, gap: float, seconds: float, report: Report | None, threads: int
) -> Relaxed:
    """Solve as `solve_flow` does, for solvers that ask for more than a flow."""
    check_effort(gap, seconds, threads)
    with threadpool_limits(1, user_api="blas"):  # more are slower here, and round otherwise
        run = _Run(problem, gap, seconds, threads, report)
        plan = run.plan()
    return Relaxed(plan, run.reach, run.search)


class _Run:
    """One run of the solver."""

    def __init__(
        self, problem: FlowProblem, gap: float, seconds: float, threads: int, report: Report | None
    ) -> None:
        self._problem = problem
        self._wanted_gap = gap
        self._threads = threads
        self._report = report
        self._kernels = kernels()
        self._started = time.monotonic()
        self._deadline = self._started + seconds
        self.reach: Reach | None = None
        self.search: Search | None = None

    def plan(self) -> FlowPlan:
        """Search until the gap, the clock, the user or the method says stop."""
        self.reach = reach(self._problem, self._pricer)  # without it, there is nothing to return
        try:
            ended = self._solve(self.reach)
        except KeyboardInterrupt:
            ended = "interrupted"
        except OutOfTimeError:
            ended = "time is over"
        return self._plan(f"column generation, {self._kernels.title}: {ended}")

    def _solve(self, found: Reach) -> str:
        if not len(found.commodities):
            return "no path serves any commodity"
        method = by_either(self._check_clock)
        search = Search(self._problem, found.commodities, self._kernels, found.pricer, method)
        search.start(found.paths)
        self.search = search
        ceiling = _most_cost(self._problem, found.commodities)
        while True:
            search.round(self._wanted_gap)
            self._tell(search)
            if search.gap <= self._wanted_gap:
                return "gap reached"
            if search.bound.value > ceiling:
                return "proven that the capacities do not suffice"
            if search.idle_rounds >= MOST_IDLE_ROUNDS:
                return "no better column exists"
            if search.stale_rounds >= MOST_STALE_ROUNDS:
                return "rounding leaves no better"
            self._check_clock()

    def _pricer(self, commodities: Commodities) -> Pricer:
        return Pricer(
            self._problem,
            commodities,
            self._kernels,
            threads=self._threads,
            check=self._check_clock,
        )

    def _check_clock(self) -> None:
        if self.reach is not None and time.monotonic() > self._deadline:
            raise OutOfTimeError

    def _tell(self, search: Search) -> None:
        if self._report is not None:
            lost = self._lost()
            cost = search.flow.cost + lost if search.flow else inf
            seconds = time.monotonic() - self._started
            self._report(
                FlowProgress(search.rounds, cost, search.bound.value + lost, search.gap, seconds)
            )

    def _lost(self) -> float:
        """Return what the commodities cost that no path serves."""
        if self.reach is None or not len(self.reach.unreachable):
            return 0.0
        who = self.reach.unreachable
        return float(self._problem.demand[who] @ self._problem.reject_cost[who])

    def _plan(self, method: str) -> FlowPlan:
        problem, search, found = self._problem, self.search, self.reach
        paths: tuple[FlowPath, ...] = ()
        rejected, cost = problem.demand.copy(), _reject_all(problem)
        bound, prices, rounds = self._lost(), np.zeros(problem.num_arcs), 0
        if found is not None and search is not None:
            rounds, prices = search.rounds, search.bound.prices
            bound = search.bound.value + self._lost()
            if search.flow is not None:
                paths, rejected = unpacked(problem, found.commodities, search.pool, search.flow)
                rejected[found.unreachable] = problem.demand[found.unreachable]
                cost = search.flow.cost + self._lost()
        return FlowPlan(
            problem=problem,
            paths=paths,
            rejected=rejected,
            cost=cost,
            bound=bound,
            unreachable=() if found is None else tuple(found.unreachable.tolist()),
            capacity_prices=prices,
            rounds=rounds,
            seconds=time.monotonic() - self._started,
            method=method,
        )


def _reject_all(problem: FlowProblem) -> float:
    return float(problem.demand @ problem.reject_cost) if problem.num_commodities else 0.0


def _most_cost(problem: FlowProblem, commodities: Commodities) -> float:
    """Return a cost that no flow needs to pass: the longest paths, or rejection where it may be."""
    most_arcs = min(problem.num_nodes - 1, problem.num_arcs)
    longest = float(np.sort(problem.cost)[problem.num_arcs - most_arcs :].sum())
    each = np.where(np.isfinite(commodities.reject_cost), commodities.reject_cost, longest)
    return float(commodities.demand @ each) * (1 + 1e-6)


def check_effort(gap: float, seconds: float, threads: int) -> None:
    """Raise a QuestionError where the gap, the seconds or the threads make no sense."""
    mistakes = []
    if not 0 <= gap < 1:
        mistakes.append(Mistake(place="gap", found=str(gap), expected="a share from 0 to below 1"))
    if not seconds > 0:
        mistakes.append(Mistake(place="seconds", found=str(seconds), expected="more than 0"))
    if threads < 1 or not isfinite(threads):
        mistakes.append(Mistake(place="threads", found=str(threads), expected="at least 1"))
    if mistakes:
        raise QuestionError(mistakes)
