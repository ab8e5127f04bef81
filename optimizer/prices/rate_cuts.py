"""How much less a service that nobody uses would have to cost to be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...network.limits import Tag, TagKind
from ...network.plan_prices import RateCut
from ...network.route import Basis, Leg
from ..mix.column import Column
from ..mix.column_generation import Asked
from ..mix.problem import Prices
from ..mix.session import MixSession


def rate_cuts(
    session: MixSession, asked: Asked, prices: Prices, services: Iterable[str]
) -> Iterator[RateCut]:
    """Yield for each service the least cut of its rate at which a route over it is worth taking.

    Every shipment is asked for its best route over the service at the prices of the linear
    mix; a service that no shipment can use has none.

    Parameters
    ----------
    asked
        What the prices of the linear mix ask.
    prices
        Those prices.
    services
        Ids of services that the mix does not use.
    """
    for service_id in services:
        session.report(f"rate of {service_id}")
        best = min(
            _cuts(session, asked, prices.demand, service_id),
            key=lambda cut: (cut.usd_per_teu, cut.column.shipment.id),
            default=None,
        )
        if best is not None:
            yield _rate_cut(service_id, best)


@dataclass(frozen=True, slots=True)
class _Cut:
    usd_per_teu: float
    column: Column


def _cuts(
    session: MixSession, asked: Asked, demand: Mapping[str, float], service_id: str
) -> Iterator[_Cut]:
    for key, pricer in session.pricers.items():
        column = pricer.best_with(asked.of(key), Tag(TagKind.SERVICE, service_id))
        if column is not None and column.size_teu:
            dearer = column.unit_value(asked.of(key)) - demand[key]
            yield _Cut(max(0.0, dearer) / column.size_teu / 100, column)


def _rate_cut(service_id: str, cut: _Cut) -> RateCut:
    leg = next(leg for leg in cut.column.route.legs if leg.departure.service_id == service_id)
    usd = _price_cents(leg) / 100 / cut.column.size_teu
    return RateCut(
        service_id=service_id,
        from_terminal=leg.from_terminal,
        to_terminal=leg.to_terminal,
        shipment_id=cut.column.shipment.id,
        usd_per_teu=cut.usd_per_teu,
        share=cut.usd_per_teu / usd if usd else 0.0,
    )


def _price_cents(leg: Leg) -> int:
    return sum(c.amount_cents for c in leg.charges if c.basis is Basis.UNIT)
