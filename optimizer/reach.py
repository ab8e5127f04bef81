"""Reach: how soon, and for how little, cargo gets from one terminal to every other.

The data of isochrone and isocost maps. Time and cost come from two searches of their
own, so the earliest arrival and the least cost at a terminal belong to different routes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf

from ..network.handling import DESTINATION, Direction
from ..network.network import Network
from ..network.reach import Reach
from ..network.row import Mode
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
    fields = reach_fields(network, shipment)
    home = network.terminals[shipment.origin].country
    return tuple(
        fields[terminal.country != home].at(terminal_id)
        for terminal_id, terminal in network.terminals.items()
    )


def reach_fields(network: Network, shipment: Shipment) -> Mapping[bool, ReachField]:
    """Return the fields of a shipment: of cargo that stays in its country, and that leaves it."""
    catalogue = Catalogue(network, horizon_of(network, {shipment.id: long_due(shipment)}, 0))
    return {leaves: ReachField(catalogue, shipment, leaves) for leaves in (False, True)}


class ReachField:
    """Earliest arrivals and least costs at every node, for cargo that stays or leaves.

    Attributes
    ----------
    graph
        The search graph.
    start
        The minute in which the cargo is ready.
    minutes, cents
        Earliest arrival and least cost at every node; infinite where there is no way.
    """

    def __init__(self, catalogue: Catalogue, shipment: Shipment, is_international: bool) -> None:
        self._catalogue = catalogue
        demand = replace(Demand.of(catalogue, shipment), is_international=is_international)
        self._demand = demand
        self._shipment_graph = ShipmentGraph(catalogue, demand)
        origin = catalogue.network.terminals[shipment.origin]
        self.start = to_minute(shipment.ready_at(origin))
        self.use(None)

    def use(self, main_modes: frozenset[Mode] | None) -> None:
        """Let main legs use some modes only; None = all."""
        self.graph = self._shipment_graph.build(GraphOptions(main_modes=main_modes))
        self.minutes = engine().reach_minutes(self.graph, self.start)
        self.cents = engine().reach_cost(self.graph)

    def at(self, terminal_id: str) -> Reach:
        """Return the reach of a terminal."""
        soonest, _ = self.soonest(terminal_id)
        if soonest == inf:
            return Reach(terminal_id=terminal_id, delivered_at=None, freight_cents=None)
        return Reach(
            terminal_id=terminal_id,
            delivered_at=to_datetime(int(soonest)),
            freight_cents=int(self.cheapest(terminal_id)[0]),
        )

    def soonest(self, terminal_id: str) -> tuple[float, int]:
        """Return the earliest delivery at a terminal, and the node where the cargo comes in."""
        return min(
            (
                (handling_ends(ref, self.minutes[number]), number)
                for ref, number in self._deliveries(terminal_id)
                if self.minutes[number] < inf
            ),
            default=(inf, -1),
        )

    def cheapest(self, terminal_id: str) -> tuple[float, int]:
        """Return the least freight to a terminal, and the node where the cargo comes in."""
        return min(
            (
                (self.cents[number] + self._delivery_cents(ref), number)
                for ref, number in self._deliveries(terminal_id)
                if self.minutes[number] < inf
            ),
            default=(inf, -1),
        )

    def _deliveries(self, terminal_id: str) -> Iterator[tuple[HandlingRef, int]]:
        """Yield how cargo can be delivered at a terminal, and from which node."""
        for node, number in self._catalogue.nodes.items():
            if node.terminal_id == terminal_id and not node.is_out:
                ref = self._delivery(node)
                if ref is not None:
                    yield ref, number

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
