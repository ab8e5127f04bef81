"""Put plans side by side, their lead times simulated."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..network.errors import Mistake, QuestionError
from ..network.plan import Plan
from ..network.plan_comparison import (
    ComparedPlan,
    OrderMove,
    PlanComparison,
    link_flows,
    mix_by_gateway,
    orders_of,
    reasons,
)
from ..network.plan_difference import plan_difference
from ..network.plan_rooms import RoomShift
from ..network.summary import summarise
from .clock import to_minute
from .reliability.columns import RandomColumns
from .reliability.durations import Column
from .reliability.simulate import BLOCK
from .stress.plan_draws import PlanDraws

MINUTES_PER_DAY = 1440


def compare_plans(plans: Mapping[str, Plan], *, draws: int = 1000, seed: int = 1) -> PlanComparison:
    """Put plans side by side: cost, lead times, CO2e, mix, and what moved and why.

    Parameters
    ----------
    plans
        At least two by name; all are held against the first.
    draws
        Simulated journeys of each route, from 1 to 10,000 (docs/uncertainty.md).
    seed
        Names the random numbers.

    Raises
    ------
    QuestionError
        There are fewer than two, their objectives differ, they have no order in common, or
        the number of draws is out of range.
    """
    mistakes = []
    if len(plans) < 2:
        mistakes.append(Mistake(place="plans", found=f"{len(plans)}", expected="at least two"))
    if not 1 <= draws <= BLOCK:
        expected = f"from 1 to {BLOCK:,}"
        mistakes.append(Mistake(place="draws", found=f"{draws:,}", expected=expected))
    if mistakes:
        raise QuestionError(mistakes)
    columns = RandomColumns(seed, 0, draws)
    first = next(iter(plans.values()))
    compared = [_compared(name, plan, first, columns) for name, plan in plans.items()]
    return PlanComparison(plans=tuple(compared), draws=draws, seed=seed)


def _compared(name: str, plan: Plan, first: Plan, columns: RandomColumns) -> ComparedPlan:
    summary = summarise(plan)
    draws = PlanDraws(plan)
    parts = list(draws.minutes(columns, ()))
    on_time = draws.block(columns, ()).on_time_teu.mean() / draws.teu if parts else 1.0
    minutes = [
        found
        - to_minute(plan.shipment(a).ready_at(plan.network.terminals[plan.shipment(a).origin]))
        for a, found in parts
    ]
    sizes = [np.full_like(found, a.size_teu) for a, found in parts]
    p50, p90 = _quantiles(minutes, sizes)
    moves = [] if plan is first else list(orders_of(plan_difference(first, plan).orders))
    rooms = RoomShift(first, plan) if moves else None
    return ComparedPlan(
        name=name,
        plan=plan,
        cost_usd=summary.cost_usd,
        cost_by_part_usd=summary.cost_by_part_usd,
        co2e_t=summary.co2e_t,
        num_on_time=summary.num_on_time,
        unserved_teu=plan.proof.unserved_teu,
        late_teu=sum((a.size_teu for a in plan.assignments if plan.days_late(a)), 0.0),
        lead_days_p50=p50,
        lead_days_p90=p90,
        on_time=float(on_time),
        by_corridor=summary.by_corridor,
        by_mode=summary.by_mode,
        by_gateway=mix_by_gateway(plan),
        flows=link_flows(plan),
        moves=tuple(OrderMove(difference=d, why=reasons(first, plan, d, rooms)) for d in moves),
    )


def _quantiles(minutes: list[Column], sizes: list[Column]) -> tuple[float | None, float | None]:
    """Return the days within which half and nine tenths of the size arrive."""
    if not minutes:
        return None, None
    pooled, weights = np.concatenate(minutes), np.concatenate(sizes)
    order = np.argsort(pooled, kind="stable")
    reached = np.cumsum(weights[order])
    found = []
    for share in (0.5, 0.9):
        position = int(np.searchsorted(reached, share * reached[-1] * (1 - 1e-12)))
        minute = pooled[order][position]
        found.append(float(minute) / MINUTES_PER_DAY if np.isfinite(minute) else None)
    return found[0], found[1]
