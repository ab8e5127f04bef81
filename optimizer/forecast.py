"""Forecast how a market splits after a change: shares instead of all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..network.economics.forecast import Forecast, LeftOut, ShareModel, forecast_of
from ..network.economics.market_split import MarketLane
from ..network.economics.observed import Market, market_without_shares
from ..network.errors import Mistake, QuestionError
from ..network.network import Network
from ..network.shipment import Shipment
from ..network.spelling import nearest
from .batch import Count
from .market_lanes import LaneQuestion, lane_size, market_lanes


def forecast_shares(
    base: Network,
    changed: Network,
    model: ShareModel,
    shipments: Iterable[Shipment] | None = None,
    *,
    workers: int | None = None,
    counts: Callable[[str], Count] | None = None,
) -> Forecast:
    """Forecast the shares of modes on a changed network, calibrated on the base.

    Every shipment is a lane of the market. Its ways cost freight, lateness and holding on their
    best route, on either network; the constants that reproduce the observed shares on
    the base split the lanes after the change.

    Parameters
    ----------
    base, changed
        The network on which the shares were observed, and the one that is asked about.
    model
        How shippers choose, and what was observed (`observed_market`).
    shipments
        Lanes; None = the order book of the base.
    workers
        Processes; the figures do not depend on how many.
    counts
        Gives a counter for the lanes of the network ``base`` or ``changed``.

    Raises
    ------
    QuestionError
        No shipment has a way of the market, no constants give the observed shares, or the
        market names a corridor that the network does not have.
    """
    asked = tuple(base.orders.values()) if shipments is None else tuple(shipments)
    chosen = model.market or market_without_shares()
    question = LaneQuestion(
        by_corridor=model.route_theta is not None,
        corridors=_corridors(base, chosen),
        late_usd_per_teu_day=model.late_usd_per_teu_day,
    )
    inside = [shipment for shipment in asked if _why_outside(base, shipment, chosen) is None]

    def lanes(network: Network, name: str) -> tuple[MarketLane, ...]:
        count = None if counts is None else counts(name)
        return market_lanes(network, inside, question, workers=workers, count=count)

    before = lanes(base, "base")
    after = before if changed is base else lanes(changed, "changed")
    found = forecast_of(before, after, chosen, model)
    return replace(found, left_out=(*found.left_out, *_outside(base, asked, chosen)))


def _corridors(network: Network, market: Market) -> frozenset[str]:
    """Return the corridors that the ways of a market name, which the network must have."""
    named = frozenset(name for names in market.corridors.values() for name in names)
    unknown = sorted(named - network.corridors.keys())
    if unknown:
        known = sorted(network.corridors)
        raise QuestionError(
            Mistake(
                place=f"market {market.name}, column corridors",
                found=f"{name!r}",
                expected=f"a corridor of {network.name}{nearest(name, known)}",
            )
            for name in unknown
        )
    return named


def _why_outside(network: Network, shipment: Shipment, market: Market) -> str | None:
    ends = (network.terminals.get(end) for end in (shipment.origin, shipment.destination))
    countries = [terminal.country if terminal else "" for terminal in ends]
    return market.why_outside(shipment.cargo_class, *countries)


def _outside(network: Network, shipments: Iterable[Shipment], market: Market) -> Iterator[LeftOut]:
    for shipment in shipments:
        why = _why_outside(network, shipment, market)
        if why is not None:
            yield LeftOut(name=shipment.id, size=lane_size(network, shipment), reason=why)
