"""Columns of numbers by name: how tables reach the compiled core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Table = dict[str, Any]
"""Columns by name."""


def columns(names: Sequence[str], rows: npt.NDArray[Any]) -> Table:
    """Return the columns of rows by name."""
    return {name: np.ascontiguousarray(rows[:, n]) for n, name in enumerate(names)}
