"""The linear mix of an order book while something is closed, or has less capacity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import inf

from ...network.limits import Goal
from ..capacity import Resource
from ..mix.column import Column
from ..mix.limit_rows import TOLERANCE
from ..mix.master import MixModel
from ..mix.problem import MixProblem, MixRow, Prices
from ..mix.session import MixSession
from ..mix.solve import solve_linear
from ..mix.weights import Weights
from ..segment import SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearPlan:
    """A linear mix: what it leaves behind, what it costs, and the columns that it uses.

    Parameters
    ----------
    unserved_teu, cost_cents
        Size that is left behind; cost of the rest.
    columns
        What is used.
    served
        Units that are served of each order that has a route.
    bounds
        No mix of the same goals, each held for those behind it, comes to less.
    prices
        Of the last goal.
    """

    unserved_teu: float
    cost_cents: float
    columns: tuple[Column, ...]
    served: Mapping[str, float] = field(default_factory=dict)
    bounds: Mapping[Goal, float] = field(default_factory=dict)
    prices: Prices = Prices()  # noqa: RUF009  # frozen

    @property
    def segments(self) -> frozenset[SegmentKey]:
        """The segments that it uses."""
        legs = (leg for column in self.columns for leg in column.key.legs)
        return frozenset((departure.service_id, load, unload) for departure, load, unload in legs)


class LessCapacity(Mapping[Resource, float]):
    """What is taken from the capacity of services: a share of all of each resource.

    Parameters
    ----------
    problem
        The mix with all capacity.
    services
        Services that have less.
    left
        Share of the capacity that is left.
    """

    def __init__(self, problem: MixProblem, services: Collection[str], left: float) -> None:
        self._before = problem.more
        self._capacities = problem.capacities
        self._services = frozenset(services)
        self._cut = 1.0 - left

    def __getitem__(self, resource: Resource) -> float:
        """Return what is added to a resource: less than nothing."""
        before = self._before.get(resource, 0.0)
        if resource.service_id not in self._services:
            return before
        return before - self._cut * self._capacities.limit(resource)

    def __iter__(self) -> Iterator[Resource]:
        """Yield the resources that had something added before."""
        return iter(self._before)

    def __len__(self) -> int:
        """Return how many had."""
        return len(self._before)


class ClosedMix:
    """The mix of a session while some segments are closed or have less capacity.

    Parameters
    ----------
    session
        Routes of the order book.
    closed
        Segments that are concerned.
    left
        Share of the capacity that is left of their services; 0 = the segments are closed.
    """

    def __init__(
        self, session: MixSession, closed: frozenset[SegmentKey], left: float = 0.0
    ) -> None:
        self.session = session.without(closed) if closed and left == 0.0 else session
        self.problem = self.session.problem()
        if closed and left > 0.0:
            services = {service_id for service_id, _, _ in closed}
            more = LessCapacity(self.problem, services, left)
            self.problem = replace(self.problem, more=more)

    def linear(self, floors: Mapping[Goal, float] | None = None) -> LinearPlan:
        """Return the linear mix over all routes, one goal after the other.

        Parameters
        ----------
        floors
            Bounds of the mix without the closure, which hold here as long as no goal before
            comes to more.
        """
        problem, session = self.problem, self.session
        held: dict[Goal, float] = {}
        under: dict[Goal, float] = {}
        bounds: dict[Goal, float] = {}
        value, last, known, prices = 0.0, Goal.COST, dict(floors or {}), Prices()
        for aim in problem.limits.aims_in_order if problem.shipments else ():
            under, last = dict(held), aim.goal
            floor = known.get(last, -inf)
            found = session.linear(problem, last, held, floor)
            value, bounds[last], prices = found.value, found.bound, found.prices
            if value > floor + TOLERANCE:
                known = {}  # less of an earlier goal lets a later one fall
            held[last] = value * (1 + aim.give_up)
        if not held:
            return LinearPlan(unserved_teu=self._without_route(), cost_cents=0.0, columns=())
        pool = session.pool
        model = MixModel(problem, pool.columns, pool.scarce(problem), goal=last, held=under)
        found_last = solve_linear(model)
        sizes = {s.id: problem.size_teu(s) for s in problem.shipments}
        left = found_last.unserved
        return LinearPlan(
            unserved_teu=self._without_route() + sum(n * sizes[key] for key, n in left.items()),
            cost_cents=value,
            columns=tuple(found_last.amounts),
            served={s.id: s.num_units - left.get(s.id, 0.0) for s in problem.shipments},
            bounds=bounds,
            prices=prices,
        )

    def _without_route(self) -> float:
        problem = self.problem
        asked = {shipment.id for shipment in problem.shipments}
        units = self.session.orders.items()
        return sum((s.num_units * problem.size_teu(s) for key, s in units if key not in asked), 0.0)

    def serving_no_more(self, served: Mapping[str, float]) -> MixProblem:
        """Return the problem of serving no more units of each order; others are left behind."""
        problem, rows = self.problem, []
        for shipment in problem.shipments:
            units = served.get(shipment.id, 0.0)
            if units < shipment.num_units - TOLERANCE:
                row = MixRow(
                    key=f"as_served[{shipment.id}]",
                    most=units,
                    weights=Weights(units=1.0),
                    shipment_id=shipment.id,
                )
                rows.append(row)
        return replace(problem, rows=(*problem.rows, *rows))

    def cost_of_the_same(self, served: Mapping[str, float], floor: float = -inf) -> float:
        """Return what it costs in this mix to serve just what another one serves, in cents.

        Parameters
        ----------
        served
            Units of each order; an order that is not named is left behind.
        floor
            A bound that is known beforehand.
        """
        problem = self.problem
        left_teu = sum(
            max(0.0, s.num_units - served.get(s.id, 0.0)) * problem.size_teu(s)
            for s in problem.shipments
        )
        session = self.session.without(frozenset())  # whose columns stay as they are
        same = self.serving_no_more(served)
        return session.linear(same, Goal.COST, {Goal.UNSERVED: left_teu}, floor).value
