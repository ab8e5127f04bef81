"""What each way of shipping costs for the shipments of a book, as lanes of a market."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..network.economics.choice import choices_of
from ..network.economics.market_split import VIA, LaneSize, MarketLane, RouteOffer
from ..network.economics.terms import Terms
from ..network.network import Network
from ..network.plan import Objective
from ..network.question import check_question
from ..network.route import Route
from ..network.row import Mode
from ..network.shipment import Shipment
from .absence import AbsenceKind
from .batch import Count, ask_many
from .catalogue import Catalogue, Offer
from .routes import PRODUCTS, RouteSearch
from .segment import Segment
from .wanted import Wanted

OCEAN_KM = 2_000.0
"""A ride by sea as long as this is over the ocean: no ferry, feeder or hop along a coast."""

MOST_SEARCHES = 8
"""Searches in turn for each product of a lane where routes by corridor are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneQuestion:
    """What is looked for on each lane.

    ``by_corridor`` asks for routes over different corridors, not only for the best of each
    product: its corridors are left out in turn, in at most `MOST_SEARCHES` searches.
    Over each of ``corridors`` the best route of each product is searched as well.
    ``late_usd_per_teu_day`` is the price of a day late where a shipment has none;
    None = such a shipment is never late, and what would be late is not offered.
    """

    by_corridor: bool = False
    corridors: frozenset[str] = frozenset()
    late_usd_per_teu_day: float | None = None


def market_lanes(
    network: Network,
    shipments: Iterable[Shipment],
    question: LaneQuestion | None = None,
    *,
    workers: int | None = None,
    count: Count | None = None,
) -> tuple[MarketLane, ...]:
    """Return a lane for each shipment, with the least generalised cost of each way to ship it.

    That is freight, lateness and the holding of the goods, from `Terms`; it is least over all
    routes, as no route that another beats in both cost and arrival can have it. What is late
    without a price of lateness, or over the budget, is not offered. Open slots are no limit.
    A route counts for the mode by which it goes furthest; by sea and another mode it is
    searched twice, with a ride over the ocean and without one.

    Parameters
    ----------
    question
        What is looked for.
    workers, count
        As `routes_of_many` takes them.
    """
    ask = partial(_lane, question=question or LaneQuestion())
    return tuple(
        _failed(network, one.shipment, one.failure) if one.answer is None else one.answer
        for one in ask_many(network, shipments, ask, workers=workers, count=count)
    )


def lane_size(network: Network, shipment: Shipment) -> LaneSize:
    """Return how much a shipment is; 0 TEU where its cargo class is not known."""
    cargo = network.cargo_classes.get(shipment.cargo_class)
    teu = shipment.num_units * shipment.unit(cargo).size_teu if cargo else 0.0
    return LaneSize(teu, shipment.kg / 1000, shipment.value_usd)


def _failed(network: Network, shipment: Shipment, failure: str | None) -> MarketLane:
    size = lane_size(network, shipment)
    return MarketLane(name=shipment.id, size=size, failure=failure or "no answer")


def _lane(
    network: Network, shipment: Shipment, catalogue: Catalogue, *, question: LaneQuestion
) -> MarketLane:
    check_question(network, shipment)
    size = lane_size(network, shipment)
    if not shipment.kg > 0:
        return MarketLane(name=shipment.id, size=size, failure="cargo without weight")
    searches = _LaneSearches(network, shipment, catalogue, question)
    costs: dict[tuple[str, str], float] = {}
    absent: dict[Mode, list[str]] = {}
    for product, modes in PRODUCTS.items():
        found = searches.costs(modes)
        costs |= {which: min(cost, costs.get(which, cost)) for which, cost in found.items()}
        if not found:
            why = searches.why_not(modes)
            for mode in modes:
                absent.setdefault(mode, []).extend([f"{product} is {why}"] if why else [])
    offers = sorted(costs.items(), key=lambda item: (item[1], item[0]))
    return MarketLane(
        name=shipment.id,
        size=size,
        offers=tuple(RouteOffer(mode=m, via=via, usd_per_kg=cost) for (m, via), cost in offers),
        absent={mode.value: "; ".join(why) or f"no {mode.value}" for mode, why in absent.items()},
    )


