"""A network as the parameters and the seed of a case make it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from math import exp, log, sqrt
from statistics import NormalDist
from types import MappingProxyType

from ..network import Network
from ..service import Service
from ..shipment import OrderBook, Shipment
from .case import Case
from .parameter import LATE_PRICE, ORDER_BUDGET, SPREAD, capacity_factor, price_factor

NUM_LEVELS = 2**32
"""Equally probable levels that a draw takes its quantile from."""


def varied_network(network: Network, case: Case) -> Network:
    """Return a network with the services and orders that a case has.

    The tables as text stay those of the network that was given.
    """
    services = {key: varied_service(s, case) for key, s in network.services.items()}
    orders = varied_orders(network.orders.values(), case)
    return replace(network, services=MappingProxyType(services), orders=OrderBook(orders))


def varied_service(service: Service, case: Case) -> Service:
    """Return a service with the prices and the room that a case gives it."""
    price = price_factor(service, case.values) * drawn_factor(service.id, case)
    room = capacity_factor(service, case.values)
    if price == room == 1:
        return service
    return service.model_copy(
        update={
            "price_factor": service.price_factor * price,
            "reefer_usd_per_40ft": service.reefer_usd_per_40ft * price,
            "capacity_teu": service.capacity_teu * room,
            "capacity_kg": service.capacity_kg * room,
            "reefer_plugs": int(service.reefer_plugs * room + 1e-9),
        }
    )


def drawn_factor(service_id: str, case: Case) -> float:
    """Return the price factor that the seed of a case draws for a service; its mean is 1.

    It is lognormal, with `price_spread` as its coefficient of variation. The draw follows
    from the seed and the id alone, so cases of one seed share their luck (common random
    numbers), whichever worker solves them and when.
    """
    spread = dict(case.values).get(SPREAD, 0.0)
    if not spread:
        return 1.0
    digest = blake2b(f"price\n{case.seed}\n{service_id}".encode(), digest_size=4).digest()
    normal = NormalDist().inv_cdf((int.from_bytes(digest, "big") + 0.5) / NUM_LEVELS)
    variance = log(1 + spread**2)
    return exp(sqrt(variance) * normal - variance / 2)


def varied_orders(orders: Iterable[Shipment], case: Case) -> list[Shipment]:
    """Return orders with the prices of lateness and the budgets that a case gives them."""
    values = dict(case.values)
    factors = {
        "late_usd_per_day": values.get(LATE_PRICE, 1.0),
        "budget_usd": values.get(ORDER_BUDGET, 1.0),
    }
    return [
        order.model_copy(
            update={
                name: getattr(order, name) * factor
                for name, factor in factors.items()
                if factor != 1 and getattr(order, name) is not None
            }
        )
        for order in orders
    ]
