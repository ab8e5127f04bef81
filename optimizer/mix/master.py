"""The master problem: the linear mix over the columns found so far (docs/formulation.md).

All goals share it; each holds what the ones before it reached. Columns enter through
`Weights` alone, so a new limit is a new row and no new code here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from ortools.math_opt.python import mathopt

from ...network.limits import Goal
from ...network.shipment import Shipment
from ..capacity import Resource
from .column import Column
from .limit_rows import TOLERANCE, held_rows
from .problem import MixProblem, MixRow
from .weights import Weights

Held = Mapping[Goal, float]
"""What earlier goals reached and later ones must not give up, in the units of the goals."""


class Within(NamedTuple):
    """A larger model that a mix is a part of, and what the names of its rows begin with."""

    model: mathopt.Model
    label: str


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
    goal
        What is minimised.
    held
        What earlier goals reached.
    whole
        Whole units only, pairs of 20-foot boxes, parts, and fees per declaration.
    within
        A larger model to be a part of, which has an objective of its own; None = none.
    """

    def __init__(
        self,
        problem: MixProblem,
        columns: Sequence[Column],
        resources: Iterable[Resource],
        *,
        goal: Goal,
        held: Held,
        whole: bool = False,
        within: Within | None = None,
    ) -> None:
        self._problem = problem
        self.columns = columns
        self._goal = goal
        self._whole = whole
        self.model, self._label = within or (mathopt.Model(name=f"mix_{goal.value}"), "")
        self._by_shipment: dict[str, list[int]] = {s.id: [] for s in problem.shipments}
        for position, column in enumerate(columns):
            self._by_shipment[column.shipment.id].append(position)
        self.units = [self._unit_variable(column) for column in columns]
        self._used = [self._used_variable(n, column) for n, column in enumerate(columns)]
        self.unserved = self._unserved_variables(held)
        self.auxiliaries = {
            a.key: self.model.add_variable(lb=0, ub=a.most, is_integer=whole and a.is_whole)
            for a in problem.auxiliaries
        }
        self.demand = {s.id: self._demand_row(s) for s in problem.shipments}
        self.capacity = self._capacity_rows(resources)
        self.rows = (*problem.rows, *held_rows(problem, held))
        self.row_constraints = {row.key: self._constraint(row) for row in self.rows}
        if whole:
            self._limit_parts()
        if within is None:
            self.model.minimize(self.value_of(goal))

    def _unit_variable(self, column: Column) -> mathopt.Variable:
        upper, booked = column.shipment.num_units, self._problem.booked.get(column, 0)
        if self._whole and column.in_pairs:
            pairs = self.model.add_integer_variable(lb=0, ub=upper // 2)
            units = self.model.add_variable(lb=booked, ub=upper)
            self.model.add_linear_constraint(units - 2 * pairs == 0)
            return units
        # The demand row keeps the upper bound; stated twice, either could have the price.
        most = upper if self._whole else inf
        return self.model.add_variable(lb=booked, ub=most, is_integer=self._whole)

    def _used_variable(self, number: int, column: Column) -> mathopt.Variable | None:
        """Return whether a column is used; without whole units it is a share."""
        if not self._whole:
            return None
        used = self.model.add_binary_variable()
        self.model.add_linear_constraint(self.units[number] <= column.shipment.num_units * used)
        return used

    def _limit_parts(self) -> None:
        """Limit the number of routes of an order, and the units on each from below."""
        limits = self._problem.limits
        for shipment in self._problem.shipments:
            positions = self._by_shipment[shipment.id]
            most_parts = limits.most_parts(shipment)
            used = [v for n in positions if (v := self._used[n]) is not None]
            if most_parts is not None and most_parts < shipment.num_units:
                self.model.add_linear_constraint(mathopt.fast_sum(used) <= most_parts)
            least = limits.least_part(shipment)
            if least > 1:
                for n, is_used in zip(positions, used, strict=True):
                    self.model.add_linear_constraint(self.units[n] >= least * is_used)

    def _unserved_variables(self, held: Held) -> dict[str, mathopt.Variable]:
        if not may_leave(self._goal, held):
            return {}
        return {
            s.id: self.model.add_variable(lb=0, is_integer=self._whole)
            for s in self._problem.shipments
        }

    def _demand_row(self, shipment: Shipment) -> mathopt.LinearConstraint:
        served = mathopt.fast_sum(self.units[n] for n in self._by_shipment[shipment.id])
        left = self.unserved.get(shipment.id, 0)
        return self.model.add_linear_constraint(
            served + left == shipment.num_units, name=f"{self._label}demand[{shipment.id}]"
        )

    def _capacity_rows(
        self, resources: Iterable[Resource]
    ) -> dict[Resource, mathopt.LinearConstraint]:
        wanted = {*resources, *self._problem.elastic}
        users: dict[Resource, list[mathopt.LinearTerm]] = {}
        for units, column in zip(self.units, self.columns, strict=True):
            for resource, amount in column.taken.items():
                if resource in wanted:
                    users.setdefault(resource, []).append(amount * units)
        for resource, key in self._problem.elastic.items():
            if resource in users:
                users[resource].append(-1.0 * self.auxiliaries[key])
        return {
            resource: self.model.add_linear_constraint(
                mathopt.fast_sum(terms) <= self._problem.limit(resource),
                name=f"{self._label}capacity[{','.join(map(str, resource))}]",
            )
            for resource, terms in sorted(users.items())
        }

    def _constraint(self, row: MixRow) -> mathopt.LinearConstraint:
        positions: Iterable[int] = range(len(self.columns))
        if row.shipment_id is not None:
            positions = self._by_shipment.get(row.shipment_id, ())
        total = self._form(row.weights, positions, row.scale)
        total += mathopt.fast_sum(
            row.scale * amount * self.auxiliaries[key] for key, amount in row.auxiliaries.items()
        )
        return self.model.add_linear_constraint(
            total <= row.most * row.scale, name=f"{self._label}{row.key}"
        )

    def _form(
        self, weights: Weights, positions: Iterable[int], scale: float = 1.0
    ) -> mathopt.LinearExpression:
        """Return what the mix counts for under weights."""
        terms = []
        for n in positions:
            column, used = self.columns[n], self._used[n]
            value = column.unit_value(weights, share_declaration=used is None)
            if value:
                terms.append(scale * value * self.units[n])
            if used is not None and weights.freight and column.declaration_cents:
                terms.append(scale * weights.freight * column.declaration_cents * used)
        if weights.unserved:
            for s in self._problem.shipments:
                if s.id in self.unserved:
                    size_teu = self._problem.size_teu(s)
                    terms.append(scale * weights.unserved * size_teu * self.unserved[s.id])
        return mathopt.fast_sum(terms)

    def value_of(self, goal: Goal) -> mathopt.LinearExpression:
        """Return what the mix comes to for a goal."""
        value = self._form(self._problem.goal(goal), range(len(self.columns)))
        if goal is Goal.COST:
            value += mathopt.fast_sum(
                a.cost_cents * self.auxiliaries[a.key] for a in self._problem.auxiliaries
            )
        return value


def may_leave(goal: Goal, held: Held) -> bool:
    """Tell whether units may be left unserved."""
    return goal is Goal.UNSERVED or held.get(Goal.UNSERVED, 0.0) > TOLERANCE
