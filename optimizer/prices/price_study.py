"""Prices of a plan: dual values of the linear mix, their ranges, and re-solves beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...network.plan_prices import LimitPrice, SlotPrice
from ...network.route import Departure
from ..capacity import Resource, ResourceKind
from ..mix.master import Held
from ..mix.problem import MixProblem, MixRow
from ..mix.session import MixSession
from .price_range import PriceRange, Span
from .resolve import Resolver
from .sides import RowSide, SlotSide

UNIT_OF = {
    ResourceKind.TEU: "TEU",
    ResourceKind.KG: "kg",
    ResourceKind.PLUGS: "plug",
    ResourceKind.GROSS_KG: "gross kg",
}

MONEY_ROWS = ("budget", "order_budget")

LEAST_CENTS = {ResourceKind.KG: 0.001, ResourceKind.GROSS_KG: 0.001}
"""Prices of less are rounding; of a slot, a plug or a unit of a limit half a cent."""

HALF_A_CENT = 0.5

Group = tuple[Departure, ResourceKind, int]


class PriceStudy:
    """The prices of one problem of a session.

    Parameters
    ----------
    session
        Routes of the order book.
    problem
        The mix.
    held
        What earlier goals reached, and the cost must not give up.

    Raises
    ------
    NoPlanError
        What is held cannot be reached.
    """

    def __init__(self, session: MixSession, problem: MixProblem, held: Held) -> None:
        self._session, self._problem = session, problem
        self.resolver = Resolver(session, problem, held)
        self.base = self.resolver.base

    def slots(self) -> Iterator[SlotPrice]:
        """Yield the prices of full departures, by date."""
        groups = self._departures()
        self.resolver.watch(r for resources in groups.values() for r in resources)
        order = sorted(groups, key=lambda key: (key[0].first_call_on, key[0].service_id, key[1:]))
        for number, (departure, kind, rule) in enumerate(order, start=1):
            self._session.report(f"price of {departure}, {number} of {len(order)}")
            side = SlotSide(tuple(groups[departure, kind, rule]))
            if side.price(self.base.prices) < LEAST_CENTS.get(kind, HALF_A_CENT):
                continue
            capacity = min(self._problem.limit(resource) for resource in side.resources)
            study = PriceRange(self.resolver, side, Span(least=-capacity))
            less = study.saves(-1.0) if capacity >= 1 else None
            yield SlotPrice(
                departure=departure,
                unit=UNIT_OF[kind],
                capacity=capacity,
                usd=study.usd,
                one_more_saves_usd=study.saves(1.0) or 0.0,
                one_less_costs_usd=None if less is None else -less,
                holds=study.holds(capacity),
            )

    def _departures(self) -> dict[Group, list[Resource]]:
        """Return the resources, all the way, of each departure on which one has a price."""
        priced = {_group(resource) for resource in self.base.prices.resource}
        groups: dict[Group, list[Resource]] = defaultdict(list)
        taken = {r for column in self._session.pool.columns for r in column.taken}
        for resource in sorted(taken):
            if _group(resource) in priced:
                groups[_group(resource)].append(resource)
        return groups

    def limits(self) -> Iterator[LimitPrice]:
        """Yield the prices of all limits; those that do not bind have the price 0."""
        for row in self._problem.rows:
            yield from self._of_row(row)

    def _of_row(self, row: MixRow) -> Iterator[LimitPrice]:
        kind = row.key.partition("[")[0]
        if kind in MONEY_ROWS:
            amount = row.most / 100
            span = Span(least=-amount)
            yield self._limit_price(row, "USD of budget", amount, RowSide(row, 100.0), span)
        elif kind == "co2e":
            amount = row.most / 1e6
            span = Span(least=-amount)
            yield self._limit_price(row, "t CO2e", amount, RowSide(row, 1e6), span)
        elif kind in ("at_most", "at_least"):
            side = RowSide(row, self._served_teu / 100)
            percent = 100 * abs(row.weights.served)
            span = Span(least=-percent, most=100 - percent)
            if kind == "at_least":
                span = Span(least=percent - 100, most=percent, falls=True)
            yield self._limit_price(row, "percentage point", percent, side, span)

    @property
    def _served_teu(self) -> float:
        problem = self._problem
        total = sum(s.num_units * problem.size_teu(s) for s in problem.shipments)
        return total - sum(
            problem.size_teu(s) * self.base.unserved.get(s.id, 0.0) for s in problem.shipments
        )

    def _limit_price(
        self, row: MixRow, unit: str, amount: float, side: RowSide, span: Span
    ) -> LimitPrice:
        study = PriceRange(self.resolver, side, span)
        binds = side.price(self.base.prices) >= HALF_A_CENT / 100
        if binds:
            self._session.report(f"price of {row.key}")
        return LimitPrice(
            limit=row.key,
            unit=unit,
            amount=amount,
            usd=study.usd if binds else 0.0,
            holds=study.holds(amount) if binds else span.looser(amount),
            one_more_saves_usd=(study.saves(1.0) or 0.0) if binds else 0.0,
        )


def _group(resource: Resource) -> Group:
    departure = Departure(service_id=resource.service_id, first_call_on=resource.first_call_on)
    return departure, resource.kind, resource.rule
