"""Makes columns from routes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ...network.network import Network
from ...network.plan import holding_cents, lateness_cents
from ...network.route import CostPart, Departure, Route
from ...network.shipment import Shipment
from ..capacity import Capacities, Resource
from .column import Column, ColumnKey, key_of
from .on_time import OnTimeRater
from .problem import MixProblem
from .tags import tags_of


class ColumnMaker:
    """Makes columns from routes of one problem.

    Parameters
    ----------
    problem
        The mix.
    rater
        Knows how likely routes are on time; None = all are taken to be.
    kept
        Columns of the earlier plan; all others count as moved.
    """

    def __init__(
        self,
        problem: MixProblem,
        rater: OnTimeRater | None = None,
        kept: Collection[ColumnKey] = (),
    ) -> None:
        self._problem = problem
        self._network: Network = problem.network
        self._capacities: Capacities = problem.capacities
        self._rater = rater
        self._kept = frozenset(kept)

    def column(self, shipment: Shipment, route: Route) -> Column:
        """Return the column of a shipment on a route."""
        network = self._network
        days_late = shipment.days_late(route.delivered_at, network.terminals[shipment.destination])
        penalty = lateness_cents(shipment, days_late, 1)
        if self._problem.holding_counts:
            rate = network.cargo_classes[shipment.cargo_class].holding_rate_per_day
            minutes = int(route.duration.total_seconds() // 60)
            penalty += holding_cents(shipment, rate, minutes, 1)
        return Column(
            shipment=shipment,
            route=route,
            size_teu=self._problem.size_teu(shipment),
            freight_unit_cents=route.unit_cents,
            declaration_cents=route.declaration_cents,
            penalty_cents=penalty,
            is_late=days_late > 0,
            is_moved=key_of(route) not in self._kept,
            rater=self._rater,
            tags=tags_of(network, route),
            loads={leg.departure: route.unit.size_teu for leg in route.legs},
            hauls=_hauls(route),
            taken=self._taken(route, shipment.cargo_class),
            in_pairs=any(
                self._capacities.needs_pairs(leg, route.unit, shipment.cargo_class)
                for leg in route.legs
            ),
        )

    def expect(self, columns: Iterable[Column]) -> None:
        """Take note of columns whose probability to be on time will be asked for."""
        if self._rater is not None:
            for column in columns:
                self._rater.expect(column.shipment, column.route)

    def _taken(self, route: Route, cargo_class: str) -> Mapping[Resource, float]:
        taken: dict[Resource, float] = {}
        for leg in route.legs:
            for resource, amount in self._capacities.taken_by(leg, route.unit, cargo_class):
                taken[resource] = taken.get(resource, 0.0) + amount
        return taken


def _hauls(route: Route) -> Mapping[Departure, int]:
    hauls: dict[Departure, int] = {}
    for leg in route.legs:
        cents = sum(c.amount_cents for c in leg.charges if c.part is CostPart.LINE_HAUL)
        if cents:
            hauls[leg.departure] = hauls.get(leg.departure, 0) + cents
    return hauls
