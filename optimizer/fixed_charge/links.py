"""Arcs that only differ in what they cost to open, taken together as links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ...network.multicommodity import FixedChargeProblem, FlowPath, FlowProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]

SLIVER = 1e-9
"""Share of a unit that is rounding, not flow."""


class Links:
    """The links of a problem: arcs with equal ends, cost and time are one.

    Attributes
    ----------
    flow
        The flow problem over links, all of them with every arc open.
    link_of_arc
        (m,) link of each arc.
    candidate
        (j,) arcs with a fixed cost.
    link, size, price
        (j,) link, capacity and fixed cost of each candidate.
    base
        Capacity of each link with every candidate closed.
    """

    def __init__(self, problem: FixedChargeProblem) -> None:
        flow = problem.flow
        self.problem = problem
        keys: dict[tuple[float, ...], int] = {}
        ticks = np.zeros(flow.num_arcs) if flow.ticks is None else flow.ticks
        columns = (flow.tail, flow.head, flow.cost, ticks)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        link_of_arc = [keys.setdefault(key, len(keys)) for key in rows]
        self.link_of_arc = np.array(link_of_arc, np.int64)
        _, first = np.unique(self.link_of_arc, return_index=True)
        self.candidate = np.flatnonzero(problem.fixed_cost > 0)
        self.link = self.link_of_arc[self.candidate]
        self.size = np.minimum(flow.capacity, flow.demand.sum())[self.candidate]
        self.price = problem.fixed_cost[self.candidate]
        always = np.where(problem.fixed_cost > 0, 0.0, flow.capacity)
        self.base = np.zeros(len(keys))
        np.add.at(self.base, self.link_of_arc, always)
        self._shape = replace(
            flow,
            tail=flow.tail[first],
            head=flow.head[first],
            cost=flow.cost[first],
            capacity=self.base,
            ticks=None if flow.ticks is None else flow.ticks[first],
        )
        self.flow = self.opened(range(len(self.candidate)))

    def opened(self, candidates: Iterable[int]) -> FlowProblem:
        """Return the flow problem over links with some candidates open."""
        capacity = self.base.copy()
        for j in candidates:
            capacity[self.link[j]] += self.size[j]
        return replace(self._shape, capacity=capacity)

    def used(self, load: Vector, opened: Iterable[int]) -> list[int]:
        """Return those of the open candidates that a load on links needs."""
        left = load - self.base
        kept = []
        for j in sorted(opened, key=lambda j: (self.price[j] / max(self.size[j], SLIVER), j)):
            if left[self.link[j]] > SLIVER * max(1.0, self.size[j]):
                left[self.link[j]] -= self.size[j]
                kept.append(j)
        return sorted(kept)

    def on_arcs(self, paths: Iterable[FlowPath], opened: Iterable[int]) -> Iterator[FlowPath]:
        """Yield paths over arcs: a path over links fills their arcs in turn."""
        flow, is_open = self.problem.flow, self.problem.fixed_cost <= 0
        is_open[self.candidate[list(opened)]] = True
        arcs: list[list[int]] = [[] for _ in self.base]
        for arc in np.flatnonzero(is_open).tolist():
            arcs[self.link_of_arc[arc]].append(arc)
        rest = flow.capacity.copy()
        for path in paths:
            left = path.amount
            while left > 0:
                taken = tuple(_first_with_room(arcs[link], rest) for link in path.arcs)
                room = min((rest[a] for a in taken if a != arcs[self.link_of_arc[a]][-1]),
                           default=left)  # fmt: skip
                amount = left if left - room <= SLIVER * path.amount else float(room)
                rest[list(taken)] -= amount
                left -= amount
                yield FlowPath(commodity=path.commodity, arcs=taken, amount=amount)


def _first_with_room(arcs: list[int], rest: Vector) -> int:
    """Return the first arc with room; the last one takes what rounding leaves."""
    return next((arc for arc in arcs if rest[arc] > SLIVER), arcs[-1])
