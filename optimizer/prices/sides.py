"""Right-hand sides of a mix: what can be had more or less of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from ..capacity import Resource
from ..mix.problem import MixProblem, MixRow, Prices


class Side(Protocol):
    """Something of which a problem can have more."""

    def changed(self, problem: MixProblem, by: float) -> MixProblem:
        """Return a problem with ``by`` more units."""

    def price(self, prices: Prices) -> float:
        """Return the price of one unit in cents."""


@dataclass(frozen=True, slots=True)
class SlotSide:
    """The capacity of one departure, all the way."""

    resources: tuple[Resource, ...]

    def changed(self, problem: MixProblem, by: float) -> MixProblem:
        """Return a problem with ``by`` more slots."""
        more = dict(problem.more)
        for resource in self.resources:
            more[resource] = more.get(resource, 0.0) + by
        return replace(problem, more=more)

    def price(self, prices: Prices) -> float:
        """Return the price of one slot in cents."""
        return sum(prices.resource.get(resource, 0.0) for resource in self.resources)


@dataclass(frozen=True, slots=True)
class RowSide:
    """The right-hand side of a row; ``per_unit`` is how much of it one reported unit is."""

    row: MixRow
    per_unit: float

    def changed(self, problem: MixProblem, by: float) -> MixProblem:
        """Return a problem with ``by`` more units."""
        changed = replace(self.row, most=self.row.most + by * self.per_unit)
        rows = (changed if row.key == changed.key else row for row in problem.rows)
        return replace(problem, rows=tuple(rows))

    def price(self, prices: Prices) -> float:
        """Return the price of one unit in cents."""
        return prices.rows.get(self.row.key, 0.0) * self.per_unit
