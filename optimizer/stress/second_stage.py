"""What becomes of a plan when a future has come: what holds stands, the rest is planned again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ...network.booked import Booked, booked
from ...network.limits import Limits
from ...network.network import Network
from ...network.plan import Assignment, Plan
from ...network.route import Route
from ...network.shipment import Shipment
from ..mix.column import ColumnKey, key_of
from ..mix.effort import Effort
from ..mix.problem import CENTS_PER_USD
from ..mix.standing import routes_now
from ..planner import Planner


def second_stage(plan: Plan, network: Network, effort: Effort | None = None) -> Plan:
    """Return what becomes of a plan on another network: what holds stands, the rest is new.

    What is booked on a departure that has less room than before is released, all of it; and
    so is what would break the budget of its order at the prices of the other network.
    """
    smaller = with_less_room(plan.network, network)
    now = routes_now(network, plan.orders, plan)
    stands = booked(plan, orders=sorted({a.shipment_id for a in plan.assignments}))
    kept = [
        (assignment, cutoff)
        for assignment, cutoff in zip(stands.assignments, stands.first_cutoffs, strict=True)
        if _stands(plan, assignment, now, smaller)
    ]
    stands = Booked(
        assignments=tuple(assignment for assignment, _ in kept),
        first_cutoffs=tuple(cutoff for _, cutoff in kept),
    )
    # Named aims: without them as little as possible would move, whatever it costs.
    aims = replace(plan.limits, aims=plan.limits.aims_in_order)
    before = replace(plan, limits=aims)
    return Planner.again(before, stands, network=network, effort=effort).plan()


def _stands(
    plan: Plan, assignment: Assignment, now: Mapping[ColumnKey, Route], smaller: set[str]
) -> bool:
    route = now.get(key_of(assignment.route))
    if route is None:
        return True  # what no longer holds is released in any case
    return not (
        rides_on(route, smaller) or breaks_budget(plan.shipment(assignment), route, plan.limits)
    )


def rides_on(route: Route, services: Collection[str]) -> bool:
    """Tell whether a route rides on one of some services."""
    return any(leg.departure.service_id in services for leg in route.legs)


def breaks_budget(shipment: Shipment, route: Route, limits: Limits) -> bool:
    """Tell whether an order breaks its budget where all of it travels on a route."""
    if shipment.budget_usd is None or not limits.order_budgets:
        return False
    return route.freight_cents(shipment.num_units) > shipment.budget_usd * CENTS_PER_USD


def with_less_room(before: Network, now: Network) -> set[str]:
    """Return the services, or their parts for some days, that have less room than before."""
    return {
        key
        for key, service in now.services.items()
        for was in [before.services.get(service.known_as[-1])]
        if was is not None
        and any(
            getattr(service, name) < getattr(was, name)
            for name in ("capacity_teu", "capacity_kg", "reefer_plugs")
        )
    }
