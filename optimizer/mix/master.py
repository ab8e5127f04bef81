"""The master problem: the linear mix over the columns found so far (docs/formulation.md).

Three stages share it: the first minimises the size that is left unserved, the second
the size that is late, the third the cost; each holds what the earlier ones reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from math import inf

from ortools.math_opt.python import mathopt

from ...network.shipment import Shipment
from ..capacity import Resource
from .column import Column
from .problem import Held, MixProblem

TOLERANCE = 1e-6
"""Amounts below it count as nothing."""


BUDGET_SCALE = 1e-6
"""Budget rows count in 10,000 USD, not in cents: beside boxes, a solver loses track of cents."""


class Stage(Enum):
    """What is minimised."""

    SERVE = auto()
    ON_TIME = auto()
    COST = auto()


class MixModel:
    """A MathOpt model of the mix over given columns and resources.

    Parameters
    ----------
    problem
        The mix.
    columns
        Columns that may be used.
    resources
        Resources whose capacity is held; the others are assumed to suffice.
    stage
        What is minimised.
    held
        What earlier stages reached.
    whole
        Whole units only, pairs of 20-foot boxes, and fees per declaration.
    """

    def __init__(
        self,
        problem: MixProblem,
        columns: Sequence[Column],
        resources: Iterable[Resource],
        *,
        stage: Stage,
        held: Held,
        whole: bool = False,
    ) -> None:
        self._problem = problem
        self.columns = columns
        self._stage = stage
        self._whole = whole
        self.model = mathopt.Model(name=f"mix_{stage.name.lower()}")
        self._by_shipment: dict[str, list[int]] = {s.id: [] for s in problem.shipments}
        for position, column in enumerate(columns):
            self._by_shipment[column.shipment.id].append(position)
        self.units = [self._unit_variable(column) for column in columns]
        self._declared = [self._declared_variable(n, column) for n, column in enumerate(columns)]
        self.unserved = self._unserved_variables(held)
        self.demand = {s.id: self._demand_row(s) for s in problem.shipments}
        self.capacity = self._capacity_rows(resources)
        self.order_budget = self._order_budget_rows()
        self.budget = self._budget_row()
        self.unserved_row = self._unserved_limit(held)
        self.late_row = self._late_limit(held)
        self._set_objective()

    def _unit_variable(self, column: Column) -> mathopt.Variable:
        upper = column.shipment.num_units
        if self._whole and column.in_pairs:
            pairs = self.model.add_integer_variable(lb=0, ub=upper // 2)
            units = self.model.add_variable(lb=0, ub=upper)
            self.model.add_linear_constraint(units - 2 * pairs == 0)
            return units
        return self.model.add_variable(lb=0, ub=upper, is_integer=self._whole)

    def _declared_variable(self, number: int, column: Column) -> mathopt.Variable | None:
        """Return whether a declaration is made; without whole units it is a share."""
        if not self._whole:
            return None
        declared = self.model.add_binary_variable()
        self.model.add_linear_constraint(self.units[number] <= column.shipment.num_units * declared)
        return declared

    def _unserved_variables(self, held: Held) -> dict[str, mathopt.Variable]:
        if self._stage is not Stage.SERVE and held.unserved_teu <= TOLERANCE:
            return {}
        return {
            s.id: self.model.add_variable(lb=0, ub=s.num_units, is_integer=self._whole)
            for s in self._problem.shipments
        }

    def _demand_row(self, shipment: Shipment) -> mathopt.LinearConstraint:
        served = mathopt.fast_sum(self.units[n] for n in self._by_shipment[shipment.id])
        left = self.unserved.get(shipment.id, 0)
        return self.model.add_linear_constraint(
            served + left == shipment.num_units, name=f"demand[{shipment.id}]"
        )

    def _capacity_rows(
        self, resources: Iterable[Resource]
    ) -> dict[Resource, mathopt.LinearConstraint]:
        wanted = set(resources)
        users: dict[Resource, list[mathopt.LinearTerm]] = {}
        for units, column in zip(self.units, self.columns, strict=True):
            for resource, amount in column.taken.items():
                if resource in wanted:
                    users.setdefault(resource, []).append(amount * units)
        return {
            resource: self.model.add_linear_constraint(
                mathopt.fast_sum(terms) <= self._problem.capacities.limit(resource),
                name=f"capacity[{','.join(map(str, resource))}]",
            )
            for resource, terms in sorted(users.items())
        }

    def _freight(self, positions: Iterable[int]) -> mathopt.LinearExpression:
        terms = []
        for n in positions:
            column, declared = self.columns[n], self._declared[n]
            if declared is None:
                terms.append(column.freight_share_cents * self.units[n])
            else:
                terms.append(column.freight_unit_cents * self.units[n])
                terms.append(column.declaration_cents * declared)
        return mathopt.fast_sum(terms)

    def _order_budget_rows(self) -> dict[str, mathopt.LinearConstraint]:
        return {
            s.id: self.model.add_linear_constraint(
                self._freight(self._by_shipment[s.id]) * BUDGET_SCALE <= budget * BUDGET_SCALE,
                name=f"order_budget[{s.id}]",
            )
            for s in self._problem.shipments
            if (budget := self._problem.order_budget_cents(s)) is not None
        }

    def _budget_row(self) -> mathopt.LinearConstraint | None:
        budget = self._problem.budget_cents
        if budget is None:
            return None
        everything = self._freight(range(len(self.columns)))
        return self.model.add_linear_constraint(
            everything * BUDGET_SCALE <= budget * BUDGET_SCALE, name="budget"
        )

    def _unserved_size(self) -> mathopt.LinearExpression:
        return mathopt.fast_sum(
            self._problem.size_teu(s) * self.unserved[s.id]
            for s in self._problem.shipments
            if s.id in self.unserved
        )

    def _late_size(self) -> mathopt.LinearExpression:
        return mathopt.fast_sum(
            self._problem.size_teu(column.shipment) * units
            for column, units in zip(self.columns, self.units, strict=True)
            if column.is_late
        )

    def _unserved_limit(self, held: Held) -> mathopt.LinearConstraint | None:
        if self._stage is Stage.SERVE or not self.unserved:
            return None
        return self.model.add_linear_constraint(
            self._unserved_size() <= held.unserved_teu + TOLERANCE, name="unserved"
        )

    def _late_limit(self, held: Held) -> mathopt.LinearConstraint | None:
        if self._stage is not Stage.COST or held.late_teu == inf:
            return None
        return self.model.add_linear_constraint(
            self._late_size() <= held.late_teu + TOLERANCE, name="late"
        )

    def _set_objective(self) -> None:
        if self._stage is Stage.SERVE:
            self.model.minimize(self._unserved_size())
            return
        if self._stage is Stage.ON_TIME:
            self.model.minimize(self._late_size())
            return
        penalties = mathopt.fast_sum(
            column.penalty_cents * units
            for column, units in zip(self.columns, self.units, strict=True)
        )
        self.model.minimize(self._freight(range(len(self.columns))) + penalties)
