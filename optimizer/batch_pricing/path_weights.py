"""What paths are weighed by in one round of pricing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ...network.route import Departure
from ..capacity import Resource
from ..segment import SegmentKey
from .columns import Floats, Table
from .order_columns import FIRST_RULE, SIZE_TEU, OrderColumns, measure_of
from .packed_network import PackedNetwork

MOST_MARKS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A set of segments; a path that uses any of them is marked, once.

    Parameters
    ----------
    segments
        The segments.
    cost, no_cost
        Cost of a TEU on a path that is marked, and on one that is not; both >= 0.
    """

    segments: frozenset[SegmentKey]
    cost: float = 0.0
    no_cost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PathWeights:
    """Weights on what a path costs, emits, takes and is; all >= 0.

    Parameters
    ----------
    freight
        Per cent of freight, for all shipments or for each.
    co2e
        Per gram, likewise.
    penalty
        Per cent of lateness, and of holding where it is counted, likewise.
    late
        Per TEU that is late, likewise.
    resources
        Per unit of a resource.
    departures
        Per TEU that a departure carries.
    by_offer
        By the number of an offer: a row for each departure, with the price of each measure.
    marks
        Sets of segments that cost once a path.
    """

    freight: float | Floats = 1.0
    co2e: float | Floats = 0.0
    penalty: float | Floats = 1.0
    late: float | Floats = 0.0
    resources: Mapping[Resource, float] = field(default_factory=dict)
    departures: Mapping[Departure, float] = field(default_factory=dict)
    by_offer: Mapping[int, Floats] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


class DepartureTable:
    """Turns weights on resources and departures into prices by offer, departure and measure."""

    def __init__(self, network: PackedNetwork, orders: OrderColumns) -> None:
        self._network, self._orders = network, orders
        self._offers: dict[str, list[int]] = defaultdict(list)
        for number, offer in enumerate(network.catalogue.offers):
            self._offers[offer.segment.service.id].append(number)
        self._under_rule = [offers_under_rule(network, rule) for rule in orders.rules]
        self._days = {day: n for n, day in enumerate(network.days)}
        self._dates: dict[str, dict[date, int]] = {}

    def table(self, weights: PathWeights) -> Table:
        """Return the prices of departures as columns of numbers."""
        num_measures = FIRST_RULE + len(self._orders.rules)
        blocks = dict(weights.by_offer)
        for service_id, priced in self._by_service(weights).items():
            for number in self._offers[service_id]:
                block = self._block(number, priced, num_measures)
                blocks[number] = blocks[number] + block if number in blocks else block
        first_row = np.full(self._network.num_offers, -1, np.int32)
        rows: list[Floats] = []
        num_rows = 0
        for number, block in sorted(blocks.items()):
            if block.any():
                first_row[number] = num_rows
                rows.append(block)
                num_rows += len(block)
        price = np.concatenate([np.zeros((0, num_measures)), *rows])
        return {
            "num_measures": num_measures,
            "first_row": first_row,
            "price": price.ravel(),
            "marks": self._marks(weights),
        }

    def _by_service(
        self, weights: PathWeights
    ) -> dict[str, list[tuple[Resource | Departure, float]]]:
        by_service: dict[str, list[tuple[Resource | Departure, float]]] = defaultdict(list)
        for priced in (weights.resources, weights.departures):
            for key, price in priced.items():
                if price:
                    by_service[key.service_id].append((key, price))
        return by_service

    def _block(
        self, number: int, priced: list[tuple[Resource | Departure, float]], num_measures: int
    ) -> Floats:
        """Return the prices of an offer: a row for each departure, a column for each measure."""
        offer = self._network.catalogue.offers[number]
        positions = self._positions(number)
        segment = offer.segment
        block = np.zeros((len(positions), num_measures))
        for key, price in priced:
            row = positions.get(key.first_call_on)
            if row is None:
                continue
            if isinstance(key, Departure):
                block[row, SIZE_TEU] += price
            elif key.rule >= 0:
                rule = self._orders.rules.index(key.rule)
                if number in self._under_rule[rule]:
                    block[row, FIRST_RULE + rule] += price
            elif segment.load.seq <= key.hop < segment.unload.seq:
                block[row, measure_of(key.kind, segment.mode)] += price
        return block

    def _positions(self, number: int) -> Mapping[date, int]:
        """Return the position of each departure of an offer by its date."""
        offer = self._network.catalogue.offers[number]
        if offer.schedule is None:
            return self._days
        service_id = offer.segment.service.id
        if service_id not in self._dates:
            self._dates[service_id] = {day: n for n, day in enumerate(offer.first_call_on)}
        return self._dates[service_id]

    def _marks(self, weights: PathWeights) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
        marks = np.zeros(self._network.num_offers, np.uint32)
        for n, mark in enumerate(weights.marks):
            for key in mark.segments:
                if key in self._network.item_of:
                    marks[self._network.item_of[key]] |= np.uint32(1 << n)
        return marks


def offers_under_rule(network: PackedNetwork, rule: int) -> frozenset[int]:
    """Return the offers on which a rule on gross weight holds, for classes it concerns."""
    whole = network.catalogue.network
    name = whole.restrictions[rule].cargo_class
    cargo_class = next(iter(whole.cargo_classes)) if name == "*" else name
    found = []
    for number, offer in enumerate(network.catalogue.offers):
        segment = offer.segment
        seqs = (segment.load.seq, segment.unload.seq)
        rules = network.catalogue.capacities.gross_rules(segment.service, seqs, cargo_class)
        if rule in rules:
            found.append(number)
    return frozenset(found)
