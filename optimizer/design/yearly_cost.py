"""What a year of an order book costs while some additions are open: the linear mix, scaled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from ...network.additions import Candidates, Subset
from ...network.errors import Mistake, QuestionError
from ...network.limits import Goal, Limits, Objective
from ...network.network import Network
from ...network.shipment import OrderBook
from ..mix.column import Column
from ..mix.column_generation import Report
from ..mix.effort import Effort
from ..mix.master import MixModel
from ..mix.problem import MixProblem
from ..mix.session import MixQuestion, MixSession
from ..mix.solve import solve_linear

DAYS_PER_YEAR = 365.0


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
    """

    orders: OrderBook
    days: float | None = None
    limits: Limits = field(default_factory=Limits)
    objective: Objective = Objective.FREIGHT

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
    def books_per_year(self) -> float:
        """How often the book comes in a year."""
        return DAYS_PER_YEAR / self.book_days

    @property
    def weeks(self) -> float:
        """Weeks of demand that the book stands for."""
        return self.book_days / 7


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearAnswer:
    """A linear mix: cost, a bound on it, what is unserved, and units by column."""

    cost_cents: float
    bound_cents: float
    unserved_teu: float
    amounts: Mapping[Column, float]


def session_of(network: Network, demand: BookDemand, report: Report) -> MixSession:
    """Return a session that mixes a demand on a network."""
    orders = network.with_orders(demand.orders.values()).orders
    question = MixQuestion(
        network=network, orders=orders, objective=demand.objective, limits=demand.limits
    )
    return MixSession(question, Effort(), report)


def linear_answer(session: MixSession, problem: MixProblem | None = None) -> LinearAnswer:
    """Return the linear mix over all routes, one goal after the other."""
    asked = session.problem() if problem is None else problem
    served = {shipment.id for shipment in asked.shipments}
    rest = ((k, s) for k, s in session.orders.items() if k not in served)
    left = sum(s.num_units * asked.units[k].size_teu for k, s in rest)
    held: dict[Goal, float] = {}
    before: dict[Goal, float] = {}
    value = bound = 0.0
    if not served:
        return LinearAnswer(cost_cents=0.0, bound_cents=0.0, unserved_teu=left, amounts={})
    for aim in asked.limits.aims_in_order:
        before = dict(held)
        found = session.linear(asked, aim.goal, held)
        value, bound = found.value, found.bound
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
    )


class MixCost:
    """The yearly cost of a demand on a network with some of its additions.

    Commitments are part of the cost. Each subset is mixed once.

    Parameters
    ----------
    network
        What exists.
    candidates
        What could be built.
    demand
        The order book and its days.
    report
        Is told what is done.
    """

    def __init__(
        self, network: Network, candidates: Candidates, demand: BookDemand, report: Report
    ) -> None:
        self._network, self._candidates = network, candidates
        self.demand, self._report = demand, report
        self._known: dict[Subset, YearCost] = {}

    def network(self, open_: Subset) -> Network:
        """Return the network with some additions."""
        return self._network.apply(*self._candidates.ordered(open_))

    def __call__(self, open_: Subset) -> YearCost:
        """Return what a year costs; solved once for each subset."""
        if open_ not in self._known:
            names = "+".join(self._candidates.ordered(open_)) or "base"
            self._report(f"subset {len(self._known) + 1}: {names}")
            answer = linear_answer(session_of(self.network(open_), self.demand, _silent))
            self._known[open_] = self._yearly(answer)
        cost = self._known[open_]
        paid = sum(self._candidates.by_id[name].commitment_usd_year for name in sorted(open_))
        return replace(cost, usd=cost.usd + paid, bound_usd=cost.bound_usd + paid)

    def _yearly(self, answer: LinearAnswer) -> YearCost:
        times = self.demand.books_per_year
        return YearCost(
            usd=answer.cost_cents / 100 * times,
            bound_usd=answer.bound_cents / 100 * times,
            unserved_teu=answer.unserved_teu * times,
        )


def _silent(_: str) -> None:
    pass
