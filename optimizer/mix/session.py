"""A session: the routes of one order book, mixed under one set of limits after another.

Routes and their columns are kept, so that a second solve under other limits (a sweep, a
price checked by a re-solve, a repair) begins where the first one ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from math import inf, isfinite

from ...network.errors import NoPlanError
from ...network.limits import Goal, Limits, Objective
from ...network.network import Network
from ...network.route import Route
from ...network.shipment import OrderBook, Shipment
from ...network.terms import NO_TERMS, Terms
from ..capacity import Resource
from ..catalogue import Catalogue
from ..clock import to_minute
from ..segment import SegmentKey
from ..timetable import horizon_of
from .column_generation import ColumnPool, LinearMix, LinearUnits, Report
from .column_maker import ColumnMaker
from .effort import Effort
from .interruption import Interruption
from .limit_rows import TOLERANCE, cost_weights, limit_rows
from .on_time import OnTimeRater
from .pricing import ShipmentPricer
from .problem import MixProblem, Prices
from .solve import MasterSolution
from .standing import NOTHING_STANDS, Standing
from .tags import TagSegments
from .term_rows import with_terms
from .whole_units import WholeUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a goal came to in whole units, and the bound on it, in the units of the goal."""

    goal: Goal
    value: float
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MixAnswer:
    """An answer of a session: the columns that are used, and what was reached.

    ``linear`` is the linear mix of the last goal, with its prices.
    """

    problem: MixProblem
    solution: MasterSolution
    reached: tuple[Reached, ...]
    linear: LinearMix
    held: Mapping[Goal, float]
    rounds: int

    def reached_for(self, goal: Goal) -> Reached:
        """Return what a goal came to; nothing where there was nothing to plan."""
        none = Reached(goal=goal, value=0.0, bound=0.0)
        return next((found for found in self.reached if found.goal is goal), none)


@dataclass(frozen=True, slots=True, kw_only=True)
class MixQuestion:
    """What a session is about.

    Parameters
    ----------
    network
        What exists.
    orders
        Shipments to plan.
    objective
        What counts as cost.
    limits
        Limits of the first problem; all problems of a session allow the same lateness.
    standing
        What of an earlier plan stands.
    terms
        Commercial terms besides the tariff.
    first_routes
        By shipment: what the search for its first routes is known to find.
    """

    network: Network
    orders: OrderBook
    objective: Objective
    limits: Limits
    standing: Standing = NOTHING_STANDS
    terms: Terms = NO_TERMS
    first_routes: Mapping[str, tuple[Route, ...]] = field(default_factory=dict)


