"""Serve every commodity on one path or not at all, as cheaply as can be proven."""

from __future__ import annotations

import time
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from ...network.multicommodity import FlowPath, FlowPlan, FlowProblem
from ..flow.engine import kernels
from ..flow.pricing import Pricer
from ..flow.solve import FlowProgress, Report, relaxed
from .assignment import Assignment
from .columns import REJECTED, Columns
from .detours import Detours
from .neighbourhood import chosen_items, improve

if TYPE_CHECKING:
    from ..flow.solve import Relaxed

LINEAR_GAP = 1e-4
"""Relative gap to which the linear relaxation is solved: the bound is no better."""

LEAST_GAP = 1e-7
"""Relative gap to which it is solved at most."""

LINEAR_SHARE = 0.6
"""Share of the time that the linear relaxation may take."""

SHAKES = (0.5, 0.8, 1.25, 2.0)
"""Factors on the prices at which further paths are looked for."""

ITEMS_AT_ONCE = 100
"""Commodities that are placed anew together."""

MOST_IDLE = 60
"""Parts without a gain after which the search ends."""

GROW_EVERY = 6
"""Parts without a gain after which parts are twice as large."""

MOST_GROWTH = 4
"""How often parts double at most."""

DETOURS_EVERY = 25
"""Parts between two searches for paths past what is full."""


def solve_whole_flow(
    problem: FlowProblem,
    *,
    gap: float = 1e-3,
    seconds: float = inf,
    report: Report | None = None,
    threads: int = 1,
) -> FlowPlan:
    """Return a cheap flow that puts each commodity on one path, or rejects all of it.

    The flow that may split gives the bound, the columns and prices of capacities. Commodities
    are then placed one by one, the largest first, where they cost least at these prices, and
    find paths past what is full; rejection stays open to each. Then parts of the plan, around
    the commodities that lose most against their best at the prices, are solved anew by branch
    and cut over the columns, while all others stay.

    Parameters
    ----------
    problem
        The problem.
    gap
        Relative gap between cost and bound that is good enough.
    seconds
        Wall time after which the best plan so far is returned.
    report
        Called after every round of the relaxation, and whenever the plan gets better.
    threads
        Threads of the pricing.

    Returns
    -------
    FlowPlan
        At most one path for each commodity. The bound is that of flows that may split, so
        part of the gap may be due to the question and not to the plan.

    Raises
    ------
    QuestionError
        `gap`, `seconds` or `threads` make no sense.
    """
    started = time.monotonic()
    first = relaxed(
        problem,
        gap=max(LEAST_GAP, min(LINEAR_GAP, gap / 10)) if 0 <= gap < 1 else gap,
        seconds=seconds * LINEAR_SHARE,
        report=report,
        threads=threads,
    )
    if first.search is None or first.reach is None:
        return replace(first.plan, method=f"whole paths: {first.plan.method}")
    run = _Run(problem, first, started, seconds, gap)
    run.report = report
    try:
        ended = run.search(threads)
    except KeyboardInterrupt:
        ended = "interrupted"
    return run.plan(ended)


