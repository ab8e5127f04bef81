"""What a choice of additions changes in plans: who gains, gateways, modes, accessibility."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ...network.plan import Plan
from ...network.plan_difference import plan_difference
from ...network.row import Mode
from ...network.shipment import Shipment
from ..mix.effort import Effort
from ..plan import plan
from .mix_cost import MixCost

WITHIN_DAYS = (3, 5, 7, 14, 20, 45)
"""Days within which demand is counted as reached."""

HOME = "CN"

Pair: TypeAlias = tuple[float, float]
"""Before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Two plans in whole units of the same book, side by side; pairs are before and after.

    ``gain_usd_by_order`` and ``gain_usd_by_zone`` are what costs less in the book (not a
    year); a zone is the terminal of an order in China. ``gateway_tonnes`` are tonnes of cargo
    that a terminal loads or unloads by air, ``tonne_km`` those by mode. ``within_days`` is the
    share of the demand in TEU that the plan delivers so many days after it was ready.
    """

    cost_usd: Pair
    unserved_teu: Pair
    co2e_t: Pair
    gain_usd_by_order: Mapping[str, float]
    gain_usd_by_zone: Mapping[str, float]
    gateway_tonnes: Mapping[str, Pair]
    tonne_km: Mapping[str, Pair]
    within_days: Mapping[int, Pair]

    @property
    def winners(self) -> int:
        """Number of orders that cost less."""
        return sum(usd > 0 for usd in self.gain_usd_by_order.values())

    @property
    def losers(self) -> int:
        """Number of orders that cost more: one plan for all may take a slot from them."""
        return sum(usd < 0 for usd in self.gain_usd_by_order.values())


def impact_of(cost: MixCost, chosen: frozenset[str], effort: Effort) -> Impact:
    """Plan the book in whole units without and with additions, and compare the plans.

    Raises
    ------
    NoPlanError
        No plan in whole units was found in time.
    """
    before, after = (
        plan(
            network,
            network.with_orders(cost.demand.orders.values()).orders,
            cost.demand.limits,
            objective=cost.demand.objective,
            effort=effort,
            terms=cost.demand.terms,
        )
        for network in (cost.network(frozenset()), cost.network(chosen))
    )
    return compare_impact(before, after)


def compare_impact(before: Plan, after: Plan) -> Impact:
    """Return what changes from one plan to another of the same book."""
    both = before, after
    difference = plan_difference(before, after)
    by_order = {o.shipment_id: -o.more_cents / 100 for o in difference.orders if o.more_cents}
    by_zone: dict[str, float] = defaultdict(float)
    for name, usd in by_order.items():
        by_zone[_zone(before, before.orders[name])] += usd
    return Impact(
        cost_usd=(before.cost_cents / 100, after.cost_cents / 100),
        unserved_teu=(before.proof.unserved_teu, after.proof.unserved_teu),
        co2e_t=_pair(both, lambda p: sum(a.co2e_g for a in p.assignments) / 1e6),
        gain_usd_by_order=by_order,
        gain_usd_by_zone=dict(sorted(by_zone.items())),
        gateway_tonnes=_pairs(both, _air_tonnes),
        tonne_km=_pairs(both, _tonne_km),
        within_days={n: (share_within(before, n), share_within(after, n)) for n in WITHIN_DAYS},
    )


def share_within(plan: Plan, days: float) -> float:
    """Return the share of the demand in TEU that is delivered so many days after it was ready."""
    cargo = plan.network.cargo_classes
    orders = plan.orders.values()
    total = sum(s.num_units * s.unit(cargo[s.cargo_class]).size_teu for s in orders)
    seconds = days * 86_400
    soon = (a for a in plan.assignments if a.route.duration.total_seconds() <= seconds)
    return sum(a.size_teu for a in soon) / total if total else 0.0


def _zone(plan: Plan, order: Shipment) -> str:
    terminal = plan.network.terminals[order.origin]
    return order.origin if terminal.country == HOME else order.destination


def _air_tonnes(plan: Plan) -> Mapping[str, float]:
    tonnes: dict[str, float] = defaultdict(float)
    for assignment in plan.assignments:
        for leg in assignment.route.legs:
            if leg.mode is Mode.AIR:
                tonnes[leg.from_terminal] += assignment.kg / 1_000
                tonnes[leg.to_terminal] += assignment.kg / 1_000
    return tonnes


def _tonne_km(plan: Plan) -> Mapping[str, float]:
    total: dict[str, float] = defaultdict(float)
    for assignment in plan.assignments:
        for leg in assignment.route.legs:
            total[leg.mode.value] += assignment.kg / 1_000 * leg.distance_km
    return total


def _pair(both: tuple[Plan, Plan], of: Callable[[Plan], float]) -> Pair:
    return of(both[0]), of(both[1])


def _pairs(
    both: tuple[Plan, Plan], of: Callable[[Plan], Mapping[str, float]]
) -> Mapping[str, Pair]:
    one, other = of(both[0]), of(both[1])
    return {name: (one.get(name, 0.0), other.get(name, 0.0)) for name in sorted({*one, *other})}
