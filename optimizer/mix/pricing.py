"""Pricing: the routes that are worth most at the prices of a master."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from math import inf

from ...network.limits import Tag
from ...network.plan import holding_cents, lateness_cents
from ...network.route import Route
from ...network.shipment import Shipment
from ..assemble import RouteAssembler
from ..catalogue import Catalogue
from ..clock import to_datetime, to_minute
from ..demand import Demand
from ..graph_options import GraphOptions
from ..label_setting import Query
from ..search import ShipmentSearch
from ..search_graph import Path
from ..segment import SegmentKey
from ..shipment_graph import ShipmentGraph
from .column import Column, ColumnKey
from .column_maker import ColumnMaker
from .departure_prices import DeparturePrices, ExtraCents
from .departure_reach import DepartureReach
from .on_time import ReliableRoutes
from .problem import MixProblem
from .standing import NOTHING_STANDS, Standing
from .tag_choices import PathWorth, TagChoice, parted, tag_choices, with_tag
from .tags import TagSegments
from .weights import Weights

TIE_BREAK = 1e-14
"""Weight of a cent of freight where none counts: of two routes the cheaper is kept."""

MOST_FREIGHT_CENTS = 1e9
"""Freight of one shipment that the tie-break allows for, so that bounds stay bounds."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What pricing found for one shipment: the least value of a unit, and columns."""

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
    maker
        Makes columns from routes.
    segments
        Knows the segments that give a route a tag.
    """

    def __init__(
        self,
        problem: MixProblem,
        catalogue: Catalogue,
        shipment: Shipment,
        maker: ColumnMaker,
        segments: TagSegments,
    ) -> None:
        demand = Demand.of(catalogue, shipment)
        terminals = problem.network.terminals
        self.shipment = shipment
        self._problem = problem
        self._catalogue = catalogue
        self._demand = demand
        self._graphs = ShipmentGraph(catalogue, demand, keep=2)
        self._search = ShipmentSearch(self._graphs)
        self._assembler = RouteAssembler(catalogue, demand)
        self._maker, self._segments = maker, segments
        self._asked = DeparturePrices(problem, catalogue, shipment)
        self._size_teu = problem.size_teu(shipment)
        self._destination = terminals[shipment.destination]
        self._holding_rate = demand.cargo.holding_rate_per_day
        self._start = to_minute(shipment.ready_at(terminals[shipment.origin]))
        self._latest = to_minute(_last_day(shipment, problem).due_at(self._destination))
        self._plain: Column | None = None
        self._known: dict[ColumnKey, Column] = {}
        self._reliable: ReliableRoutes | None = None
        self._buffered: tuple[Column, ...] = ()
        self._standing: Standing = NOTHING_STANDS

    def beside(self, standing: Standing) -> ShipmentPricer:
        """Return a pricer that finds what stands, and what can still be booked."""
        other = copy(self)
        other._standing = standing
        return other

    def without(self, closed: frozenset[SegmentKey], catalogue: Catalogue) -> ShipmentPricer:
        """Return a pricer that leaves out closed segments; graphs and bounds are shared.

        ``catalogue`` is the one without them. Where the best route used one, the first
        columns have to be found again.
        """
        other = copy(self)
        other.__dict__.pop("departures", None)
        other._catalogue, other._search = catalogue, self._search.avoiding(closed)
        other._reliable, other._buffered, other._known = None, (), {}
        other._learn(c for c in self._known.values() if not c.uses(closed))
        if self._plain is not None and self._plain.uses(closed):
            other._plain = None
        return other

    @property
    def has_best(self) -> bool:
        """Whether the best route without prices is known."""
        return self._plain is not None

    def known_columns(self, routes: Iterable[Route]) -> tuple[Column, ...]:
        """Return the columns of routes that are known already, and keep them in mind."""
        columns = tuple(self._maker.column(self.shipment, route) for route in routes)
        self._learn(columns)
        return columns

    def first_known(self, routes: Iterable[Route]) -> tuple[Column, ...]:
        """Return the columns of routes that are known to be all that are best, and the first."""
        columns = self.known_columns(routes)
        self._plain = min(columns, key=lambda c: (c.unit_cost_cents, c.route.delivered_at))
        return columns

    def first_columns(self) -> tuple[Column, ...]:
        """Return the columns of all routes that are best in cost or arrival.

        Where some of them take 20-foot boxes in pairs only, those are among them that are
        best for a single box.
        """
        columns = self._columns(self._search.paths(self._query, GraphOptions(must_fit=True)))
        if columns:
            self._plain = min(columns, key=lambda c: (c.unit_cost_cents, c.route.delivered_at))
        if any(column.in_pairs for column in columns):
            options = GraphOptions(must_fit=True, extra_cents=self._asked.no_pairs())
            columns += self._columns(self._search.paths(self._query, options))
        self._learn(columns)
        return columns

    def reliable_columns(self) -> tuple[Column, ...]:
        """Return columns that leave buffers, and look for more of them from now on."""
        if self._reliable is None:
            ends = (self._start, self._latest)
            self._reliable = ReliableRoutes(self._catalogue, self._demand, *ends)
            found = self._reliable.find(GraphOptions(must_fit=True))
            self._buffered = tuple(self._maker.column(self.shipment, route) for route in found)
            self._learn(self._buffered)
            self._maker.expect(self._known.values())
        return self._buffered

    @property
    def _query(self) -> Query:
        return Query(start=self._start, latest=self._latest, with_co2e=False)

    def price(self, weights: Weights) -> Priced:
        """Return the least value of a unit over all routes, and routes that may have it.

        No search is needed where a route that is known to be best without prices touches
        nothing that has one: prices only make routes dearer.
        """
        untouched = self._untouched(weights)
        if untouched is not None:
            return untouched
        best, columns = self._searched(weights)
        self._learn(columns)
        best = best / self.shipment.num_units + self._constant(weights)
        known = min(self._known.values(), key=lambda c: c.unit_value(weights), default=None)
        if known is None:
            return Priced(best, columns)
        return Priced(min(best, known.unit_value(weights)), (*columns, known))

    def _learn(self, columns: Iterable[Column]) -> None:
        for column in columns:
            self._known.setdefault(column.key, column)

    @cached_property
    def departures(self) -> DepartureReach:
        """What a route over a departure costs at least."""
        graph = self._graphs.build(GraphOptions(must_fit=True))
        return DepartureReach(graph, self._start, self._latest)

    def best_with(self, weights: Weights, tag: Tag) -> Column | None:
        """Return the best route with a tag, whatever its other tags; None = there is none."""
        segments = self._segments.with_tag(tag)
        if not segments:
            return None
        extra, _ = self._asked.extra_cents(weights)
        columns = self._columns(self._kept(weights, with_tag(segments), extra, PathWorth(inf)))
        return min(columns, key=lambda column: column.unit_value(weights), default=None)

    def columns_with_room(self, weights: Weights, units: int) -> tuple[Column, ...]:
        """Return the best routes all of whose departures have room for so many units."""
        choice = TagChoice(marked=(), required=0, avoided=self._asked.too_small(units), value=0.0)
        extra, _ = self._asked.extra_cents(weights)
        return self._columns(self._kept(weights, choice, extra, PathWorth(inf)))

    def _constant(self, weights: Weights) -> float:
        """Return the least that a unit counts for on any route, whichever it is.

        A route is taken to be surely on time: only `simulate` can tell.
        """
        moved = weights.moved * self._size_teu
        return weights.constant(self._size_teu) + moved + min(0.0, weights.on_time)

    def _searched(self, weights: Weights) -> tuple[float, tuple[Column, ...]]:
        """Return the least value of the whole shipment that depends on its route."""
        extra, cut_off = self._asked.extra_cents(weights)
        worth = PathWorth(inf)
        kept: list[Path] = []
        size_teu = self._size_teu * self.shipment.num_units
        for choice in tag_choices(weights.tags, self._segments, size_teu):
            for part in parted(choice, cut_off.segments, cut_off.cents):
                kept += self._kept(weights, part, extra, worth)
        best = worth.best
        if weights.freight < TIE_BREAK:
            best -= TIE_BREAK * MOST_FREIGHT_CENTS
        return best, (*self._columns(kept), *self._most_reliable(weights, extra))

    def _most_reliable(self, weights: Weights, extra: ExtraCents) -> list[Column]:
        """Return the best of the routes that leave buffers, where being on time has a price."""
        if self._reliable is None or not weights.on_time:
            return []
        options = self._options(weights, extra)
        columns = [self._maker.column(self.shipment, r) for r in self._reliable.find(options)]
        self._maker.expect(columns)
        return sorted(columns, key=lambda column: column.unit_value(weights))[:1]

    def _kept(
        self, weights: Weights, choice: TagChoice, extra: ExtraCents, worth: PathWorth
    ) -> list[Path]:
        """Return the paths of a choice of tags that may be worth most."""
        options = replace(
            self._options(weights, extra), marked=choice.marked, avoided=choice.avoided
        )
        query = replace(self._query, required=choice.required)

        def until_beaten(paths: Iterable[Path]) -> list[Path]:
            return worth.until_beaten(
                paths, lambda path: choice.value + self._penalty(path, weights), choice.value
            )

        found = self._search.paths(query, options, until_beaten)
        worth.settle()
        return found

    def _options(self, weights: Weights, extra: ExtraCents) -> GraphOptions:
        return GraphOptions(
            must_fit=True,
            extra_cents=extra,
            freight_weight=max(weights.freight, TIE_BREAK),
            co2e_weight=weights.co2e,
        )

    def _untouched(self, weights: Weights) -> Priced | None:
        """Return the best route if it needs nothing that has a price."""
        cost = self._problem.cost
        alike = (weights.freight, weights.penalty, weights.co2e)
        if weights.late or weights.moved or weights.on_time or _is_by_use(weights):
            return None
        if alike == (cost.freight, cost.penalty, 0.0) and not cost.co2e:
            best = self._plain
            if best is None or any(r in weights.resources for r in best.taken):
                return None
            return Priced(best.unit_value(weights), (best,))
        if any(alike):
            return None
        known = self._known.values()
        free = next((c for c in known if not any(r in weights.resources for r in c.taken)), None)
        return None if free is None else Priced(weights.constant(self._size_teu), (free,))

    def _columns(self, paths: Iterable[Path]) -> tuple[Column, ...]:
        routes = (self._assembler.route(path) for path in paths)
        network = self._problem.network
        return tuple(
            self._maker.column(self.shipment, route)
            for route in routes
            if self._standing.allows(network, route)
        )

    def _penalty(self, path: Path, weights: Weights) -> float:
        """Return what the arrival of the whole shipment counts for."""
        if not (weights.penalty or weights.late):
            return 0.0
        shipment, units = self.shipment, self.shipment.num_units
        days_late = shipment.days_late(to_datetime(path.arrives), self._destination)
        cents: float = lateness_cents(shipment, days_late, units)
        if self._problem.holding_counts:
            cents += holding_cents(shipment, self._holding_rate, path.arrives - self._start, units)
        late = weights.late * units * self._size_teu if days_late else 0.0
        return weights.penalty * cents + late


def _is_by_use(weights: Weights) -> bool:
    return bool(weights.tags or weights.departures or weights.hauls)


def _last_day(shipment: Shipment, problem: MixProblem) -> Shipment:
    """Return the shipment with its due date moved to the last day of delivery."""
    if shipment.late_usd_per_day is None:
        return shipment
    later = shipment.due + timedelta(days=problem.days_late)
    return shipment.model_copy(update={"due": later})
