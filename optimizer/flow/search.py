"""Rounds of column generation: master, repair, pricing, bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .master import MasterBuilder, MasterMethod, Mix
from .offers import WANTED_SHARE, known, most_promising
from .pool import PathBatch, Pool
from .repair import Flow, Repairer
from .rows import CapacityRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from .commodities import Commodities
    from .kernels import Kernels
    from .offers import Known
    from .pricing import Pricer

    Vector = NDArray[np.float64]

MOST_SEARCHES = 2000
"""Shortest paths that the repair may look for in a round near the end."""

FEW_SEARCHES = 200
"""Shortest paths that it may look for before."""

PRECISE = 0.02
"""Share of the wanted gap to which the master is solved at last."""

LOOSE = 0.2
"""Share of the wanted gap that pricing may leave to the bounds of single classes."""

FIRST_LOOSE = 1e-4
"""Share of all costs that the first pricing may leave to the bounds of single classes."""

WARM_UP_ROUNDS = 3
WARM_UP_LOOSE = 0.05
"""Rounds of pricing before the first master, and how loose their bounds may be."""

NEAR_END = 0.02
"""Estimated gap below which a good flow is worth searching for."""

NEAR = 0.05
"""Estimated gap below which penalties that bind are raised."""

HIDING_FROM = 0.2
"""Estimated gap below which idle columns are hidden."""


class Bound(NamedTuple):
    """A lower bound on the cost, and the capacity prices that prove it."""

    value: float
    prices: Vector


class Search:
    """The state of column generation on a problem whose commodities all have a path.

    Parameters
    ----------
    problem
        The flow problem.
    commodities
        Classes of those commodities that some path serves.
    kernels
        What computes.
    pricer
        Finds paths.
    method
        Solves masters.
    """

    def __init__(
        self,
        problem: FlowProblem,
        commodities: Commodities,
        kernels: Kernels,
        pricer: Pricer,
        method: MasterMethod,
    ) -> None:
        self._problem = problem
        self._commodities = commodities
        self._kernels = kernels
        self._pricer = pricer
        self.method = method
        self._repairer = Repairer(problem, commodities, pricer)
        self._rows = CapacityRows(problem, commodities)
        self._builder = MasterBuilder(commodities, self._rows, kernels)
        self._load = np.zeros(problem.num_arcs)
        self._estimated_gap = 1.0
        self._tolerance = 1e-2
        self.pool = Pool(problem)
        self.bound = Bound(0.0, np.zeros(problem.num_arcs))
        self.flow: Flow | None = None
        self.rounds = 0
        self.idle_rounds = 0
        self.stale_rounds = 0
        self._best_gap = np.inf

    @property
    def gap(self) -> float:
        """Share of the cost that could still be saved; inf without a flow."""
        if self.flow is None or not np.isfinite(self.flow.cost):
            return np.inf
        return max(0.0, self.flow.cost - self.bound.value) / max(abs(self.flow.cost), 1e-9)

    def start(self, fastest: PathBatch) -> None:
        """Take the cheapest path of every class, and bound the cost without capacities.

        Parameters
        ----------
        fastest
            For every class a path in time.
        """
        commodities = self._commodities
        may_reject = np.flatnonzero(np.isfinite(commodities.reject_cost)).astype(np.int32)
        self.pool.add_paths(fastest)
        self.pool.add_rejects(may_reject, commodities.reject_cost[may_reject])
        self._price(np.zeros(self._problem.num_arcs), FIRST_LOOSE)
        best = self.pool.best(self.pool.cost)
        self.pool.live[:] = False
        self.pool.live[best] = True
        self._load = self.pool.load(best, commodities.demand, self._problem.num_arcs)
        if (self._load > self._problem.capacity).any():
            self._warm_up()

    def _warm_up(self) -> None:
        """Find columns at prices that rise where the cheapest ones are too many (subgradients).

        They spare the first masters, which would know too few columns to set good prices.
        """
        problem, pool = self._problem, self.pool
        prices, load = np.zeros(problem.num_arcs), self._load
        for number in range(WARM_UP_ROUNDS):
            excess = np.minimum(load / np.maximum(problem.capacity, 1e-9) - 1, 2)
            step = float(problem.cost.mean()) / np.sqrt(1 + number)
            prices = np.maximum(prices + step * excess, 0)
            self._price(prices, WARM_UP_LOOSE)
            reduced = pool.cost + self._kernels.column_sums(pool.first, pool.arcs, prices)
            load = pool.load(pool.best(reduced), self._commodities.demand, problem.num_arcs)

    def round(self, wanted_gap: float) -> None:
        """Solve the master, make a flow of it, and price."""
        self.rounds += 1
        self._rows.hold(self._load)
        self._tolerance = max(self._tolerance, PRECISE * wanted_gap)
        mix = self._builder.solved(self.pool, self.method, self._tolerance)
        self._load = self.pool.load(mix.columns, mix.amounts, self._problem.num_arcs)
        searches = MOST_SEARCHES if self._estimated_gap < NEAR_END else FEW_SEARCHES
        self._keep(self._repairer.repaired(self.pool, mix.columns, mix.amounts, searches))
        share = max(LOOSE * wanted_gap, 0.05 * self._estimated_gap)
        bound, num_new = self._price(mix.prices, share, mix)
        value = float(self.pool.cost[mix.columns] @ mix.amounts) + self._rows.surplus(self._load)
        self._estimated_gap = min(1.0, max(0.0, value - bound) / max(1e-9, abs(value)))
        self._look_ahead(wanted_gap, mix, num_new)
        gap = self.gap
        self.stale_rounds = 0 if gap < self._best_gap or gap == np.inf else self.stale_rounds + 1
        self._best_gap = min(gap, self._best_gap)

    def _look_ahead(self, wanted_gap: float, mix: Mix, num_new: int) -> None:
        """Choose how precise the next master is, and notice where nothing moves any more."""
        was_precise = self._tolerance <= PRECISE * wanted_gap
        self._tolerance = min(1e-2, max(1e-11, 0.1 * self._estimated_gap))
        is_raised = self._estimated_gap < NEAR and self._rows.raise_penalties(mix.prices)
        over = self._load > self._problem.capacity * (1 + 1e-9)
        if num_new or is_raised or np.any(over & (self._rows.row_of_arc < 0)):
            self.idle_rounds = 0
            return
        self._tolerance *= 0.1
        self.idle_rounds += was_precise

    def _keep(self, flow: Flow) -> None:
        if self.flow is None or flow.rank < self.flow.rank:
            self.flow = flow

    def _price(self, prices: Vector, share: float, mix: Mix | None = None) -> tuple[float, int]:
        """Add columns worth it at some prices; return the bound there and their number.

        The bounds of the classes may stay below the truth by a share of all costs.
        """
        commodities, pool = self._commodities, self.pool
        reduced = pool.cost + self._kernels.column_sums(pool.first, pool.arcs, prices)
        at = known(pool, reduced)
        weight = self._problem.cost + prices
        slack = share * float(commodities.demand @ at.limit)
        priced = self._pricer.price(weight, at.limit, at.limit_ticks, slack)
        limited = prices > 0
        worth = float(prices[limited] @ self._problem.capacity[limited])
        value = float(commodities.demand @ priced.lower) - worth
        if value > self.bound.value:
            self.bound = Bound(value, prices)
        if mix is not None:
            self._hide(mix)
        return value, self._offer(priced.paths, weight, at, 1.0 if mix is None else WANTED_SHARE)

    def _hide(self, mix: Mix) -> None:
        live = np.count_nonzero(self.pool.live)
        if self._estimated_gap < HIDING_FROM and len(mix.idle) > 0.1 * live:
            self.pool.live[mix.idle] = False

    def _offer(self, paths: PathBatch, weight: Vector, at: Known, share: float) -> int:
        """Show the master the columns that promise a share of all gains; return their number."""
        pool = self.pool
        hidden = at.hidden(paths.commodity)
        who = np.concatenate([paths.commodity, pool.commodity[hidden]])
        cost = np.concatenate([paths.sums(weight), at.limit[pool.commodity[hidden]]])
        gain = np.minimum(at.seen[who], 1e300) - cost
        taken = most_promising(gain * self._commodities.demand[who], share)
        pool.add_paths(paths.chosen(taken[: len(paths)]))
        pool.show(hidden[taken[len(paths) :]])
        return int(taken.sum())
