"""Small flow problems, and their optima by linear programs over arcs or over all paths."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from ortools.math_opt.python import mathopt

from landbridge.network.multicommodity import FlowProblem


def random_problem(
    seed: int, *, nodes: int = 8, commodities: int = 8, timed: bool = False, served: bool = False
) -> FlowProblem:
    """Return a random problem; with `served` a dear arc of no limit serves every commodity."""
    rng = np.random.default_rng(seed)
    num_arcs = 3 * nodes
    tail = rng.integers(0, nodes, num_arcs)
    head = (tail + rng.integers(1, nodes, num_arcs)) % nodes
    cost = rng.integers(0, 10, num_arcs).astype(float)
    capacity = np.where(rng.random(num_arcs) < 0.8, rng.integers(1, 12, num_arcs), np.inf)
    origin = rng.integers(0, nodes, commodities)
    destination = (origin + rng.integers(0, nodes, commodities)) % nodes
    reject = np.full(commodities, np.inf) if served else rng.integers(5, 40, commodities)
    if served:
        tail, head = np.append(tail, origin), np.append(head, destination)
        cost = np.append(cost, np.full(commodities, 30.0))
        capacity = np.append(capacity, np.full(commodities, np.inf))
    return FlowProblem(
        name=f"random {seed}",
        num_nodes=nodes,
        tail=tail.astype(np.int32),
        head=head.astype(np.int32),
        cost=cost,
        capacity=capacity,
        ticks=rng.integers(0, 5, len(tail)).astype(np.int32) if timed else None,
        origin=origin.astype(np.int32),
        destination=destination.astype(np.int32),
        demand=rng.integers(1, 9, commodities).astype(float),
        reject_cost=reject.astype(float),
        ticks_allowed=rng.integers(2, 12, commodities).astype(np.int32) if timed else None,
    )


def line(**changes: object) -> FlowProblem:
    """Return two ways from node 0 to 2: cheap and slow over node 1, or dear and fast."""
    arrays: dict[str, object] = {
        "name": "line",
        "num_nodes": 3,
        "tail": np.array([0, 1, 0], np.int32),
        "head": np.array([1, 2, 2], np.int32),
        "cost": np.array([1.0, 2.0, 9.0]),
        "capacity": np.array([4.0, np.inf, np.inf]),
        "ticks": np.array([3, 4, 1], np.int32),
        "origin": np.array([0], np.int32),
        "destination": np.array([2], np.int32),
        "demand": np.array([10.0]),
        "reject_cost": np.array([np.inf]),
        "ticks_allowed": np.array([7], np.int32),
    }
    return FlowProblem(**{**arrays, **changes})  # type: ignore[arg-type]


def simple_paths(problem: FlowProblem, commodity: int) -> Iterator[tuple[int, ...]]:
    """Yield every path in time of a commodity that visits no node twice."""
    allowed = np.inf if problem.ticks_allowed is None else problem.ticks_allowed[commodity]
    ticks = np.zeros(problem.num_arcs) if problem.ticks is None else problem.ticks
    origin, destination = int(problem.origin[commodity]), int(problem.destination[commodity])
    stack: list[tuple[int, tuple[int, ...], frozenset[int], float]] = [
        (origin, (), frozenset([origin]), 0.0)
    ]
    while stack:
        node, path, seen, used = stack.pop()
        if node == destination:
            yield path
            continue
        for arc in np.flatnonzero(problem.tail == node).tolist():
            nxt = int(problem.head[arc])
            if nxt not in seen and used + ticks[arc] <= allowed:
                stack.append((nxt, (*path, arc), seen | {nxt}, used + float(ticks[arc])))


def least_cost_over_paths(problem: FlowProblem) -> float:
    """Return the optimum by a linear program over all paths; inf where not all can be served."""
    model = mathopt.Model()
    loads: list[list[mathopt.Variable]] = [[] for _ in range(problem.num_arcs)]
    costs = []
    for k in range(problem.num_commodities):
        ways = []
        for path in simple_paths(problem, k):
            ways.append(model.add_variable(lb=0))
            costs.append(float(problem.cost[list(path)].sum()) * ways[-1])
            for arc in path:
                loads[arc].append(ways[-1])
        if np.isfinite(problem.reject_cost[k]):
            ways.append(model.add_variable(lb=0))
            costs.append(float(problem.reject_cost[k]) * ways[-1])
        model.add_linear_constraint(mathopt.fast_sum(ways) == float(problem.demand[k]))
    return _least_cost(problem, model, loads, costs)


def least_cost_over_arcs(problem: FlowProblem) -> float:
    """Return the optimum without time limits by a linear program over arcs."""
    model = mathopt.Model()
    loads: list[list[mathopt.Variable]] = [[] for _ in range(problem.num_arcs)]
    costs = []
    for k in range(problem.num_commodities):
        flows = [model.add_variable(lb=0) for _ in range(problem.num_arcs)]
        may_reject = bool(np.isfinite(problem.reject_cost[k]))
        rejected = model.add_variable(lb=0, ub=float(problem.demand[k]) if may_reject else 0.0)
        if may_reject:
            costs.append(float(problem.reject_cost[k]) * rejected)
        for arc, flow in enumerate(flows):
            loads[arc].append(flow)
            costs.append(float(problem.cost[arc]) * flow)
        for node in range(problem.num_nodes):
            out = [flows[arc] for arc in np.flatnonzero(problem.tail == node)]
            back = [flows[arc] for arc in np.flatnonzero(problem.head == node)]
            sent = (node == problem.origin[k]) * 1.0 - (node == problem.destination[k]) * 1.0
            model.add_linear_constraint(
                mathopt.fast_sum(out) - mathopt.fast_sum(back) + sent * rejected
                == sent * float(problem.demand[k])
            )
    return _least_cost(problem, model, loads, costs)


def _least_cost(
    problem: FlowProblem,
    model: mathopt.Model,
    loads: list[list[mathopt.Variable]],
    costs: list[mathopt.LinearTerm],
) -> float:
    for arc, load in enumerate(loads):
        if load and np.isfinite(problem.capacity[arc]):
            model.add_linear_constraint(mathopt.fast_sum(load) <= float(problem.capacity[arc]))
    model.minimize(mathopt.fast_sum(costs))
    result = mathopt.solve(model, mathopt.SolverType.GLOP)
    if result.termination.reason == mathopt.TerminationReason.INFEASIBLE:
        return float("inf")
    return float(result.objective_value())
