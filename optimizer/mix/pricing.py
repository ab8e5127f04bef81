"""Pricing: the routes that are worth most at the prices of a master."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import inf

from ...network.limits import Tag
from ...network.plan import holding_cents, lateness_cents
from ...network.shipment import Shipment
from ..assemble import RouteAssembler
from ..catalogue import Catalogue
from ..clock import to_datetime, to_minute
from ..demand import Demand
from ..graph_options import MARK_BIT, GraphOptions
from ..label_setting import Query
from ..search import ShipmentSearch
from ..search_graph import Path
from ..segment import SegmentKey
from ..shipment_graph import ShipmentGraph
from .column import Column, ColumnMaker
from .departure_prices import DeparturePrices, ExtraCents
from .problem import MixProblem
from .tags import TagSegments
from .weights import Weights

TIE_BREAK = 1e-14
"""Weight of a cent of freight where none counts: of two routes the cheaper is kept."""

MOST_FREIGHT_CENTS = 1e9
"""Freight of one shipment that the tie-break allows for, so that bounds stay bounds."""

MOST_TAGS = 6
"""Tags that one search tells apart; penalties of further ones are left out of the bound."""


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
        self._search = ShipmentSearch(ShipmentGraph(catalogue, demand, keep=2))
        self._assembler = RouteAssembler(catalogue, demand)
        self._maker, self._segments = maker, segments
        self._asked = DeparturePrices(problem, catalogue, shipment)
        self._size_teu = problem.size_teu(shipment)
        self._destination = terminals[shipment.destination]
        self._holding_rate = demand.cargo.holding_rate_per_day
        self._start = to_minute(shipment.ready_at(terminals[shipment.origin]))
        self._latest = to_minute(_last_day(shipment, problem).due_at(self._destination))
        self._plain: Column | None = None
        self._known: list[Column] = []

    def first_columns(self) -> tuple[Column, ...]:
        """Return the columns of all routes that are best in cost or arrival.

        Where some of them take 20-foot boxes in pairs only, those are among them that are
        best for a single box.
        """
        columns = self._columns(self._search.paths(self._query, GraphOptions(must_fit=True)))
        if columns:
            self._plain = min(columns, key=lambda c: (c.unit_cost_cents, c.route.delivered_at))
        if any(column.in_pairs for column in columns):
            options = GraphOptions(must_fit=True, extra_cents=self._no_pairs())
            columns += self._columns(self._search.paths(self._query, options))
        self._known.extend(columns)
        return columns

    @property
    def _query(self) -> Query:
        return Query(start=self._start, latest=self._latest, with_co2e=False)

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

    def price(self, weights: Weights) -> Priced:
        """Return the least value of a unit over all routes, and routes that may have it.

        No search is needed where a route that is known to be best without prices touches
        nothing that has one: prices only make routes dearer.
        """
        untouched = self._untouched(weights)
        if untouched is not None:
            return untouched
        best, columns = self._searched(weights)
        self._known.extend(columns)
        best = best / self.shipment.num_units + self._constant(weights)
        known = min((c.unit_value(weights) for c in self._known), default=inf)
        return Priced(min(best, known), columns)

    def best_with(self, weights: Weights, tag: Tag) -> Column | None:
        """Return the best route with a tag, whatever its other tags; None = there is none."""
        segments = self._segments.with_tag(tag)
        if not segments:
            return None
        choice = _Choice(marked=(segments,), required=MARK_BIT, avoided=frozenset(), value=0.0)
        extra, _ = self._asked.extra_cents(weights)
        columns = self._columns(self._kept(weights, choice, extra, _Worth(inf)))
        return min(columns, key=lambda column: column.unit_value(weights), default=None)

    def _constant(self, weights: Weights) -> float:
        """Return the least that a unit counts for on any route, whichever it is.

        A route is taken to be surely on time: only `simulate` can tell.
        """
        moved = weights.moved * self._size_teu
        return weights.constant(self._size_teu) + moved + min(0.0, weights.on_time)

    def _searched(self, weights: Weights) -> tuple[float, tuple[Column, ...]]:
        """Return the least value of the whole shipment that depends on its route."""
        extra, cut_off = self._asked.extra_cents(weights)
        worth = _Worth(inf)
        kept: list[Path] = []
        for choice in self._choices(weights):
            kept += self._kept(weights, choice, extra, worth)
        best = worth.best
        if weights.freight < TIE_BREAK:
            best -= TIE_BREAK * MOST_FREIGHT_CENTS
        return best - cut_off, self._columns(kept)

    def _kept(
        self, weights: Weights, choice: _Choice, extra: ExtraCents, worth: _Worth
    ) -> list[Path]:
        """Return the paths of a choice of tags that may be worth most."""
        options = GraphOptions(
            must_fit=True,
            extra_cents=extra,
            freight_weight=max(weights.freight, TIE_BREAK),
            co2e_weight=weights.co2e,
            marked=choice.marked,
            avoided=choice.avoided,
        )
        query = replace(self._query, required=choice.required)

        def until_beaten(paths: Iterable[Path]) -> list[Path]:
            return worth.until_beaten(
                paths, lambda path: choice.value + self._penalty(path, weights), choice.value
            )

        found = self._search.paths(query, options, until_beaten)
        worth.settle()
        return found

    def _choices(self, weights: Weights) -> Iterator[_Choice]:
        """Yield every choice of tags to have or not to have, with what it counts for.

        A tag that counts against a route is had or avoided; one that counts for it is
        required or not. The best route fits one choice, and none makes a route look better
        than it is. Weak penalties beyond `MOST_TAGS` are left out: the bound stays one.
        """
        size = self._size_teu * self.shipment.num_units
        heaviest = sorted(weights.tags.items(), key=lambda item: (item[1] > 0, -abs(item[1])))
        tags = sorted(heaviest[:MOST_TAGS])
        for picked in product((False, True), repeat=len(tags)):
            had = [tag for tag, is_had in zip(tags, picked, strict=True) if is_had]
            wanted = [self._segments.with_tag(tag) for tag, weight in had if weight < 0]
            avoided = [
                self._segments.with_tag(tag)
                for (tag, weight), is_had in zip(tags, picked, strict=True)
                if weight > 0 and not is_had
            ]
            yield _Choice(
                marked=tuple(wanted),
                required=sum(MARK_BIT << number for number in range(len(wanted))),
                avoided=frozenset().union(*avoided),
                value=size * sum(weight for _, weight in had),
            )

    def _untouched(self, weights: Weights) -> Priced | None:
        """Return the best route if it needs nothing that has a price."""
        cost = self._problem.cost
        alike = (weights.freight, weights.penalty, weights.co2e)
        if weights.late or weights.moved or weights.on_time or weights.tags or weights.departures:
            return None
        if alike == (cost.freight, cost.penalty, 0.0) and not cost.co2e:
            best = self._plain
            if best is None or any(r in weights.resources for r in best.taken):
                return None
            return Priced(best.unit_value(weights), (best,))
        if any(alike):
            return None
        if any(not any(r in weights.resources for r in c.taken) for c in self._known):
            return Priced(weights.constant(self._size_teu), ())
        return None

    def _columns(self, paths: Iterable[Path]) -> tuple[Column, ...]:
        routes = (self._assembler.route(path) for path in paths)
        return tuple(self._maker.column(self.shipment, route) for route in routes)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Tags to have and not to have, and what that counts for."""

    marked: tuple[frozenset[SegmentKey], ...]
    required: int
    avoided: frozenset[SegmentKey]
    value: float


class _Worth:
    """What the best path is worth, over the searches of all choices.

    A search may be made again, with terminals remembered; what its earlier tries were
    worth does not count, so `settle` ends each search.
    """

    def __init__(self, best: float) -> None:
        self.best = self._before = best

    def until_beaten(
        self, paths: Iterable[Path], extra: Callable[[Path], float], least_extra: float
    ) -> list[Path]:
        """Return the paths up to the first that costs more than another is worth.

        ``extra`` is what a path counts for besides its cost, at least ``least_extra``.
        """
        self.best, kept = self._before, []
        for path in paths:
            if path.cost + least_extra >= self.best:
                break
            kept.append(path)
            self.best = min(self.best, path.cost + extra(path))
        return kept

    def settle(self) -> None:
        """Keep what the last search found."""
        self._before = self.best


def _last_day(shipment: Shipment, problem: MixProblem) -> Shipment:
    """Return the shipment with its due date moved to the last day of delivery."""
    if shipment.late_usd_per_day is None:
        return shipment
    later = shipment.due + timedelta(days=problem.days_late)
    return shipment.model_copy(update={"due": later})
