"""The figures of a case, from its plan or from its linear mix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ...network.limits import Goal
from ...network.plan import Assignment, Plan
from ...network.sweeps.outcome import Figures
from ..mix.column_generation import LinearMix
from ..mix.session import MixSession
from ..planner import Planner
from ..reliability.simulate import simulate

SAMPLES = 2_000
"""Journeys for each route: the standard error of a probability is at most 1.2 %."""


def plan_figures(plan: Plan, seed: int) -> Figures:
    """Return the figures of a plan.

    Parameters
    ----------
    seed
        Names the random numbers by which P(on time) is simulated, averaged over what is
        served (docs/uncertainty.md).
    """
    served = sum(a.size_teu for a in plan.assignments)
    late = sum(a.size_teu for a in plan.assignments if plan.days_late(a))
    values = {
        "cost_usd": plan.cost_cents / 100,
        "bound_usd": plan.proof.bound_cents / 100,
        "served_teu": served,
        "unserved_teu": plan.proof.unserved_teu,
        "late_teu": late,
        "co2e_t": sum(a.co2e_g for a in plan.assignments) / 1e6,
    }
    if served:
        days = sum(a.size_teu * a.route.duration.total_seconds() for a in plan.assignments)
        values |= {"days": days / 86_400 / served, "on_time": _on_time(plan, seed) / served}
    by_mode: dict[str, float] = defaultdict(float)
    by_corridor: dict[str, float] = defaultdict(float)
    for assignment in plan.assignments:
        by_mode[assignment.route.mode_label] += assignment.size_teu
        by_corridor[assignment.route.main_corridor] += assignment.size_teu
    return Figures(values=values, teu_by_mode=dict(by_mode), teu_by_corridor=dict(by_corridor))


def _on_time(plan: Plan, seed: int) -> float:
    """Return the probability to be on time of each assignment, times its size, added up."""
    by_order: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in plan.assignments:
        by_order[assignment.shipment_id].append(assignment)
    total = 0.0
    for order, parts in by_order.items():
        routes = [part.route for part in parts]
        found = simulate(plan.network, plan.orders[order], routes, samples=SAMPLES, seed=seed)
        rated = zip(parts, found, strict=True)
        total += sum(part.size_teu * rating.probability_on_time for part, rating in rated)
    return total


def linear_figures(planner: Planner) -> Figures:
    """Return the figures of the linear mix: a bound on plans in whole boxes, found sooner.

    Raises
    ------
    NoPlanError
        The linear mix cannot keep the limits.
    """
    session = planner.session
    reached = _reached(session)
    cost = reached.get(Goal.COST)
    left = reached[Goal.UNSERVED].value if Goal.UNSERVED in reached else 0.0
    sizes = _sizes_teu(session)
    without_route = sum(size for key, size in sizes.items() if key not in session.pricers)
    unserved = without_route + max(0.0, left)
    values = {
        "cost_usd": cost.value / 100 if cost else 0.0,
        "bound_usd": cost.bound / 100 if cost else 0.0,
        "served_teu": sum(sizes.values()) - unserved,
        "unserved_teu": unserved,
    }
    return Figures(values=values)


def _reached(session: MixSession) -> dict[Goal, LinearMix]:
    """Return the linear mix of each goal, in order, each held for those behind it."""
    problem = session.problem()
    held: dict[Goal, float] = {}
    found: dict[Goal, LinearMix] = {}
    for aim in problem.limits.aims_in_order if problem.shipments else ():
        found[aim.goal] = session.linear(problem, aim.goal, dict(held))
        held[aim.goal] = max(0.0, found[aim.goal].value) * (1 + aim.give_up)
    return found


def _sizes_teu(session: MixSession) -> Mapping[str, float]:
    cargo = session.network.cargo_classes
    orders = session.orders.values()
    return {s.id: s.num_units * s.unit(cargo[s.cargo_class]).size_teu for s in orders}
