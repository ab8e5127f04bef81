"""The same question put differently: networks with one thing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st
from small_networks import Size, small_network

from landbridge.network.network import Network
from landbridge.network.plan import Limits, Plan
from landbridge.network.row import Row, Status
from landbridge.network.service import Service
from landbridge.network.shipment import OrderBook, Shipment
from landbridge.optimizer.plan import Effort, plan

R = TypeVar("R", bound=Row)

NEAR = 2
"""Cents by which two linear optima may differ: bounds are cut to whole cents."""

TEU_NEAR = 2e-5
"""TEU by which two bounds on what is unserved may differ."""


def books(*, max_orders: int = 3) -> st.SearchStrategy[Network]:
    """Return a strategy for networks with an order book that plan in milliseconds."""
    size = st.builds(
        Size,
        terminals=st.sampled_from((3, 2, 4)),
        services=st.integers(1, 6),
        orders=st.integers(1, max_orders),
        rules=st.integers(0, 3),
        with_weight_rules=st.booleans(),
    )
    return st.builds(small_network, st.integers(0, 10**6), size)


def solved(network: Network, limits: Limits | None = None, **fields: Any) -> Plan:
    """Plan the book of a network as well as can be; the verifier accepts what is returned."""
    return plan(network, limits=limits, effort=Effort(gap=0), **fields)


def is_proven(answer: Plan) -> bool:
    """Tell whether no plan serves more, and none as much for less."""
    proof = answer.proof
    return (
        proof.cost_cents - proof.bound_cents <= NEAR
        and proof.unserved_teu - proof.unserved_bound_teu <= TEU_NEAR
    )


def changed(rows: dict[str, R], change: Callable[[R], dict[str, Any]]) -> dict[str, R]:
    """Return rows by id with some of their fields changed."""
    return {name: row.model_copy(update=change(row)) for name, row in rows.items()}


def with_orders(network: Network, change: Callable[[Shipment], dict[str, Any]]) -> Network:
    """Return a network with fields of all orders changed."""
    orders = (order.model_copy(update=change(order)) for order in network.orders.values())
    return replace(network, orders=OrderBook(orders))


def with_services(network: Network, change: Callable[[Service], dict[str, Any]]) -> Network:
    """Return a network with fields of all services changed."""
    return replace(network, services=changed(dict(network.services), change))


def without(network: Network, service_id: str) -> Network:
    """Return a network with a service closed."""

    def close(service: Service) -> dict[str, Any]:
        return {"status": Status.CLOSED} if service.id == service_id else {}

    return with_services(network, close)


def reordered(network: Network, seed: int) -> Network:
    """Return a network whose rows and orders stand in another order."""
    chance = Random(seed)

    def shuffled(rows: Iterable[Any]) -> list[Any]:
        listed = list(rows)
        chance.shuffle(listed)
        return listed

    return replace(
        network,
        terminals=dict(shuffled(network.terminals.items())),
        links=dict(shuffled(network.links.items())),
        services=dict(shuffled(network.services.items())),
        calls=dict(shuffled(network.calls.items())),
        transfers=tuple(shuffled(network.transfers)),
        clearance=tuple(shuffled(network.clearance)),
        restrictions=tuple(shuffled(network.restrictions)),
        orders=OrderBook(shuffled(network.orders.values())),
    )


def with_prices_times(network: Network, factor: int) -> Network:
    """Return a network in which all money is multiplied."""

    def times(*names: str) -> Callable[[Row], dict[str, Any]]:
        return lambda row: {
            name: factor * getattr(row, name) for name in names if getattr(row, name) is not None
        }

    by_size = ("usd_per_40ft", "usd_per_20ft", "usd_per_kg")
    fees, surcharge = times("usd_per_shipment"), times("reefer_usd_per_40ft")
    dearer = replace(
        with_services(network, surcharge),
        links=changed(dict(network.links), times(*by_size)),
        transfers=tuple(r.model_copy(update=times(*by_size)(r)) for r in network.transfers),
        clearance=tuple(r.model_copy(update=fees(r)) for r in network.clearance),
    )
    return with_orders(dearer, times("late_usd_per_day", "budget_usd", "value_usd"))


def days_later(network: Network, days: int) -> Network:
    """Return a network in which everything happens days later, by clocks never set back."""
    shift = timedelta(days=days)

    def later(*names: str) -> Callable[[Row], dict[str, Any]]:
        return lambda row: {
            name: getattr(row, name) + shift for name in names if getattr(row, name) is not None
        }

    validity = later("valid_from", "valid_to")
    moved = replace(
        with_services(network, validity),
        terminals=changed(dict(network.terminals), lambda _: {"timezone": "Asia/Shanghai"}),
        restrictions=tuple(r.model_copy(update=validity(r)) for r in network.restrictions),
    )
    return with_orders(moved, later("ready", "due"))
