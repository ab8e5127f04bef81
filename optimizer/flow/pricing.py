"""Pricing: the cheapest path of every class at given weights of the arcs, and how cheap it can be.

Without time limits that is one tree of shortest paths for each origin. With them, trees at
multipliers on time bound the cost from below and find most paths (Handler and Zang 1980);
label setting closes what is left open where that matters (Desrochers and Soumis 1988).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from .commodities import arc_ticks
from .pool import PathBatch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from .commodities import Commodities
    from .kernels import Kernels

    Vector = NDArray[np.float64]

ORIGINS_AT_ONCE = 8
NODES_AT_ONCE = 32
"""Work between two looks at the clock, and the share of a thread."""

MOST_TREES = 4
"""Multipliers on time that are tried for an origin."""

Job = TypeVar("Job")
Answer = TypeVar("Answer")


class Priced(NamedTuple):
    """What pricing found.

    ``lower`` is for each class a lower bound on the cost of its paths (in time), but no more
    than its limit; ``paths`` cost less than the limit; ``num_exact`` classes needed labels.
    """

    lower: Vector
    paths: PathBatch
    num_exact: int


class _Tried(NamedTuple):
    """What multipliers on time found: bounds, best costs known, best multipliers, paths."""

    lower: Vector
    best: Vector
    multiplier: Vector
    paths: PathBatch


class OutOfTimeError(Exception):
    """The clock ran out in the middle of a round."""


class Pricer:
    """Finds paths for classes of commodities.

    Parameters
    ----------
    problem
        The flow problem.
    commodities
        Its commodities in classes.
    kernels
        What computes.
    threads
        How many threads; the answer is the same for any number.
    check
        Called between pieces of work; raises where it is time to stop.
    """

    def __init__(
        self,
        problem: FlowProblem,
        commodities: Commodities,
        kernels: Kernels,
        *,
        threads: int = 1,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._commodities = commodities
        self._threads = threads
        self._check = check
        self._is_timed = problem.ticks is not None
        self._ticks = arc_ticks(problem).astype(np.float64)
        self.graph = kernels.graph(problem, commodities)

    def shortest(self, weight: Vector, limit: Vector) -> Priced:
        """Price without time limits."""
        answers = self._each(
            lambda part: self.graph.shortest(weight, limit, part), self._parts_of_origins()
        )
        distance, paths = [], []
        for found, batch in answers:
            distance.append(found)
            paths.append(PathBatch(*batch))
        lower = np.minimum(_joined(distance), limit)
        return Priced(lower, PathBatch.joined(paths), 0)

    def price(self, weight: Vector, limit: Vector, limit_ticks: Vector, slack: float) -> Priced:
        """Price all classes.

        Parameters
        ----------
        weight
            (m,) cost of an arc at the present prices, at least 0.
        limit
            (k,) cost of a way in time that is known; dearer paths are of no use.
        limit_ticks
            (k,) the time it takes.
        slack
            How far below the true costs the bounds of all units together may stay.
        """
        if not self._is_timed:
            return self.shortest(weight, limit)
        demand = self._commodities.demand
        tried = self._by_multipliers(weight, limit, limit_ticks, slack / demand.sum())
        wanted = _loosest(demand * (tried.best - tried.lower), slack)
        if not wanted.any():
            return Priced(tried.lower, tried.paths, 0)
        multiplier = float(np.quantile(tried.multiplier[wanted], 0.75))
        lower, better = self._by_labels(weight, tried.best, wanted, multiplier)
        kept = tried.paths.chosen(~np.isin(tried.paths.commodity, better.commodity))
        return Priced(
            np.where(wanted, lower, tried.lower),
            PathBatch.joined([kept, better]),
            int(wanted.sum()),
        )

    def _by_multipliers(
        self, weight: Vector, limit: Vector, limit_ticks: Vector, slack: float
    ) -> _Tried:
        each = np.full(len(limit), slack)
        answers = list(
            self._each(
                lambda part: self.graph.in_time(weight, limit, limit_ticks, each, MOST_TREES, part),
                self._parts_of_origins(),
            )
        )
        lower = _joined([answer[0] for answer in answers])
        best = _joined([answer[1] for answer in answers])
        multiplier = _joined([answer[2] for answer in answers])
        paths = PathBatch.joined([PathBatch(*answer[3]) for answer in answers])
        return _Tried(lower, best, multiplier, paths)

    def _by_labels(
        self, weight: Vector, best: Vector, wanted: NDArray[np.bool_], multiplier: float
    ) -> tuple[Vector, PathBatch]:
        """Return the least cost in time, at most the best that is known, and better paths."""
        commodities = self._commodities
        targets, row = np.unique(commodities.destination[wanted], return_inverse=True)
        target_row = np.full(len(commodities), -1, np.int32)
        target_row[wanted] = row
        most_cost, most_ticks = np.zeros(len(targets)), np.zeros(len(targets))
        np.maximum.at(most_cost, row, best[wanted])
        np.maximum.at(most_ticks, row, commodities.ticks_allowed[wanted])
        tables = (
            self._distances(weight, targets, most_cost),
            self._distances(self._ticks, targets, most_ticks),
            self._distances(
                weight + multiplier * self._ticks, targets, most_cost + multiplier * most_ticks
            ),
        )
        answers = list(
            self._each(
                lambda part: self.graph.exact_in_time(
                    weight, best, wanted, target_row, tables, multiplier, part
                ),
                self._parts_of_origins(),
            )
        )
        paths = PathBatch.joined([PathBatch(*answer[1]) for answer in answers])
        return _joined([answer[0] for answer in answers]), paths

    def _distances(
        self, weight: Vector, targets: NDArray[np.int32], radius: Vector
    ) -> NDArray[np.float64]:
        parts = (slice(at, at + NODES_AT_ONCE) for at in range(0, len(targets), NODES_AT_ONCE))
        return np.concatenate(
            list(
                self._each(
                    lambda part: self.graph.distances_to(weight, targets[part], radius[part]),
                    parts,
                )
            )
        )

    def _parts_of_origins(self) -> Iterator[tuple[int, int]]:
        last = len(self._commodities.origin)
        for at in range(0, last, ORIGINS_AT_ONCE):
            yield at, min(at + ORIGINS_AT_ONCE, last)

    def _each(self, work: Callable[[Job], Answer], jobs: Iterable[Job]) -> Iterator[Answer]:
        """Yield the answers in the order of the jobs."""
        if self._threads == 1:
            for job in jobs:
                self._check()
                yield work(job)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            futures = [pool.submit(work, job) for job in jobs]
            try:
                for future in futures:
                    self._check()
                    yield future.result()
            finally:
                for future in futures:
                    future.cancel()


def _loosest(loose: Vector, slack: float) -> NDArray[np.bool_]:
    """Mark the classes whose bounds are the loosest, so that the rest are within the slack."""
    order = np.argsort(-loose, kind="stable")
    left = float(loose.sum()) - np.cumsum(loose[order])
    wanted = np.zeros(len(loose), bool)
    if loose.sum() > slack:
        wanted[order[: int(np.searchsorted(-left, -slack)) + 1]] = True
    return wanted & (loose > 0)


def _joined(parts: list[Vector]) -> Vector:
    return np.concatenate([np.zeros(0), *parts])
