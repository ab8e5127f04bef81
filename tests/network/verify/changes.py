"""Change one thing in the plan made by hand."""

from dataclasses import replace
from typing import Any

from landbridge.network.network import Network
from landbridge.network.plan import Plan
from landbridge.network.route import Route
from landbridge.network.shipment import OrderBook
from landbridge.network.verify import verify

from .hand_plan import PLAN

BY_ID = ("terminals", "links", "services", "cargo_classes")
POSITION = {assignment.shipment_id: n for n, assignment in enumerate(PLAN.assignments)}


def changed(network: Network, table: str, key: object, **cells: Any) -> Network:
    """Return a network with one row changed: by its id, its position, or its service and seq."""
    rows = getattr(network, table)
    if table == "calls":
        service_id, seq = key
        of_service = list(rows[service_id])
        of_service[seq - 1] = of_service[seq - 1].model_copy(update=cells)
        return replace(network, calls={**rows, service_id: tuple(of_service)})
    if table in BY_ID:
        return replace(network, **{table: {**rows, key: rows[key].model_copy(update=cells)}})
    copies = list(rows)
    copies[key] = copies[key].model_copy(update=cells)
    return replace(network, **{table: tuple(copies)})


def route_of(name: str) -> Route:
    return PLAN.assignments[POSITION[name]].route


def with_assignment(name: str, plan: Plan = PLAN, **fields: Any) -> Plan:
    assignments = list(plan.assignments)
    assignments[POSITION[name]] = replace(assignments[POSITION[name]], **fields)
    return replace(plan, assignments=tuple(assignments))


def with_route(name: str, **fields: Any) -> Plan:
    return with_assignment(name, route=replace(route_of(name), **fields))


def with_leg(name: str, position: int, **fields: Any) -> Plan:
    legs = list(route_of(name).legs)
    legs[position] = replace(legs[position], **fields)
    return with_route(name, legs=tuple(legs))


def with_handling(name: str, position: int, **fields: Any) -> Plan:
    handlings = list(route_of(name).handlings)
    handlings[position] = replace(handlings[position], **fields)
    return with_route(name, handlings=tuple(handlings))


def with_departure(name: str, position: int, **fields: Any) -> Plan:
    departure = route_of(name).legs[position].departure
    return with_leg(name, position, departure=replace(departure, **fields))


def with_leg_charge(name: str, position: int, number: int, **fields: Any) -> Plan:
    charges = list(route_of(name).legs[position].charges)
    charges[number] = replace(charges[number], **fields)
    return with_leg(name, position, charges=tuple(charges))


def with_handling_charge(name: str, position: int, number: int, **fields: Any) -> Plan:
    charges = list(route_of(name).handlings[position].charges)
    charges[number] = replace(charges[number], **fields)
    return with_handling(name, position, charges=tuple(charges))


def with_unit(name: str, **fields: Any) -> Plan:
    return with_route(name, unit=replace(route_of(name).unit, **fields))


def with_order(name: str, **cells: Any) -> Plan:
    rows = (o.model_copy(update=cells) if o.id == name else o for o in PLAN.orders.values())
    return replace(PLAN, orders=OrderBook(rows))


def with_row(table: str, key: object, **cells: Any) -> Plan:
    return replace(PLAN, network=changed(PLAN.network, table, key, **cells))


def with_limits(**fields: Any) -> Plan:
    return replace(PLAN, limits=replace(PLAN.limits, **fields))


def with_proof(**fields: Any) -> Plan:
    return replace(PLAN, proof=replace(PLAN.proof, **fields))


def broken_rules(plan: Plan) -> list[str]:
    """Return the rules that a plan breaks, each as often as it does."""
    return sorted(violation.rule for violation in verify(plan))
