"""Random numbers that are known by what they stand for, not by when they are drawn."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from .durations import Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUM_LEVELS = 2**16
"""Standard normal numbers are drawn from so many that are equally probable."""


class RandomColumns:
    """Columns of standard normal numbers, each from a stream of its own.

    The stream of a column follows from the seed and from the column's name alone. So
    routes that share a departure or a terminal share its luck (common random numbers),
    and what a route draws does not depend on the routes beside it.

    Parameters
    ----------
    seed
        Any whole number.
    block
        Number of the block of samples.
    samples
        Length of a column.
    """

    def __init__(self, seed: int, block: int, samples: int) -> None:
        self._prefix = f"{seed}\n{block}\n"
        self.samples = samples
        self._drawn: dict[str, Column] = {}

    def normal(self, name: str) -> Column:
        """Return the column of a name; not to be written to."""
        if name not in self._drawn:
            self._drawn[name] = self._draw(name)
        return self._drawn[name]

    def uniform(self, name: str) -> Column:
        """Return numbers from 0 to 1, drawn as those of the name are."""
        column: Column = (self._words(name) + 0.5) / NUM_LEVELS
        return column

    def _draw(self, name: str) -> Column:
        column: Column = _levels()[self._words(name)]
        return column

    def _words(self, name: str) -> NDArray[np.uint16]:
        """Draw 16 bits for each number: four times as fast as a generator of normal numbers."""
        digest = blake2b((self._prefix + name).encode(), digest_size=16).digest()
        stream = np.random.PCG64(int.from_bytes(digest, "little"))
        words = stream.random_raw(-(-self.samples // 4))
        drawn: NDArray[np.uint16] = words.astype("<u8").view("<u2")[: self.samples]
        return drawn


@cache
def _levels() -> Column:
    """Return the quantiles of the normal distribution in the middle of equal shares."""
    normal = NormalDist()
    lower = [normal.inv_cdf((n + 0.5) / NUM_LEVELS) for n in range(NUM_LEVELS // 2)]
    return np.array([*lower, *(-z for z in reversed(lower))])
