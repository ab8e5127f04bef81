"""Prices of a plan: dual values of the linear mix, their ranges, and re-solves beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from ...network.errors import NoPlanError
from ...network.limits import Goal
from ...network.plan_prices import LimitPrice, Range, SlotPrice
from ...network.route import Departure
from ..capacity import Resource, ResourceKind
from .column_generation import LinearMix
from .master import Held, MixModel
from .problem import MixProblem, MixRow
from .session import MixSession
from .sides import RowSide, ShareSide, Side, SlotSide
from .solve import solve_linear
from .value_function import Tangent, holds_up_to

UNIT_OF = {
    ResourceKind.TEU: "TEU",
    ResourceKind.KG: "kg",
    ResourceKind.PLUGS: "plug",
    ResourceKind.GROSS_KG: "gross kg",
}

PLENTY = 1e7
"""An amount that no departure of the world has."""

MONEY_ROWS = ("budget", "order_budget")

SHARE_ROWS = ("at_most", "at_least")

LEAST_CENTS = 0.5
"""Prices of less are rounding."""


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
    """

    def __init__(self, session: MixSession, problem: MixProblem, held: Held) -> None:
        self._session, self._problem, self._held = session, problem, held
        self.base = session.linear(problem, Goal.COST, held)

    def slots(self) -> Iterator[SlotPrice]:
        """Yield the prices of full departures, by date."""
        groups: dict[tuple[Departure, ResourceKind], list[Resource]] = defaultdict(list)
        for resource in self.base.prices.resource:
            departure = Departure(
                service_id=resource.service_id, first_call_on=resource.first_call_on
            )
            groups[departure, resource.kind].append(resource)
        order = sorted(groups, key=lambda key: (key[0].first_call_on, key[0].service_id, key[1]))
        for number, (departure, kind) in enumerate(order, start=1):
            self._session.report(f"price of {departure}, {number} of {len(order)}")
            side = SlotSide(tuple(groups[departure, kind]))
            price = side.price(self.base)
            if price < LEAST_CENTS:
                continue
            capacity = min(self._problem.limit(resource) for resource in side.resources)
            less = self._saves(side, -1.0) if capacity >= 1 else None
            yield SlotPrice(
                departure=departure,
                unit=UNIT_OF[kind],
                capacity=capacity,
                usd=price / 100,
                holds=self._holds(side, capacity),
                one_more_saves_usd=self._saves(side, 1.0) or 0.0,
                one_less_costs_usd=None if less is None else -less,
            )

    def limits(self) -> Iterator[LimitPrice]:
        """Yield the prices of all limits; those that do not bind have the price 0."""
        for row in self._problem.rows:
            yield from self._of_row(row)

    def _of_row(self, row: MixRow) -> Iterator[LimitPrice]:
        kind = row.key.partition("[")[0]
        if kind in MONEY_ROWS:
            side: Side = RowSide(row, 100.0)
            yield self._limit_price(row.key, "USD of budget", row.most / 100, side)
        elif kind == "co2e":
            yield self._limit_price(row.key, "t CO2e", row.most / 1e6, RowSide(row, 1e6))
        elif kind in SHARE_ROWS:
            side = ShareSide(row, self._served_teu)
            share = -100 * row.weights.served
            yield self._limit_price(row.key, "percentage point", share, side)

    @property
    def _served_teu(self) -> float:
        problem = self._problem
        total = sum(s.num_units * problem.size_teu(s) for s in problem.shipments)
        return total - self._held.get(Goal.UNSERVED, 0.0)

    def _limit_price(self, name: str, unit: str, amount: float, side: Side) -> LimitPrice:
        price = side.price(self.base)
        binds = price >= LEAST_CENTS / 100
        return LimitPrice(
            limit=name,
            unit=unit,
            amount=amount,
            usd=price / 100 if binds else 0.0,
            holds=self._holds(side, amount) if binds else Range(least=amount, most=None),
            one_more_saves_usd=(self._saves(side, 1.0) or 0.0) if binds else 0.0,
        )

    def _saves(self, side: Side, by: float) -> float | None:
        """Return what a re-solve over all routes saves in USD; None = less can be served."""
        problem = side.changed(self._problem, by)
        if by < 0 and not self._serves_as_much(problem):
            return None
        return (self.base.value - self._session.linear(problem, Goal.COST, self._held).value) / 100

    def _serves_as_much(self, problem: MixProblem) -> bool:
        left = self._session.linear(problem, Goal.UNSERVED, {}).value
        return left <= self._held.get(Goal.UNSERVED, 0.0) + 1e-5

    def _holds(self, side: Side, amount: float) -> Range:
        """Return the amounts between which a price holds, over the routes found so far."""
        at = Tangent(amount, self.base.value, side.price(self.base))

        def solve(wanted: float) -> Tangent:
            mix = self._over_pool(side.changed(self._problem, wanted - amount))
            return Tangent(wanted, mix.value, side.price(mix))

        most = holds_up_to(at, solve(amount + PLENTY), solve)
        floor = self._least_feasible(amount, solve)
        return Range(least=holds_up_to(at, floor, solve), most=None if most >= PLENTY else most)

    def _least_feasible(self, amount: float, solve: Callable[[float], Tangent]) -> Tangent:
        """Return the tangent at the least amount with which as much can be served."""
        low, high = 0.0, amount
        try:
            return solve(low)
        except NoPlanError:
            pass
        found = solve(amount)
        while high - low > 1e-4 * max(1.0, amount):
            middle = (low + high) / 2
            try:
                found, high = solve(middle), middle
            except NoPlanError:
                low = middle
        return found

    def _over_pool(self, problem: MixProblem) -> LinearMix:
        """Return the linear mix over the routes found so far."""
        pool = self._session.pool
        model = MixModel(
            problem, pool.columns, pool.scarce(problem), goal=Goal.COST, held=self._held
        )
        solved = solve_linear(model)
        return LinearMix(value=solved.value, bound=0.0, rounds=1, prices=solved.prices)