class _LaneSearches:
    """Searches of one shipment, and what the routes cost."""

    def __init__(
        self,
        network: Network,
        shipment: Shipment,
        catalogue: Catalogue,
        question: LaneQuestion,
    ) -> None:
        self._catalogue = catalogue
        self._question = question
        self._terms = _terms(network, shipment, question)
        self._search = RouteSearch(network, shipment, catalogue)

    def costs(self, modes: frozenset[Mode]) -> dict[tuple[str, str], float]:
        """Return the least cost of a kilogram by main mode and corridors."""
        found: dict[tuple[str, str], float] = {}
        for route in self._routes(modes):
            cents = self._cents(route)
            if cents is not None:
                usd_per_kg = cents / 100 / self._terms.shipment.kg
                which = (main_mode(route).value, _via(route))
                found[which] = min(usd_per_kg, found.get(which, usd_per_kg))
        return found

    def why_not(self, modes: frozenset[Mode]) -> str | None:
        """Return why no route by some modes is allowed; None where nothing runs so at all."""
        _, absence = self._search.best(Wanted.by(modes))
        if absence is None:
            return "too slow or too dear"
        return None if absence.kind is AbsenceKind.NO_CONNECTION else str(absence)

    def _routes(self, modes: frozenset[Mode]) -> Iterator[Route]:
        yield from self._best(modes)
        for corridor in sorted(self._question.corridors):
            rides = [o.segment for o in self._catalogue.offers if _is_of(o, {corridor})]
            marked = frozenset(ride.key for ride in rides if ride.mode in modes)
            if marked:
                yield from self._search.routes(Wanted(modes=modes, marked=marked))

    def _best(self, modes: frozenset[Mode]) -> Iterator[Route]:
        if Mode.SEA not in modes or len(modes) == 1:
            yield from self._round_corridors(self._search, Wanted.by(modes))
            return
        # A ferry or a hop along a coast must not hide a way over the ocean, nor the other way.
        ocean = frozenset(o.segment.key for o in self._catalogue.offers if _is_ocean(o.segment))
        if ocean:
            wanted = Wanted(modes=modes, marked=ocean)
            yield from self._round_corridors(self._search, wanted)
        yield from self._round_corridors(self._search.avoiding(ocean), Wanted.by(modes))

    def _round_corridors(self, search: RouteSearch, wanted: Wanted) -> Iterator[Route]:
        """Yield routes; where asked for, those round each corridor of the best too."""
        left_out = [frozenset[str]()]
        for corridors in left_out:
            keys = frozenset(o.segment.key for o in self._catalogue.offers if _is_of(o, corridors))
            routes = search.avoiding(keys).routes(wanted)
            yield from routes
            if self._question.by_corridor and routes:
                best = min(routes, key=self._rank)
                more = dict.fromkeys(corridors | {leg.corridor} for leg in best.main_legs)
                fresh = [one for one in more if one not in left_out]
                left_out += fresh[: MOST_SEARCHES - len(left_out)]

    def _cents(self, route: Route) -> float | None:
        """Return the generalised cost of a route; None where it is not allowed."""
        (choice,) = choices_of(self._terms.shipment, [route])
        cents = self._terms.cost_cents(choice)
        return None if cents is None else float(cents)

    def _rank(self, route: Route) -> tuple[bool, float]:
        cents = self._cents(route)
        if cents is None:
            return True, float(route.freight_cents(self._terms.shipment.num_units))
        return False, cents


def _terms(network: Network, shipment: Shipment, question: LaneQuestion) -> Terms:
    price = question.late_usd_per_teu_day
    if shipment.late_usd_per_day is None and price is not None:
        usd = price * lane_size(network, shipment).teu
        shipment = shipment.model_copy(update={"late_usd_per_day": usd})
    return Terms(
        shipment=shipment,
        destination=network.terminals[shipment.destination],
        objective=Objective.GENERALISED,
        rate_per_day=network.cargo_classes[shipment.cargo_class].holding_rate_per_day,
    )


def main_mode(route: Route) -> Mode:
    """Return the mode by which a route carries cargo furthest; drayage does not count."""
    km: dict[Mode, float] = {}
    for leg in route.main_legs:
        km[leg.mode] = km.get(leg.mode, 0.0) + leg.distance_km
    return max(km, key=km.__getitem__)


def _via(route: Route) -> str:
    return VIA.join(dict.fromkeys(leg.corridor for leg in route.main_legs))


def _is_ocean(segment: Segment) -> bool:
    return segment.mode is Mode.SEA and segment.distance_km >= OCEAN_KM


def _is_of(offer: Offer, corridors: Collection[str]) -> bool:
    return offer.schedule is not None and offer.segment.service.corridor in corridors
