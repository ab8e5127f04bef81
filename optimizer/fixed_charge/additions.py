"""A few arcs to open on a large network: column generation, and a tree over what to open."""

from __future__ import annotations

import heapq
import time
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...network.fixed_charge import FixedChargePlan, PriceProof
from ...network.multicommodity import FixedChargeProblem, FlowPath
from ..flow.engine import kernels
from ..flow.pricing import OutOfTimeError, Pricer
from ..flow.repair import Flow, Repairer
from ..flow.solve import FlowProgress, Relaxed, relaxed
from ..flow.unpacking import unpacked
from .column_generation import Bounded, ColumnGeneration
from .effort import Effort, cost_of_rejecting_all
from .links import Links
from .pool_program import Answer, Settled

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPEN_GAP = 1e-3
"""Relative gap to which the flow with all arcs open is solved, for its columns."""

PART_OF_GAP = 0.2
"""Share of the wanted gap to which each part of the tree is priced."""

MOST_SEARCHES = 2000
"""Shortest paths that the repair of a flow may look for."""

NEARLY = 1e-6
"""An opening as near to 0 or 1 counts as it."""


class _Found(NamedTuple):
    flow: Flow
    opened: tuple[int, ...]
    cost: float


def by_columns(problem: FixedChargeProblem, effort: Effort) -> FixedChargePlan:
    """Solve by column generation; see `solve_fixed_charge`."""
    started = time.monotonic()
    links = Links(problem)
    first = relaxed(
        links.flow,
        gap=OPEN_GAP,
        seconds=effort.seconds,
        report=effort.report,
        threads=effort.threads,
    )
    tree = _Tree(links, first, effort, started)
    try:
        ended = tree.search()
    except KeyboardInterrupt:
        ended = "interrupted"
    except OutOfTimeError:
        ended = "time is over"
    return tree.plan(ended)


Leaf = tuple[float, int, Settled, Bounded | None]
"""Bound, number, choices, and how they were bounded: None where the budget forbids them."""


