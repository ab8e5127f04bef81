"""The compiled kernels of the flow solver (_flow.cpp); see `flow.kernels` for what they do."""

import numpy as np
from numpy.typing import NDArray

_Vector = NDArray[np.float64]
_Indices = NDArray[np.int32]
_Offsets = NDArray[np.int64]
_Batch = tuple[_Indices, _Indices, _Indices]
_Span = tuple[int, int]

class Graph:
    def __init__(
        self,
        num_nodes: int,
        tail: _Indices,
        head: _Indices,
        ticks: _Indices,
        origin: _Indices,
        first: _Indices,
        destination: _Indices,
        ticks_allowed: _Indices,
    ) -> None: ...
    def shortest(
        self, weights: _Vector, limits: _Vector, origins: _Span, /
    ) -> tuple[_Vector, _Batch]: ...
    def in_time(
        self,
        weights: _Vector,
        limits: _Vector,
        limit_ticks: _Vector,
        slack: _Vector,
        most_trees: int,
        origins: _Span,
        /,
    ) -> tuple[_Vector, _Vector, _Vector, _Batch]: ...
    def exact_in_time(
        self,
        weights: _Vector,
        limits: _Vector,
        wanted: NDArray[np.bool_],
        target_row: _Indices,
        tables: tuple[_Vector, _Vector, _Vector],
        multiplier: float,
        origins: _Span,
        /,
    ) -> tuple[_Vector, _Batch, int]: ...
    def distances_to(self, weights: _Vector, nodes: _Indices, radius: _Vector, /) -> _Vector: ...
    def place(
        self,
        room: _Vector,
        costs: _Vector,
        amounts: _Vector,
        reject_costs: _Vector,
        columns: tuple[_Offsets, _Offsets, _Indices, _Vector],
        least: float,
        most_searches: int,
        /,
    ) -> tuple[_Vector, _Batch, _Vector]: ...

def column_sums(first: _Offsets, rows: _Indices, y: _Vector, /) -> _Vector: ...
def row_sums(first: _Offsets, rows: _Indices, x: _Vector, num_rows: int, /) -> _Vector: ...
def schur(
    first: _Offsets, rows: _Indices, group: _Offsets, weights: _Vector, num_rows: int, /
) -> _Vector: ...
def cholesky_solve(factor: _Vector, right: _Vector, /) -> _Vector: ...
