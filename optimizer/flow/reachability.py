"""Which commodities some path serves in time, and the fastest path of each class of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .commodities import Commodities, grouped
from .pool import PathBatch
from .pricing import Pricer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem


class Reach(NamedTuple):
    """Classes of the commodities that a path serves, a path of each, and what finds more.

    ``unreachable`` are the commodities that no path serves, whatever the capacities.
    """

    commodities: Commodities
    paths: PathBatch
    pricer: Pricer
    unreachable: NDArray[np.int64]


def reach(problem: FlowProblem, pricer_of: Callable[[Commodities], Pricer]) -> Reach:
    """Return what can be served; the paths are the fastest, or the cheapest without times."""
    commodities = grouped(problem, np.arange(problem.num_commodities))
    pricer = pricer_of(commodities)
    weight = problem.cost if problem.ticks is None else problem.ticks.astype(np.float64)
    found = pricer.shortest(weight, np.full(len(commodities), np.inf))
    is_served = np.isfinite(found.lower)
    if problem.ticks is not None:
        is_served &= found.lower <= commodities.ticks_allowed
    if is_served.all():
        return Reach(commodities, found.paths, pricer, np.zeros(0, np.int64))
    is_member = np.repeat(is_served, np.diff(commodities.first_member))
    unreachable = np.sort(commodities.members[~is_member])
    commodities = grouped(problem, np.sort(commodities.members[is_member]))
    paths = found.paths.chosen(is_served[found.paths.commodity])
    rank = np.cumsum(is_served, dtype=np.int32) - 1
    paths = PathBatch(rank[paths.commodity], paths.length, paths.arcs)
    return Reach(commodities, paths, pricer_of(commodities), unreachable)
