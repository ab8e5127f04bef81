"""How the lanes of a market split over ways and their routes, and what that adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, fsum, log
from typing import NamedTuple

from .logit import logit_shares
from .market import Lane
from .observed import Market, SizeUnit
from .route_choice import nest_cost, route_shares


class LaneSize(NamedTuple):
    """How much travels; shares of one unit say nothing of those of another."""

    teu: float
    tonnes: float
    value_usd: float

    def of(self, unit: SizeUnit) -> float:
        """Return the size in a unit."""
        return self[list(SizeUnit).index(unit)]

    def times(self, share: float) -> LaneSize:
        """Return a share of it."""
        return LaneSize(*(share * amount for amount in self))


VIA = " > "
"""Stands between the corridors of a route."""

NOTHING = LaneSize(0.0, 0.0, 0.0)


def total(sizes: Iterable[LaneSize]) -> LaneSize:
    """Return the sum of sizes."""
    return LaneSize(*map(fsum, zip(*sizes, NOTHING, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOffer:
    """The least generalised cost of a mode over certain corridors, in USD a kilogram."""

    mode: str
    via: str
    usd_per_kg: float

    @property
    def route(self) -> str:
        """Name of the route."""
        return f"{self.mode} via {self.via}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketLane:
    """The cargo of one shipment with what each way of shipping it costs.

    ``absent`` says of each mode that is not offered why not; ``failure`` why nothing
    can be said of the shipment at all.
    """

    name: str
    size: LaneSize
    offers: tuple[RouteOffer, ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)
    failure: str | None = None

    def routes(self, market: Market) -> dict[str, dict[str, float]]:
        """Return the cost of each route by the ways of a market that are offered."""
        by_way: dict[str, dict[str, float]] = {way: {} for way in market.modes}
        for offer in self.offers:
            way = market.way_of(offer.mode, offer.via.split(VIA))
            if way is not None:
                by_way[way][offer.route] = offer.usd_per_kg
        return {way: routes for way, routes in by_way.items() if routes}


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSplit:
    """How one lane splits.

    ``costs`` are USD a kilogram by way; ``routes`` the share of each route within its way.
    ``winner`` is the way that all would take if costs alone decided, ``surplus_usd`` what the
    choice is worth to the shippers, up to a constant (the log-sum of the logit).
    """

    name: str
    size: LaneSize
    costs: Mapping[str, float]
    shares: Mapping[str, float]
    routes: Mapping[str, Mapping[str, float]]
    winner: str
    surplus_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketSplit:
    """How a market splits; ``ways`` are all its ways, used or not."""

    ways: tuple[str, ...]
    lanes: tuple[LaneSplit, ...]

    @property
    def size(self) -> LaneSize:
        """Everything that is carried."""
        return total(lane.size for lane in self.lanes)

    def sizes(self) -> dict[str, LaneSize]:
        """Return what each way carries by the logit."""
        return {
            way: total(a.size.times(a.shares.get(way, 0.0)) for a in self.lanes)
            for way in self.ways
        }

    def winner_sizes(self) -> dict[str, LaneSize]:
        """Return what each way carries where each lane takes its cheapest way whole."""
        return {way: total(a.size for a in self.lanes if a.winner == way) for way in self.ways}

    def shares(self, unit: SizeUnit) -> dict[str, float]:
        """Return the share of each way by the logit; they add up to 1."""
        return self._shares(self.sizes(), unit)

    def winner_shares(self, unit: SizeUnit) -> dict[str, float]:
        """Return the share of each way, all or nothing."""
        return self._shares(self.winner_sizes(), unit)

    def _shares(self, sizes: Mapping[str, LaneSize], unit: SizeUnit) -> dict[str, float]:
        whole = self.size.of(unit)
        return {way: size.of(unit) / whole if whole else 0.0 for way, size in sizes.items()}

    def route_sizes(self) -> dict[tuple[str, str], LaneSize]:
        """Return what each route carries by the logit, by way and route."""
        found: dict[tuple[str, str], list[LaneSize]] = {}
        for lane in self.lanes:
            for way, routes in lane.routes.items():
                for route, share in routes.items():
                    part = lane.size.times(lane.shares[way] * share)
                    found.setdefault((way, route), []).append(part)
        return {which: total(found[which]) for which in sorted(found)}


def plain_lanes(
    lanes: Iterable[MarketLane], market: Market, *, route_theta: float | None
) -> tuple[Lane, ...]:
    """Return lanes with one cost for each way, sized in the unit of the market."""
    return tuple(
        Lane(
            name=lane.name,
            size=lane.size.of(market.unit),
            costs={
                way: nest_cost(routes, route_theta=route_theta)
                for way, routes in lane.routes(market).items()
            },
        )
        for lane in lanes
    )


def market_split(
    lanes: Sequence[MarketLane],
    market: Market,
    *,
    theta: float,
    route_theta: float | None,
    constants: Mapping[str, float],
) -> MarketSplit:
    """Split lanes that each have a way of the market.

    Parameters
    ----------
    theta, route_theta
        How sharply shippers choose between ways, and between the routes of one; per USD/kg.
    constants
        What costs do not say of each way.
    """
    plain = plain_lanes(lanes, market, route_theta=route_theta)
    splits = []
    for lane, priced in zip(lanes, plain, strict=True):
        costs, routes = priced.costs, lane.routes(market)
        splits.append(
            LaneSplit(
                name=lane.name,
                size=lane.size,
                costs=costs,
                shares=logit_shares(costs, theta=theta, constants=constants),
                routes={m: route_shares(r, route_theta=route_theta) for m, r in routes.items()},
                winner=min(routes, key=lambda way: min(routes[way].values())),
                surplus_usd=1000 * lane.size.tonnes * _log_sum(costs, theta, constants) / theta,
            )
        )
    return MarketSplit(ways=tuple(market.modes), lanes=tuple(splits))


def _log_sum(costs: Mapping[str, float], theta: float, constants: Mapping[str, float]) -> float:
    worth = [constants[way] - theta * cost for way, cost in costs.items()]
    best = max(worth)
    return best + log(fsum(exp(value - best) for value in worth))
