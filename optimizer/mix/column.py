"""Columns: a shipment on a dated route, as the mix sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...network.network import Network
from ...network.plan import Objective, holding_cents, lateness_cents
from ...network.route import Route
from ...network.shipment import Shipment
from ..capacity import Capacities, Resource


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A shipment on a route: what a unit costs and takes.

    ``penalty_cents`` is lateness, and holding where it counts, of one unit.
    """

    shipment: Shipment
    route: Route
    freight_unit_cents: int
    declaration_cents: int
    penalty_cents: int
    is_late: bool
    taken: Mapping[Resource, float]
    in_pairs: bool

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two columns the same: shipment and departures."""
        legs = ((leg.departure, leg.load_seq, leg.unload_seq) for leg in self.route.legs)
        return (self.shipment.id, self.route.delivered_at, *legs)

    @property
    def unit_cost_cents(self) -> float:
        """Cost of a unit where the whole shipment travels together."""
        return self.freight_share_cents + self.penalty_cents

    @property
    def freight_share_cents(self) -> float:
        """Freight of a unit where the whole shipment travels together."""
        return self.freight_unit_cents + self.declaration_cents / self.shipment.num_units


class ColumnMaker:
    """Makes columns from routes under one objective."""

    def __init__(self, network: Network, capacities: Capacities, objective: Objective) -> None:
        self._network = network
        self._capacities = capacities
        self._objective = objective

    def column(self, shipment: Shipment, route: Route) -> Column:
        """Return the column of a shipment on a route."""
        network = self._network
        days_late = shipment.days_late(route.delivered_at, network.terminals[shipment.destination])
        penalty = lateness_cents(shipment, days_late, 1)
        if self._objective is Objective.GENERALISED:
            rate = network.cargo_classes[shipment.cargo_class].holding_rate_per_day
            minutes = int(route.duration.total_seconds() // 60)
            penalty += holding_cents(shipment, rate, minutes, 1)
        return Column(
            shipment=shipment,
            route=route,
            freight_unit_cents=route.unit_cents,
            declaration_cents=route.declaration_cents,
            penalty_cents=penalty,
            is_late=days_late > 0,
            taken=self._taken(route, shipment.cargo_class),
            in_pairs=any(
                self._capacities.needs_pairs(leg, route.unit, shipment.cargo_class)
                for leg in route.legs
            ),
        )

    def _taken(self, route: Route, cargo_class: str) -> Mapping[Resource, float]:
        taken: dict[Resource, float] = {}
        for leg in route.legs:
            for resource, amount in self._capacities.taken_by(leg, route.unit, cargo_class):
                taken[resource] = taken.get(resource, 0.0) + amount
        return taken