class MixSession:
    """The routes of an order book, found once and mixed as often as wanted.

    Parameters
    ----------
    question
        Order book, network and limits.
    effort
        How hard to try.
    report
        Is told what is done.
    """

    def __init__(self, question: MixQuestion, effort: Effort, report: Report) -> None:
        self.question, self.effort, self.report = question, effort, report
        self.network, self.orders = question.network, question.orders
        late = question.limits.days_late_allowed
        self.catalogue = Catalogue(self.network, horizon_of(self.network, self.orders, late))
        if question.standing.moment is not None:
            self.catalogue = self.catalogue.leaving_from(to_minute(question.standing.moment))
        self.interruption = Interruption()
        self.pool = ColumnPool()
        self.pricers: dict[str, ShipmentPricer] = {}
        self._first = self._problem_without_rows()
        self._maker = ColumnMaker(self._first, OnTimeRater(self.network), question.standing.kept)
        self._tag_segments = TagSegments(self.catalogue)
        self._find_routes()

    def _problem_without_rows(self) -> MixProblem:
        cargo = self.network.cargo_classes
        return MixProblem(
            network=self.network,
            shipments=tuple(self.orders[key] for key in sorted(self.orders)),
            units={s.id: s.unit(cargo[s.cargo_class]) for s in self.orders.values()},
            objective=self.question.objective,
            limits=self.question.limits,
            days_late=self.question.limits.days_late_allowed,
            capacities=self.catalogue.capacities,
            cost=cost_weights(self.question.limits),
        )

    def _find_routes(self) -> None:
        """Find the first routes of every shipment, and leave out those that have none."""
        shipments = self._first.shipments
        for number, shipment in enumerate(shipments, start=1):
            self._find_routes_of(shipment)
            self.report(f"routes of {number} of {len(shipments)} orders: {len(self.pool)}")

    def _find_routes_of(self, shipment: Shipment, days_late: int | None = None) -> None:
        problem = self._first
        if days_late is not None:
            problem = replace(problem, days_late=days_late)
        pricer = ShipmentPricer(problem, self.catalogue, shipment, self._maker, self._tag_segments)
        standing = self.question.standing
        pricer = pricer.beside(standing)
        known = self.question.first_routes.get(shipment.id)
        first = pricer.first_known(known) if known else pricer.first_columns()
        columns = first + pricer.known_columns(
            route for route in standing.routes if route.shipment_id == shipment.id
        )
        self.pool.add(columns)
        if columns:
            self.pricers[shipment.id] = pricer

    def _find_reliable(self, limits: Limits) -> None:
        """Find routes that leave buffers for the shipments that must surely be on time."""
        for pricer in self.pricers.values():
            if limits.sure(pricer.shipment):
                self.pool.add(pricer.reliable_columns())

    def with_effort(self, effort: Effort) -> MixSession:
        """Return a session that shares everything but tries as hard as it is told."""
        other = copy(self)
        other.effort = effort
        return other

    def with_shipment(self, changed: Shipment, days_late: int | None = None) -> MixSession:
        """Return a session in which one shipment is another; all else is shared or copied.

        Parameters
        ----------
        days_late
            Days that it may be late where that has a price; None = as all others.
        """
        other = copy(self)
        shipments = (changed if s.id == changed.id else s for s in self._first.shipments)
        other._first = replace(self._first, shipments=tuple(shipments))
        other.pool = ColumnPool()
        other.pool.add(c for c in self.pool.columns if c.shipment.id != changed.id)
        other.pricers = {key: p for key, p in self.pricers.items() if key != changed.id}
        other._find_routes_of(changed, days_late)
        return other

    def without(self, closed: frozenset[SegmentKey]) -> MixSession:
        """Return a session without some segments; routes that do not use them are kept.

        Only shipments of which the best known route used one look for first routes again.
        """
        other = copy(self)
        other.catalogue = self.catalogue.without(lambda segment: segment.key in closed)
        other.pool, other.pricers = ColumnPool(), {}
        other.pool.add(c for c in self.pool.columns if not c.uses(closed))
        for key, before in self.pricers.items():
            pricer = before.without(closed, other.catalogue)
            columns = () if pricer.has_best else pricer.first_columns()
            other.pool.add(columns)
            if columns or pricer.has_best:
                other.pricers[key] = pricer
        return other

    def problem(
        self, limits: Limits | None = None, more: Mapping[Resource, float] | None = None
    ) -> MixProblem:
        """Return the problem under limits, of the shipments that have a route.

        Parameters
        ----------
        limits
            What to keep; None = the limits that the session began with.
        more
            What is added to the capacity of resources.
        """
        chosen = limits or self.question.limits
        self._find_reliable(chosen)
        served = tuple(s for s in self._first.shipments if s.id in self.pricers)
        booked = self.question.standing.booked
        problem = replace(
            self._first,
            booked={c: booked[c.key] for c in self.pool.columns if c.key in booked},
            limits=chosen,
            shipments=served,
            rows=tuple(limit_rows(chosen, served)),
            cost=cost_weights(chosen),
            more=more or {},
        )
        return with_terms(problem, self.question.terms, self.catalogue.horizon)

    def solve(self, problem: MixProblem) -> MixAnswer:
        """Reach one goal after the other, each in whole units.

        Raises
        ------
        NoPlanError
            No plan in whole units was found in time.
        """
        whole = self.whole_units(problem)
        held: dict[Goal, float] = {}
        reached: list[Reached] = []
        rounds = 0
        before: Mapping[Goal, float] = {}
        linear = LinearMix(value=0.0, bound=0.0, rounds=0, prices=Prices())
        solution = MasterSolution(
            value=0.0, amounts={}, unserved={}, auxiliaries={}, prices=Prices()
        )
        for aim in problem.limits.aims_in_order if problem.shipments else ():
            before = dict(held)
            linear = self.linear(problem, aim.goal, held)
            rounds += linear.rounds
            if aim.goal is Goal.UNSERVED:
                # Whole units need more routes than the linear mix; those that are cheap at
                # full departures come from a first look at the cost.
                rounds += self.linear(problem, Goal.COST, {Goal.UNSERVED: linear.value}).rounds
            try:
                solution = whole.solve(aim.goal, held, linear)
            except NoPlanError:
                if not reached:
                    raise
                # What reached the goals before keeps all that must be kept, if at a price.
                solution = whole.valued(solution, aim.goal)
            value = 0.0 if abs(solution.value) <= TOLERANCE else solution.value
            # Discounts may make a cost less than nothing, but no other goal.
            bound = linear.bound if aim.goal is Goal.COST else max(0.0, linear.bound)
            bound = bound if isfinite(bound) else 0.0  # stopped before there was one
            reached.append(Reached(goal=aim.goal, value=value, bound=bound))
            held[aim.goal] = value * (1 + aim.give_up)
        return MixAnswer(
            problem=problem,
            solution=solution,
            reached=tuple(reached),
            linear=linear,
            held=before,
            rounds=rounds,
        )

    def whole_units(self, problem: MixProblem) -> WholeUnits:
        """Return the search in whole units under the effort of the session."""
        return WholeUnits(
            problem=problem,
            pricers=self.pricers,
            pool=self.pool,
            relative_gap=self.effort.gap,
            seconds=self.effort.seconds,
            report=self.report,
            interruption=self.interruption,
        )

    def linear(
        self, problem: MixProblem, goal: Goal, held: Mapping[Goal, float], floor: float = -inf
    ) -> LinearMix:
        """Return the linear mix over all routes: value, bound and prices.

        ``floor`` is a bound that is known beforehand; a mix that reaches it needs no proof.
        """
        units = LinearUnits(
            problem=problem,
            pricers=self.pricers,
            pool=self.pool,
            relative_gap=self.effort.gap / 100,
            report=self.report,
            interruption=self.interruption,
        )
        return units.solve(goal, held, floor)