class _Run:
    """One search for whole paths."""

    def __init__(
        self, problem: FlowProblem, first: Relaxed, started: float, seconds: float, gap: float
    ) -> None:
        assert first.search is not None
        assert first.reach is not None
        self._problem = problem
        self._linear = first.plan
        self._classes = first.reach.commodities
        self._started, self._seconds, self._wanted_gap = started, seconds, gap
        self._columns = Columns(
            problem, self._classes, first.search.pool, first.plan.capacity_prices
        )
        self._best = Assignment(self._columns)
        self._lost = _cost_of(problem, first.reach.unreachable.tolist())
        self._parts = 0
        self.report: Report | None = None

    def search(self, threads: int) -> str:
        """Improve until the gap, the clock or the method says stop."""
        detours = Detours(
            self._problem,
            self._classes,
            self._columns,
            Pricer(self._problem, self._classes, kernels(), threads=threads),
        )
        detours.past_small_arcs()
        self._start()
        for shake in SHAKES:
            if self._left() <= 0:
                return "time is over"
            detours.at(self._columns.prices * shake)
        idle, most_idle = 0, min(MOST_IDLE, 2 + len(self._columns))
        while idle < most_idle:
            if self._gap() <= self._wanted_gap:
                return "gap reached"
            if self._left() <= 0:
                return "time is over"
            if self._parts % DETOURS_EVERY == 0:
                self._fill(detours)
                detours.shaken(self._columns.prices, seed=self._parts)
            idle = 0 if self._improve(idle) else idle + 1
        return "no part gets better"

    def _start(self) -> None:
        """Place all commodities, once by prices alone and once near the flow that may split."""
        order = np.argsort(-self._columns.demand, kind="stable").tolist()
        near = Assignment(self._columns)
        near.follow(self._shares())
        for plan in (self._best, near):
            plan.place(i for i in order if plan.choice[i] == REJECTED)
        if near.cost < self._best.cost:
            self._best = near

    def _shares(self) -> dict[int, list[tuple[float, int]]]:
        item_of = {int(k): item for item, k in enumerate(self._columns.who)}
        shares: dict[int, list[tuple[float, int]]] = {}
        for path in self._linear.paths:
            item = item_of[path.commodity]
            column = self._columns.find(item, path.arcs)
            if column is not None:
                shares.setdefault(item, []).append((path.amount, column))
        return shares

    def _fill(self, detours: Detours) -> None:
        """Find ways for what is rejected or lies badly, and take what is free to take."""
        losses = self._best.losses()
        worst = np.argsort(-losses, kind="stable")[: max(20, len(losses) // 10)]
        detours.past_full_arcs(self._best, worst[losses[worst] > 0])
        self._best.place(np.flatnonzero(self._best.choice == REJECTED).tolist())
        self._best.settle()
        self._tell()

    def _improve(self, idle: int) -> bool:
        """Place anew the commodities around one that loses much."""
        columns, plan = self._columns, self._best
        losses = plan.losses()
        worst = np.argsort(-losses, kind="stable")
        draw = np.random.default_rng(self._parts)
        rank = int(len(worst) * 0.2 * draw.random() ** 2)
        size = ITEMS_AT_ONCE << min(MOST_GROWTH, idle // GROW_EVERY)
        items = chosen_items(plan, columns, int(worst[rank]), size, plan.users())
        slack = max(0.0, self._cost() - self._linear.bound)
        saved = improve(plan, columns, items, self._left(), slack)
        self._parts += 1
        if saved:
            self._tell()
        return saved > 0

    def _cost(self) -> float:
        return self._best.cost + self._lost

    def _gap(self) -> float:
        cost = self._cost()
        return max(0.0, cost - self._linear.bound) / max(abs(cost), 1e-9)

    def _left(self) -> float:
        return self._started + self._seconds - time.monotonic()

    def _tell(self) -> None:
        if self.report is not None:
            seconds = time.monotonic() - self._started
            self.report(
                FlowProgress(self._parts, self._cost(), self._linear.bound, self._gap(), seconds)
            )

    def plan(self, ended: str) -> FlowPlan:
        """Return the best plan."""
        problem, columns = self._problem, self._columns
        paths = [
            FlowPath(
                commodity=int(columns.who[item]),
                arcs=tuple(columns.arcs(column).tolist()),
                amount=float(columns.demand[item]),
            )
            for item, column in enumerate(self._best.choice.tolist())
            if column != REJECTED
        ]
        rejected = problem.demand.copy()
        for path in paths:
            rejected[path.commodity] = 0.0
        cost = sum(p.amount * float(problem.cost[list(p.arcs)].sum()) for p in paths)
        return replace(
            self._linear,
            paths=tuple(sorted(paths, key=lambda path: path.commodity)),
            rejected=rejected,
            cost=cost + _cost_of(problem, np.flatnonzero(rejected).tolist()),
            rounds=self._linear.rounds + self._parts,
            seconds=time.monotonic() - self._started,
            method=f"whole paths: {self._parts} parts by branch and cut: {ended}; bound: "
            f"{self._linear.method}",
        )


def _cost_of(problem: FlowProblem, rejected: list[int]) -> float:
    return float(problem.demand[rejected] @ problem.reject_cost[rejected]) if rejected else 0.0
