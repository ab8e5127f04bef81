"""Pricing: the routes that are worth most at the prices of a master."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from ...network.plan import Objective, holding_cents, lateness_cents
from ...network.shipment import Shipment
from ..assemble import RouteAssembler
from ..capacity import Resource
from ..catalogue import Catalogue
from ..clock import to_datetime, to_minute
from ..demand import Demand
from ..graph_options import GraphOptions
from ..label_setting import Query
from ..search import ShipmentSearch
from ..search_graph import Path
from ..segment import SegmentKey, gross_kg
from ..shipment_graph import ShipmentGraph
from .column import Column, ColumnMaker
from .master import Stage
from .problem import MixProblem, Prices

TIE_BREAK = 1e-14
"""Weight of a cent of freight where TEU are counted: of two routes the cheaper is kept."""

MOST_FREIGHT_CENTS = 1e9
"""Freight of one shipment that the tie-break allows for, so that bounds stay bounds."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What pricing found for one shipment: the least cost of a unit, and columns."""

    unit_value: float
    columns: tuple[Column, ...]


class ShipmentPricer:
    """Finds routes of one shipment.

    Parameters
    ----------
    problem
        The mix.
    catalogue
        What can be booked.
    shipment
        The shipment.
    """

    def __init__(self, problem: MixProblem, catalogue: Catalogue, shipment: Shipment) -> None:
        demand = Demand.of(catalogue, shipment)
        terminals = problem.network.terminals
        self.shipment = shipment
        self._problem = problem
        self._catalogue = catalogue
        self._search = ShipmentSearch(ShipmentGraph(catalogue, demand, keep=2))
        self._assembler = RouteAssembler(catalogue, demand)
        self._maker = ColumnMaker(problem.network, problem.capacities, problem.objective)
        self._destination = terminals[shipment.destination]
        self._holding_rate = demand.cargo.holding_rate_per_day
        self._start = to_minute(shipment.ready_at(terminals[shipment.origin]))
        self._latest = to_minute(_last_day(shipment, problem).due_at(self._destination))
        self._plain: Priced | None = None
        self._known: list[Column] = []

    def first_columns(self) -> tuple[Column, ...]:
        """Return the columns of all routes that are best in cost or arrival.

        Where some of them take 20-foot boxes in pairs only, those are among them that are
        best for a single box.
        """
        query = Query(start=self._start, latest=self._latest, with_co2e=False)
        columns = self._columns(self._search.paths(query, GraphOptions(must_fit=True)))
        if columns:
            best = min(columns, key=lambda c: (c.unit_cost_cents, c.route.delivered_at))
            self._plain = Priced(best.unit_cost_cents, (best,))
        if any(column.in_pairs for column in columns):
            options = GraphOptions(must_fit=True, extra_cents=self._no_pairs())
            columns += self._columns(self._search.paths(query, options))
        self._known.extend(columns)
        return columns

    def _no_pairs(self) -> Mapping[SegmentKey, Mapping[date, float]]:
        """Return an infinite cost of every departure that takes 20-foot boxes in pairs only."""
        extra: dict[SegmentKey, dict[date, float]] = {}
        for offer in self._catalogue.offers:
            segment = offer.segment
            rules = self._problem.capacities.pair_rules(
                segment.service, (segment.load.seq, segment.unload.seq), self.shipment.cargo_class
            )
            days = {d: inf for d in offer.first_call_on if any(r.is_in_force(d) for r in rules)}
            if days:
                extra[segment.key] = days
        return extra

    def price(self, prices: Prices, stage: Stage) -> Priced:
        """Return the least reduced cost of a unit, demand price left out, and its routes.

        No search is needed where a route that is known to be best without prices touches
        nothing that has one: prices only make routes dearer.
        """
        weight = prices.budget + prices.order_budget.get(self.shipment.id, 0.0)
        if weight == 0 and prices.late == 0:
            untouched = self._untouched(prices.resource, stage)
            if untouched is not None:
                return untouched
        weight += 1.0 if stage is Stage.COST else TIE_BREAK
        options = GraphOptions(
            must_fit=True, extra_cents=self._extra(prices.resource), freight_weight=weight
        )
        query = Query(start=self._start, latest=self._latest, with_co2e=False)
        best = inf

        def until_beaten(paths: Iterable[Path]) -> list[Path]:
            nonlocal best
            best, kept = inf, []
            for path in paths:
                if path.cost >= best:
                    break
                kept.append(path)
                best = min(best, path.cost + self._penalty(path, stage, prices.late))
            return kept

        kept = self._search.paths(query, options, until_beaten)
        columns = self._columns(kept)
        self._known.extend(columns)
        if stage is not Stage.COST:
            best -= TIE_BREAK * MOST_FREIGHT_CENTS
        return Priced(best / self.shipment.num_units, columns)

    def _untouched(self, priced: Mapping[Resource, float], stage: Stage) -> Priced | None:
        """Return the best route if it needs nothing that has a price."""
        if stage is Stage.COST:
            best = self._plain
            is_free = best is not None and not any(r in priced for r in best.columns[0].taken)
            return best if is_free else None
        free = (c for c in self._known if not any(r in priced for r in c.taken))
        if any(stage is Stage.SERVE or not column.is_late for column in free):
            return Priced(0.0, ())
        return None

    def _columns(self, paths: Iterable[Path]) -> tuple[Column, ...]:
        routes = (self._assembler.route(path) for path in paths)
        return tuple(self._maker.column(self.shipment, route) for route in routes)

    def _penalty(self, path: Path, stage: Stage, late_price: float) -> float:
        """Return what the arrival of the whole shipment costs in a stage."""
        if stage is Stage.SERVE:
            return 0.0
        shipment = self.shipment
        days_late = shipment.days_late(to_datetime(path.arrives), self._destination)
        size_teu = shipment.num_units * self._problem.size_teu(shipment) if days_late else 0.0
        if stage is Stage.ON_TIME:
            return size_teu
        cents = lateness_cents(shipment, days_late, shipment.num_units) + late_price * size_teu
        if self._problem.objective is Objective.GENERALISED:
            minutes = path.arrives - self._start
            cents += holding_cents(shipment, self._holding_rate, minutes, shipment.num_units)
        return cents

    def _extra(self, priced: Mapping[Resource, float]) -> Mapping[SegmentKey, Mapping[date, float]]:
        """Return what the prices of resources add to each departure of each segment."""
        by_service: dict[str, list[tuple[Resource, float]]] = defaultdict(list)
        for resource, price in priced.items():
            by_service[resource.service_id].append((resource, price))
        unit, capacities = self._problem.units[self.shipment.id], self._problem.capacities
        extra: dict[SegmentKey, dict[date, float]] = {}
        for offer in self._catalogue.offers_of(by_service):
            segment = offer.segment
            taken = capacities.taken(segment.service, unit)
            seqs = (segment.load.seq, segment.unload.seq)
            gross = capacities.gross_rules(segment.service, seqs, self.shipment.cargo_class)
            costs: dict[date, float] = defaultdict(float)
            for resource, price in by_service[segment.service.id]:
                amount = 0.0
                if resource.rule in gross:
                    amount = gross_kg(unit)
                elif segment.load.seq <= resource.hop < segment.unload.seq:
                    amount = taken.get(resource.kind, 0.0)
                if amount:
                    costs[resource.first_call_on] += price * amount * self.shipment.num_units
            if costs:
                extra[segment.key] = costs
        return extra


def _last_day(shipment: Shipment, problem: MixProblem) -> Shipment:
    """Return the shipment with its due date moved to the last day of delivery."""
    if shipment.late_usd_per_day is None:
        return shipment
    later = shipment.due + timedelta(days=problem.days_late)
    return shipment.model_copy(update={"due": later})
