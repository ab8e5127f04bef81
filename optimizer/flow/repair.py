"""A flow that keeps every capacity, from one that nearly does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .pool import PathBatch, Pool

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from .commodities import Commodities
    from .pricing import Pricer

    Vector = NDArray[np.float64]

OVER = 1e-7
"""Share of a capacity (or of one unit, where it is less) by which it may be passed."""

NEGLIGIBLE = 1e-9
"""Share of its demand that a class may lack and still count as served."""


class Flow(NamedTuple):
    """Amounts on columns of the pool and on further paths; what each class leaves; the cost."""

    columns: NDArray[np.int64]
    amounts: Vector
    further: PathBatch
    further_amounts: Vector
    rejected: Vector
    cost: float

    @property
    def rank(self) -> tuple[float, float]:
        """Cost, then units rejected: the lower, the better."""
        return self.cost, float(self.rejected.sum())


class Repairer:
    """Makes flows that keep every capacity."""

    def __init__(self, problem: FlowProblem, commodities: Commodities, pricer: Pricer) -> None:
        self._problem = problem
        self._commodities = commodities
        self._pricer = pricer
        self._room = problem.capacity + OVER * np.minimum(1.0, problem.capacity)
        self._least = NEGLIGIBLE * float(commodities.demand.min(initial=1.0))

    def repaired(
        self, pool: Pool, columns: NDArray[np.int64], amounts: Vector, most_searches: int
    ) -> Flow:
        """Scale down what passes a capacity and place elsewhere, or reject, what that cuts off.

        Parameters
        ----------
        pool
            The columns known.
        columns, amounts
            The flow, which should carry each demand.
        most_searches
            Shortest paths that may be looked for beyond the pool.
        """
        demand, num_arcs = self._commodities.demand, self._problem.num_arcs
        is_path = ~pool.is_reject[columns] & (
            amounts > NEGLIGIBLE * demand[pool.commodity[columns]]
        )
        columns, amounts = columns[is_path], amounts[is_path]
        owner = pool.commodity[columns]
        load = pool.load(columns, amounts, num_arcs)
        share = np.ones(num_arcs)
        np.divide(self._room, load, out=share, where=load > self._room)
        amounts = amounts * pool.least(columns, share)
        served = np.bincount(owner, amounts, len(demand))
        enough = np.ones(len(demand))
        np.divide(demand, served, out=enough, where=served > demand)
        amounts = amounts * enough[owner]
        missing = np.maximum(demand - served, 0.0)
        room = np.maximum(self._room - pool.load(columns, amounts, num_arcs), 0.0)
        return self._placed(pool, columns, amounts, missing, room, most_searches)

    def _placed(
        self,
        pool: Pool,
        columns: NDArray[np.int64],
        amounts: Vector,
        missing: Vector,
        room: Vector,
        most_searches: int,
    ) -> Flow:
        problem, commodities = self._problem, self._commodities
        wanted = np.flatnonzero((missing[pool.commodity] > 0) & ~pool.is_reject)
        wanted = wanted[np.lexsort((pool.cost[wanted], pool.commodity[wanted]))]
        group = np.searchsorted(pool.commodity[wanted], np.arange(len(commodities) + 1))
        first, arcs = pool.rows_of(wanted, np.arange(problem.num_arcs, dtype=np.int32))
        placed, batch, found = self._pricer.graph.place(
            room,
            problem.cost,
            missing,
            commodities.reject_cost,
            (group, first, arcs, pool.cost[wanted]),
            self._least,
            most_searches,
        )
        used = placed > 0
        columns = np.concatenate([columns, wanted[used]])
        amounts = np.concatenate([amounts, placed[used]])
        return self._flow(pool, columns, amounts, PathBatch(*batch), found)

    def _flow(
        self,
        pool: Pool,
        columns: NDArray[np.int64],
        amounts: Vector,
        further: PathBatch,
        found: Vector,
    ) -> Flow:
        """Return a flow, with negligible amounts neither left nor rejected."""
        demand, reject_cost = self._commodities.demand, self._commodities.reject_cost
        served = np.bincount(pool.commodity[columns], amounts, len(demand))
        served += np.bincount(further.commodity, found, len(demand))
        rejected = demand - served
        rejected[rejected <= NEGLIGIBLE * demand] = 0.0
        rejected[served <= NEGLIGIBLE * demand] = demand[served <= NEGLIGIBLE * demand]
        share = np.zeros(len(demand))
        np.divide(demand - rejected, served, out=share, where=served > 0)
        amounts, found = amounts * share[pool.commodity[columns]], found * share[further.commodity]
        lost = rejected > 0
        cost = float(pool.cost[columns] @ amounts) + float(reject_cost[lost] @ rejected[lost])
        cost += float(further.sums(self._problem.cost) @ found)
        return Flow(columns, amounts, further, found, rejected, cost)
