"""A forecast of shares: calibrated on one network, applied to another (docs/forecasts.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from ..errors import Mistake, QuestionError
from .market import market_constants
from .market_split import LaneSize, MarketLane, MarketSplit, market_split, plain_lanes
from .observed import Market
from .route_choice import check_thetas

THETA_PER_USD_KG = 1.2
"""How sharply shippers choose between ways, per USD/kg of generalised cost.

An assumption, estimated from nothing: with it a closed Suez moves sea from 80 % to 42 % of a market
of sea, rail and air at usual prices (docs/forecasts.md).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareModel:
    """How shippers choose.

    Parameters
    ----------
    market
        Modes and their observed shares; None = nothing was observed, so that costs alone
        decide between all modes.
    theta
        How sharply shippers choose between ways, per USD/kg of generalised cost.
    route_theta
        How sharply they choose between the routes of a way, at least ``theta``; None = all
        of a way travels on its cheapest route.
    late_usd_per_teu_day
        Price of a day late for shipments that have none; None = these are never late.
    """

    market: Market | None = None
    theta: float = THETA_PER_USD_KG
    route_theta: float | None = None
    late_usd_per_teu_day: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        check_thetas(self.theta, self.route_theta)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A lane of which nothing is forecast, and why."""

    name: str
    size: LaneSize
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How a market splits on a base network and on another.

    ``constants`` are what costs do not say, 0 for the first way; they hide subsidies and
    whatever else is no cost. ``before`` has every lane that is not ``left_out``; ``after``
    those that still have a way, ``lost`` those that have none any more. ``others`` are the
    shares after the change with other values of theta, each calibrated anew; None where no
    constants give the observed shares.
    """

    market: Market
    model: ShareModel
    constants: Mapping[str, float]
    before: MarketSplit
    after: MarketSplit
    left_out: tuple[LeftOut, ...]
    lost: tuple[LeftOut, ...]
    others: Mapping[float, Mapping[str, float] | None]

    @property
    def gain_usd(self) -> float:
        """What the change is worth to the shippers of the lanes that both networks carry."""
        worth = {lane.name: lane.surplus_usd for lane in self.before.lanes}
        return fsum(lane.surplus_usd - worth[lane.name] for lane in self.after.lanes)

    def elasticities(self) -> dict[str, float]:
        """Return by how many per cent each way shrinks on the base for 1 % more of its cost.

        The cost is the generalised one on all lanes; 0 where a way carries nothing.
        """
        found = {}
        for way in self.before.ways:
            terms = [
                (lane.size.of(self.market.unit) * lane.shares[way], lane.shares[way], cost)
                for lane in self.before.lanes
                if (cost := lane.costs.get(way)) is not None
            ]
            size = fsum(part for part, _, _ in terms)
            bent = fsum(
                -self.model.theta * cost * (1 - share) * part for part, share, cost in terms
            )
            found[way] = bent / size if size else 0.0
        return found


def forecast_of(
    before: Sequence[MarketLane], after: Sequence[MarketLane], market: Market, model: ShareModel
) -> Forecast:
    """Calibrate a market on its lanes before a change, and split those after it.

    Parameters
    ----------
    before, after
        The same lanes on both networks; they are matched by name.
    market
        Modes and their observed shares, whatever ``model`` says; without shares the
        constants are 0.
    model
        How shippers choose.

    Raises
    ------
    QuestionError
        No lane has a way of the market, or no constants give the observed shares.
    """
    kept = [lane for lane in before if _can_split(lane, market)]
    if not kept:
        expected = f"a lane with one of {', '.join(market.modes)}"
        raise QuestionError([Mistake(place="lanes", found="none", expected=expected)])
    names = {lane.name for lane in kept}
    still = [lane for lane in after if lane.name in names and _can_split(lane, market)]
    carried = {lane.name for lane in still}
    constants = _constants(kept, market, model)
    return Forecast(
        market=market,
        model=model,
        constants=constants,
        before=_split(kept, market, model, constants),
        after=_split(still, market, model, constants),
        left_out=tuple(_left_out(lane, market) for lane in before if lane.name not in names),
        lost=tuple(_left_out(lane, market) for lane in after if lane.name in names - carried),
        others={
            theta: _other_shares(kept, still, market, model, theta)
            for theta in (model.theta / 2, 2 * model.theta)
        },
    )


def _split(
    lanes: Sequence[MarketLane],
    market: Market,
    model: ShareModel,
    constants: Mapping[str, float],
) -> MarketSplit:
    return market_split(
        lanes, market, theta=model.theta, route_theta=model.route_theta, constants=constants
    )


def _can_split(lane: MarketLane, market: Market) -> bool:
    return lane.size.of(market.unit) > 0 and bool(lane.routes(market))


def _constants(lanes: Sequence[MarketLane], market: Market, model: ShareModel) -> dict[str, float]:
    if market.shares is None:
        return dict.fromkeys(market.modes, 0.0)
    plain = plain_lanes(lanes, market, route_theta=model.route_theta)
    return market_constants(market.shares, plain, theta=model.theta)


def _other_shares(
    before: Sequence[MarketLane],
    after: Sequence[MarketLane],
    market: Market,
    model: ShareModel,
    theta: float,
) -> dict[str, float] | None:
    sharper = None if model.route_theta is None else max(theta, model.route_theta)
    other = replace(model, theta=theta, route_theta=sharper)
    try:
        constants = _constants(before, market, other)
    except QuestionError:
        return None
    return _split(after, market, other, constants).shares(market.unit)


def _left_out(lane: MarketLane, market: Market) -> LeftOut:
    return LeftOut(name=lane.name, size=lane.size, reason=_reason(lane, market))


def _reason(lane: MarketLane, market: Market) -> str:
    if lane.failure is not None:
        return lane.failure
    if not lane.size.of(market.unit) > 0:
        return f"nothing to carry in {market.unit.value}"
    others = sorted({offer.mode for offer in lane.offers})
    if others:
        return f"only {', '.join(others)}, of which no share is given"
    asked = [mode for modes in market.modes.values() for mode in modes]
    reasons = [reason for mode in asked for reason in lane.absent.get(mode, "").split("; ")]
    return "; ".join(filter(None, dict.fromkeys(reasons)))
