"""The mix of a plan by corridor and by modes, and its routes as cost against time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from ...network.summary import assumed_cost_share, assumed_time_share, mix_rows
from ..charts.house_style import mode_colour
from ..style import on_light
from .facts import MixFact, RouteFact
from .names import corridor_name, modes_key, modes_name

if TYPE_CHECKING:
    from ...network.plan import Assignment, Plan
    from ..phrases import Phrase

DAY = timedelta(days=1)


def mix_by_corridor(plan: Plan) -> tuple[MixFact, ...]:
    """Return what travels by each corridor, the most freight first."""

    def look(key: str) -> tuple[Phrase, str]:
        corridor = plan.network.corridors.get(key)
        colour = on_light(corridor.colour) if corridor else mode_colour("")
        return corridor_name(plan.network, key), colour

    return _mix(plan, lambda a: a.route.main_corridor, look)


def mix_by_mode(plan: Plan) -> tuple[MixFact, ...]:
    """Return what travels by each combination of modes, the most freight first."""
    return _mix(plan, lambda a: modes_key(a.route), lambda key: (modes_name(key), mode_colour(key)))


def route_facts(plan: Plan) -> tuple[RouteFact, ...]:
    """Return every assignment as a point of cost against time; what weighs nothing has none."""
    return tuple(
        RouteFact(
            order_id=a.shipment_id,
            modes=modes_key(a.route),
            days=a.route.duration / DAY,
            usd_per_t=a.freight_cents / 100 / (a.kg / 1000),
        )
        for a in plan.assignments
        if a.kg > 0
    )


def _mix(
    plan: Plan, name: Callable[[Assignment], str], look: Callable[[str], tuple[Phrase, str]]
) -> tuple[MixFact, ...]:
    groups: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in plan.assignments:
        groups[name(assignment)].append(assignment)
    return tuple(
        MixFact(
            key=row.name,
            name=look(row.name)[0],
            colour=look(row.name)[1],
            orders=row.shipments,
            boxes=row.boxes,
            teu=row.teu,
            tonnes=row.tonnes,
            freight_usd=row.freight_usd,
            co2e_t=row.co2e_t,
            days=_mean_days(groups[row.name]),
            assumed_cost_share=assumed_cost_share(groups[row.name]),
            assumed_time_share=assumed_time_share(groups[row.name]),
        )
        for row in mix_rows(plan.assignments, name)
    )


def _mean_days(group: list[Assignment]) -> float:
    """Return the days from ready to delivered, averaged by weight (by units without weight)."""
    weights = [a.kg for a in group] if any(a.kg for a in group) else [a.units for a in group]
    total = sum(weight * (a.route.duration / DAY) for a, weight in zip(group, weights, strict=True))
    return total / sum(weights) if sum(weights) else 0.0
