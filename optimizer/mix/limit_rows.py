"""Limits as rows of a mix (docs/formulation.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...network.limits import Goal, Limits, ShareLimit
from ...network.shipment import Shipment
from .problem import CENTS_PER_USD, GRAMS_PER_T, MixProblem, MixRow
from .weights import Weights

MONEY_SCALE = 1e-6
"""Money counts in 10,000 USD, not in cents: beside boxes, a solver loses track of cents."""

GRAMS_SCALE = 1e-6

TOLERANCE = 1e-6
"""Amounts below it count as nothing."""

GOAL_SCALE = {Goal.COST: MONEY_SCALE, Goal.CO2E: GRAMS_SCALE}


def cost_weights(limits: Limits) -> Weights:
    """Return what counts as cost: freight, penalties and the price of emissions."""
    carbon = limits.carbon_usd_per_t * CENTS_PER_USD / GRAMS_PER_T
    return Weights(freight=1.0, penalty=1.0, co2e=carbon)


def limit_rows(limits: Limits, shipments: Iterable[Shipment]) -> Iterator[MixRow]:
    """Yield the rows that keep limits."""
    if limits.budget_usd is not None:
        yield MixRow(
            key="budget",
            most=limits.budget_usd * CENTS_PER_USD,
            weights=Weights(freight=1.0),
            scale=MONEY_SCALE,
        )
    if limits.co2e_t is not None:
        most = limits.co2e_t * GRAMS_PER_T
        yield MixRow(key="co2e", most=most, weights=Weights(co2e=1.0), scale=GRAMS_SCALE)
    for share in limits.shares:
        yield from _share_rows(share)
    for shipment in shipments:
        yield from _rows_of(shipment, limits)


def _share_rows(share: ShareLimit) -> Iterator[MixRow]:
    """Yield the rows of a share: of what is served, in TEU."""
    if share.at_most < 1:
        weights = Weights(tags={share.tag: 1.0}, served=-share.at_most)
        yield MixRow(key=f"at_most[{share.tag}]", most=0.0, weights=weights)
    if share.at_least > 0:
        weights = Weights(tags={share.tag: -1.0}, served=share.at_least)
        yield MixRow(key=f"at_least[{share.tag}]", most=0.0, weights=weights)


def _rows_of(shipment: Shipment, limits: Limits) -> Iterator[MixRow]:
    if shipment.budget_usd is not None and limits.order_budgets:
        yield MixRow(
            key=f"order_budget[{shipment.id}]",
            most=shipment.budget_usd * CENTS_PER_USD,
            weights=Weights(freight=1.0),
            shipment_id=shipment.id,
            scale=MONEY_SCALE,
        )
    probability = limits.sure(shipment)
    if probability:
        yield MixRow(
            key=f"on_time[{shipment.id}]",
            most=0.0,
            weights=Weights(units=probability, on_time=-1.0),
            shipment_id=shipment.id,
        )


def held_rows(problem: MixProblem, held: Mapping[Goal, float]) -> Iterator[MixRow]:
    """Yield the rows that keep what earlier goals reached."""
    for goal, most in held.items():
        scale = GOAL_SCALE.get(goal, 1.0)
        is_money = goal is Goal.COST
        yield MixRow(
            key=f"held[{goal.value}]",
            most=most + TOLERANCE / scale,
            weights=problem.goal(goal),
            auxiliaries={a.key: a.cost_cents for a in problem.auxiliaries} if is_money else {},
            scale=scale,
        )
