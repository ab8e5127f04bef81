"""Searches on small networks, and what the oracle of the routes knows about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from brute_force import FoundRoute, all_routes

from landbridge.network.cargo import Restriction, RestrictionRule
from landbridge.network.handling import Clearance
from landbridge.network.network import Network
from landbridge.network.row import Mode
from landbridge.network.shipment import Shipment
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.clock import to_datetime, to_minute
from landbridge.optimizer.demand import Demand
from landbridge.optimizer.graph_options import GraphOptions
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.search import ShipmentSearch
from landbridge.optimizer.search_graph import Path
from landbridge.optimizer.shipment_graph import ShipmentGraph
from landbridge.optimizer.timetable import horizon_of

DAYS = 14
"""Days after the cargo is ready in which routes are compared."""

Point = tuple[float, datetime]
"""Freight of the whole shipment in cents, and arrival."""


def settled(network: Network) -> Network:
    """Return a network without the rows that the conventions leave open.

    They do not say whether the fee of a river-sea hand-over is paid, nor whether loose
    cargo on a truck can need a plug.
    """
    return replace(
        network,
        clearance=tuple(_without_fee(row) for row in network.clearance),
        restrictions=tuple(row for row in network.restrictions if not _needs_plug_by_road(row)),
    )


def _without_fee(row: Clearance) -> Clearance:
    if row.regime != "river_sea_transfer":
        return row
    return row.model_copy(update={"usd_per_shipment": 0.0})


def _needs_plug_by_road(row: Restriction) -> bool:
    return row.rule is RestrictionRule.NEEDS_PLUG and row.mode is Mode.ROAD


def catalogue_of(network: Network, shipment: Shipment, *, days: int = DAYS) -> Catalogue:
    """Return what can be booked until some days after the cargo is ready."""
    due = shipment.ready + timedelta(days=days)
    longer = shipment.model_copy(update={"due": due})
    return Catalogue(network, horizon_of(network, {shipment.id: longer}, 0))


def search_of(catalogue: Catalogue, shipment: Shipment) -> ShipmentSearch:
    """Return the search of a shipment."""
    return ShipmentSearch(ShipmentGraph(catalogue, Demand.of(catalogue, shipment)))


def query_of(network: Network, shipment: Shipment, *, days: int = DAYS) -> Query:
    """Ask for the front over cost and arrival up to some days after the cargo is ready."""
    start = to_minute(shipment.ready_at(network.terminals[shipment.origin]))
    return Query(start=start, latest=start + days * 24 * 60, with_co2e=False)


def found_front(network: Network, shipment: Shipment) -> list[Point]:
    """Return the front that the search finds among services with room for a unit."""
    search = search_of(catalogue_of(network, shipment), shipment)
    paths = search.paths(query_of(network, shipment), GraphOptions(must_fit=True))
    return points_of(paths)


def points_of(paths: Iterable[Path]) -> list[Point]:
    """Return cost and arrival of paths."""
    return [(path.cost, to_datetime(path.arrives)) for path in paths]


def known_front(network: Network, shipment: Shipment) -> list[Point]:
    """Return the front of all routes of the oracle, cheapest first."""
    latest = shipment.ready_at(network.terminals[shipment.origin]) + timedelta(days=DAYS)
    best: list[Point] = []
    for cents, arrives in sorted(
        (freight_cents(shipment, route), route.delivered_at)
        for route in all_routes(network, shipment, horizon_days=DAYS)
    ):
        if arrives <= latest and (not best or arrives < best[-1][1]):
            best.append((cents, arrives))
    return best


def freight_cents(shipment: Shipment, route: FoundRoute) -> int:
    """Return the freight of a whole shipment on a route of the oracle."""
    return route.unit_cents * shipment.num_units + route.declaration_cents
