"""What a unit pays, emits and takes up on the way: for the oracle of the tests."""

from __future__ import annotations

from fractions import Fraction

from brute_force_rules import cents, exact

from landbridge.network.handling import Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.service import Service
from landbridge.network.shipment import LoadUnit

AIR_KG_PER_M3 = 167


def leg_cents(unit: LoadUnit, service: Service, links: list[Link]) -> int | None:
    """Return the price of a leg, or None where it is not sold that way (rule 14)."""
    is_air = service.mode.value == "air"
    if is_air or not unit.is_box:
        prices = [link.usd_per_kg for link in links]
    elif unit.kind.value == "40ft":
        prices = [link.usd_per_40ft for link in links]
    else:
        prices = [link.usd_per_20ft for link in links]
    if None in prices:
        return None
    price = sum((exact(p) for p in prices), Fraction(0)) * exact(service.price_factor)
    if is_air:
        return cents(price * max(exact(unit.kg), AIR_KG_PER_M3 * exact(unit.m3)))
    if not unit.is_box:
        return cents(price * exact(unit.kg))
    return cents(price) + (cents(exact(service.reefer_usd_per_40ft)) if unit.is_reefer else 0)


def handling_cents(unit: LoadUnit, transfer: Transfer, *, is_air: bool) -> int:
    """Return the price of a handling (rule 15)."""
    if is_air or not unit.is_box:
        return cents(exact(transfer.usd_per_kg) * exact(unit.kg))
    is_long = unit.kind.value == "40ft"
    return cents(exact(transfer.usd_per_40ft if is_long else transfer.usd_per_20ft))


def leg_co2e_g(network: Network, unit: LoadUnit, service: Service, links: list[Link]) -> Fraction:
    """Return what a unit emits on a leg (rule 24)."""
    km = sum((exact(link.distance_km) for link in links), Fraction(0))
    return _factor(network, service.mode.value) * km * exact(unit.kg) / 1000


def handling_co2e_g(network: Network, unit: LoadUnit) -> Fraction:
    """Return what a unit emits at a terminal (rule 24)."""
    return _factor(network, "terminal") * exact(unit.kg) / 1000


def _factor(network: Network, mode: str) -> Fraction:
    [factor] = [e.g_co2e_per_tkm for e in network.emissions if e.mode == mode and e.is_default]
    return exact(factor)


def needs_plug(unit: LoadUnit, service: Service) -> bool:
    """Tell whether a unit takes a plug: by road only where the service has any (rule 21)."""
    mode = service.mode.value
    is_uncounted = mode == "air" or (mode == "road" and service.reefer_plugs == 0)
    return unit.is_reefer and not is_uncounted
