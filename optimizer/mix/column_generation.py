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
from dataclasses import dataclass
from math import inf

from ..capacity import Resource
from .column import Column
from .master import TOLERANCE, MixModel, Stage
from .pricing import ShipmentPricer
from .problem import Held, MixProblem, Prices
from .solve import solve_linear

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
            if sum(wanted.values()) > problem.capacities.limit(resource)
        )


@dataclass(frozen=True, slots=True)
class LinearMix:
    """The linear mix solved over all routes: its bound, and how it was reached."""

    bound: float
    value: float
    rounds: int


def solve_linear_mix(
    problem: MixProblem,
    pricers: Mapping[str, ShipmentPricer],
    pool: ColumnPool,
    *,
    stage: Stage,
    held: Held,
    relative_gap: float,
    report: Report,
) -> LinearMix:
    """Add columns to the pool until the linear mix is solved over all routes.

    Parameters
    ----------
    held
        What earlier stages reached.
    relative_gap
        Stop where value and bound are so close.

    Raises
    ------
    NoPlanError
        The columns in the pool cannot serve what must be served.
    """
    bound, rounds = -inf, 0
    while True:
        rounds += 1
        model = MixModel(problem, pool.columns, pool.scarce(problem), stage=stage, held=held)
        master = solve_linear(model)
        if stage is not Stage.COST and master.value <= TOLERANCE:
            return LinearMix(0.0, 0.0, rounds)
        priced = {key: pricer.price(master.prices, stage) for key, pricer in pricers.items()}
        values = {key: found.unit_value for key, found in priced.items()}
        bound = max(bound, lagrangian_bound(problem, master.prices, values, stage, held))
        new = sum(
            pool.add(found.columns)
            for key, found in priced.items()
            if found.unit_value < master.prices.demand[key] - _tolerance(master.value)
        )
        report(f"round {rounds}: {len(pool)} routes, {_progress(stage, master.value, bound)}")
        if not new or master.value - bound <= relative_gap * abs(master.value):
            return LinearMix(bound, master.value, rounds)


def lagrangian_bound(
    problem: MixProblem,
    prices: Prices,
    unit_values: Mapping[str, float],
    stage: Stage,
    held: Held,
) -> float:
    """Return a lower bound on the linear mix that holds at any prices >= 0.

    Parameters
    ----------
    unit_values
        Least cost of a unit of each shipment over all routes at the prices.
    """
    total = 0.0
    for shipment in problem.shipments:
        size = problem.size_teu(shipment)
        if stage is Stage.SERVE:
            reject = size
        else:
            reject = prices.unserved * size if held.unserved_teu > TOLERANCE else inf
        total += shipment.num_units * min(unit_values[shipment.id], reject)
        budget = problem.order_budget_cents(shipment)
        if budget is not None:
            total -= prices.order_budget.get(shipment.id, 0.0) * budget
    for resource, price in prices.resource.items():
        total -= price * problem.capacities.limit(resource)
    if problem.budget_cents is not None:
        total -= prices.budget * problem.budget_cents
    if held.late_teu < inf:
        total -= prices.late * (held.late_teu + TOLERANCE)
    return total - prices.unserved * (held.unserved_teu + TOLERANCE)


def _tolerance(value: float) -> float:
    return 1e-9 * max(1.0, abs(value))


def _progress(stage: Stage, value: float, bound: float) -> str:
    if stage is not Stage.COST:
        what = "unserved" if stage is Stage.SERVE else "late"
        return f"{what} {value:,.1f} TEU, bound {max(0.0, bound):,.1f}"
    return f"cost {value / 100:,.0f} USD, bound {bound / 100:,.0f}"
