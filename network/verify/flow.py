"""Check a static flow against its problem alone, and prove its bound again.

The bound is the Lagrangian one: at any prices of capacity, no flow costs less than all
commodities on their cheapest paths in time at these prices, or rejected, less what the
capacities are worth. It is found here by a plain label search.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..multicommodity import FlowPlan, FlowProblem
from .violation import Violation

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLERANCE = 1e-6
"""Amounts and loads may be off by it: of a unit, or of what they are where that is more."""
ROUNDING = 1e-9
"""Costs and bounds may be off by it, as a share of the cost."""


def verify_flow(plan: FlowPlan) -> list[Violation]:
    """Return every rule that a flow breaks; an empty list for a sound one.

    Checked are: paths connect and are in time, every unit is served or rejected, capacities,
    which commodities cannot be reached, the cost, and the bound.
    """
    found = list(_path_violations(plan))
    return found or [*_load_violations(plan), *_cost_violations(plan), *_bound_violations(plan)]


def verify_whole_flow(plan: FlowPlan) -> list[Violation]:
    """Return every rule that a flow breaks whose commodities may not split."""
    found, parts = verify_flow(plan), [0] * plan.problem.num_commodities
    for path in plan.paths:
        if 0 <= path.commodity < len(parts):
            parts[path.commodity] += 1
    for k, count in enumerate(parts):
        if count > 1 or (count and plan.rejected[k] > 0):
            also = " and rejected" if plan.rejected[k] > 0 else ""
            found.append(
                _broken("whole", f"commodity {k}", f"{count} paths{also}", "one path or none")
            )
    return found


def _broken(rule: str, where: str, found: object, expected: object) -> Violation:
    return Violation(rule=rule, where=where, found=str(found), expected=str(expected))


def _path_violations(plan: FlowPlan) -> Iterator[Violation]:
    problem = plan.problem
    for path in plan.paths:
        where = f"commodity {path.commodity}, path {path.arcs}"
        if not 0 <= path.commodity < problem.num_commodities or not all(
            0 <= arc < problem.num_arcs for arc in path.arcs
        ):
            yield _broken("known arcs", where, "others", "arcs and commodities of the problem")
            continue
        node = problem.origin[path.commodity]
        for arc in path.arcs:
            if problem.tail[arc] != node:
                yield _broken("arcs connect", where, f"arc {arc}", f"one from node {node}")
            node = problem.head[arc]
        if node != problem.destination[path.commodity]:
            end = problem.destination[path.commodity]
            yield _broken("destination", where, f"node {node}", f"node {end}")
        if not path.amount > 0:
            yield _broken("amount", where, path.amount, "more than 0")
        if problem.ticks is not None and problem.ticks_allowed is not None:
            ticks, most = sum(int(problem.ticks[a]) for a in path.arcs), problem.ticks_allowed
            if ticks > most[path.commodity]:
                yield _broken("time limit", where, ticks, f"at most {most[path.commodity]}")


def _load_violations(plan: FlowPlan) -> Iterator[Violation]:
    problem, load = plan.problem, np.zeros(plan.problem.num_arcs)
    given = plan.rejected.astype(np.float64)
    for path in plan.paths:
        given[path.commodity] += path.amount
        np.add.at(load, list(path.arcs), path.amount)
    for k in np.flatnonzero(plan.rejected < 0):
        yield _broken("rejected", f"commodity {k}", plan.rejected[k], "at least 0")
    off = abs(given - problem.demand) > TOLERANCE * np.maximum(1.0, problem.demand)
    for k in np.flatnonzero(off):
        expected = f"{problem.demand[k]} units"
        yield _broken("all units accounted for", f"commodity {k}", given[k], expected)
    for a in np.flatnonzero(load > problem.capacity + TOLERANCE * np.maximum(1, problem.capacity)):
        yield _broken("capacity", f"arc {a}", load[a], f"at most {problem.capacity[a]}")


def _cost_violations(plan: FlowPlan) -> Iterator[Violation]:
    problem = plan.problem
    costs = [p.amount * math.fsum(problem.cost[a] for a in p.arcs) for p in plan.paths]
    left = np.flatnonzero(plan.rejected > 0)
    costs += [plan.rejected[k] * problem.reject_cost[k] for k in left]
    cost = math.fsum(costs)
    if not math.isclose(plan.cost, cost, rel_tol=ROUNDING, abs_tol=ROUNDING):
        yield _broken("cost", "plan", plan.cost, cost)


def _bound_violations(plan: FlowPlan) -> Iterator[Violation]:
    problem, prices = plan.problem, plan.capacity_prices
    if not np.all(prices >= 0) or np.any(prices[np.isinf(problem.capacity)] > 0):
        yield _broken("prices", "plan", "others", "at least 0, and 0 where there is no limit")
        return
    least = least_costs(problem, problem.cost + prices)
    unreachable = tuple(int(k) for k in np.flatnonzero(np.isinf(least)))
    if tuple(sorted(plan.unreachable)) != unreachable:
        yield _broken("unreachable", "plan", plan.unreachable, unreachable)
    limited = np.isfinite(problem.capacity)
    bound = math.fsum(problem.demand * np.minimum(least, problem.reject_cost))
    bound -= math.fsum(prices[limited] * problem.capacity[limited])
    room = ROUNDING * max(1.0, abs(bound)) if math.isfinite(bound) else 0.0
    if plan.bound > bound + room:
        yield _broken("bound", "plan", plan.bound, f"at most {bound}")


def least_costs(problem: FlowProblem, cost: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each commodity what its cheapest path in time costs; inf where there is none."""
    out: dict[int, list[tuple[int, float, int]]] = defaultdict(list)
    ticks = np.zeros(problem.num_arcs, int) if problem.ticks is None else problem.ticks
    for arc in zip(problem.tail, problem.head, cost, ticks, strict=True):
        tail, head, price, time = (value.item() for value in arc)
        out[tail].append((head, price, time))
    asked: dict[int, list[int]] = defaultdict(list)
    for k, origin in enumerate(problem.origin.tolist()):
        asked[origin].append(k)
    least = np.full(problem.num_commodities, math.inf)
    for origin, commodities in asked.items():
        _search(problem, out, origin, commodities, least)
    return least


def _search(
    problem: FlowProblem,
    out: dict[int, list[tuple[int, float, int]]],
    origin: int,
    commodities: list[int],
    least: NDArray[np.float64],
) -> None:
    """Fill in the least costs from one origin: cheapest first, each only if it is faster."""
    allowed = None if problem.ticks_allowed is None else problem.ticks_allowed.tolist()
    open_at: dict[int, list[int]] = defaultdict(list)
    for k in commodities:
        open_at[int(problem.destination[k])].append(k)
    most = math.inf if allowed is None else max(allowed[k] for k in commodities)
    fastest: dict[int, int] = {}
    heap: list[tuple[float, int, int]] = [(0.0, 0, origin)]
    while heap and open_at:
        price, time, node = heapq.heappop(heap)
        if fastest.get(node, math.inf) <= time:
            continue
        fastest[node] = time
        for k in open_at.pop(node, ()):
            if allowed is None or time <= allowed[k]:
                least[k] = price
            else:
                open_at[node].append(k)
        for head, arc_price, arc_time in out[node]:
            if time + arc_time <= most and fastest.get(head, math.inf) > time + arc_time:
                heapq.heappush(heap, (price + arc_price, time + arc_time, head))
