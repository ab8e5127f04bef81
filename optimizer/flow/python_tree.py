"""Dijkstra's algorithm in pure Python, with the ties of _flow.cpp."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush
from math import inf, isfinite

import numpy as np
from numpy.typing import NDArray

TINY = 1e-9
"""Relative: what is not better by as much is not better."""

Batch = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]
Weight = Callable[[int], float]


def margin(value: float) -> float:
    """Return by how much a cost must be beaten."""
    return TINY * max(1.0, abs(value)) if isfinite(value) else 0.0


class Arcs:
    """Arcs (arc, other end) of every node, in the order of the arcs."""

    def __init__(self, num_nodes: int, start: Sequence[int], end: Sequence[int]) -> None:
        self.of: list[list[tuple[int, int]]] = [[] for _ in range(num_nodes)]
        for arc, (node, other) in enumerate(zip(start, end, strict=True)):
            self.of[node].append((arc, other))


class Tree:
    """Shortest paths from one node: its settled nodes, their distances, and last arcs."""

    def __init__(
        self,
        arcs: Arcs,
        root: int,
        weight: Weight,
        *,
        targets: Iterable[int] = (),
        radius: float = inf,
    ) -> None:
        self.distance: dict[int, float] = {}
        self.arc_to: dict[int, int] = {}
        wanted = set(targets)
        has_targets = bool(wanted)
        seen = {root: 0.0}
        last = {root: -1}
        queue = [(0.0, root)]
        while queue:
            so_far, node = heappop(queue)
            if node in self.distance:
                continue
            if so_far > radius:
                return
            self.distance[node], self.arc_to[node] = so_far, last[node]
            wanted.discard(node)
            if has_targets and not wanted:
                return
            for arc, other in arcs.of[node]:
                reached = so_far + weight(arc)
                if other not in self.distance and reached < seen.get(other, inf):
                    seen[other], last[other] = reached, arc
                    heappush(queue, (reached, other))

    def path_to(self, node: int, tail: Sequence[int]) -> list[int]:
        """Return the arcs from the root to a settled node."""
        path = []
        while (arc := self.arc_to[node]) >= 0:
            path.append(arc)
            node = tail[arc]
        return path[::-1]


def batch(paths: Iterable[tuple[int, Sequence[int]]]) -> Batch:
    """Return paths, each with its commodity, as arrays."""
    listed = list(paths)
    return (
        np.array([commodity for commodity, _ in listed], np.int32),
        np.array([len(path) for _, path in listed], np.int32),
        np.array([arc for _, path in listed for arc in path], np.int32),
    )
