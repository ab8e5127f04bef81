"""Which columns the master is offered next: new paths, and columns that were hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .pool import Pool

    Vector = NDArray[np.float64]
    Columns = NDArray[np.int64]

BETTER = 1e-9
"""Relative: a column must cost less by as much to be wanted."""

WANTED_SHARE = 0.99
"""Of all that new columns promise, the share that those taken promise."""


class Known(NamedTuple):
    """What the pool holds at some prices.

    ``best`` is the cheapest column of each class, ``limit`` what it costs with the prices
    and ``limit_ticks`` the time it takes; ``seen`` is the cost of its cheapest live one.
    """

    best: Columns
    limit: Vector
    limit_ticks: Vector
    seen: Vector

    def hidden(self, priced: NDArray[np.int32]) -> Columns:
        """Return hidden columns that beat the live ones, of classes without a new path."""
        is_wanted = self.limit < self.seen - BETTER * np.maximum(1.0, np.abs(self.seen))
        is_wanted[priced] = False
        return self.best[is_wanted]


def known(pool: Pool, reduced: Vector) -> Known:
    """Return what is known at the reduced costs of the columns."""
    best = pool.best(reduced)
    live = np.where(pool.live, reduced, np.inf)
    return Known(best, reduced[best], pool.ticks[best], live[pool.best(live)])


def most_promising(gains: Vector, share: float = WANTED_SHARE) -> NDArray[np.bool_]:
    """Mark the largest gains, which make up a share of all."""
    taken = np.zeros(len(gains), bool)
    if len(gains):
        order = np.argsort(-gains, kind="stable")
        total = np.cumsum(gains[order])
        taken[order[: int(np.searchsorted(total, share * total[-1])) + 1]] = True
    return taken
