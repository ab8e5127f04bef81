"""Flows on arcs that must be paid for, and what proves that no cheaper one exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .multicommodity import FixedChargeProblem, FlowPath

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PriceProof:
    """Prices that bound the cost of all flows which open some arcs and leave others closed.

    At these prices every commodity takes its cheapest path in time or is rejected. Off that
    go what the capacities of arcs without a fixed cost are worth, what each arc with one is
    worth beyond its fixed cost where that is more than nothing, and what the budget is worth.

    Parameters
    ----------
    opened, closed
        Arcs with a fixed cost that all these flows open, or leave closed.
    capacity_prices
        (m,) worth of a unit of capacity of each arc, at least 0.
    budget_price
        Worth of a unit of the budget, at least 0.
    bound
        None of these flows costs less; inf where the budget does not allow them.
    """

    opened: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    capacity_prices: NDArray[np.float64]
    budget_price: float
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FixedChargePlan:
    """A flow, the arcs opened for it, and how far from the best it can be at most.

    Parameters
    ----------
    problem
        What is solved.
    paths
        Where the flow goes, by commodity.
    rejected
        (k,) units left unserved.
    opened
        Arcs with a fixed cost that are paid for.
    cost
        What the paths and the rejected units cost, and the opened arcs where there is no
        budget; inf where units that must be served are not.
    bound
        No plan costs less.
    proof
        Prices that prove the bound, each for a part of the choices that are all of them
        together. Empty where it is the word of a branch-and-cut solver, named in `method`.
    unreachable
        Commodities that no path serves (in time), with all arcs open.
    seconds
        Wall time.
    method
        What solved it, why it ended, and where the bound is from.
    """

    problem: FixedChargeProblem
    paths: tuple[FlowPath, ...]
    rejected: NDArray[np.float64]
    opened: tuple[int, ...]
    cost: float
    bound: float
    proof: tuple[PriceProof, ...]
    unreachable: tuple[int, ...]
    seconds: float
    method: str

    @property
    def fixed_cost(self) -> float:
        """What the opened arcs cost."""
        return float(self.problem.fixed_cost[list(self.opened)].sum())

    @property
    def gap(self) -> float:
        """Share of the cost that a better plan could save at most; inf without a plan."""
        if not np.isfinite(self.cost):
            return float("inf")
        return max(0.0, self.cost - self.bound) / max(abs(self.cost), 1e-9)
