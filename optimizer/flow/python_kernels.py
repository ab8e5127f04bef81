"""The kernels in Python and numpy: slower than those of _flow.cpp, and their oracle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .python_graph import PythonGraph

if TYPE_CHECKING:
    from .kernels import Indices, Offsets, Vector

COLUMNS_AT_ONCE = 2000
"""Columns of which a dense matrix is made at a time."""


class PythonKernels:
    """Kernels in Python and numpy; see `kernels.Kernels`."""

    name = "python"
    title = "kernels in Python"
    graph = PythonGraph

    def column_sums(self, first: Offsets, rows: Indices, y: Vector) -> Vector:
        """Return the sum of y over the rows of each column."""
        lengths = np.diff(first)
        owner = np.repeat(np.arange(len(lengths)), lengths)
        return np.asarray(np.bincount(owner, y[rows], len(lengths)), np.float64)

    def row_sums(self, first: Offsets, rows: Indices, x: Vector, num_rows: int) -> Vector:
        """Return the sum of x over the columns of each row."""
        return np.asarray(np.bincount(rows, np.repeat(x, np.diff(first)), num_rows), np.float64)

    def schur(
        self, first: Offsets, rows: Indices, group: Offsets, weights: Vector, num_rows: int
    ) -> Vector:
        """Return B D B' less what the classes' own rows explain of it; its lower triangle.

        The columns are taken as differences from the heaviest of their class, so that
        nothing cancels.
        """
        matrix = np.zeros((num_rows, num_rows))
        for start, stop in _slices(group):
            part = _dense(first, rows, group[start], group[stop], num_rows)
            weight = weights[group[start] : group[stop]]
            bounds = group[start:stop] - group[start]
            sizes = np.diff(group[start : stop + 1])
            owner = np.repeat(np.arange(stop - start), sizes)
            order = np.lexsort((-weight, owner))
            part -= part[order[bounds]][owner]
            weighted = part * weight[:, None]
            matrix += part.T @ weighted
            sums = np.add.reduceat(weighted, bounds)
            matrix -= sums.T @ (sums / np.add.reduceat(weight, bounds)[:, None])
        return matrix

    def cholesky_solve(self, factor: Vector, right: Vector) -> Vector:
        """Solve L L' x = b."""
        return np.linalg.solve(factor.T, np.linalg.solve(factor, right))


def _slices(group: Offsets) -> list[tuple[int, int]]:
    """Cut the classes into runs of so many columns that a dense matrix of them fits."""
    slices, start = [], 0
    for stop in range(1, len(group)):
        is_last = stop == len(group) - 1
        if is_last or group[stop + 1] - group[start] > COLUMNS_AT_ONCE:
            slices.append((start, stop))
            start = stop
    return slices


def _dense(first: Offsets, rows: Indices, start: int, stop: int, num_rows: int) -> Vector:
    """Return columns `start` ... `stop` - 1 as rows of a dense matrix."""
    lengths = np.diff(first[start : stop + 1])
    dense = np.zeros((stop - start, num_rows))
    owner = np.repeat(np.arange(stop - start), lengths)
    np.add.at(dense, (owner, rows[first[start] : first[stop]]), 1.0)
    return dense
