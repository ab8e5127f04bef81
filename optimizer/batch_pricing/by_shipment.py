"""Batch pricing by one search for each shipment: the oracle, and the engine without a core.

It builds a search graph for every shipment and lets the route search answer, so that it
shares nothing with the compiled core but the numbers that it returns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import inf
from typing import Any, NamedTuple

import numpy as np

from ...network.plan import holding_cents, lateness_cents
from ...network.shipment import Shipment
from ..assemble import RouteAssembler
from ..clock import to_datetime
from ..demand import Demand
from ..graph_options import MARK_BIT, GraphOptions, RideRef
from ..label_setting import Query
from ..search import ShipmentSearch
from ..search_graph import Path, Step
from ..segment import SegmentKey
from ..shipment_graph import ShipmentGraph
from .columns import Table
from .order_columns import OrderColumns
from .packed_network import PackedNetwork
from .path_weights import DepartureTable, Mark, PathWeights
from .profiles import ALWAYS, NEVER

_BY_PATH: dict[str, Any] = {
    "query": np.int32,
    "total": np.float64,
    "cost": np.float64,
    "unit_cents": np.float64,
    "fee_cents": np.float64,
    "unit_grams": np.float64,
    "arrives": np.int32,
    "marks": np.uint64,
    "first_step": np.int32,
    "unfinished": np.int32,
    "floor": np.float64,
}


class _Found(NamedTuple):
    total: float
    cost: float
    path: Path
    marks: int


class EngineByShipment:
    """One search after the other; see `batch_pricer.PathEngine`."""

    def __init__(self, network: PackedNetwork, orders: OrderColumns) -> None:
        self._network, self._orders = network, orders
        self._departures = DepartureTable(network, orders)
        transfers = network.catalogue.transfers
        self._transfers = {
            (a.tail, a.head): network.num_offers + n for n, a in enumerate(transfers)
        }
        self._searches: dict[int, ShipmentSearch] = {}

    def find(self, weights: PathWeights, queries: Table) -> dict[str, Any]:
        """Return paths as columns, those of a shipment together and the best first."""
        departures = self._departures.table(weights)
        rows: dict[str, list[Any]] = {
            name: [] for name in (*_BY_PATH, "item", "departure", "leaves", "reached")
        }
        for query in map(int, queries["order"]):
            best = sorted(self._fronts(query, weights, queries, departures), key=lambda f: f.total)
            kept: list[_Found] = []
            for found in best:
                if found.total <= queries["most_cost"][query] and not _is_beaten(found, kept):
                    kept.append(found)
            for found in kept[: int(queries["most_paths"][query])]:
                self._write(query, found, rows)
        return {name: np.array(v, _BY_PATH.get(name, np.int32)) for name, v in rows.items()}

    def _fronts(
        self, query: int, weights: PathWeights, queries: Table, departures: Table
    ) -> Iterator[_Found]:
        """Yield the paths that nothing beats for each set of marks that a path can have."""
        shipment = self._orders.shipments[query]
        extra = self._extra(query, queries, departures)
        for has in product((False, True), repeat=len(weights.marks)):
            options = GraphOptions(
                must_fit=True,
                marked=tuple(mark.segments for mark in weights.marks),
                avoided=frozenset().union(*_segments(weights.marks, has)),
                extra_cents=extra,
                freight_weight=float(queries["freight_weight"][query]),
                co2e_weight=float(queries["co2e_weight"][query]),
            )
            bits = sum(1 << n for n, is_marked in enumerate(has) if is_marked)
            asked = Query(
                start=int(queries["start"][query]),
                latest=int(queries["latest"][query]),
                with_co2e=False,
                required=bits * MARK_BIT,
            )
            prices = zip(weights.marks, has, strict=True)
            marked = sum(mark.cost if is_marked else mark.no_cost for mark, is_marked in prices)
            marked_cost = marked * float(queries["size_teu"][query])
            for path in self._search(query, shipment).paths(asked, options):
                cost = path.cost + marked_cost
                total = cost + self._penalty(query, shipment, path.arrives, queries)
                yield _Found(total, cost, path, bits)

    def _search(self, query: int, shipment: Shipment) -> ShipmentSearch:
        if query not in self._searches:
            demand = Demand.of(self._network.catalogue, shipment)
            self._searches[query] = ShipmentSearch(ShipmentGraph(self._network.catalogue, demand))
        return self._searches[query]

    def _routes(self, query: int) -> RouteAssembler:
        catalogue = self._network.catalogue
        return RouteAssembler(catalogue, Demand.of(catalogue, self._orders.shipments[query]))

    def _penalty(self, query: int, shipment: Shipment, arrives: int, queries: Table) -> float:
        catalogue = self._network.catalogue
        destination = catalogue.network.terminals[shipment.destination]
        days_late = shipment.days_late(to_datetime(arrives), destination)
        cents = lateness_cents(shipment, days_late, shipment.num_units)
        if queries["holding_usd_per_day"][query]:
            rate = catalogue.network.cargo_classes[shipment.cargo_class].holding_rate_per_day
            minutes = arrives - int(queries["start"][query])
            cents += holding_cents(shipment, rate, minutes, shipment.num_units)
        late = float(queries["late_cost"][query]) if days_late else 0.0
        return float(queries["penalty_weight"][query]) * cents + late

    def _extra(
        self, query: int, queries: Table, departures: Table
    ) -> Mapping[SegmentKey, Mapping[date, float]]:
        """Return what is added to each departure of each segment, for this shipment."""
        price = departures["price"].reshape(-1, departures["num_measures"])
        extra: dict[SegmentKey, dict[date, float]] = {}
        for number, offer in enumerate(self._network.catalogue.offers):
            days = self._network.dates(offer)
            first = int(departures["first_row"][number])
            costs = np.zeros(len(days))
            if first >= 0:
                costs += price[first : first + len(days)] @ self._orders.amounts[query]
            costs[self._barred(query, number, queries, days)] = inf
            if costs.any():
                pairs = zip(days, costs.tolist(), strict=True)
                extra[offer.segment.key] = {day: cost for day, cost in pairs if cost}
        return extra

    def _barred(self, query: int, number: int, queries: Table, days: Sequence[date]) -> Any:
        """Return the departures that are barred beyond what bars the cargo anyway."""
        profile = int(queries["profile"][query])
        if profile == self._orders.table["profile"][query]:
            return []
        table = self._orders.profiles.table
        rule = int(table["rule"][profile * self._network.num_offers + number])
        if rule in (ALWAYS, NEVER):
            return slice(None) if rule == NEVER else []
        return table["barred"][rule : rule + len(days)].astype(bool)

    def _write(self, query: int, found: _Found, rows: dict[str, list[Any]]) -> None:
        rows["query"].append(query)
        rows["total"].append(found.total)
        rows["cost"].append(found.cost)
        rows["arrives"].append(found.path.arrives)
        route = self._routes(query).route(found.path)
        rows["unit_cents"].append(route.unit_cents)
        rows["fee_cents"].append(route.declaration_cents)
        rows["unit_grams"].append(route.co2e_g)
        rows["marks"].append(found.marks)
        rows["first_step"].append(len(rows["item"]))
        for step in found.path.steps:
            item, departure = self._item(query, step)
            rows["item"].append(item)
            rows["departure"].append(departure)
            rows["leaves"].append(step.leaves)
            rows["reached"].append(step.arrives)

    def _item(self, query: int, step: Step) -> tuple[int, int]:
        """Return what a step uses, and its departure."""
        arc, orders, num_nodes = step.arc, self._orders, len(self._network.catalogue.nodes)
        if isinstance(arc.ref, RideRef):
            item = self._network.item_of[arc.ref.key]
            return item, self._departure(item, step.leaves)
        num_items = len(self._network.items)
        if arc.tail == num_nodes:
            return num_items + orders.origins.row(int(orders.table["origin"][query]), arc.head), -1
        if arc.head == num_nodes + 1:
            row = orders.destinations.row(int(orders.table["destination"][query]), arc.tail)
            return num_items + len(orders.origins.refs) + row, -1
        return self._transfers[arc.tail, arc.head], -1

    def _departure(self, item: int, leaves: int) -> int:
        offer = self._network.catalogue.offers[item]
        if offer.schedule is not None:
            return offer.schedule.position(leaves)
        table = self._network.offers
        first, count = int(table["first"][item]), int(table["count"][item])
        starts = table["departure_minutes"][first : first + count]
        return max(0, bisect_right(starts, leaves) - 1)


def _segments(marks: Sequence[Mark], has: Sequence[bool]) -> Iterator[frozenset[SegmentKey]]:
    """Yield the segments of the marks that a path is to be without."""
    for mark, is_marked in zip(marks, has, strict=True):
        if not is_marked:
            yield mark.segments


def _is_beaten(found: _Found, kept: Sequence[_Found]) -> bool:
    """Tell whether another path is no worse, with the same marks."""
    return any(
        other.cost <= found.cost
        and other.path.arrives <= found.path.arrives
        and other.marks == found.marks
        for other in kept
    )
