"""What a simulation says of a plan, from its punctuality or from a comparison."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...network.plan import Plan
    from ...network.plan_comparison import ComparedPlan
    from ...network.plan_punctuality import PlanPunctuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Share of the TEU on time, and days within which half and nine tenths of it arrive.

    The days are None where less arrives; ``by_order`` has the share of each order on time.
    """

    on_time: float
    days_p50: float | None
    days_p90: float | None
    draws: int
    seed: int
    by_order: Mapping[str, float] = field(default_factory=dict)


def times_of(punctuality: PlanPunctuality) -> Times:
    """Return the times of a plan from its punctuality.

    The quantiles are those of the fifty steps that each part is known by.
    """
    return Times(
        on_time=punctuality.on_time,
        days_p50=_days_within(punctuality, 0.5),
        days_p90=_days_within(punctuality, 0.9),
        draws=punctuality.draws,
        seed=punctuality.seed,
        by_order=_by_order(punctuality),
    )


def compared_times(compared: ComparedPlan, draws: int, seed: int) -> Times:
    """Return the times of a plan from a comparison."""
    return Times(
        on_time=compared.on_time,
        days_p50=compared.lead_days_p50,
        days_p90=compared.lead_days_p90,
        draws=draws,
        seed=seed,
    )


def _days_within(punctuality: PlanPunctuality, share: float) -> float | None:
    """Return the days from ready within which a share of the size arrives."""
    plan = punctuality.plan
    weighted = sorted(
        (_window_days(plan, part.assignment.shipment_id) - spare,
         part.assignment.size_teu / len(part.spare_days))
        for part in punctuality.parts
        for spare in part.spare_days
    )  # fmt: skip
    wanted = share * math.fsum(weight for _, weight in weighted) * (1 - 1e-12)
    reached = 0.0
    for days, weight in weighted:
        reached += weight
        if reached >= wanted:
            return days if math.isfinite(days) else None
    return None


def _window_days(plan: Plan, order_id: str) -> float:
    """Return the days from ready to the end of the due date."""
    order, terminals = plan.orders[order_id], plan.network.terminals
    due, ready = order.due_at(terminals[order.destination]), order.ready_at(terminals[order.origin])
    return (due - ready) / timedelta(days=1)


def _by_order(punctuality: PlanPunctuality) -> Mapping[str, float]:
    parts = punctuality.groups(lambda assignment: assignment.shipment_id)
    return {
        order: sum(p.on_time * p.assignment.units for p in own)
        / sum(p.assignment.units for p in own)
        for order, own in parts.items()
    }