class _Tree:
    """Branch and price over what to open; every leaf keeps the prices that bound it."""

    def __init__(self, links: Links, first: Relaxed, effort: Effort, started: float) -> None:
        self._links, self._first, self._effort, self._started = links, first, effort, started
        self._wanted_gap = effort.gap
        self._leaves: list[Leaf] = []
        self._best: _Found | None = None
        self._parts = 0
        unreachable = list(first.plan.unreachable)
        flow = links.problem.flow
        lost = flow.demand[unreachable] @ flow.reject_cost[unreachable] if unreachable else 0.0
        self._lost = float(lost)

    def search(self) -> str:
        """Split the part with the least bound until the gap, the clock or the choices end."""
        first, links = self._first, self._links
        if first.search is None or first.reach is None:
            return "no path serves any commodity"
        commodities, core = first.reach.commodities, kernels()
        pricer = Pricer(
            links.flow, commodities, core, threads=self._effort.threads, check=self._check_clock
        )
        self._columns = ColumnGeneration(links, commodities, first.search.pool, core, pricer)
        self._leaves = [(-inf, 0, Settled(), None)]
        self._look(Settled())
        while self.gap > self._wanted_gap:
            self._check_clock()
            bound, _, settled, bounded = self._leaves[0]
            split = self._split(settled, bounded)
            if split is None or bound == inf:
                return "no choice is left to split"
            halves = [
                settled._replace(opened=(*settled.opened, split)),
                settled._replace(closed=(*settled.closed, split)),
            ]
            looked = [self._bounded(half) for half in halves]
            heapq.heappop(self._leaves)
            for leaf in looked:
                heapq.heappush(self._leaves, leaf)
        return "gap reached"

    @property
    def bound(self) -> float:
        """No plan costs less."""
        least = min((leaf[0] for leaf in self._leaves), default=0.0) + self._lost
        return least if self._best is None else min(least, self._best.cost)

    @property
    def gap(self) -> float:
        """Share of the cost that could still be saved; inf without a plan."""
        if self._best is None or not np.isfinite(self._best.cost):
            return inf
        return max(0.0, self._best.cost - self.bound) / max(abs(self._best.cost), 1e-9)

    def _look(self, settled: Settled) -> None:
        """Bound all choices, and take the best whole openings over the columns."""
        self._leaves = [self._bounded(settled)]
        left = self._started + self._effort.seconds - time.monotonic()
        answer = self._columns.whole(settled, PART_OF_GAP * self._wanted_gap, left)
        if answer is not None:
            self._keep(answer)

    def _bounded(self, settled: Settled) -> Leaf:
        self._parts += 1
        budget, price = self._links.problem.budget, self._links.price
        if budget is not None and price[list(settled.opened)].sum() > budget * (1 + 1e-6):
            return inf, self._parts, settled, None
        ceiling = inf if self._best is None else self._best.cost - self._lost
        found = self._columns.bounded(settled, PART_OF_GAP * self._wanted_gap, ceiling)
        if found.answer is not None and found.bound < ceiling:
            self._round(found.answer)
        self._tell()
        return found.bound, self._parts, settled, found

    def _round(self, answer: Answer) -> None:
        """Make a plan of the largest openings, as far as the budget goes."""
        budget = self._links.problem.budget
        left = inf if budget is None else budget
        opened = np.zeros(len(answer.openings))
        for j in np.argsort(-answer.openings, kind="stable"):
            if answer.openings[j] > NEARLY and self._links.price[j] <= left * (1 + 1e-9):
                opened[j] = 1.0
                left -= self._links.price[j]
        self._keep(answer._replace(openings=opened))

    def _keep(self, answer: Answer) -> None:
        """Make a flow of an answer that keeps every capacity, and keep it if it is cheaper."""
        links, found = self._links, self._first.reach
        assert found is not None
        opened = np.flatnonzero(answer.openings > 0.5).tolist()
        problem = links.opened(opened)
        pricer = Pricer(problem, found.commodities, kernels(), threads=self._effort.threads)
        repairer = Repairer(problem, found.commodities, pricer)
        pool = self._columns.pool
        flow = repairer.repaired(pool, answer.columns, answer.amounts, MOST_SEARCHES)
        load = pool.load(flow.columns, flow.amounts, len(links.base))
        load += np.bincount(
            flow.further.arcs,
            np.repeat(flow.further_amounts, flow.further.length),
            len(links.base),
        )
        if links.problem.budget is None:
            opened = links.used(load, opened)
        charge = links.price[opened].sum() if links.problem.budget is None else 0.0
        cost = flow.cost + float(charge) + self._lost
        if self._best is None or cost < self._best.cost:
            self._best = _Found(flow, tuple(opened), cost)

    def _split(self, settled: Settled, bounded: Bounded | None) -> int | None:
        """Return the candidate to branch on: the one whose opening is the least decided."""
        free = np.ones(len(self._links.candidate), bool)
        free[[*settled.opened, *settled.closed]] = False
        if bounded is None or not free.any():
            return None
        if bounded.answer is None:
            return int(np.flatnonzero(free)[0])
        doubt = np.where(free, np.abs(bounded.answer.openings - 0.5), inf)
        return int(np.argmin(doubt))

    def _check_clock(self) -> None:
        if time.monotonic() > self._started + self._effort.seconds:
            raise OutOfTimeError

    def _tell(self) -> None:
        if self._effort.report is not None:
            cost = inf if self._best is None else self._best.cost
            seconds = time.monotonic() - self._started
            self._effort.report(FlowProgress(self._parts, cost, self.bound, self.gap, seconds))

    def plan(self, ended: str) -> FixedChargePlan:
        """Return the best plan and its proof."""
        problem = self._links.problem
        paths: list[FlowPath] = []
        rejected, opened, cost = (
            problem.flow.demand.copy(),
            tuple[int, ...](),
            self._first.plan.cost,
        )
        found = self._first.reach
        if self._best is not None and np.isfinite(self._best.cost) and found is not None:
            on_links, rejected = unpacked(
                self._links.flow, found.commodities, self._columns.pool, self._best.flow
            )
            rejected[found.unreachable] = problem.flow.demand[found.unreachable]
            opened, cost = self._best.opened, self._best.cost
            paths = list(self._links.on_arcs(on_links, opened))
        else:
            cost = cost_of_rejecting_all(problem)
        return FixedChargePlan(
            problem=problem,
            paths=tuple(paths),
            rejected=rejected,
            opened=tuple(sorted(self._links.candidate[list(opened)].tolist())),
            cost=cost,
            bound=min(self.bound, cost),
            proof=tuple(self._proof(leaf) for leaf in self._leaves),
            unreachable=self._first.plan.unreachable,
            seconds=time.monotonic() - self._started,
            method=f"column generation, {self._parts} parts: {ended}; bound: prices of "
            f"capacities and of the budget, {len(self._leaves)} parts",
        )

    def _proof(self, leaf: Leaf) -> PriceProof:
        bound, _, settled, bounded = leaf
        prices: NDArray[np.float64] = np.zeros(self._links.problem.flow.num_arcs)
        budget_price = 0.0
        if bounded is not None:
            prices = bounded.prices.links[self._links.link_of_arc]
            budget_price = bounded.prices.budget
        return PriceProof(
            opened=tuple(self._links.candidate[list(settled.opened)].tolist()),
            closed=tuple(self._links.candidate[list(settled.closed)].tolist()),
            capacity_prices=prices,
            budget_price=budget_price,
            bound=bound + self._lost,
        )
