"""Generate multimodal networks with deadlines, always the same ones for the same numbers.

They are there to measure how solvers grow: cities in clusters, each with road, some with rail,
sea and air; transfers within a city; shipments between a few origins and destinations, with a
time limit of 1.3 to 4 times the fastest way. Rail, sea, air and transfers get capacities near
what an uncapacitated flow puts on them. All figures are assumptions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..errors import Mistake, QuestionError
from ..multicommodity import FlowPlan, FlowProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Reals = NDArray[np.float64]
    Whole = NDArray[np.int64]

HOURS_PER_TICK = 0.5
DETOUR = 1.15
"""Kilometres of a way for each kilometre between its ends."""
LEAST_NODES, MOST_NODES = 100, 100_000
BLOCK = 64
"""Origins whose distances are computed at once: more takes too much memory."""


class Layer(NamedTuple):
    """A mode: how many neighbours a place has in it, what it costs, how fast it is."""

    neighbours: int
    usd_per_tonne_km: float
    km_per_hour: float
    is_limited: bool
    has_long_links: bool


LAYERS = {
    "road": Layer(5, 1.0, 60, is_limited=False, has_long_links=False),
    "rail": Layer(5, 0.45, 45, is_limited=True, has_long_links=False),
    "sea": Layer(6, 0.15, 28, is_limited=True, has_long_links=True),
    "air": Layer(8, 4.5, 600, is_limited=True, has_long_links=True),
}
TRANSFERS = {"rail": (12, 1400), "sea": (20, 3600), "air": (60, 700)}
"""Price per tonne and hundredths of an hour from road into a mode; out takes half the time."""


class _Arc(NamedTuple):
    tail: int
    head: int
    cost: float
    centihours: int
    is_limited: bool


class _Cities(NamedTuple):
    """Where cities are, how large, and which of them have a mode; by mode, its first node."""

    xy_km: Reals
    size: Reals
    of_mode: dict[str, Whole]
    first_node: dict[str, int]


def generated_flow(
    nodes: int, shipments: int, seed: int = 1, *, solve: Callable[[FlowProblem], FlowPlan]
) -> FlowProblem:
    """Return a network with capacities; a tick is half an hour, amounts are tonnes.

    Parameters
    ----------
    nodes
        About how many nodes there are, from 100 to 100,000.
    shipments
        How many commodities there are.
    seed
        Start of the random numbers.
    solve
        Solves the network without capacities exactly: capacities are set near its loads.

    Raises
    ------
    QuestionError
        A number out of range.
    """
    _check(nodes, shipments, seed)
    draw = np.random.default_rng(seed)
    cities = _cities(draw, nodes)
    arcs = [*_ways(draw, cities), *_transfers(cities)]
    free = _uncapacitated(draw, cities, arcs, shipments)
    free = replace(free, name=f"generated {nodes:,} nodes, {shipments:,} shipments, seed {seed}")
    plan = solve(free)
    load = np.zeros(free.num_arcs)
    for path in plan.paths:
        np.add.at(load, list(path.arcs), path.amount)
    limited = np.array([arc.is_limited for arc in arcs])
    return replace(free, capacity=_capacities(load, limited, seed))


def _check(nodes: int, shipments: int, seed: int) -> None:
    ranges = {
        "nodes": (nodes, LEAST_NODES, MOST_NODES),
        "shipments": (shipments, 1, 10_000_000),
        "seed": (seed, 0, 2**32),
    }
    mistakes = [
        Mistake(place=name, found=f"{number:,}", expected=f"{least:,} to {most:,}")
        for name, (number, least, most) in ranges.items()
        if not least <= number <= most
    ]
    if mistakes:
        raise QuestionError(mistakes)


def _cities(draw: np.random.Generator, nodes: int) -> _Cities:
    count = int(nodes / 1.7)
    clusters = draw.uniform(0, 3000, (max(5, count // 60), 2))
    xy_km = clusters[draw.integers(0, len(clusters), count)] + draw.normal(0, 120, (count, 2))
    size = draw.lognormal(0, 1.2, count)
    largest = np.argsort(-size)
    of_mode = {
        "road": np.arange(count),
        "rail": np.sort(largest[: int(0.4 * count)]),
        "sea": np.sort(draw.choice(largest[: int(0.5 * count)], int(0.2 * count), replace=False)),
        "air": np.sort(largest[: max(3, int(0.1 * count))]),
    }
    ends = np.cumsum([len(of_mode[mode]) for mode in LAYERS]).tolist()
    return _Cities(xy_km, size, of_mode, dict(zip(LAYERS, [0, *ends], strict=False)))


def _ways(draw: np.random.Generator, cities: _Cities) -> Iterator[_Arc]:
    """Yield the links of every mode: to neighbours, along a chain, and some long ones."""
    for mode, layer in LAYERS.items():
        xy_km = cities.xy_km[cities.of_mode[mode]]
        pairs = dict.fromkeys(_neighbours(xy_km, layer.neighbours))
        chain = np.argsort(xy_km[:, 0]).tolist()
        for one, other in pairwise(chain):
            pairs |= {(one, other): None, (other, one): None}
        for _ in range(2 * len(xy_km) if layer.has_long_links else 0):
            one, other = draw.integers(0, len(xy_km), 2).tolist()
            if one != other:
                pairs |= {(one, other): None, (other, one): None}
        first = cities.first_node[mode]
        for one, other in pairs:
            straight_km = float(np.linalg.norm(xy_km[one] - xy_km[other]))
            km = max(straight_km, 1.0) * DETOUR
            cost = layer.usd_per_tonne_km * km * draw.uniform(0.9, 1.2)
            centihours = max(1, int(100 * km / layer.km_per_hour))
            yield _Arc(first + one, first + other, cost, centihours, layer.is_limited)


def _neighbours(xy_km: Reals, count: int) -> Iterator[tuple[int, int]]:
    """Yield every place with its nearest ones, there and back."""
    for place, at in enumerate(xy_km):
        square = ((xy_km - at) ** 2).sum(axis=1)
        for near in np.argsort(square, kind="stable")[1 : count + 1].tolist():
            yield place, near
            yield near, place


def _transfers(cities: _Cities) -> Iterator[_Arc]:
    for mode, (cost, centihours) in TRANSFERS.items():
        for position, city in enumerate(cities.of_mode[mode].tolist()):
            node = cities.first_node[mode] + position
            yield _Arc(city, node, cost, centihours, is_limited=True)
            yield _Arc(node, city, cost, centihours // 2, is_limited=True)


def _uncapacitated(
    draw: np.random.Generator, cities: _Cities, arcs: list[_Arc], shipments: int
) -> FlowProblem:
    """Return the problem without capacities: shipments between a few large cities."""
    num_cities = len(cities.size)
    num_ends = max(10, min(num_cities // 4, 500))
    weight = cities.size / cities.size.sum()
    origins = draw.choice(num_cities, num_ends, replace=False, p=weight)
    destinations = draw.choice(num_cities, num_ends, replace=False, p=weight)
    origin = origins[draw.integers(0, num_ends, shipments)]
    destination = destinations[draw.integers(0, num_ends, shipments)]
    while (same := origin == destination).any():
        destination[same] = destinations[draw.integers(0, num_ends, same.sum())]
    demand = np.round(draw.lognormal(2, 1, shipments) + 1, 1)

    tail, head = np.array([arc[:2] for arc in arcs], dtype=np.int32).T.copy()
    cost = np.array([arc.cost for arc in arcs])
    hours = np.array([arc.centihours for arc in arcs]) / 100
    ticks = np.maximum(1, np.round(hours / HOURS_PER_TICK)).astype(np.int32)
    num_nodes = sum(len(of_mode) for of_mode in cities.of_mode.values())
    fastest = _least(num_nodes, tail, head, ticks, origin, destination)
    cheapest = _least(num_nodes, tail, head, cost, origin, destination)
    slack = draw.uniform(1.3, 4.0, shipments)
    return FlowProblem(
        name="generated",
        num_nodes=num_nodes,
        tail=tail,
        head=head,
        cost=cost,
        capacity=np.full(len(arcs), np.inf),
        ticks=ticks,
        origin=origin.astype(np.int32),
        destination=destination.astype(np.int32),
        demand=demand,
        reject_cost=6 * cheapest + 300,
        ticks_allowed=np.round(fastest * slack).astype(np.int32) + int(2 / HOURS_PER_TICK),
    )


def _least(
    num_nodes: int,
    tail: NDArray[np.int32],
    head: NDArray[np.int32],
    weight: Reals | NDArray[np.int32],
    origin: Whole,
    destination: Whole,
) -> Reals:
    """Return the least weight of a way for each pair, by relaxing all arcs until none helps."""
    order = np.argsort(head, kind="stable")
    heads, starts = np.unique(head[order], return_index=True)
    sources, source_of = np.unique(origin, return_inverse=True)
    least = np.empty(len(origin))
    for first in range(0, len(sources), BLOCK):
        block = sources[first : first + BLOCK]
        distance = np.full((num_nodes, len(block)), np.inf)
        distance[block, np.arange(len(block))] = 0
        while True:
            ways = distance[tail[order]] + weight[order, None]
            better = np.minimum(distance[heads], np.minimum.reduceat(ways, starts, axis=0))
            if (better == distance[heads]).all():
                break
            distance[heads] = better
        here = (source_of >= first) & (source_of < first + BLOCK)
        least[here] = distance[destination[here], source_of[here] - first]
    return least


def _capacities(load: Reals, limited: NDArray[np.bool_], seed: int) -> Reals:
    """Return 0.54 to 1.32 times the load, or the median load where that is more."""
    draw = np.random.default_rng(seed)
    used = load[limited & (load > 0)]
    base = np.maximum(load, np.quantile(used, 0.5) if len(used) else 0.0)
    capacity = np.full(len(load), np.inf)
    share = draw.uniform(0.45, 1.1, limited.sum()) * 1.2
    capacity[limited] = np.round(base[limited] * share, 1)
    return capacity
