"""Paths and rejections of single commodities, from the flow of their classes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ...network.multicommodity import FlowPath

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FlowProblem
    from .commodities import Commodities
    from .pool import Pool
    from .repair import Flow

Part = tuple[tuple[int, ...], float]
"""A path of a class and the units on it."""

SLIVER = 1e-12
"""Share of a demand that is rounding, not flow."""


def unpacked(
    problem: FlowProblem, commodities: Commodities, pool: Pool, flow: Flow
) -> tuple[tuple[FlowPath, ...], NDArray[np.float64]]:
    """Return the paths, by commodity, and what each commodity leaves.

    The members of a class take its paths in turn, the cheapest first; what is left is
    rejected for the last of them.
    """
    parts = _parts(problem, commodities, pool, flow)
    rejected = np.zeros(problem.num_commodities)
    paths: list[FlowPath] = []
    for k in range(len(commodities)):
        members = commodities.members[commodities.first_member[k] : commodities.first_member[k + 1]]
        paths += _shared(problem, members.tolist(), parts[k], rejected)
    paths.sort(key=lambda path: path.commodity)
    return tuple(paths), rejected


def _parts(
    problem: FlowProblem, commodities: Commodities, pool: Pool, flow: Flow
) -> list[list[Part]]:
    """Return the paths of each class, the cheapest first, each once."""
    amounts: list[dict[tuple[int, ...], float]] = [{} for _ in range(len(commodities))]
    lengths = flow.further.length
    starts = np.cumsum(lengths) - lengths
    found = [
        (flow.further.commodity[n], flow.further.arcs[starts[n] : starts[n] + lengths[n]], amount)
        for n, amount in enumerate(flow.further_amounts.tolist())
    ]
    known = (
        (pool.commodity[column], pool.arcs[pool.first[column] : pool.first[column + 1]], amount)
        for column, amount in zip(flow.columns.tolist(), flow.amounts.tolist(), strict=True)
    )
    for k, arcs, amount in [*known, *found]:
        if amount > SLIVER * commodities.demand[k]:
            path = tuple(arcs.tolist())
            amounts[k][path] = amounts[k].get(path, 0.0) + amount
    return [
        sorted(paths.items(), key=lambda part: (float(problem.cost[list(part[0])].sum()), part[0]))
        for paths in amounts
    ]


def _shared(
    problem: FlowProblem, members: list[int], parts: list[Part], rejected: NDArray[np.float64]
) -> Iterator[FlowPath]:
    """Yield the paths of the members of a class; note what they leave."""
    if len(members) == 1:
        (member,) = members
        demand = float(problem.demand[member])
        left = demand - sum(amount for _, amount in parts)
        rejected[member] = left if left > 1e-9 * demand else 0.0
        yield from (FlowPath(commodity=member, arcs=arcs, amount=amount) for arcs, amount in parts)
        return
    queue = iter(parts)
    arcs, stock = next(queue, ((), 0.0))
    for member in members:
        wanted = demand = float(problem.demand[member])
        while wanted > SLIVER * demand:
            if stock <= 0:
                arcs, stock = next(queue, ((), 0.0))
                if stock <= 0:
                    break
            amount = min(wanted, stock)
            yield FlowPath(commodity=member, arcs=arcs, amount=amount)
            wanted, stock = wanted - amount, stock - amount
        rejected[member] = wanted if wanted > 1e-9 * demand else 0.0
