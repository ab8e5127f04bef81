"""Small networks where every arc may cost: the program over arcs, by branch and cut."""

from __future__ import annotations

import time
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.math_opt.python import mathopt

from ...network.fixed_charge import FixedChargePlan
from ...network.multicommodity import FixedChargeProblem, FlowProblem
from ..flow.solve import FlowProgress, solve_flow
from ..program import WholeSolution, solve_linear, solve_whole
from .arc_program import ArcProgram
from .effort import Effort, cost_of_rejecting_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowPlan

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]

MOST_ROUNDS = 30
"""Rounds in which strong inequalities are added to the relaxation."""

FEW_STRONG = 60_000
"""Where there could be no more of them, branch and cut gets all strong inequalities."""

SMALL = 15_000
"""Flows on arcs below which branch and cut needs no plan to start from."""

USED = 0.15
"""Opening in the relaxation above which an arc is of use."""

FIRST_SHARE = 0.4
"""Share of the time for a plan on the arcs that the relaxation uses."""

FLOW_GAP = 1e-8
"""Relative gap of the flow on the arcs that are opened."""

FLOW_SECONDS = 20.0
"""Time for it, beyond all others: it is what branch and cut found, made exact."""


class _Root(NamedTuple):
    """The relaxation: bound, and by arc the opening and its reduced cost."""

    bound: float
    openings: Vector
    reduced: Vector


def by_arcs(problem: FixedChargeProblem, effort: Effort) -> FixedChargePlan:
    """Solve the program over arcs; see `solve_fixed_charge`."""
    run = _Run(problem, effort)
    try:
        ended = run.search()
    except KeyboardInterrupt:
        ended = "interrupted"
    return run.plan(ended)


class _Run:
    """Relaxation, a plan on few arcs, then the proof on the arcs that can still matter."""

    def __init__(self, problem: FixedChargeProblem, effort: Effort) -> None:
        self._problem, self._effort = problem, effort
        self._started = time.monotonic()
        self._is_large = problem.flow.num_commodities * problem.flow.num_arcs > SMALL
        # SCIP is the faster one on small networks, HiGHS finds better plans on large ones.
        self._solver = mathopt.SolverType.HIGHS if self._is_large else mathopt.SolverType.GSCIP
        self._bound = -inf
        self._best: FlowPlan | None = None
        self._opened: tuple[int, ...] = ()
        self._cost = inf

    def search(self) -> str:
        """Solve, and return why it ended."""
        every = np.arange(self._problem.flow.num_arcs)
        root = self._root(every)
        if root is None:
            return "proven that the capacities do not suffice"
        self._bound = root.bound
        if self._is_large:
            free = self._problem.fixed_cost <= 0
            few = np.flatnonzero(free | (root.openings > USED))
            self._solve(few, FIRST_SHARE * self._effort.seconds)
        if self._gap() <= self._effort.gap:
            return "gap reached"
        # An arc whose opening costs more than what could be saved stays closed in any better plan.
        kept = np.flatnonzero(root.reduced <= max(0.0, self._cost - root.bound) * (1 + 1e-9))
        found = self._solve(kept, self._left())
        self._bound = max(self._bound, min(found.bound, self._cost))
        return "optimal" if found.is_proven else "time is over"

    def _root(self, arcs: Longs) -> _Root | None:
        program = ArcProgram(self._problem, arcs)
        solution = None
        for _ in range(MOST_ROUNDS):
            found = solve_linear(program.program(), solver=mathopt.SolverType.HIGHS)
            if found is None:
                break
            solution = found
            opening = program.read(found.values)
            if self._left() <= 0 or not program.strengthen(opening):
                break
        if solution is None:
            return None
        openings, reduced = np.ones(len(arcs)), np.zeros(len(arcs))
        openings[program.charged] = program.read(solution.values).openings
        reduced[program.charged] = np.maximum(0.0, program.read(solution.reduced).openings)
        self._strong = dict(zip(program.charged.tolist(), program.strong.T, strict=True))
        return _Root(solution.cost, openings, reduced)

    def _solve(self, arcs: Longs, seconds: float) -> WholeSolution:
        """Solve over some arcs, and keep the plan if it is cheaper."""
        program = ArcProgram(self._problem, arcs)
        if program.num_strong <= FEW_STRONG:
            program.strong[:] = True
        else:
            for n, arc in enumerate(arcs[program.charged].tolist()):
                program.strong[:, n] = self._strong[arc]
        found = solve_whole(
            program.program(),
            seconds=max(0.0, min(seconds, self._left())),
            gap=max(1e-9, self._effort.gap),
            solver=self._solver,
        )
        if found.values is not None:
            openings = program.read(found.values).openings
            self._keep(arcs[program.charged[openings > 0.5]].tolist())
        return found

    def _keep(self, opened: list[int]) -> None:
        """Find the cheapest flow on what is opened, and keep it if it is cheaper."""
        problem = self._problem
        is_open = problem.fixed_cost <= 0
        is_open[opened] = True
        plan = _flow_on(problem.flow, np.flatnonzero(is_open), self._effort.threads)
        used = {arc for path in plan.paths for arc in path.arcs}
        if problem.budget is None:
            opened = [arc for arc in opened if arc in used]
        charge = float(problem.fixed_cost[opened].sum()) if problem.budget is None else 0.0
        if plan.cost + charge < self._cost:
            self._best, self._opened, self._cost = plan, tuple(sorted(opened)), plan.cost + charge
        if self._effort.report is not None:
            spent = time.monotonic() - self._started
            self._effort.report(FlowProgress(1, self._cost, self._bound, self._gap(), spent))

    def _gap(self) -> float:
        if not np.isfinite(self._cost):
            return inf
        return max(0.0, self._cost - self._bound) / max(abs(self._cost), 1e-9)

    def _left(self) -> float:
        return self._started + self._effort.seconds - time.monotonic()

    def plan(self, ended: str) -> FixedChargePlan:
        """Return the best plan; without one, all is rejected."""
        flow, best = self._problem.flow, self._best
        if best is None:
            best = _flow_on(flow, np.arange(flow.num_arcs), 1)
        has_plan, solver = np.isfinite(self._cost), "HiGHS" if self._is_large else "SCIP"
        cost = self._cost if has_plan else cost_of_rejecting_all(self._problem)
        return FixedChargePlan(
            problem=self._problem,
            paths=best.paths if has_plan else (),
            rejected=best.rejected if has_plan else flow.demand.copy(),
            opened=self._opened if has_plan else (),
            cost=cost,
            bound=min(self._bound, cost) if np.isfinite(self._bound) else min(0.0, cost),
            proof=(),
            unreachable=best.unreachable,
            seconds=time.monotonic() - self._started,
            method=f"flows on arcs, strong inequalities, branch and cut by {solver}: {ended}; "
            f"bound: {solver} and the linear relaxation by HiGHS",
        )


def _flow_on(flow: FlowProblem, arcs: Longs, threads: int) -> FlowPlan:
    """Return the cheapest flow on some of the arcs, which keep their numbers."""
    ticks = None if flow.ticks is None else flow.ticks[arcs]
    names = ("tail", "head", "cost", "capacity")
    part = replace(flow, ticks=ticks, **{name: getattr(flow, name)[arcs] for name in names})
    plan = solve_flow(part, gap=FLOW_GAP, seconds=FLOW_SECONDS, threads=threads)
    paths = [replace(path, arcs=tuple(arcs[list(path.arcs)].tolist())) for path in plan.paths]
    return replace(plan, paths=tuple(paths))
