"""Reach: how soon, and for how little, cargo gets from one terminal to every other.

The data of isochrone and isocost maps. Time and cost come from two searches of their
own, so the earliest arrival and the least cost at a terminal belong to different routes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from math import inf

from ..network.handling import DESTINATION, Direction
from ..network.network import Network
from ..network.shipment import Shipment
from .catalogue import Catalogue, Node
from .clock import to_datetime, to_minute
from .demand import Demand
from .engine import engine
from .graph_options import GraphOptions
from .handling_ref import HandlingRef, clearance_cents, handling_cents, handling_ends
from .routes import long_due
from .shipment_graph import ShipmentGraph
from .timetable import horizon_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How soon and for how little a terminal is reached, delivery and clearance included.

    ``delivered_at`` (UTC) and ``freight_cents`` (of the whole shipment) are None where
    the terminal is not reached.
    """

    terminal_id: str
    delivered_at: datetime | None
    freight_cents: int | None


def reach(network: Network, shipment: Shipment) -> tuple[Reach, ...]:
    """Return the reach of a shipment from its origin, by terminal in the order of the file.

    The destination of the shipment is left aside. Costs are lower bounds where storage
    is charged, exact otherwise; a terminal may be passed twice on the way.

    Parameters
    ----------
    network
        What exists.
    shipment
        Cargo, quantity, origin and ready day.
    """
    catalogue = Catalogue(network, horizon_of(network, {shipment.id: long_due(shipment)}, 0))
    fields = {False: _Field(catalogue, shipment, False), True: _Field(catalogue, shipment, True)}
    home = network.terminals[shipment.origin].country
    return tuple(
        fields[terminal.country != home].at(terminal_id)
        for terminal_id, terminal in network.terminals.items()
    )


class _Field:
    """Earliest arrivals and least costs at every node, for cargo that stays or leaves."""

    def __init__(self, catalogue: Catalogue, shipment: Shipment, is_international: bool) -> None:
        demand = replace(Demand.of(catalogue, shipment), is_international=is_international)
        graph = ShipmentGraph(catalogue, demand).build(GraphOptions())
        origin = catalogue.network.terminals[shipment.origin]
        self._catalogue, self._demand = catalogue, demand
        self._minutes = engine().reach_minutes(graph, to_minute(shipment.ready_at(origin)))
        self._cents = engine().reach_cost(graph)

    def at(self, terminal_id: str) -> Reach:
        soonest, least = inf, inf
        for node in self._arrivals(terminal_id):
            number = self._catalogue.nodes[node]
            ref = self._delivery(node)
            if ref is not None and self._minutes[number] < inf:
                soonest = min(soonest, handling_ends(ref, self._minutes[number]))
                least = min(least, self._cents[number] + self._delivery_cents(ref))
        if soonest == inf:
            return Reach(terminal_id=terminal_id, delivered_at=None, freight_cents=None)
        return Reach(
            terminal_id=terminal_id,
            delivered_at=to_datetime(int(soonest)),
            freight_cents=int(least),
        )

    def _arrivals(self, terminal_id: str) -> list[Node]:
        return [
            node
            for node in self._catalogue.nodes
            if node.terminal_id == terminal_id and not node.is_out
        ]

    def _delivery(self, node: Node) -> HandlingRef | None:
        rules = self._catalogue.rules
        transfer = rules.transfer(node.terminal_id, node.mode, DESTINATION)
        if transfer is None:
            return None
        clearance = None
        if self._demand.is_international:
            cargo = self._demand.cargo.id
            place = node.terminal_id
            clearance = rules.clearance(place, Direction.IMPORT, cargo, flew=node.flew)
        ref = HandlingRef(node.terminal_id, node.mode, DESTINATION, transfer, clearance)
        return self._catalogue.calendars.timed(ref)

    def _delivery_cents(self, ref: HandlingRef) -> int:
        units = self._demand.shipment.num_units
        return units * handling_cents(ref, self._demand.unit) + clearance_cents(ref)
