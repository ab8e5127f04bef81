"""The capacities that the master holds; the others are assumed to suffice until they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from .commodities import Commodities

    Vector = NDArray[np.float64]

NEARLY = 0.7
"""Share of a penalty above which a price says that the penalty is too low."""


class CapacityRows:
    """Rows of the master, and what load beyond them costs.

    The penalties keep prices from swinging while there are few columns. They grow where
    they are in the way.
    """

    def __init__(self, problem: FlowProblem, commodities: Commodities) -> None:
        self._capacity = problem.capacity
        self.num_arcs = problem.num_arcs
        self.row_of_arc = np.full(problem.num_arcs, -1, np.int32)
        self.arcs = np.zeros(0, np.int64)
        self.penalty = np.full(problem.num_arcs, _first_penalty(problem, commodities))

    @property
    def capacity(self) -> Vector:
        """Capacities of the rows."""
        return self._capacity[self.arcs]

    def hold(self, load: Vector) -> int:
        """Add rows for the arcs whose capacity a load passes, and return their number."""
        over = load > self._capacity * (1 + 1e-9)
        new = np.flatnonzero(over & (self.row_of_arc < 0))
        self.row_of_arc[new] = np.arange(len(self.arcs), len(self.arcs) + len(new))
        self.arcs = np.concatenate([self.arcs, new])
        return len(new)

    def prices(self, prices: Vector) -> Vector:
        """Return prices of all arcs from those of the rows."""
        every = np.zeros(self.num_arcs)
        every[self.arcs] = prices if len(self.arcs) else 0.0
        return every

    def raise_penalties(self, prices: Vector) -> bool:
        """Raise the penalties that prices of arcs come near; return whether there were any."""
        low = self.arcs[prices[self.arcs] > NEARLY * self.penalty[self.arcs]]
        self.penalty[low] *= 4
        return bool(len(low))

    def surplus(self, load: Vector) -> float:
        """Return what a load pays for what it is beyond the capacities."""
        over = load > self._capacity
        return float(self.penalty[over] @ (load - self._capacity)[over])


def _first_penalty(problem: FlowProblem, commodities: Commodities) -> float:
    """Return twice the dearest rejection; where all must be served, a share of the dearest arc."""
    if len(commodities) and np.isfinite(commodities.reject_cost).all():
        return max(2.0 * float(commodities.reject_cost.max()), 1e-9)
    return max(0.3 * float(problem.cost.max(initial=0.0)), 1e-9)
