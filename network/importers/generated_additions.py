"""Candidate additions to a network: wider arcs that a budget can pay for some of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ..errors import Mistake, QuestionError
from ..multicommodity import FixedChargeProblem, FlowPlan, FlowProblem

WIDER = 0.5
"""Capacity of an addition, as a share of that of its arc."""

LEAST_PRICE, MOST_PRICE = 0.5, 1.5
"""Fixed cost of an addition for each unit of its capacity."""

BUDGET = 0.3
"""Share of all additions that the budget pays for."""

SEED = 3


def generated_additions(
    flow: FlowProblem,
    count: int = 40,
    seed: int = SEED,
    *,
    solve: Callable[[FlowProblem], FlowPlan],
) -> FixedChargeProblem:
    """Return a choice of additions where a network is short of capacity; always the same ones.

    Arcs are short whose capacity is less than the load of the cheapest flow without capacities;
    `count` of them are drawn. An addition is one more arc beside each, alike but with half its
    capacity, at 0.5 to 1.5 for each unit of it. The budget pays for 30 % of them all.

    Parameters
    ----------
    flow
        The network without additions.
    count
        How many additions there are; fewer where fewer arcs are short.
    seed
        Start of the random numbers.
    solve
        Solves the network without capacities exactly.

    Raises
    ------
    QuestionError
        No arc is short, or `count` is less than 1.
    """
    load = np.zeros(flow.num_arcs)
    for path in solve(replace(flow, capacity=np.full(flow.num_arcs, np.inf))).paths:
        np.add.at(load, list(path.arcs), path.amount)
    short = np.flatnonzero(load > flow.capacity)
    if count < 1 or not len(short):
        place, found = ("count", str(count)) if count < 1 else ("flow", "no arc that is short")
        raise QuestionError([Mistake(place=place, found=found, expected="at least 1")])
    draw = np.random.default_rng(seed)
    arcs = np.sort(draw.choice(short, min(count, len(short)), replace=False))
    size = np.maximum(np.round(WIDER * flow.capacity[arcs], 1), 0.1)
    price = np.maximum(1.0, np.round(size * draw.uniform(LEAST_PRICE, MOST_PRICE, len(arcs))))
    wider = replace(
        flow,
        name=f"{flow.name}, {len(arcs)} additions",
        tail=np.concatenate([flow.tail, flow.tail[arcs]]),
        head=np.concatenate([flow.head, flow.head[arcs]]),
        cost=np.concatenate([flow.cost, flow.cost[arcs]]),
        capacity=np.concatenate([flow.capacity, size]),
        ticks=None if flow.ticks is None else np.concatenate([flow.ticks, flow.ticks[arcs]]),
    )
    fixed_cost = np.concatenate([np.zeros(flow.num_arcs), price])
    return FixedChargeProblem(
        flow=wider, fixed_cost=fixed_cost, budget=float(np.round(BUDGET * price.sum()))
    )
