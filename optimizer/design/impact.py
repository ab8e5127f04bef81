"""What a choice of additions changes in plans: who gains, gateways, modes, accessibility."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from ...network.network import Network
from ...network.plan import Plan
from ...network.plan_difference import plan_difference
from ...network.row import Mode
from ...network.shipment import Shipment
from ..mix.effort import Effort
from ..plan import plan
from .mix_cost import MixCost
from .yearly_cost import BookDemand, session_of

WITHIN_DAYS = (3, 5, 7, 14, 20, 45)
"""Days within which demand is counted as reached."""

HOME = "CN"
SECONDS_PER_DAY = 86_400

Pair: TypeAlias = tuple[float, float]
"""Before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Two plans in whole units of the same book, side by side; pairs are before and after.

    ``open_usd`` is by how much each plan could cost less at most: smaller differences say nothing.
    ``gain_usd_by_order`` and ``gain_usd_by_zone`` are what costs less in the book (not a
    year); a zone is the terminal of an order in China. ``gateway_tonnes`` are tonnes of cargo
    that a terminal loads or unloads by air, ``tonne_km`` those by mode. ``within_days`` is the
    share of the demand in TEU that the plan delivers so many days after it was ready,
    ``reachable_within_days`` the share that could be, each order alone on its fastest route.
    """

    cost_usd: Pair
    open_usd: Pair
    unserved_teu: Pair
    co2e_t: Pair
    gain_usd_by_order: Mapping[str, float]
    gain_usd_by_zone: Mapping[str, float]
    gateway_tonnes: Mapping[str, Pair]
    tonne_km: Mapping[str, Pair]
    within_days: Mapping[int, Pair]
    reachable_within_days: Mapping[int, Pair]

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
    networks = cost.network(frozenset()), cost.network(chosen)
    before, after = (
        plan(
            network,
            network.with_orders(cost.demand.orders.values()).orders,
            cost.demand.limits,
            objective=cost.demand.objective,
            effort=effort,
            terms=cost.demand.terms,
        )
        for network in networks
    )
    fastest = tuple(fastest_days(network, cost.demand) for network in networks)
    return compare_impact(before, after, fastest)


def fastest_days(network: Network, demand: BookDemand) -> Mapping[str, float]:
    """Return the days that each order takes at least by itself, where it is not too late."""
    session = session_of(network, demand, _silent)
    days: dict[str, float] = {}
    for column in session.pool.columns:
        taken = column.route.duration.total_seconds() / SECONDS_PER_DAY
        days[column.shipment.id] = min(taken, days.get(column.shipment.id, taken))
    return days


def compare_impact(
    before: Plan, after: Plan, fastest: Sequence[Mapping[str, float]] = ({}, {})
) -> Impact:
    """Return what changes from one plan to another of the same book.

    Parameters
    ----------
    fastest
        Days that each order takes at least, before and after.
    """
    both = before, after
    difference = plan_difference(before, after)
    by_order = {o.shipment_id: -o.more_cents / 100 for o in difference.orders if o.more_cents}
    by_zone: dict[str, float] = defaultdict(float)
    for name, usd in by_order.items():
        by_zone[_zone(before, before.orders[name])] += usd
    return Impact(
        cost_usd=(before.cost_cents / 100, after.cost_cents / 100),
        open_usd=(
            (before.cost_cents - before.proof.bound_cents) / 100,
            (after.cost_cents - after.proof.bound_cents) / 100,
        ),
        unserved_teu=(before.proof.unserved_teu, after.proof.unserved_teu),
        co2e_t=_pair(both, lambda p: sum(a.co2e_g for a in p.assignments) / 1e6),
        gain_usd_by_order=by_order,
        gain_usd_by_zone=dict(sorted(by_zone.items())),
        gateway_tonnes=_pairs(both, _air_tonnes),
        tonne_km=_pairs(both, _tonne_km),
        within_days={n: (share_within(before, n), share_within(after, n)) for n in WITHIN_DAYS},
        reachable_within_days={
            n: (reachable(before, fastest[0], n), reachable(after, fastest[1], n))
            for n in WITHIN_DAYS
        },
    )


def share_within(plan: Plan, days: float) -> float:
    """Return the share of the demand in TEU that is delivered so many days after it was ready."""
    total = sum(_sizes(plan).values())
    seconds = days * SECONDS_PER_DAY
    soon = (a for a in plan.assignments if a.route.duration.total_seconds() <= seconds)
    return sum(a.size_teu for a in soon) / total if total else 0.0


def reachable(plan: Plan, fastest: Mapping[str, float], days: float) -> float:
    """Return the share of the demand in TEU that could be delivered within so many days."""
    sizes = _sizes(plan)
    total = sum(sizes.values())
    soon = sum(size for name, size in sizes.items() if fastest.get(name, inf) <= days)
    return soon / total if total else 0.0


def _sizes(plan: Plan) -> dict[str, float]:
    """Return orders by id with their size in TEU."""
    cargo = plan.network.cargo_classes
    return {s.id: s.num_units * s.unit(cargo[s.cargo_class]).size_teu for s in plan.orders.values()}


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


def _silent(_: str) -> None:
    pass
