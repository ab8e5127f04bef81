"""The compiled core of batch pricing (_pricing.cpp)."""

from typing import Any

import numpy as np
import numpy.typing as npt

_Vector = npt.NDArray[np.float64]
_Long = npt.NDArray[np.int64]
_Rows = npt.NDArray[np.int32]
Table = dict[str, Any]

class Network:
    def __init__(
        self, num_nodes: int, num_terminals: int, arcs: Table, offers: Table, handlings: Table
    ) -> None: ...
    def price(
        self,
        hours: Table,
        origins: Table,
        destinations: Table,
        profiles: Table,
        prices: Table,
        queries: Table,
        num_threads: int,
    ) -> Table: ...

def column_sums(first: _Long, rows: _Rows, entry: _Vector, y: _Vector) -> _Vector: ...
def row_sums(first: _Long, rows: _Rows, entry: _Vector, x: _Vector, num_rows: int) -> _Vector: ...
def schur(
    first: _Long, rows: _Rows, entry: _Vector, group: _Long, weight: _Vector, num_rows: int
) -> _Vector: ...
def cholesky_solve(factor: _Vector, right: _Vector) -> _Vector: ...
