"""The frontier of cost against another goal, by a cap on that goal (epsilon constraint)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ...network.errors import Mistake, QuestionError
from ...network.frontier import Frontier, FrontierPoint, FrontierStep
from ...network.limits import Aim, Goal, Limits
from ...network.plan import Plan
from ..mix.limit_rows import GOAL_SCALE, TOLERANCE
from ..mix.problem import MixProblem, MixRow
from ..mix.session import MixAnswer, MixSession
from ..prices.resolve import Resolver
from ..prices.sides import RowSide
from ..prices.value_function import Tangent

LEVEL = "level"
"""Key of the row that caps the goal."""

UNITS = {Goal.CO2E: ("t CO2e", 1e6), Goal.LATE: ("TEU late", 1.0)}
"""Unit of a frontier, and how much of the goal it is."""

PLENTY = 1e7

MOST_SOLVES = 400

NEAR = 1e-6

DIGITS = 4

Check = Callable[[MixAnswer], Plan]
"""Makes a plan of an answer and verifies it."""


@dataclass(frozen=True, slots=True)
class _Found:
    amount: float
    answer: MixAnswer
    plan: Plan

    @property
    def cents(self) -> int:
        """Cost of the plan."""
        return self.plan.cost_cents

    def beats(self, other: _Found) -> bool:
        """Tell whether a plan is better in one thing, and no worse in the other."""
        no_worse = self.cents <= other.cents and self.amount <= other.amount + NEAR
        return no_worse and (self.cents < other.cents or self.amount < other.amount - NEAR)


class FrontierSearch:
    """Looks for the frontier of one problem.

    Parameters
    ----------
    session
        Routes of the order book.
    limits
        What every plan must keep.
    goal
        What cost is traded for.
    check
        Makes plans of answers.
    """

    def __init__(self, session: MixSession, limits: Limits, goal: Goal, check: Check) -> None:
        if goal not in UNITS:
            names = " or ".join(known.value for known in UNITS)
            raise QuestionError([Mistake(place="goal", found=f"{goal.value!r}", expected=names)])
        self._session, self._check, self._goal = session, check, goal
        self._unit, self._per_unit = UNITS[goal]
        self._limits = replace(limits, aims=_aims())
        # As near to the least as a plan is to its bound: held exactly, it is hard to price.
        least = Aim(goal=goal, give_up=session.effort.gap)
        self._least_limits = replace(limits, aims=_aims(least))

    def frontier(self, num_points: int, cheapest: MixAnswer) -> Frontier:
        """Return the frontier between the cheapest plan and the one with least of the goal.

        Parameters
        ----------
        num_points
            Plans to look for, the two ends among them; those that others beat fall away.
        cheapest
            The answer with the least cost.
        """
        session = self._session
        first = self._found(cheapest)
        last = self._found(session.solve(session.problem(self._least_limits)))
        found = [first, last]
        for n in range(1, num_points - 1):
            share = n / (num_points - 1)
            cap = first.amount + share * (last.amount - first.amount)
            session.report(f"plan {n + 1} of {num_points}: at most {cap:,.1f} {self._unit}")
            found.append(self._found(session.solve(self._capped(cap))))
        kept = [one for one in found if not any(other.beats(one) for other in found)]
        kept.sort(key=lambda one: (one.cents, -one.amount))
        by_amount = {round(one.amount / NEAR): one for one in reversed(kept)}
        steps = tuple(self._steps(cheapest, [one.amount for one in found]))
        frontier = Frontier(goal=self._goal, unit=self._unit, points=(), steps=steps)
        points = tuple(self._point(one, frontier) for one in reversed(by_amount.values()))
        return replace(frontier, points=points)

    def _found(self, answer: MixAnswer) -> _Found:
        plan = self._check(answer)
        return _Found(self._amount(plan), answer, plan)

    def _amount(self, plan: Plan) -> float:
        if self._goal is Goal.CO2E:
            return sum(a.co2e_g for a in plan.assignments) / 1e6
        return float(sum(a.size_teu for a in plan.assignments if plan.days_late(a)))

    def _capped(self, amount: float) -> MixProblem:
        """Return the problem with a cap on the goal."""
        problem = self._session.problem(self._limits)
        row = self._row(problem, amount)
        room = TOLERANCE / row.scale
        return replace(problem, rows=(*problem.rows, replace(row, most=row.most + room)))

    def _row(self, problem: MixProblem, amount: float) -> MixRow:
        scale, most = GOAL_SCALE.get(self._goal, 1.0), amount * self._per_unit
        return MixRow(key=LEVEL, most=most, weights=problem.goal(self._goal), scale=scale)

    def _point(self, found: _Found, frontier: Frontier) -> FrontierPoint:
        return FrontierPoint(
            amount=found.amount,
            cost_usd=found.cents / 100,
            bound_usd=found.plan.proof.bound_cents / 100,
            usd_per_unit=frontier.usd_per_unit_at(found.amount),
            plan=found.plan,
        )

    def _steps(self, cheapest: MixAnswer, amounts: list[float]) -> Iterator[FrontierStep]:
        """Yield the stretches of the frontier of the linear mix, from the cheapest on.

        At the amounts of the plans, routes are looked for; between them the routes found so
        far must do.
        """
        problem = self._capped(PLENTY)
        left = {Goal.UNSERVED: cheapest.held.get(Goal.UNSERVED, 0.0)}
        resolver = Resolver(self._session, problem, left)
        side = RowSide(self._row(problem, PLENTY), self._per_unit)

        def tangent(amount: float, *, all_routes: bool = False) -> Tangent | None:
            solve = resolver.over_all_routes if all_routes else resolver.over_pool
            mix = solve(side.changed(problem, amount - PLENTY))
            return None if mix is None else Tangent(amount, mix.value, side.price(mix.prices))

        for amount in sorted({*amounts}, reverse=True):
            tangent(amount, all_routes=True)
        least = resolver.least(side, -PLENTY)
        start = None if least is None else tangent(max(0.0, PLENTY + least) + NEAR)
        end = tangent(PLENTY)
        if start is None or end is None:
            return
        kinks = [start, *_kinks(start, end, lambda amount: tangent(amount) or end)]
        for low, high in reversed([*pairwise(kinks)]):
            price = (low.cents - high.cents) / (high.by - low.by) / 100
            if price > 0:
                yield FrontierStep(most=_neat(high.by), least=_neat(low.by), usd_per_unit=price)


def _neat(amount: float) -> float:
    return round(amount, DIGITS) + 0.0


def _aims(*between: Aim) -> tuple[Aim, ...]:
    return Aim(goal=Goal.UNSERVED), *between, Aim(goal=Goal.COST)


def _kinks(low: Tangent, high: Tangent, solve: Callable[[float], Tangent]) -> list[Tangent]:
    """Return the points between two at which the slope of a convex cost changes, in order."""
    todo, found, solves = [(low, high)], [], 0
    while todo and solves < MOST_SOLVES:
        left, right = todo.pop()
        if left.passes(right) or right.passes(left) or left.price == right.price:
            continue
        meet = left.meets(right)
        if not left.by + NEAR < meet < right.by - NEAR:
            continue
        solves += 1
        middle = solve(meet)
        if left.passes(middle):
            found.append(middle)
        else:
            todo += [(left, middle), (middle, right)]
    return sorted(found, key=lambda tangent: tangent.by)
