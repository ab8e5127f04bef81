"""Column generation: the linear mix over all routes, with a bound that is proven.

Each round solves the master over the columns found so far and asks for every shipment
whether a route is worth more at its prices. The prices also give a lower bound that
holds for every plan (Lagrange): what all shipments would cost at their best routes
under the prices, less what the prices ask for the limits. See Desrosiers and Luebbecke
(2005), A primer in column generation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import inf

from ...network.limits import Goal
from ..capacity import Resource
from .column import Column
from .interruption import Interruption
from .limit_rows import TOLERANCE, held_rows
from .master import Held, MixModel, may_leave
from .pricing import ShipmentPricer
from .problem import MixProblem, Prices
from .solve import solve_linear
from .weights import Weights, combined

Report = Callable[[str], None]
"""Takes a line on the progress."""


class ColumnPool:
    """The columns found so far; each shipment and set of departures once."""

    def __init__(self) -> None:
        self._columns: dict[tuple[object, ...], Column] = {}

    def add(self, columns: Iterable[Column]) -> int:
        """Add columns and return how many of them are new."""
        before = len(self._columns)
        for column in columns:
            self._columns.setdefault(column.key, column)
        return len(self._columns) - before

    @property
    def columns(self) -> list[Column]:
        """The columns in the order in which they were found."""
        return list(self._columns.values())

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._columns)

    def scarce(self, problem: MixProblem) -> list[Resource]:
        """Return the resources that the columns could overdraw together."""
        most: dict[Resource, dict[str, float]] = defaultdict(dict)
        for column in self._columns.values():
            shipment = column.shipment
            for resource, amount in column.taken.items():
                wanted = most[resource]
                total = amount * shipment.num_units
                wanted[shipment.id] = max(total, wanted.get(shipment.id, 0.0))
        return sorted(
            resource
            for resource, wanted in most.items()
            if sum(wanted.values()) > problem.limit(resource)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearMix:
    """The linear mix solved over all routes: its bound and prices, and how it was reached.

    ``auxiliaries`` holds the amounts of the auxiliaries, by their key.
    """

    value: float
    bound: float
    rounds: int
    prices: Prices
    auxiliaries: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearUnits:
    """Solves goals of a mix without whole units, over all routes, on a growing pool.

    Parameters
    ----------
    problem
        The mix.
    pricers
        Find routes of each shipment.
    pool
        Columns found so far; more are added.
    relative_gap
        Stop where value and bound are so close.
    report
        Is told what is done.
    interruption
        Stop where the user does; the bound is then the best one so far.
    """

    problem: MixProblem
    pricers: Mapping[str, ShipmentPricer]
    pool: ColumnPool
    relative_gap: float
    report: Report
    interruption: Interruption

    def solve(self, goal: Goal, held: Held, floor: float = -inf) -> LinearMix:
        """Add columns to the pool until the linear mix is solved over all routes.

        Parameters
        ----------
        goal, held
            What is minimised, and what earlier goals reached.
        floor
            A bound that is known beforehand: no route is looked for where it is reached.

        Raises
        ------
        NoPlanError
            The columns in the pool cannot serve what must be served.
        """
        found = LinearMix(value=inf, bound=floor, rounds=0, prices=Prices())
        while not self.interruption.happened:
            with self.interruption.ends():
                found, new = self._next_round(goal, held, found)
                progress = _progress(goal, found.value, found.bound)
                self.report(f"round {found.rounds}: {len(self.pool)} routes, {progress}")
                room = self.relative_gap * abs(found.value)
                if not new or found.value - found.bound <= room:
                    break
        return found

    def _next_round(self, goal: Goal, held: Held, before: LinearMix) -> tuple[LinearMix, int]:
        """Solve the master, price, and return what is known then, and how many are new."""
        pool, problem = self.pool, self.problem
        model = MixModel(problem, pool.columns, pool.scarce(problem), goal=goal, held=held)
        master = solve_linear(model)
        rounds = before.rounds + 1
        reached = LinearMix(
            value=0.0,
            bound=0.0,
            rounds=rounds,
            prices=master.prices,
            auxiliaries=master.auxiliaries,
        )
        if goal is not Goal.COST and master.value <= TOLERANCE:
            return reached, 0
        if master.value - before.bound <= self.relative_gap * abs(master.value):
            return replace(reached, value=master.value, bound=before.bound), 0
        asked = Asked(problem, master.prices, goal, held)
        priced = {key: pricer.price(asked.of(key)) for key, pricer in self.pricers.items()}
        new = sum(
            pool.add(found.columns)
            for key, found in priced.items()
            if found.unit_value < master.prices.demand[key] - _tolerance(master.value)
        )
        values = {key: found.unit_value for key, found in priced.items()}
        bound = max(before.bound, lagrangian_bound(asked, values))
        return replace(reached, value=master.value, bound=bound), new


class Asked:
    """What prices ask: the objective of a goal and priced rows as weights.

    Parameters
    ----------
    problem
        The mix.
    prices
        Prices >= 0 of its rows and of those of the goals that are held.
    goal
        What is minimised.
    held
        What earlier goals reached.
    """

    def __init__(self, problem: MixProblem, prices: Prices, goal: Goal, held: Held) -> None:
        self.problem, self.goal, self.held = problem, goal, held
        self.prices = prices
        self.rows = [
            row for row in (*problem.rows, *held_rows(problem, held)) if row.key in prices.rows
        ]
        shared = ((prices.rows[r.key], r.weights) for r in self.rows if r.shipment_id is None)
        resources = Weights(resources=prices.resource)
        self._shared = combined([(1.0, problem.goal(goal)), (1.0, resources), *shared])
        self._own: dict[str, list[tuple[float, Weights]]] = defaultdict(list)
        for row in self.rows:
            if row.shipment_id is not None:
                self._own[row.shipment_id].append((prices.rows[row.key], row.weights))

    def of(self, shipment_id: str) -> Weights:
        """Return what a unit of a shipment counts for."""
        own = self._own.get(shipment_id)
        return combined([(1.0, self._shared), *own]) if own else self._shared

    def auxiliary_values(self) -> Iterable[tuple[float, float]]:
        """Yield how much of each auxiliary there may be, and what one of it counts for."""
        is_cost = self.goal is Goal.COST
        for auxiliary in self.problem.auxiliaries:
            value = auxiliary.cost_cents if is_cost else 0.0
            value += sum(
                self.prices.rows[row.key] * row.auxiliaries.get(auxiliary.key, 0.0)
                for row in self.rows
            )
            value -= sum(
                self.prices.resource.get(resource, 0.0)
                for resource, key in self.problem.elastic.items()
                if key == auxiliary.key
            )
            yield auxiliary.most, value


def lagrangian_bound(asked: Asked, unit_values: Mapping[str, float]) -> float:
    """Return a lower bound on the linear mix that holds at any prices >= 0.

    Parameters
    ----------
    asked
        The mix, its goal and the prices.
    unit_values
        Least value of a unit of each shipment over all routes at the prices.
    """
    problem = asked.problem
    may = may_leave(asked.goal, asked.held)
    total = 0.0
    for shipment in problem.shipments:
        reject = inf
        if may:
            reject = asked.of(shipment.id).unserved * problem.size_teu(shipment)
        total += problem.open_units(shipment) * min(unit_values[shipment.id], reject)
    total += sum(n * c.unit_value(asked.of(c.shipment.id)) for c, n in problem.booked.items())
    total += sum(most * min(0.0, value) for most, value in asked.auxiliary_values())
    total -= sum(price * problem.limit(r) for r, price in asked.prices.resource.items())
    return total - sum(asked.prices.rows[row.key] * row.most for row in asked.rows)


def _tolerance(value: float) -> float:
    return 1e-9 * max(1.0, abs(value))


def _progress(goal: Goal, value: float, bound: float) -> str:
    if goal is Goal.COST:
        return f"cost {value / 100:,.0f} USD, bound {bound / 100:,.0f}"
    if goal is Goal.CO2E:
        return f"CO2e {value / 1e6:,.1f} t, bound {max(0.0, bound) / 1e6:,.1f}"
    return f"{goal.value} {value:,.1f} TEU, bound {max(0.0, bound):,.1f}"
