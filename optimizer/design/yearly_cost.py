"""What a year of an order book costs while some additions are open: the linear mix, scaled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ...network.additions import Subset
from ...network.errors import Mistake, QuestionError
from ...network.limits import Goal, Limits, Objective
from ...network.network import Network
from ...network.route import Route
from ...network.shipment import OrderBook
from ...network.terms import NO_TERMS, Terms
from ..mix.column import Column
from ..mix.column_generation import Report
from ..mix.effort import Effort
from ..mix.master import MixModel
from ..mix.problem import MixProblem, Prices
from ..mix.session import MixQuestion, MixSession
from ..mix.solve import solve_linear

DAYS_PER_YEAR = 365.0

EXACT = 1e-7
"""Gap of a mix: what additions save is a small part of what all orders cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCost:
    """What a year costs, a lower bound on that, and what is left unserved in it."""

    usd: float
    bound_usd: float
    unserved_teu: float


class YearlyCost(Protocol):
    """Tells what a year costs while some additions are open."""

    def __call__(self, open_: Subset) -> YearCost:
        """Return the least cost of a year that serves as much as can be served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDemand:
    """An order book and how many days of demand it stands for.

    Parameters
    ----------
    orders
        Shipments.
    days
        Days that it stands for; None = from the first ready day to the last.
    limits, objective
        What a plan must keep, and what counts as cost.
    terms
        Commercial terms besides the tariff.
    """

    orders: OrderBook
    days: float | None = None
    limits: Limits = field(default_factory=Limits)
    objective: Objective = Objective.FREIGHT
    terms: Terms = NO_TERMS

    def __post_init__(self) -> None:
        """Refuse a book without orders or days."""
        if not self.orders or (self.days is not None and not 0 < self.days < 1e6):
            found = f"{len(self.orders)} orders for {self.days} days"
            expected = "orders, and more than 0 days"
            raise QuestionError([Mistake(place="demand", found=found, expected=expected)])

    @property
    def book_days(self) -> float:
        """Days of demand that the book stands for."""
        if self.days is not None:
            return self.days
        ready = [order.ready for order in self.orders.values()]
        return float((max(ready) - min(ready)).days + 1)

    @property
    def ends(self) -> frozenset[str]:
        """Terminals where orders begin or end."""
        return frozenset(end for o in self.orders.values() for end in (o.origin, o.destination))

    @property
    def books_per_year(self) -> float:
        """How often the book comes in a year."""
        return DAYS_PER_YEAR / self.book_days

    @property
    def weeks(self) -> float:
        """Weeks of demand that the book stands for."""
        return self.book_days / 7


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearAnswer:
    """A linear mix: cost, a bound on it, what is unserved, units by column, and prices."""

    cost_cents: float
    bound_cents: float
    unserved_teu: float
    amounts: Mapping[Column, float]
    prices: Prices = field(default_factory=Prices)


def session_of(
    network: Network,
    demand: BookDemand,
    report: Report,
    first_routes: Mapping[str, tuple[Route, ...]] | None = None,
) -> MixSession:
    """Return a session that mixes a demand on a network.

    Parameters
    ----------
    first_routes
        By shipment: what the search for its first routes is known to find.
    """
    orders = network.with_orders(demand.orders.values()).orders
    question = MixQuestion(
        network=network,
        orders=orders,
        objective=demand.objective,
        limits=demand.limits,
        terms=demand.terms,
        first_routes=first_routes or {},
    )
    return MixSession(question, Effort(gap=EXACT), report)


def linear_answer(session: MixSession, problem: MixProblem | None = None) -> LinearAnswer:
    """Return the linear mix over all routes, one goal after the other."""
    asked = session.problem() if problem is None else problem
    served = {shipment.id for shipment in asked.shipments}
    rest = ((k, s) for k, s in session.orders.items() if k not in served)
    left = sum(s.num_units * asked.units[k].size_teu for k, s in rest)
    held: dict[Goal, float] = {}
    before: dict[Goal, float] = {}
    value = bound = 0.0
    prices = Prices()
    if not served:
        return LinearAnswer(cost_cents=0.0, bound_cents=0.0, unserved_teu=left, amounts={})
    for aim in asked.limits.aims_in_order:
        before = dict(held)
        found = session.linear(asked, aim.goal, held)
        value, bound, prices = found.value, found.bound, found.prices
        held[aim.goal] = value * (1 + aim.give_up)
    pool = session.pool
    last = asked.limits.aims_in_order[-1].goal
    model = MixModel(asked, pool.columns, pool.scarce(asked), goal=last, held=before)
    solution = solve_linear(model)
    sizes = {s.id: asked.size_teu(s) for s in asked.shipments}
    left += sum(amount * sizes[key] for key, amount in solution.unserved.items())
    return LinearAnswer(
        cost_cents=value,
        bound_cents=min(bound, value),
        unserved_teu=left,
        amounts={c: n for c, n in solution.amounts.items() if n > 1e-9},
        prices=prices,
    )
