"""Columns: a shipment on a dated route, as the mix sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...network.route import Departure, Route
from ...network.shipment import Shipment
from ..capacity import Resource
from ..segment import SegmentKey
from .on_time import OnTimeRater
from .tags import Tag
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

    def uses(self, segments: Collection[SegmentKey]) -> bool:
        """Tell whether the route rides on one of some segments."""
        return any(
            (leg.departure.service_id, leg.load_seq, leg.unload_seq) in segments
            for leg in self.route.legs
        )

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
