"""Limits of a plan besides budgets, as filters over whole plans: for the oracle of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from brute_force import FoundRoute
from brute_force_rules import cents, exact

from landbridge.network.network import Network
from landbridge.network.shipment import Shipment

Parts = Iterable[tuple[FoundRoute, int]]
"""Units of one shipment on each of its routes."""


class Share(NamedTuple):
    """How much of what is served may or must use something for a main leg."""

    kind: str
    name: str
    at_least: float = 0.0
    at_most: float = 1.0


class Keeping(NamedTuple):
    """What a plan keeps; ``on_time`` tells how likely a route of a shipment is on time."""

    co2e_t: float | None = None
    carbon_usd_per_t: float = 0.0
    shares: tuple[Share, ...] = ()
    max_parts: int | None = None
    min_part_units: int = 1
    least_on_time: float | None = None
    on_time: Callable[[Shipment, FoundRoute], float] | None = None

    def allows(self, shipment: Shipment, parts: list[tuple[FoundRoute, int]]) -> bool:
        """Tell whether the units of one shipment may travel so."""
        if not parts:
            return True
        most = shipment.max_parts or self.max_parts
        units = [n for _, n in parts]
        if most is not None and len(parts) > most:
            return False
        if most == 1 and units != [shipment.num_units]:
            return False
        if min(units) < min(self.min_part_units, shipment.num_units):
            return False
        least = shipment.on_time_probability
        least = self.least_on_time if least is None else least
        if not least or self.on_time is None:
            return True
        total = sum(exact(self.on_time(shipment, route)) * n for route, n in parts)
        return total >= exact(least) * sum(units)

    def carbon_cents(self, parts: Parts) -> int:
        """Return the price of what the parts of a shipment emit."""
        price = exact(self.carbon_usd_per_t)
        return sum(cents(price * n * route.co2e_g / 1_000_000) for route, n in parts)

    def allows_all(self, network: Network, placed: Iterable[tuple[Fraction, Parts]]) -> bool:
        """Tell whether all shipments may travel so; each with the size of one of its units."""
        parts = [(size, route, n) for size, routes in placed for route, n in routes]
        emitted_g = sum(n * route.co2e_g for _, route, n in parts)
        if self.co2e_t is not None and emitted_g > exact(self.co2e_t) * 1_000_000:
            return False
        served = sum((size * n for size, _, n in parts), Fraction(0))
        return all(
            exact(share.at_least) * served
            <= sum((size * n for size, r, n in parts if uses(network, r, share)), Fraction(0))
            <= exact(share.at_most) * served
            for share in self.shares
        )


def uses(network: Network, route: FoundRoute, share: Share) -> bool:
    """Tell whether a leg that is no drayage has what a share is about."""
    for ride in route.rides:
        service = network.services[ride.service_id]
        if service.kind.value == "on_demand":
            continue
        calls = network.calls[ride.service_id][ride.load_seq : ride.unload_seq]
        names = {
            "mode": [service.mode.value],
            "corridor": [service.corridor],
            "carrier": [service.carrier_type],
            "service": [service.id],
            "exposure": [e for c in calls for e in network.links[c.link_id or ""].exposures],
        }
        if share.name in names[share.kind]:
            return True
    return False
