"""Resources of departures as numbers: which row of an array stands for which resource."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np

from ...network.row import Mode
from ...network.service import Service
from ..batch_pricing.columns import Flags, Floats, Ints, Longs
from ..batch_pricing.found_paths import FoundPaths
from ..batch_pricing.order_columns import (
    AIR_KG,
    FIRST_RULE,
    LOOSE_KG,
    PLUGS,
    TEU,
    OrderColumns,
)
from ..batch_pricing.packed_network import PackedNetwork
from ..batch_pricing.path_weights import offers_under_rule
from ..capacity import ALL_HOPS, Resource, ResourceKind

Entries = tuple[Longs, Ints, Floats]
"""A matrix by columns: where those of each begin, rows, and amounts."""

KIND_OF_MEASURE = {
    TEU: ResourceKind.TEU,
    PLUGS: ResourceKind.PLUGS,
    AIR_KG: ResourceKind.KG,
    LOOSE_KG: ResourceKind.KG,
}


class ResourceRows:
    """Numbers every resource of every departure: by service, departure, hop and measure.

    Parameters
    ----------
    network
        The packed network.
    orders
        The shipments.

    Attributes
    ----------
    limits
        How much there is, by row.
    """

    def __init__(self, network: PackedNetwork, orders: OrderColumns) -> None:
        self._network, self._orders = network, orders
        self.num_measures = FIRST_RULE + len(orders.rules)
        self._offers: dict[str, list[int]] = defaultdict(list)
        for number, offer in enumerate(network.catalogue.offers):
            self._offers[offer.segment.service.id].append(number)
        self._first: dict[str, int] = {}
        self._hops: dict[str, list[int]] = {}
        self._first_row = np.zeros(network.num_offers, np.int64)
        self._num_hops_of_service = np.zeros(network.num_offers, np.int64)
        self._num_hops = np.zeros(network.num_offers, np.int64)
        self.limits = self._number()
        self._under_rule = [offers_under_rule(network, rule) for rule in orders.rules]

    def _number(self) -> Floats:
        """Give every resource a row; return the limits."""
        limits: list[Floats] = []
        num_rows = 0
        for service_id, offers in self._offers.items():
            service = self._network.catalogue.network.services[service_id]
            hops = self._hops_of(service)
            count = int(self._network.offers["count"][offers[0]])
            self._first[service_id], self._hops[service_id] = num_rows, hops
            width = len(hops) * self.num_measures
            for number in offers:
                segment = self._network.catalogue.offers[number].segment
                used = [
                    n for n, hop in enumerate(hops) if segment.load.seq <= hop < segment.unload.seq
                ]
                self._first_row[number] = num_rows + used[0] * self.num_measures
                self._num_hops_of_service[number] = len(hops)
                self._num_hops[number] = len(used)
            cube = np.tile(self._limits_of(service), (count, len(hops), 1))
            days = self._network.dates(self._network.catalogue.offers[offers[0]])
            cube[:, 0, FIRST_RULE:] = self._limits_of_rules(days)
            limits.append(cube.ravel())
            num_rows += width * count
        return np.concatenate([np.zeros(0), *limits])

    def _hops_of(self, service: Service) -> list[int]:
        calls = self._network.catalogue.network.calls[service.id]
        return [call.seq for call in calls[:-1] if call.may_load]

    def _limits_of(self, service: Service) -> Floats:
        capacities = self._network.catalogue.capacities
        limits = np.full(self.num_measures, np.inf)
        for measure, kind in KIND_OF_MEASURE.items():
            limits[measure] = capacities.limit_of(service, kind)
        if service.mode is Mode.ROAD and not service.reefer_plugs:
            limits[PLUGS] = np.inf
        return limits

    def _limits_of_rules(self, days: Sequence[date]) -> Floats:
        """Return how much a departure of each day may weigh by each rule."""
        limits = np.full((len(days), len(self._orders.rules)), np.inf)
        for n, number in enumerate(self._orders.rules):
            rule = self._network.catalogue.network.restrictions[number]
            in_force = [rule.is_in_force(day) for day in days]
            limits[in_force, n] = rule.limit_kg or 0.0
        return limits

    def resource(self, row: int) -> Resource:
        """Return the resource that a row stands for."""
        service_id = max((first, key) for key, first in self._first.items() if first <= row)[1]
        hops = self._hops[service_id]
        place, measure = divmod(row - self._first[service_id], self.num_measures)
        departure, hop = divmod(place, len(hops))
        offer = self._network.catalogue.offers[self._offers[service_id][0]]
        day = self._network.dates(offer)[departure]
        if measure >= FIRST_RULE:
            rule = self._orders.rules[measure - FIRST_RULE]
            return Resource(service_id, day, ALL_HOPS, ResourceKind.GROSS_KG, rule)
        return Resource(service_id, day, hops[hop], KIND_OF_MEASURE[measure])

    def taken(self, found: FoundPaths) -> Entries:
        """Return what a unit of each path takes, by row."""
        rides = np.flatnonzero(found.item < self._network.num_offers)
        path = np.searchsorted(found.first_step, rides, side="right") - 1
        offer, departure = found.item[rides], found.departure[rides]
        shipment = found.shipment[path]
        parts = [
            self._by_measure(measure, path, offer, departure, shipment)
            for measure in range(TEU, self.num_measures)
        ]
        paths, rows, amounts = (np.concatenate(part) for part in zip(*parts, strict=True))
        order = np.lexsort((rows, paths))
        first = np.searchsorted(paths[order], np.arange(len(found) + 1))
        return first.astype(np.int64), rows[order].astype(np.int32), amounts[order]

    def _by_measure(
        self, measure: int, path: Longs, offer: Ints, departure: Ints, shipment: Ints
    ) -> tuple[Longs, Longs, Floats]:
        """Return paths, rows and amounts of one measure."""
        units = self._orders.table["units"][shipment]
        amount = self._orders.amounts[shipment, measure] / units
        counts = (amount > 0) & self._is_counted(measure, offer, shipment)
        path, offer, departure = path[counts], offer[counts].astype(np.int64), departure[counts]
        num_hops = self._num_hops[offer] if measure < FIRST_RULE else np.ones(len(offer), np.int64)
        width = self._num_hops_of_service[offer] * self.num_measures
        first = self._first_row[offer]
        if measure >= FIRST_RULE:
            first = np.array([self._first[self._service(o)] for o in offer], np.int64)
        start = first + departure * width + measure
        each = np.repeat(np.arange(len(offer)), num_hops)
        hop = np.arange(len(each)) - np.repeat(np.cumsum(num_hops) - num_hops, num_hops)
        rows = start[each] + hop * self.num_measures
        return path[each].astype(np.int64), rows, amount[counts][each]

    def _service(self, offer: int) -> str:
        return self._network.catalogue.offers[offer].segment.service.id

    def _is_counted(self, measure: int, offer: Ints, shipment: Ints) -> Flags:
        """Tell on which rides a measure counts for a shipment that has some of it."""
        if measure >= FIRST_RULE:
            return np.isin(offer, sorted(self._under_rule[measure - FIRST_RULE]))
        is_air: Flags = self._network.offers["by_kg"][offer] != 0
        has_plugs: Flags = self._network.offers["counts_plugs"][offer] != 0
        return {TEU: ~is_air, LOOSE_KG: ~is_air, AIR_KG: is_air, PLUGS: ~is_air & has_plugs}[
            measure
        ]

    def prices_by_offer(self, prices: Floats) -> dict[int, Floats]:
        """Return the prices of rows by offer: for each departure, the sum over its hops."""
        priced: dict[int, Floats] = {}
        for service_id, offers in self._offers.items():
            count, hops = int(self._network.offers["count"][offers[0]]), self._hops[service_id]
            first = self._first[service_id]
            block = prices[first : first + count * len(hops) * self.num_measures]
            if not block.any():
                continue
            cube = block.reshape(count, len(hops), self.num_measures)
            for number in offers:
                segment = self._network.catalogue.offers[number].segment
                used = [segment.load.seq <= hop < segment.unload.seq for hop in hops]
                rows = cube[:, used, :].sum(axis=1)
                for n, under in enumerate(self._under_rule, FIRST_RULE):
                    rows[:, n] = cube[:, 0, n] if number in under else 0.0
                priced[number] = rows
        return priced
