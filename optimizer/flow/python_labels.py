"""Label setting in the order of time in pure Python, with the ties of _flow.cpp."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .python_tree import Arcs

Vector = NDArray[np.float64]


@dataclass(slots=True, kw_only=True)
class Goal:
    """A commodity whose cheapest path in time is wanted: below the cutoff, and what it found.

    ``cheap``, ``fast`` and ``mixed`` are the distances from every node to its destination:
    in cost, in ticks, and in cost plus the multiplier times ticks.
    """

    commodity: int
    destination: int
    ticks_allowed: float
    cutoff: float
    cheap: Vector
    fast: Vector
    mixed: Vector
    path: list[int] | None = None


class _Label(NamedTuple):
    node: int
    ticks: int
    parent: int
    arc: int
    cost: float


@dataclass(slots=True, kw_only=True)
class _Useful:
    """How dear and how late a label may be at each node to be of use for some goal."""

    cost: Vector
    mixed: Vector
    ticks: Vector
    goals_at: dict[int, list[Goal]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True, kw_only=True)
class LabelSetting:
    """Label setting from one origin: a label counts where it is cheaper than all before it."""

    arcs: Arcs
    ticks: Sequence[int]
    weight: Sequence[float]
    multiplier: float

    def search(self, origin: int, goals: Sequence[Goal]) -> int:
        """Give every goal its cheapest path below its cutoff; return the number of labels."""
        useful = self._useful(origin, goals)
        if not useful.goals_at:
            return 0
        least: dict[int, float] = {}
        labels = [_Label(origin, 0, -1, -1, 0.0)]
        queue = [(0, 0.0, 0)]
        while queue:
            _, _, at = heappop(queue)
            label = labels[at]
            if label.cost >= least.get(label.node, inf):
                continue
            least[label.node] = label.cost
            for goal in useful.goals_at.get(label.node, ()):
                if label.ticks <= goal.ticks_allowed and label.cost < goal.cutoff:
                    goal.cutoff = label.cost
                    goal.path = _path_of(labels, at)
            for new in self._extended(at, label, useful, least):
                heappush(queue, (new.ticks, new.cost, len(labels)))
                labels.append(new)
        return len(labels)

    def _useful(self, origin: int, goals: Sequence[Goal]) -> _Useful:
        num_nodes = len(self.arcs.of)
        useful = _Useful(
            cost=np.full(num_nodes, -inf),
            mixed=np.full(num_nodes, -inf),
            ticks=np.full(num_nodes, -1.0),
        )
        for goal in goals:
            allowed = goal.ticks_allowed
            if goal.cheap[origin] >= goal.cutoff or goal.fast[origin] > allowed:
                continue
            useful.goals_at[goal.destination].append(goal)
            cost, ticks = goal.cutoff - goal.cheap, allowed - goal.fast
            mixed = goal.cutoff + self.multiplier * allowed - goal.mixed
            is_useful = (cost > 0.0) & (ticks >= 0.0)
            useful.cost = np.where(is_useful, np.maximum(useful.cost, cost), useful.cost)
            useful.mixed = np.where(is_useful, np.maximum(useful.mixed, mixed), useful.mixed)
            useful.ticks = np.where(is_useful, np.maximum(useful.ticks, ticks), useful.ticks)
        return useful

    def _extended(
        self, at: int, label: _Label, useful: _Useful, least: dict[int, float]
    ) -> list[_Label]:
        new = []
        for arc, node in self.arcs.of[label.node]:
            ticks = label.ticks + self.ticks[arc]
            cost = label.cost + self.weight[arc]
            if ticks > useful.ticks[node] or cost >= least.get(node, inf):
                continue
            if cost >= useful.cost[node] or cost + self.multiplier * ticks >= useful.mixed[node]:
                continue
            new.append(_Label(node, ticks, at, arc, cost))
        return new


def _path_of(labels: Sequence[_Label], at: int) -> list[int]:
    path = []
    while at > 0:
        path.append(labels[at].arc)
        at = labels[at].parent
    return path[::-1]
