"""The ways to place the units of one shipment: for the oracle of whole plans."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from brute_force import FoundRoute, all_routes
from brute_force_rules import TEU, cents

from landbridge.network.network import Network
from landbridge.network.shipment import Shipment

if TYPE_CHECKING:
    from brute_force_limits import Keeping


class Placed(NamedTuple):
    """How the units of one shipment travel, which may be not at all."""

    shipment: Shipment
    routes: tuple[tuple[FoundRoute, int], ...]
    size_teu: Fraction
    freight_cents: int
    late_cents: int
    carbon_cents: int

    @property
    def cost_cents(self) -> int:
        return self.freight_cents + self.late_cents + self.carbon_cents


def days_late(network: Network, shipment: Shipment, route: FoundRoute) -> int:
    """Return the calendar days by which a route misses the due date (rule 18)."""
    zone = ZoneInfo(network.terminals[shipment.destination].timezone)
    return max(0, (route.delivered_at.astimezone(zone).date() - shipment.due).days)


def routes_in_time(
    network: Network, shipment: Shipment, horizon_days: int, max_late_days: int
) -> list[FoundRoute]:
    allowed = 0 if shipment.late_usd_per_day is None else max_late_days
    return [
        route
        for route in all_routes(network, shipment, horizon_days=horizon_days)
        if days_late(network, shipment, route) <= allowed
    ]


def options(
    network: Network, shipment: Shipment, routes: list[FoundRoute], keeping: Keeping
) -> list[Placed]:
    options = []
    for served in range(shipment.num_units, -1, -1):
        for chosen in combinations_with_replacement(range(len(routes)), served):
            parts = [(routes[i], n) for i, n in Counter(chosen).items()]
            placed = _placed(network, shipment, parts, keeping)
            budget = shipment.budget_usd
            is_paid = budget is None or placed.freight_cents <= cents(Fraction(str(budget)))
            if is_paid and keeping.allows(shipment, parts):
                options.append(placed)
    return sorted(options, key=lambda o: (-o.size_teu, o.cost_cents))


def unit_size_teu(network: Network, shipment: Shipment) -> Fraction:
    """Return the size of one unit of a shipment in TEU."""
    unit = shipment.unit(network.cargo_classes[shipment.cargo_class])
    return Fraction(TEU[unit.kind.value]) if unit.is_box else Fraction(str(unit.kg)) / 5_000


def _placed(
    network: Network, shipment: Shipment, routes: list[tuple[FoundRoute, int]], keeping: Keeping
) -> Placed:
    per_day = Fraction(str(shipment.late_usd_per_day or 0))
    late = (
        n * cents(per_day * days_late(network, shipment, route) / shipment.num_units)
        for route, n in routes
    )
    return Placed(
        shipment=shipment,
        routes=tuple(routes),
        size_teu=sum(n for _, n in routes) * unit_size_teu(network, shipment),
        freight_cents=sum(n * r.unit_cents + r.declaration_cents for r, n in routes),
        late_cents=sum(late),
        carbon_cents=keeping.carbon_cents(routes),
    )
