"""Shortest paths and paths in time in pure Python: the twin of the graph of _flow.cpp.

Ties are broken, and sums taken, in the same order as there, so that both find the same paths.
"""

from __future__ import annotations

from functools import reduce
from math import inf
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from .commodities import arc_ticks
from .python_labels import Goal, LabelSetting
from .python_multipliers import Bracket, search_brackets
from .python_tree import Arcs, Tree, batch, margin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from .commodities import Commodities
    from .kernels import Batch, Columns, Indices, Span, Vector


class PythonGraph:
    """Arcs, and commodities grouped by origin; see `kernels.FlowGraph`."""

    def __init__(self, problem: FlowProblem, commodities: Commodities) -> None:
        self._num_nodes = problem.num_nodes
        self._tail: list[int] = problem.tail.tolist()
        self._ticks: list[int] = arc_ticks(problem).tolist()
        self._origin: list[int] = commodities.origin.tolist()
        self._first: list[int] = commodities.first.tolist()
        self._destination: list[int] = commodities.destination.tolist()
        self._allowed: list[int] = commodities.ticks_allowed.tolist()
        self._out = Arcs(problem.num_nodes, self._tail, problem.head.tolist())
        self._in = Arcs(problem.num_nodes, problem.head.tolist(), self._tail)

    def shortest(self, weights: Vector, limits: Vector, origins: Span) -> tuple[Vector, Batch]:
        """Return the distance of every commodity, and the paths that cost less than its limit."""
        weight = weights.tolist()
        distances, paths = [], []
        for rank in range(*origins):
            targets = [self._destination[k] for k in self._of(rank)]
            tree = Tree(self._out, self._origin[rank], weight.__getitem__, targets=targets)
            for k in self._of(rank):
                found = tree.distance.get(self._destination[k], inf)
                distances.append(found)
                if found < limits[k] - margin(limits[k]):
                    paths.append((k, tree.path_to(self._destination[k], self._tail)))
        return np.array(distances, float), batch(paths)

    def in_time(
        self,
        weights: Vector,
        limits: Vector,
        limit_ticks: Vector,
        slack: Vector,
        most_trees: int,
        origins: Span,
    ) -> tuple[Vector, Vector, Vector, Batch]:
        """Try multipliers on time; see `kernels.FlowGraph`."""
        weight = weights.tolist()
        found: list[Bracket] = []
        for rank in range(*origins):
            brackets = [
                Bracket(
                    commodity=k,
                    destination=self._destination[k],
                    ticks_allowed=self._allowed[k],
                    slack=float(slack[k]),
                    best_cost=float(limits[k]),
                    fast_cost=float(limits[k]),
                    fast_ticks=float(limit_ticks[k]),
                )
                for k in self._of(rank)
            ]
            self._try_multipliers(rank, weight, brackets, most_trees)
            found += brackets
        return (
            np.array([min(b.lower, b.best_cost) for b in found], float),
            np.array([b.best_cost for b in found], float),
            np.array([b.best_multiplier for b in found], float),
            batch(
                (b.commodity, b.path)
                for b in found
                if b.best_cost < limits[b.commodity] - margin(limits[b.commodity])
            ),
        )

    def _try_multipliers(
        self, rank: int, weight: list[float], brackets: list[Bracket], most_trees: int
    ) -> None:
        ticks = self._ticks

        def grow(multiplier: float, targets: list[int]) -> Tree:
            timed = [w + multiplier * t for w, t in zip(weight, ticks, strict=True)]
            return Tree(self._out, self._origin[rank], timed.__getitem__, targets=targets)

        def measure(tree: Tree, node: int) -> tuple[list[int], float, float]:
            path = tree.path_to(node, self._tail)
            cost = reduce(add, map(weight.__getitem__, path), 0.0)  # sum() would round otherwise
            return path, cost, sum(map(ticks.__getitem__, path))

        search_brackets(brackets, grow, measure, most_trees)

    def exact_in_time(
        self,
        weights: Vector,
        limits: Vector,
        wanted: NDArray[np.bool_],
        target_row: Indices,
        tables: tuple[Vector, Vector, Vector],
        multiplier: float,
        origins: Span,
    ) -> tuple[Vector, Batch, int]:
        """Return the least costs in time where below the limits, the paths, and labels made."""
        setting = LabelSetting(
            arcs=self._out, ticks=self._ticks, weight=weights.tolist(), multiplier=multiplier
        )
        start = self._first[origins[0]]
        lower = limits[start : self._first[origins[1]]].copy()
        paths, num_labels = [], 0
        for rank in range(*origins):
            goals = [
                self._goal(k, float(limits[k]), [table[target_row[k]] for table in tables])
                for k in self._of(rank)
                if wanted[k]
            ]
            num_labels += setting.search(self._origin[rank], goals)
            for goal in goals:
                lower[goal.commodity - start] = goal.cutoff
                if goal.path is not None:
                    paths.append((goal.commodity, goal.path))
        return lower, batch(paths), num_labels

    def _goal(self, k: int, limit: float, rows: list[Vector]) -> Goal:
        return Goal(
            commodity=k,
            destination=self._destination[k],
            ticks_allowed=self._allowed[k],
            cutoff=limit - margin(limit),
            cheap=rows[0],
            fast=rows[1],
            mixed=rows[2],
        )

    def distances_to(self, weights: Vector, nodes: Indices, radius: Vector) -> Vector:
        """Return (nodes, num_nodes) distances to some nodes; inf beyond the radius of each."""
        weight = weights.tolist()
        distances = np.full((len(nodes), self._num_nodes), inf)
        for row, (node, reach) in enumerate(zip(nodes.tolist(), radius.tolist(), strict=True)):
            tree = Tree(self._in, node, weight.__getitem__, radius=reach)
            distances[row, list(tree.distance)] = list(tree.distance.values())
        return distances

    def place(
        self,
        room: Vector,
        costs: Vector,
        amounts: Vector,
        reject_costs: Vector,
        columns: Columns,
        least: float,
        most_searches: int,
    ) -> tuple[Vector, Batch, Vector]:
        """Put amounts on columns with room, cheapest first, then on new paths; `room` shrinks."""
        group, first, arcs, column_cost = columns
        placed = np.zeros(len(column_cost))
        paths: list[tuple[int, list[int]]] = []
        used: list[float] = []
        for rank in range(len(self._origin)):
            for k in self._of(rank):
                amount = float(amounts[k])
                for column in range(group[k], group[k + 1]):
                    if amount <= least or column_cost[column] >= reject_costs[k]:
                        break
                    path = arcs[first[column] : first[column + 1]].tolist()
                    placed[column] = _take(path, amount, room, least)
                    amount -= placed[column]
                while amount > least and len(paths) < most_searches:
                    found = self._roomy_path(rank, k, room, costs, float(reject_costs[k]), least)
                    most_searches -= found is None
                    if found is None:
                        break
                    paths.append((k, found))
                    used.append(_take(found, amount, room, least))
                    amount -= used[-1]
        return placed, batch(paths), np.array(used, float)

    def _roomy_path(
        self, rank: int, k: int, room: Vector, costs: Vector, limit: float, least: float
    ) -> list[int] | None:
        """Return the cheapest path with room; None where it is too dear or too slow."""
        target = self._destination[k]
        weight = np.where(room > least, costs, inf).tolist()
        tree = Tree(
            self._out, self._origin[rank], weight.__getitem__, targets=[target], radius=limit
        )
        if tree.distance.get(target, inf) >= limit:
            return None
        path = tree.path_to(target, self._tail)
        return path if sum(map(self._ticks.__getitem__, path)) <= self._allowed[k] else None

    def _of(self, rank: int) -> range:
        """Return the commodities of an origin."""
        return range(self._first[rank], self._first[rank + 1])


def _take(path: Sequence[int], amount: float, room: Vector, least: float) -> float:
    """Take as much of an amount as the arcs have room for."""
    taken = min([amount, *(float(room[arc]) for arc in path)])
    if taken <= least:
        return 0.0
    for arc in path:
        room[arc] -= taken
    return taken
