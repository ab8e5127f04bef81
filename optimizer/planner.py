"""A planner: one order book, planned, priced and varied without finding its routes anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from time import perf_counter

from ..network.booked import Booked
from ..network.errors import Mistake, NoPlanError, QuestionError, VerificationError
from ..network.frontier import Frontier, NamedPlan
from ..network.limit_texts import check_limits
from ..network.limits import Aim, Goal, Limits, Objective
from ..network.network import Network
from ..network.plan import Assignment, Plan
from ..network.plan_prices import PlanPrices
from ..network.repairs import Shortfall
from ..network.shipment import OrderBook
from ..network.spelling import nearest
from ..network.term_files import term_mistakes
from ..network.terms import Terms
from ..network.verify import verify
from .frontiers.frontier import FrontierSearch
from .frontiers.named_plans import NamedPlans
from .mix.column_generation import Asked, Report
from .mix.effort import Effort
from .mix.plan_maker import PlanMaker
from .mix.session import MixAnswer, MixQuestion, MixSession
from .mix.standing import ready_again, standing_of
from .prices.due_prices import due_prices
from .prices.price_study import PriceStudy
from .prices.rate_cuts import rate_cuts
from .repairs.repair_search import RepairSearch


class Planner:
    """An order book on a network, planned under one set of limits after another.

    Routes that one answer needed serve the next, so variations cost a fraction of the
    first plan. `plan` is the short way to a single answer.

    Parameters
    ----------
    network
        What exists.
    orders
        Shipments to plan; None = the order book of the network.
    limits
        What a plan must keep.
    objective
        What counts as cost.
    effort
        How hard to try.
    report
        Is told, line by line, what is being done.
    terms
        Commercial terms besides the tariff.

    Raises
    ------
    NoPlanError
        The order book is empty.
    QuestionError
        The terms do not fit the network.
    """

    def __init__(
        self,
        network: Network,
        orders: OrderBook | None = None,
        limits: Limits | None = None,
        *,
        objective: Objective = Objective.FREIGHT,
        effort: Effort | None = None,
        report: Report | None = None,
        terms: Terms | None = None,
    ) -> None:
        book = network.orders if orders is None else orders
        if not book:
            message = "the order book is empty"
            raise NoPlanError(message)
        self._started = perf_counter()
        self.limits = limits or Limits()
        check_limits(network, self.limits)
        if terms is not None and (mistakes := list(term_mistakes(terms, network))):
            raise QuestionError(mistakes)
        question = MixQuestion(
            network=network,
            orders=book,
            objective=objective,
            limits=self.limits,
            terms=terms or Terms(),
        )
        self.session = MixSession(question, effort or Effort(), report or _silent)
        self._answer: MixAnswer | None = None

    @classmethod
    def again(
        cls,
        before: Plan,
        booked: Booked | None = None,
        *,
        network: Network | None = None,
        orders: OrderBook | None = None,
        effort: Effort | None = None,
        report: Report | None = None,
    ) -> Planner:
        """Return a planner for an order book that was planned before.

        What is booked stands, unless it no longer holds (`released`). Unless the plan before
        had aims of its own, the new one serves as much as it can, then moves as little as it
        can, then costs as little as it can.

        Parameters
        ----------
        before
            The earlier plan; its limits, terms and objective hold again.
        booked
            What of it stands, and the moment since which nothing earlier can be added.
        network
            What exists now; None = as before.
        orders
            Shipments now; None = as before.
        effort, report
            As for any planner.

        Raises
        ------
        QuestionError
            Something booked is of no order, or is more than its order.
        """
        now, stands = network or before.network, booked or Booked()
        book = ready_again(before.orders if orders is None else orders, now, stands)
        limits = before.limits
        if limits.aims is None:
            *earlier, last = limits.aims_in_order
            limits = replace(limits, aims=(*earlier, Aim(goal=Goal.MOVED), last))
        planner = cls.__new__(cls)
        planner._started, planner._answer, planner.limits = perf_counter(), None, limits
        check_limits(now, limits)
        question = MixQuestion(
            network=now,
            orders=book,
            objective=before.objective,
            limits=limits,
            standing=standing_of(now, book, before, stands),
            terms=before.terms,
        )
        planner.session = MixSession(question, effort or Effort(), report or _silent)
        return planner

    @property
    def released(self) -> tuple[Assignment, ...]:
        """What was booked and no longer holds, so that it was planned anew."""
        return self.session.question.standing.released

    @property
    def answer(self) -> MixAnswer:
        """The mix under the limits of the planner, solved when it is first asked for."""
        if self._answer is None:
            self._answer = self.session.solve(self.session.problem())
        return self._answer

    def plan(self, limits: Limits | None = None) -> Plan:
        """Serve as much as can be served, then reach the other aims, at least cost.

        Parameters
        ----------
        limits
            What the plan must keep; None = the limits of the planner. They must allow the
            same days of lateness.

        Raises
        ------
        NoPlanError
            No plan in whole units was found in time.
        VerificationError
            The plan broke a rule: a bug in landbridge.
        """
        if limits is None:
            return self.checked(self.answer)
        check_limits(self.session.network, limits)
        return self.checked(self.session.solve(self.session.problem(limits)))

    def prices(
        self,
        *,
        due_of: Collection[str] = (),
        days: Collection[int] = (-1, 1),
        rates_of: Collection[str] = (),
    ) -> PlanPrices:
        """Return what one more of everything scarce would be worth.

        Parameters
        ----------
        due_of
            Ids of orders whose due dates are moved.
        days
            By how many days they are moved, each alone.
        rates_of
            Ids of services that the plan does not use: how much cheaper must they be?

        Raises
        ------
        QuestionError
            An order or a service is unknown.
        """
        self._check_known(due_of, rates_of)
        answer, session = self.answer, self.session
        study = PriceStudy(session, answer.problem, answer.held)
        asked = Asked(answer.problem, study.base.prices, Goal.COST, answer.held)
        return PlanPrices(
            linear_cost_usd=study.base.value / 100,
            slots=tuple(study.slots()),
            limits=tuple(study.limits()),
            dues=tuple(due_prices(session, study.resolver, due_of, days)),
            rate_cuts=tuple(rate_cuts(session, asked, study.base.prices, rates_of)),
        )

    def shortfall(
        self, *, most_repairs: int = 5, most_days: int = 30, most_seconds: float = 120.0
    ) -> Shortfall | None:
        """Return why not everything can be served, and what would help; None where it can.

        Parameters
        ----------
        most_repairs
            How many repairs to look for.
        most_days
            Days by which a repair may move a due date.
        most_seconds
            No further repair is begun after this time.
        """
        left = self.plan().unserved
        if not left:
            return None
        search = RepairSearch(
            self.session, self.answer, {u.shipment_id for u in left}, most_days=most_days
        )
        return Shortfall(
            unserved=left,
            conflict=tuple(search.conflict()),
            repairs=tuple(search.repairs(most_repairs, most_seconds)),
        )

    def frontier(self, goal: Goal = Goal.CO2E, num_points: int = 5) -> Frontier:
        """Return what less CO2e, or less that is late, costs: plans and the linear frontier.

        Parameters
        ----------
        goal
            `co2e` or `late`.
        num_points
            Plans to look for, from the cheapest to the one with least of the goal; those
            that others beat fall away.

        Raises
        ------
        QuestionError
            There is no such frontier.
        """
        search = FrontierSearch(self.session, self.limits, goal, self.checked)
        return search.frontier(num_points, self.answer)

    def named_plans(self) -> tuple[NamedPlan, ...]:
        """Return the cheapest, a balanced and a resilient plan, and what each gives up."""
        return tuple(NamedPlans(self.session, self.limits, self.checked).plans(self.answer))

    def _check_known(self, orders: Collection[str], services: Collection[str]) -> None:
        mistakes = [
            Mistake(
                place=what, found=f"{name!r}", expected=f"an id of the plan{nearest(name, known)}"
            )
            for what, names, known in (
                ("order", orders, self.session.orders),
                ("service", services, self.session.network.services),
            )
            for name in names
            if name not in known
        ]
        if mistakes:
            raise QuestionError(mistakes)

    def checked(self, answer: MixAnswer, session: MixSession | None = None) -> Plan:
        """Return the plan of an answer, accepted by the verifier; None = of the own session."""
        plan = PlanMaker(session or self.session, self._started).plan(answer)
        violations = verify(plan)
        if violations:
            raise VerificationError(str(violation) for violation in violations)
        return plan


def _silent(_: str) -> None:
    pass
