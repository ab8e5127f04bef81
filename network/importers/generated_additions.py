"""Candidate additions to a network: wider arcs that a budget can pay for some of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..errors import Mistake, QuestionError
from ..multicommodity import FixedChargeProblem, FlowPlan

FULL = 0.999
"""Share of its capacity from which an arc counts as full."""

WIDER = 0.5
"""Capacity of an addition, as a share of that of its arc."""

LEAST_PRICE, MOST_PRICE = 0.5, 1.5
"""Fixed cost of an addition for each unit of its capacity."""

BUDGET = 0.3
"""Share of all additions that the budget pays for."""

SEED = 3


def generated_additions(plan: FlowPlan, count: int = 40, seed: int = SEED) -> FixedChargeProblem:
    """Return a choice of additions for what a flow is short of; always the same ones.

    Of the arcs that the flow fills, `count` are drawn. An addition is one more arc beside
    each, alike but with half its capacity, at 0.5 to 1.5 for each unit of it. The budget pays
    for 30 % of them all. The drawing rests on the flow's loads, so on what solved it to which gap.

    Parameters
    ----------
    plan
        A flow on the network without additions, of a small gap.
    count
        How many additions there are; fewer where fewer arcs are full.
    seed
        Start of the random numbers.

    Raises
    ------
    QuestionError
        No arc is full, or `count` is less than 1.
    """
    flow = plan.problem
    load = np.zeros(flow.num_arcs)
    for path in plan.paths:
        np.add.at(load, list(path.arcs), path.amount)
    full = np.flatnonzero(np.isfinite(flow.capacity) & (load > 0) & (load >= FULL * flow.capacity))
    if count < 1 or not len(full):
        place, found = ("count", str(count)) if count < 1 else ("plan", "no arc that is full")
        raise QuestionError([Mistake(place=place, found=found, expected="at least 1")])
    draw = np.random.default_rng(seed)
    arcs = np.sort(draw.choice(full, min(count, len(full)), replace=False))
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
