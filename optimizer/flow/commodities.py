"""Commodities as the solver sees them: equal ones as one, sorted by origin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem

NO_LIMIT_TICKS = np.int32(2**30)
"""Ticks allowed where time does not matter."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Commodities:
    """The k classes of commodities that have the same two ends, time limit and reject cost.

    Parameters
    ----------
    members
        Commodities of the problem, sorted by class.
    first_member
        (k + 1,) where the members of each class start.
    origin
        (s,) the different origins.
    first
        (s + 1,) where the classes of each origin start.
    destination, ticks_allowed, demand, reject_cost
        (k,) of each class; the demand is that of all members together.
    """

    members: NDArray[np.int64]
    first_member: NDArray[np.int64]
    origin: NDArray[np.int32]
    first: NDArray[np.int32]
    destination: NDArray[np.int32]
    ticks_allowed: NDArray[np.int32]
    demand: NDArray[np.float64]
    reject_cost: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of classes."""
        return len(self.destination)


def grouped(problem: FlowProblem, wanted: NDArray[np.int64]) -> Commodities:
    """Return some commodities of a problem in classes."""
    origin, destination = problem.origin[wanted], problem.destination[wanted]
    reject_cost = problem.reject_cost[wanted]
    allowed = np.full(len(wanted), NO_LIMIT_TICKS, np.int32)
    if problem.ticks_allowed is not None:
        allowed = np.minimum(problem.ticks_allowed[wanted], NO_LIMIT_TICKS).astype(np.int32)
    order = np.lexsort((reject_cost, allowed, destination, origin))
    origin, destination, allowed = origin[order], destination[order], allowed[order]
    reject_cost = reject_cost[order]
    starts = np.flatnonzero(_changes([origin, destination, allowed, reject_cost]))
    origin_of = origin[starts]
    origin_starts = np.flatnonzero(_changes([origin_of]))
    demand = problem.demand[wanted][order]
    return Commodities(
        members=wanted[order],
        first_member=np.append(starts, len(wanted)),
        origin=origin_of[origin_starts].astype(np.int32),
        first=np.append(origin_starts, len(starts)).astype(np.int32),
        destination=destination[starts].astype(np.int32),
        ticks_allowed=allowed[starts].astype(np.int32),
        demand=np.add.reduceat(demand, starts) if len(starts) else demand,
        reject_cost=reject_cost[starts],
    )


def arc_ticks(problem: FlowProblem) -> NDArray[np.int32]:
    """Return the ticks of every arc; 0 where time does not matter."""
    return np.zeros(problem.num_arcs, np.int32) if problem.ticks is None else problem.ticks


def _changes(keys: Iterable[NDArray[Any]]) -> NDArray[np.bool_]:
    """Return where any key differs from the one before."""
    keys = list(keys)
    changed = np.zeros(len(keys[0]), bool)
    changed[:1] = True
    for key in keys:
        changed[1:] |= key[1:] != key[:-1]
    return changed
