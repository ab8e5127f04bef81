"""What a plan is on a map: terminals, links, flows over links, and routes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..geometry.courses import drawn_line, line_credits
from ..link import Link
from ..network import Network
from ..plan import Assignment, Plan
from ..plan_comparison import LinkFlow, link_flows
from ..plan_files import local_time
from ..similarity import leg_links
from ..views import attributes
from .split_lines import DIGITS, Position, split_at_antimeridian

LineOf: TypeAlias = Callable[[Network, Link], Sequence[Position]]
"""Where a link runs, from its start to its end."""

FLOW_COLUMNS = (
    "link", "mode", "corridor", "from", "from_name", "to", "to_name", "distance_km",
    "units", "teu", "tonnes", "grade",
)  # fmt: skip
"""Columns of a flow; ``teu`` counts boxes alone, ``grade`` is that of the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A row of a layer: its columns, and one point or the pieces of a line."""

    columns: dict[str, Any]
    point: Position | None = None
    pieces: tuple[tuple[Position, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Features of one kind with the same columns; ``attribution`` says whose lines they have."""

    name: str
    features: tuple[Feature, ...]
    attribution: str = ""


def plan_layers(plan: Plan, line_of: LineOf = drawn_line) -> tuple[Layer, ...]:
    """Return the layers `terminals`, `links`, `flows` and `routes` of a plan.

    Parameters
    ----------
    plan
        The plan.
    line_of
        Where a link runs; as on the map unless something else is given.

    Returns
    -------
    tuple of Layer
        Lines are cut at 180 degrees, and lines as on the map carry their attribution. A flow
        is what the plan sends over one link; a route is one assignment.
    """
    network = plan.network
    lines = {link.id: line_of(network, link) for link in network.links.values()}
    terminals = (
        Feature(columns=attributes(t), point=(round(t.lon, DIGITS), round(t.lat, DIGITS)))
        for t in network.terminals.values()
    )
    links = (
        Feature(columns=attributes(link), pieces=split_at_antimeridian(lines[link.id]))
        for link in network.links.values()
    )
    flows = (
        Feature(columns=flow_columns(network, f), pieces=split_at_antimeridian(lines[f.link_id]))
        for f in link_flows(plan)
    )
    routes = (
        Feature(columns=columns, pieces=split_at_antimeridian(_way(network, assignment, lines)))
        for columns, assignment in _routes(plan)
    )
    named = {"terminals": terminals, "links": links, "flows": flows, "routes": routes}
    credit = "; ".join(line_credits(network)) if line_of is drawn_line else ""
    return tuple(
        Layer(name=name, features=tuple(rows), attribution="" if name == "terminals" else credit)
        for name, rows in named.items()
    )


def flow_columns(network: Network, flow: LinkFlow) -> dict[str, Any]:
    """Return what a plan sends over a link, by column (`FLOW_COLUMNS`)."""
    link = network.links[flow.link_id]
    values = (
        flow.link_id, flow.mode.value, link.corridor,
        flow.from_terminal, network.terminals[flow.from_terminal].name,
        flow.to_terminal, network.terminals[flow.to_terminal].name, link.distance_km,
        flow.units, flow.teu, round(flow.tonnes, 3), link.grade.value,
    )  # fmt: skip
    return dict(zip(FLOW_COLUMNS, values, strict=True))


def _routes(plan: Plan) -> Iterator[tuple[dict[str, Any], Assignment]]:
    for number, assignment in enumerate(plan.assignments, start=1):
        yield _route_columns(plan, number, assignment), assignment


def _route_columns(plan: Plan, number: int, assignment: Assignment) -> dict[str, Any]:
    network, route, shipment = plan.network, assignment.route, plan.shipment(assignment)
    return {
        "assignment": number,
        "shipment": shipment.id,
        "customer": shipment.customer,
        "cargo_class": shipment.cargo_class,
        "origin": shipment.origin,
        "destination": shipment.destination,
        "units": assignment.units,
        "unit": route.unit.kind.value,
        "kg": round(assignment.kg, 3),
        "modes": route.mode_label,
        "corridor": route.main_corridor,
        "departures": ";".join(str(leg.departure) for leg in route.legs),
        "ready_local": local_time(network, shipment.origin, route.ready_at),
        "delivered_local": local_time(network, shipment.destination, route.delivered_at),
        "due": shipment.due.isoformat(),
        "days_late": plan.days_late(assignment),
        "distance_km": round(route.distance_km, 1),
        "freight_usd": assignment.freight_cents / 100,
        "co2e_kg": assignment.co2e_g / 1000,
    }


def _way(
    network: Network, assignment: Assignment, lines: dict[str, Sequence[Position]]
) -> list[Position]:
    """Return the places of a route in order; where links meet, once."""
    way: list[Position] = []
    for leg in assignment.route.legs:
        for link_id in leg_links(network, leg):
            line = lines[link_id]
            way.extend(line[1:] if way and _place(way[-1]) == _place(line[0]) else line)
    return way


def _place(point: Position) -> Position:
    """Return a position in the same turn as every other of the same place."""
    return round(point[0] % 360, DIGITS), round(point[1], DIGITS)
