"""Check a plan for arcs that must be paid for against its problem alone, and its proof again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ..fixed_charge import FixedChargePlan, PriceProof
from ..multicommodity import FixedChargeProblem, FlowPlan
from .flow import ROUNDING, TOLERANCE, least_costs, verify_flow
from .violation import Violation


def verify_fixed_charge(plan: FixedChargePlan) -> list[Violation]:
    """Return every rule that a plan breaks; an empty list for a sound one.

    Checked are: the flow as any other, no flow on arcs that are not paid for, the fixed costs
    against the budget, the cost, and that the proof covers every choice of arcs and holds.
    """
    return [*_flow_violations(plan), *_arc_violations(plan), *_bound_violations(plan)]


def _broken(rule: str, where: str, found: object, expected: object) -> Violation:
    return Violation(rule=rule, where=where, found=str(found), expected=str(expected))


def _flow_violations(plan: FixedChargePlan) -> list[Violation]:
    """Check the flow where arcs that are not opened have no capacity."""
    problem, flow = plan.problem, plan.problem.flow
    shut = problem.fixed_cost > 0
    known = [arc for arc in plan.opened if 0 <= arc < flow.num_arcs]
    shut[known] = False
    charged = 0.0 if problem.budget is not None else float(problem.fixed_cost[known].sum())
    alone = FlowPlan(
        problem=replace(flow, capacity=np.where(shut, 0.0, flow.capacity)),
        paths=plan.paths,
        rejected=plan.rejected,
        cost=plan.cost - charged,
        bound=-math.inf,
        unreachable=plan.unreachable,
        capacity_prices=np.zeros(flow.num_arcs),
        rounds=0,
        seconds=plan.seconds,
        method=plan.method,
    )
    return verify_flow(alone)


def _arc_violations(plan: FixedChargePlan) -> Iterator[Violation]:
    problem = plan.problem
    for arc in plan.opened:
        if not 0 <= arc < problem.flow.num_arcs or not problem.fixed_cost[arc] > 0:
            yield _broken("opened arcs", f"arc {arc}", "no fixed cost", "an arc with one")
    if len(set(plan.opened)) < len(plan.opened):
        yield _broken("opened arcs", "plan", "an arc twice", "each once")
    budget = math.inf if problem.budget is None else problem.budget
    known = [arc for arc in set(plan.opened) if 0 <= arc < problem.flow.num_arcs]
    paid = math.fsum(problem.fixed_cost[known])
    if paid > budget + TOLERANCE * max(1.0, budget):
        yield _broken("budget", "plan", paid, f"at most {budget}")


def _bound_violations(plan: FixedChargePlan) -> Iterator[Violation]:
    if plan.bound > plan.cost + ROUNDING * max(1.0, abs(plan.cost)):
        yield _broken("bound", "plan", plan.bound, f"at most the cost {plan.cost}")
    if not plan.proof:
        return
    if not _covers(plan.proof, frozenset()):
        yield _broken("proof", "plan", "choices left out", "every choice of arcs")
    for number, proof in enumerate(plan.proof):
        where = f"part {number} of the proof"
        least = proven_bound(plan.problem, proof)
        room = ROUNDING * max(1.0, abs(least)) if math.isfinite(least) else 0.0
        if proof.bound > least + room:
            yield _broken("bound", where, proof.bound, f"at most {least}")
        if plan.bound > min(proof.bound, plan.cost) + room:
            yield _broken("bound", where, plan.bound, f"at most {min(proof.bound, plan.cost)}")


def _covers(parts: Sequence[PriceProof], settled: frozenset[int]) -> bool:
    """Tell whether parts hold every choice of the arcs that are not settled."""
    if any(set(part.opened) | set(part.closed) <= settled for part in parts):
        return True
    if not parts:
        return False
    free = [({*part.opened, *part.closed} - settled) for part in parts]
    for arc in sorted(set.intersection(*free)):
        opened = [part for part in parts if arc in part.opened]
        closed = [part for part in parts if arc in part.closed]
        return _covers(opened, settled | {arc}) and _covers(closed, settled | {arc})
    return False


def proven_bound(problem: FixedChargeProblem, proof: PriceProof) -> float:
    """Return what prices prove by themselves; -inf where they are none."""
    flow, prices, budget_price = problem.flow, proof.capacity_prices, proof.budget_price
    if not (np.all(prices >= 0) and budget_price >= 0):
        return -math.inf
    opened, closed = list(proof.opened), list(proof.closed)
    if any(not 0 <= arc < flow.num_arcs for arc in (*opened, *closed)):
        return -math.inf
    paid = math.fsum(problem.fixed_cost[opened])
    if problem.budget is not None and paid > problem.budget * (1 + ROUNDING):
        return math.inf
    charge = budget_price if problem.budget is not None else 1.0
    capacity = np.minimum(flow.capacity, flow.demand.sum())
    worth = prices * capacity - charge * problem.fixed_cost
    has_charge = problem.fixed_cost > 0
    gained = np.where(has_charge, np.maximum(worth, 0.0), worth)
    gained[opened], gained[closed] = worth[opened], 0.0
    priced = np.where(np.isin(np.arange(flow.num_arcs), closed), math.inf, flow.cost + prices)
    cheapest = np.minimum(least_costs(flow, priced), flow.reject_cost)
    spent = 0.0 if problem.budget is None else budget_price * problem.budget
    return math.fsum(flow.demand * cheapest) - math.fsum(gained) - spent
