"""What weights ask of each departure, as the route search takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from math import inf
from typing import NamedTuple

from ...network.plan import round_cents
from ...network.route import Departure
from ...network.shipment import Shipment
from ..capacity import Resource
from ..catalogue import Catalogue
from ..segment import Segment, SegmentKey, gross_kg
from .problem import MixProblem
from .weights import Weights

ExtraCents = Mapping[SegmentKey, Mapping[date, float]]
"""Extra cost of the departures of a segment, by their date."""


class CutOff(NamedTuple):
    """How much less than nothing a route would cost at most, and the segments that do it."""

    cents: float
    segments: frozenset[SegmentKey]


class DeparturePrices:
    """Turns weights on resources and departures into extra costs for one shipment."""

    def __init__(self, problem: MixProblem, catalogue: Catalogue, shipment: Shipment) -> None:
        self._problem = problem
        self._catalogue = catalogue
        self._shipment = shipment
        self._size_teu = problem.size_teu(shipment) * shipment.num_units

    def extra_cents(self, weights: Weights) -> tuple[ExtraCents, CutOff]:
        """Return what weights add to each departure of each segment.

        A reward is at most the price of the segment, so that no ride costs less than
        nothing; what is cut off by that is returned too, for the bound.
        """
        cut: set[SegmentKey] = set()
        by_service: dict[str, list[tuple[Resource, float]]] = defaultdict(list)
        for resource, price in weights.resources.items():
            by_service[resource.service_id].append((resource, price))
        loads, hauls = _by_service(weights.departures), _by_service(weights.hauls)
        extra: dict[SegmentKey, dict[date, float]] = {}
        cut_off: dict[str, float] = defaultdict(float)
        asked = by_service.keys() | loads.keys() | hauls.keys()
        for offer in self._catalogue.offers_of(sorted(asked)):
            segment, service_id = offer.segment, offer.segment.service.id
            costs = self._scarcity(segment, by_service.get(service_id, ()))
            ride_cents = self._ride_cents(segment)
            for day, weight in loads.get(service_id, {}).items():
                costs[day] += weight * self._size_teu
            for day, weight in hauls.get(service_id, {}).items():
                costs[day] += 0.0 if segment.is_drayage else weight * ride_cents
            least = -weights.freight * ride_cents
            # A route leaves no terminal twice, so it is cut off at most once at each.
            start = segment.load.terminal_id
            for day, cents in costs.items():
                if cents < least:
                    cut_off[start] = max(cut_off[start], least - cents)
                    cut.add(segment.key)
                    costs[day] = least
            if costs:
                extra[segment.key] = costs
        return extra, CutOff(sum(cut_off.values()), frozenset(cut))

    def too_small(self, units: int) -> frozenset[SegmentKey]:
        """Return the segments whose departures have no room for so many units at once."""
        unit, capacities = self._problem.units[self._shipment.id], self._problem.capacities
        segments = [offer.segment for offer in self._catalogue.offers]
        return frozenset(
            segment.key
            for segment in segments
            if any(
                units * amount > capacities.limit_of(segment.service, kind)
                for kind, amount in capacities.taken(segment.service, unit).items()
            )
        )

    def no_pairs(self) -> ExtraCents:
        """Return an infinite cost of every departure that takes 20-foot boxes in pairs only."""
        extra: dict[SegmentKey, dict[date, float]] = {}
        for offer in self._catalogue.offers:
            segment = offer.segment
            seqs = (segment.load.seq, segment.unload.seq)
            cargo_class = self._shipment.cargo_class
            rules = self._problem.capacities.pair_rules(segment.service, seqs, cargo_class)
            days = {d: inf for d in offer.first_call_on if any(r.is_in_force(d) for r in rules)}
            if days:
                extra[segment.key] = days
        return extra

    def _ride_cents(self, segment: Segment) -> int:
        """Return the price of a ride of the whole shipment."""
        unit = self._problem.units[self._shipment.id]
        cents = round_cents(segment.ride_usd(unit) or 0.0) + round_cents(segment.reefer_usd(unit))
        return cents * self._shipment.num_units

    def _scarcity(
        self, segment: Segment, priced: Iterable[tuple[Resource, float]]
    ) -> dict[date, float]:
        """Return what the prices of resources add to a segment, by date."""
        unit, capacities = self._problem.units[self._shipment.id], self._problem.capacities
        taken = capacities.taken(segment.service, unit)
        seqs = (segment.load.seq, segment.unload.seq)
        gross = capacities.gross_rules(segment.service, seqs, self._shipment.cargo_class)
        costs: dict[date, float] = defaultdict(float)
        for resource, price in priced:
            amount = 0.0
            if resource.rule in gross:
                amount = gross_kg(unit)
            elif segment.load.seq <= resource.hop < segment.unload.seq:
                amount = taken.get(resource.kind, 0.0)
            if amount:
                costs[resource.first_call_on] += price * amount * self._shipment.num_units
        return costs


def _by_service(weights: Mapping[Departure, float]) -> Mapping[str, Mapping[date, float]]:
    by_service: dict[str, dict[date, float]] = defaultdict(dict)
    for departure, weight in weights.items():
        by_service[departure.service_id][departure.first_call_on] = weight
    return by_service
