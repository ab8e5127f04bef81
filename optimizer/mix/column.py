"""Columns: a shipment on a dated route, as the mix sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...network.network import Network
from ...network.plan import holding_cents, lateness_cents
from ...network.route import CostPart, Departure, Route
from ...network.shipment import Shipment
from ..capacity import Capacities, Resource
from .on_time import OnTimeRater
from .problem import MixProblem
from .tags import Tag, tags_of
from .weights import Weights


class ColumnKey(NamedTuple):
    """What makes two columns the same: shipment and departures."""

    shipment_id: str
    legs: tuple[tuple[Departure, int, int], ...]


def key_of(route: Route) -> ColumnKey:
    """Return the key of a route of a shipment."""
    legs = ((leg.departure, leg.load_seq, leg.unload_seq) for leg in route.legs)
    return ColumnKey(route.shipment_id, tuple(legs))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A shipment on a route: what a unit costs and takes.

    ``penalty_cents`` is lateness, and holding where it counts, of one unit; ``loads`` is
    the size of a unit (TEU) on each departure and ``hauls`` its line haul there (cents);
    ``rater`` knows how likely it is on time.
    """

    shipment: Shipment
    route: Route
    size_teu: float
    freight_unit_cents: int
    declaration_cents: int
    penalty_cents: int
    is_late: bool
    is_moved: bool
    rater: OnTimeRater | None
    tags: frozenset[Tag]
    loads: Mapping[Departure, float]
    hauls: Mapping[Departure, int]
    taken: Mapping[Resource, float]
    in_pairs: bool

    @property
    def key(self) -> ColumnKey:
        """What makes two columns the same: shipment and departures."""
        return key_of(self.route)

    @property
    def on_time(self) -> float:
        """Probability that a unit is on time; 1 where nobody can tell."""
        return 1.0 if self.rater is None else self.rater.probability(self.shipment, self.route)

    @property
    def unit_cost_cents(self) -> float:
        """Cost of a unit where the whole shipment travels together."""
        return self.freight_share_cents + self.penalty_cents

    @property
    def freight_share_cents(self) -> float:
        """Freight of a unit where the whole shipment travels together."""
        return self.freight_unit_cents + self.declaration_cents / self.shipment.num_units

    def unit_value(self, weights: Weights, *, share_declaration: bool = True) -> float:
        """Return what a unit counts for; with its share of the declaration, or without."""
        freight = self.freight_share_cents if share_declaration else self.freight_unit_cents
        value = weights.freight * freight + weights.penalty * self.penalty_cents
        value += weights.co2e * self.route.co2e_g + weights.constant(self.size_teu)
        if self.is_late:
            value += weights.late * self.size_teu
        if self.is_moved:
            value += weights.moved * self.size_teu
        if weights.on_time:
            value += weights.on_time * self.on_time
        return value + self._value_of_use(weights)

    def _value_of_use(self, weights: Weights) -> float:
        value = 0.0
        if weights.tags:
            value += self.size_teu * sum(weights.tags.get(tag, 0.0) for tag in self.tags)
        if weights.departures:
            loads = self.loads.items()
            value += sum(weights.departures.get(d, 0.0) * size for d, size in loads)
        if weights.hauls:
            hauls = self.hauls.items()
            value += sum(weights.hauls.get(d, 0.0) * cents for d, cents in hauls)
        if weights.resources:
            taken = self.taken.items()
            value += sum(weights.resources.get(r, 0.0) * amount for r, amount in taken)
        return value


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

    def _loads(self, route: Route) -> Mapping[Departure, float]:
        loads: dict[Departure, float] = {}
        for leg in route.legs:
            loads[leg.departure] = loads.get(leg.departure, 0.0) + route.unit.size_teu
        return loads

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
