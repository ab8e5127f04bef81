"""Static multicommodity flow: many shippers share arcs of limited capacity.

The question without calendars, as the literature asks it: arcs with a cost, a capacity and
a time, and commodities that go from one node to another, in time or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import Mistake, QuestionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_SHOWN_OF_A_KIND = 20
"""Mistakes of one kind in one array that an error names."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FlowProblem:
    """A static multicommodity flow problem of m arcs and k commodities.

    Parameters
    ----------
    name
        What messages and tables call it.
    num_nodes
        Nodes are 0 ... num_nodes - 1.
    tail, head
        (m,) nodes where each arc starts and ends.
    cost
        (m,) price of one unit of flow, at least 0.
    capacity
        (m,) units of flow at most; inf where there is no limit.
    ticks
        (m,) time an arc takes, in whole ticks of the problem's own length; None where time
        does not matter.
    origin, destination
        (k,) nodes; several commodities may share both.
    demand
        (k,) units of flow, more than 0.
    reject_cost
        (k,) price of one unit left unserved; inf where all of it must be served.
    ticks_allowed
        (k,) ticks a path may take; a large number where there is no limit. None with `ticks`.

    Raises
    ------
    QuestionError
        With every mistake: shapes, nodes out of range, negative or undefined numbers.
    """

    name: str
    num_nodes: int
    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    cost: NDArray[np.float64]
    capacity: NDArray[np.float64]
    ticks: NDArray[np.int32] | None = None
    origin: NDArray[np.int32]
    destination: NDArray[np.int32]
    demand: NDArray[np.float64]
    reject_cost: NDArray[np.float64]
    ticks_allowed: NDArray[np.int32] | None = None

    def __post_init__(self) -> None:
        """Refuse what is no problem, with all its mistakes."""
        mistakes = list(_shape_mistakes(self)) or list(_value_mistakes(self))
        if mistakes:
            raise QuestionError(mistakes)

    @property
    def num_arcs(self) -> int:
        """Number of arcs."""
        return len(self.tail)

    @property
    def num_commodities(self) -> int:
        """Number of commodities."""
        return len(self.origin)

    @property
    def has_time_limits(self) -> bool:
        """Whether a path can be too slow."""
        return self.ticks is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPath:
    """Some units of one commodity on one path.

    Parameters
    ----------
    commodity
        Index of the commodity.
    arcs
        Indices of the arcs, in the order they are travelled; empty where the commodity
        starts at its destination.
    amount
        Units of flow, more than 0.
    """

    commodity: int
    arcs: tuple[int, ...]
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FlowPlan:
    """A flow that keeps every limit, and how far from the best it can be at most.

    Parameters
    ----------
    problem
        What is solved.
    paths
        Where the flow goes, by commodity.
    rejected
        (k,) units left unserved.
    cost
        What the paths and the rejected units cost; inf where units that must be served are not.
    bound
        No flow costs less. Proven by `capacity_prices` alone.
    unreachable
        Commodities that no path serves (in time), whatever the capacities.
    capacity_prices
        (m,) what one more unit of capacity is worth, at least 0: at these prices, and every
        commodity on its cheapest path, `bound` is what all pay less what the capacities are worth.
    rounds
        Rounds of pricing.
    seconds
        Wall time.
    method
        What solved it, and why it ended.
    """

    problem: FlowProblem
    paths: tuple[FlowPath, ...]
    rejected: NDArray[np.float64]
    cost: float
    bound: float
    unreachable: tuple[int, ...]
    capacity_prices: NDArray[np.float64]
    rounds: int
    seconds: float
    method: str

    @property
    def gap(self) -> float:
        """Share of the cost that a better flow could save at most; inf without a flow."""
        if not np.isfinite(self.cost):
            return float("inf")
        return max(0.0, self.cost - self.bound) / max(abs(self.cost), 1e-9)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FixedChargeProblem:
    """A flow problem where arcs must be paid for before they are used.

    Parameters
    ----------
    flow
        The flow problem with all arcs open.
    fixed_cost
        (m,) price of opening each arc, at least 0; 0 where it is always open.
    budget
        Most that opening may cost; None where that cost is part of the objective.
    """

    flow: FlowProblem
    fixed_cost: NDArray[np.float64]
    budget: float | None = None

    def __post_init__(self) -> None:
        """Refuse fixed costs that do not fit the arcs."""
        mistakes = list(_length_mistakes("fixed_cost", self.fixed_cost, self.flow.num_arcs))
        if not mistakes:
            wrong = ~(np.isfinite(self.fixed_cost) & (self.fixed_cost >= 0))
            mistakes += _marked("fixed_cost", self.fixed_cost, wrong, "a number of at least 0")
        if self.budget is not None and not self.budget >= 0:
            mistakes.append(
                Mistake(place="budget", found=str(self.budget), expected="a number of at least 0")
            )
        if mistakes:
            raise QuestionError(mistakes)


def _shape_mistakes(problem: FlowProblem) -> Iterator[Mistake]:
    if problem.num_nodes < 1:
        found = f"{problem.num_nodes}"
        yield Mistake(place="num_nodes", found=found, expected="at least one node")
    for name in ("tail", "head", "cost", "capacity"):
        yield from _length_mistakes(name, getattr(problem, name), len(problem.tail))
    for name in ("origin", "destination", "demand", "reject_cost"):
        yield from _length_mistakes(name, getattr(problem, name), len(problem.origin))
    if (problem.ticks is None) != (problem.ticks_allowed is None):
        yield Mistake(
            place="ticks, ticks_allowed",
            found="only one of the two",
            expected="both with time limits, neither without",
        )
        return
    if problem.ticks is not None and problem.ticks_allowed is not None:
        yield from _length_mistakes("ticks", problem.ticks, len(problem.tail))
        yield from _length_mistakes("ticks_allowed", problem.ticks_allowed, len(problem.origin))


def _length_mistakes(name: str, array: NDArray[Any], length: int) -> Iterator[Mistake]:
    if array.shape != (length,):
        yield Mistake(
            place=name, found=f"the shape {array.shape}", expected=f"{length:,} numbers in a row"
        )


def _value_mistakes(problem: FlowProblem) -> Iterator[Mistake]:
    nodes = f"a node from 0 to {problem.num_nodes - 1:,}"
    for name in ("tail", "head", "origin", "destination"):
        array = getattr(problem, name)
        yield from _marked(name, array, (array < 0) | (array >= problem.num_nodes), nodes)
    finite = "a number of at least 0"
    for name in ("cost", "ticks", "ticks_allowed"):
        array = getattr(problem, name)
        if array is not None:
            yield from _marked(name, array, ~(np.isfinite(array) & (array >= 0)), finite)
    for name in ("capacity", "reject_cost"):
        array = getattr(problem, name)
        yield from _marked(name, array, ~(array >= 0), "a number of at least 0, or inf")
    wrong = ~(np.isfinite(problem.demand) & (problem.demand > 0))
    yield from _marked("demand", problem.demand, wrong, "a number of more than 0")


def _marked(
    name: str, array: NDArray[Any], wrong: NDArray[np.bool_], expected: str
) -> Iterator[Mistake]:
    """Yield a mistake for each wrong entry, the first ones by their place."""
    places = np.flatnonzero(wrong)
    for place in places[:MAX_SHOWN_OF_A_KIND]:
        yield Mistake(place=f"{name}[{place}]", found=str(array[place]), expected=expected)
    if len(places) > MAX_SHOWN_OF_A_KIND:
        more = f"{len(places) - MAX_SHOWN_OF_A_KIND:,} more like these"
        yield Mistake(place=name, found=more, expected=expected)
