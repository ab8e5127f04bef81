"""What the flow solver computes with: compiled, or in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from .commodities import Commodities

    Vector = NDArray[np.float64]
    Indices = NDArray[np.int32]
    Offsets = NDArray[np.int64]

    Batch = tuple[Indices, Indices, Indices]
    """Paths: commodity and length of each, and the arcs of all."""

    Span = tuple[int, int]
    """From one rank of an origin to before another."""

    Columns = tuple[Offsets, Offsets, Indices, Vector]
    """Where the columns of each commodity start, where the arcs of each column start, the arcs,
    and the cost of each column."""


class FlowGraph(Protocol):
    """The arcs of a problem, and classes of commodities; arrays of arcs (m,) and classes (k,)."""

    def shortest(self, weights: Vector, limits: Vector, origins: Span, /) -> tuple[Vector, Batch]:
        """Return the distance of every commodity, and the paths that cost less than its limit."""
        ...

    def in_time(
        self,
        weights: Vector,
        limits: Vector,
        limit_ticks: Vector,
        slack: Vector,
        most_trees: int,
        origins: Span,
        /,
    ) -> tuple[Vector, Vector, Vector, Batch]:
        """Try multipliers on time.

        Returns lower bounds on the cost in time (at most the best cost), the best costs known
        (at most the limits), the multipliers of the bounds, and the paths in time that cost
        less than the limits. A commodity is left when its bound is within its slack.
        """
        ...

    def exact_in_time(
        self,
        weights: Vector,
        limits: Vector,
        wanted: NDArray[np.bool_],
        target_row: Indices,
        tables: tuple[Vector, Vector, Vector],
        multiplier: float,
        origins: Span,
        /,
    ) -> tuple[Vector, Batch, int]:
        """Return the least costs in time where below the limits, the paths, and labels made.

        The tables hold in `target_row` of a commodity the distances from every node to its
        destination: in cost, in ticks, and in cost plus the multiplier times ticks.
        """
        ...

    def distances_to(self, weights: Vector, nodes: Indices, radius: Vector, /) -> Vector:
        """Return (nodes, num_nodes) distances to some nodes; inf beyond the radius of each."""
        ...

    def place(
        self,
        room: Vector,
        costs: Vector,
        amounts: Vector,
        reject_costs: Vector,
        columns: Columns,
        least: float,
        most_searches: int,
        /,
    ) -> tuple[Vector, Batch, Vector]:
        """Put amounts on columns with room, cheapest first, then on new paths; `room` shrinks.

        Returns the amount on each column, the new paths, and the amount on each of them.
        """
        ...


class Kernels(Protocol):
    """What the flow solver computes with."""

    @property
    def name(self) -> str:
        """Value of LANDBRIDGE_ENGINE that forces them."""
        ...

    @property
    def title(self) -> str:
        """What they are, for the method of a plan."""
        ...

    def graph(self, problem: FlowProblem, commodities: Commodities, /) -> FlowGraph:
        """Return the graph of a problem and of some of its commodities."""
        ...

    def column_sums(self, first: Offsets, rows: Indices, y: Vector, /) -> Vector:
        """Return the sum of y over the rows of each column."""
        ...

    def row_sums(self, first: Offsets, rows: Indices, x: Vector, num_rows: int, /) -> Vector:
        """Return the sum of x over the columns of each row."""
        ...

    def schur(
        self, first: Offsets, rows: Indices, group: Offsets, weights: Vector, num_rows: int, /
    ) -> Vector:
        """Return B D B' less what the classes' own rows explain of it; its lower triangle.

        The rows of each column are in order.
        """
        ...

    def cholesky_solve(self, factor: Vector, right: Vector, /) -> Vector:
        """Solve L L' x = b."""
        ...
