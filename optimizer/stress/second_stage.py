"""What becomes of a plan when a future has come: what holds stands, the rest is planned again."""

from __future__ import annotations

from dataclasses import replace

from ...network.booked import Booked, booked
from ...network.network import Network
from ...network.plan import Plan
from ..mix.effort import Effort
from ..planner import Planner


def second_stage(plan: Plan, network: Network, effort: Effort | None = None) -> Plan:
    """Return what becomes of a plan on another network: what holds stands, the rest is new.

    What is booked on a departure that has less room than before is released, all of it.
    """
    smaller = _with_less_room(plan.network, network)
    stands = booked(plan, orders=sorted({a.shipment_id for a in plan.assignments}))
    kept = [
        (assignment, cutoff)
        for assignment, cutoff in zip(stands.assignments, stands.first_cutoffs, strict=True)
        if smaller.isdisjoint(leg.departure.service_id for leg in assignment.route.legs)
    ]
    stands = Booked(
        assignments=tuple(assignment for assignment, _ in kept),
        first_cutoffs=tuple(cutoff for _, cutoff in kept),
    )
    # Named aims: without them as little as possible would move, whatever it costs.
    aims = replace(plan.limits, aims=plan.limits.aims_in_order)
    before = replace(plan, limits=aims)
    return Planner.again(before, stands, network=network, effort=effort).plan()


def _with_less_room(before: Network, now: Network) -> set[str]:
    """Return the services that have less room on a departure than before."""
    return {
        key
        for key, service in now.services.items()
        if key in before.services
        and any(
            getattr(service, name) < getattr(before.services[key], name)
            for name in ("capacity_teu", "capacity_kg", "reefer_plugs")
        )
    }
