"""The linear mix of a problem, solved again under other right-hand sides.

A price is proven by re-solves, and there are many of them. Each begins at the basis of the
one before, and routes are looked for only where the prices could let a new one in.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from ...network.errors import NoPlanError
from ...network.limits import Goal
from ..capacity import Resource
from ..mix.column_generation import Asked, LinearMix, LinearUnits
from ..mix.limit_rows import TOLERANCE
from ..mix.master import Held, MixModel
from ..mix.problem import MixProblem, Prices
from ..mix.session import MixSession
from ..mix.solve import LinearSolver, MasterSolution
from ..mix.weights import Weights
from .sides import Side

SERVED_TOLERANCE = 1e-5
"""TEU by which two mixes may differ that serve as much."""

NEAR = 1e-9
"""Share by which prices may differ that are the same."""

MOST_STEPS = 20

MOST_PROVEN = 12
"""How many sets of prices are remembered at which no route was missing."""


class Resolver:
    """Solves the cost of a mix again and again.

    Parameters
    ----------
    session
        Routes of the order book.
    problem
        The mix as it is; others differ from it in capacities and right-hand sides.
    held
        What earlier goals reached, and the cost must not give up.
    known
        Knows of prices at which no route was missing.
    anew
        The shipment that has other routes than ``known`` had; None = none has.

    Raises
    ------
    NoPlanError
        What is held cannot be reached.
    """

    def __init__(
        self,
        session: MixSession,
        problem: MixProblem,
        held: Held,
        *,
        known: Resolver | None = None,
        anew: str | None = None,
    ) -> None:
        self._session, self.problem, self.held = session, problem, held
        self._anew = anew
        self._watched: set[Resource] = set()
        self._proven: list[Prices] = list(known._proven) if known else []
        self._model: MixModel | None = None
        self._solver: LinearSolver | None = None
        self._num_columns = 0
        self.base = self._first()

    def _first(self) -> MasterSolution:
        mix = self.over_all_routes(self.problem)
        if mix is None:
            message = "not as much can be served, or the search was stopped"
            raise NoPlanError(message)
        return mix

    @property
    def num_routes(self) -> int:
        """Number of routes found so far."""
        return len(self._session.pool)

    @property
    def is_stopped(self) -> bool:
        """Whether the user wants an end."""
        return self._session.interruption.happened

    def watch(self, resources: Iterable[Resource]) -> None:
        """Take account of resources whose capacity will change, scarce or not."""
        self._watched.update(resources)
        self._model = None

    def over_pool(self, problem: MixProblem) -> MasterSolution | None:
        """Return the mix over the routes found so far; None where they serve less."""
        try:
            return self._solved(problem)
        except NoPlanError:
            return None

    def over_all_routes(self, problem: MixProblem) -> MasterSolution | None:
        """Return the mix over all routes; None where less can be served."""
        while not self._session.interruption.happened:
            mix = self.over_pool(problem)
            if mix is None:
                before = len(self._session.pool)
                if not self._is_possible(problem) or len(self._session.pool) == before:
                    return None
            elif not self._find_routes(problem, mix.prices):
                self._proven = [mix.prices, *self._proven[: MOST_PROVEN - 1]]
                return mix
        return None

    def _solved(self, problem: MixProblem) -> MasterSolution:
        columns = self._session.pool.columns
        if self._model is None or self._solver is None or len(columns) != self._num_columns:
            scarce = self._session.pool.scarce(self.problem)
            wanted = [*scarce, *self._watched]
            self._model = MixModel(self.problem, columns, wanted, goal=Goal.COST, held=self.held)
            self._solver = LinearSolver(self._model)
            self._num_columns = len(columns)
        return self._with_sides(self._model, problem, self._solver)

    @staticmethod
    def _with_sides(model: MixModel, problem: MixProblem, solver: LinearSolver) -> MasterSolution:
        """Solve with the right-hand sides of a problem."""
        for resource, constraint in model.capacity.items():
            most = problem.limit(resource)
            if constraint.upper_bound != most:
                constraint.upper_bound = most
        for row in problem.rows:
            constraint = model.row_constraints[row.key]
            if constraint.upper_bound != row.most * row.scale:
                constraint.upper_bound = row.most * row.scale
        return solver.solve()

    def _is_possible(self, problem: MixProblem) -> bool:
        """Tell whether a mix over all routes reaches what earlier goals reached."""
        held: dict[Goal, float] = {}
        for goal, most in self.held.items():
            try:
                found = self._exact(problem, goal, held).value
            except NoPlanError:
                return False
            if found > most * (1 + TOLERANCE) + SERVED_TOLERANCE:
                return False
            held[goal] = most
        return True

    def least(self, side: Side, by: float) -> float | None:
        """Return from which change on as much can be served; None where it is not known.

        From a change that serves less, tangents of what is left unserved lead there: it is
        convex and piecewise linear.
        """
        if set(self.held) != {Goal.UNSERVED}:
            return None
        for _ in range(MOST_STEPS):
            mix = self._exact(side.changed(self.problem, by), Goal.UNSERVED, {})
            too_much = mix.value - self.held[Goal.UNSERVED]
            if too_much <= SERVED_TOLERANCE:
                return by
            price = side.price(mix.prices)
            if price <= 0:
                return None
            by += too_much / price
        return None

    def _exact(self, problem: MixProblem, goal: Goal, held: Held) -> LinearMix:
        session = self._session
        units = LinearUnits(
            problem=problem,
            pricers=session.pricers,
            pool=session.pool,
            relative_gap=0.0,
            report=_silent,
            interruption=session.interruption,
        )
        return units.solve(goal, held)

    def _find_routes(self, problem: MixProblem, prices: Prices) -> int:
        """Add the routes that are worth more than what a mix has, and return how many."""
        asked = Asked(problem, prices, Goal.COST, self.held)
        new = 0
        for key in self._in_doubt(prices, asked):
            found = self._session.pricers[key].price(asked.of(key))
            if found.unit_value < prices.demand[key] * (1 - NEAR) - NEAR:
                new += self._session.pool.add(found.columns)
        return new

    def _in_doubt(self, prices: Prices, asked: Asked) -> list[str]:
        """Return the shipments for which a route could be missing.

        None is missing where nothing is cheaper, and the shipment costs no more, than at
        other prices at which none was missing.
        """
        doubt = [s.id for s in self.problem.shipments]
        for proven in self._proven:
            if _rows_differ(prices, proven):
                continue
            fallen = [
                r
                for r, price in proven.resource.items()
                if prices.resource.get(r, 0.0) < price * (1 - NEAR) - NEAR
            ]
            doubt = [
                key
                for key in doubt
                if key == self._anew
                or key not in proven.demand
                or prices.demand[key] > proven.demand[key] * (1 + NEAR) + NEAR
                or self._may_gain(key, fallen, asked.of(key), prices)
            ]
        return doubt

    def _may_gain(
        self, shipment_id: str, fallen: Iterable[Resource], weights: Weights, prices: Prices
    ) -> bool:
        """Tell whether a route over departures that became cheaper may be worth it."""
        pricer = self._session.pricers[shipment_id]
        shipment, problem = pricer.shipment, self.problem
        most = prices.demand[shipment_id] * shipment.num_units
        if not _is_freight_and_more(weights):
            return any(pricer.departures.least_cents(resource) < inf for resource in fallen)
        for resource in fallen:
            service = problem.network.services[resource.service_id]
            taken = problem.capacities.taken(service, problem.units[shipment_id])
            slots = taken.get(resource.kind, 0.0) * shipment.num_units
            asked = slots * prices.resource.get(resource, 0.0)
            if pricer.departures.least_cents(resource) + asked < most:
                return True
        return False


def _rows_differ(one: Prices, other: Prices) -> bool:
    pairs = ((one.rows.get(k, 0.0), other.rows.get(k, 0.0)) for k in {*one.rows, *other.rows})
    return any(abs(p - q) > NEAR * (abs(p) + abs(q)) for p, q in pairs)


def _is_freight_and_more(weights: Weights) -> bool:
    """Tell whether a route is worth no less than its freight."""
    others = (
        weights.penalty, weights.co2e, weights.late, weights.moved, weights.served, weights.units,
        weights.on_time, *weights.tags.values(), *weights.departures.values(),
        *weights.hauls.values(),
    )  # fmt: skip
    return weights.freight >= 1 and min(others) >= 0


def _silent(_: str) -> None:
    pass
