"""The linear mix of an order book while something is closed, or has less capacity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ...network.limits import Goal
from ..capacity import Resource
from ..mix.column import Column
from ..mix.master import MixModel
from ..mix.problem import MixProblem
from ..mix.session import MixSession
from ..mix.solve import solve_linear
from ..segment import SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearPlan:
    """A linear mix: what it leaves behind, what it costs, and the columns that it uses."""

    unserved_teu: float
    cost_cents: float
    columns: tuple[Column, ...]


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

    def linear(self) -> LinearPlan:
        """Return the linear mix over all routes, one goal after the other."""
        problem, session = self.problem, self.session
        asked = {shipment.id for shipment in problem.shipments}
        units = session.orders.items()
        left = sum(s.num_units * problem.size_teu(s) for key, s in units if key not in asked)
        held: dict[Goal, float] = {}
        under: dict[Goal, float] = {}
        value, last = 0.0, Goal.COST
        for aim in problem.limits.aims_in_order if problem.shipments else ():
            under, last = dict(held), aim.goal
            value = session.linear(problem, last, held).value
            held[last] = value * (1 + aim.give_up)
        if not held:
            return LinearPlan(unserved_teu=left, cost_cents=0.0, columns=())
        pool = session.pool
        model = MixModel(problem, pool.columns, pool.scarce(problem), goal=last, held=under)
        found = solve_linear(model)
        sizes = {s.id: problem.size_teu(s) for s in problem.shipments}
        left += sum(amount * sizes[key] for key, amount in found.unserved.items())
        return LinearPlan(unserved_teu=left, cost_cents=value, columns=tuple(found.amounts))
