"""A goal for which no plan is found in time leaves the plan of the goal before."""

import pytest
from order_book_g import order_book_g

from landbridge.network.errors import NoPlanError
from landbridge.network.limits import Goal
from landbridge.network.verify import verify
from landbridge.optimizer.mix import whole_units
from landbridge.optimizer.planner import Planner

REAL = whole_units.WholeUnits._solve


def test_the_plan_of_the_goal_before_stands_with_an_honest_gap(monkeypatch):
    def hopeless(self, goal, held):
        if goal is Goal.COST:
            raise NoPlanError("no time")
        return REAL(self, goal, held)

    monkeypatch.setattr(whole_units.WholeUnits, "_solve", hopeless)
    planner = Planner(order_book_g())
    plan = planner.plan()
    assert (plan.unserved, verify(plan)) == ((), ())
    assert plan.cost_cents == pytest.approx(planner.answer.solution.value)
    assert plan.proof.bound_cents == pytest.approx(131_580_000, abs=2)


def test_without_any_plan_there_is_none(monkeypatch):
    def hopeless(self, goal, held):
        raise NoPlanError("no time")

    monkeypatch.setattr(whole_units.WholeUnits, "_solve", hopeless)
    with pytest.raises(NoPlanError, match="no time"):
        Planner(order_book_g()).plan()


def test_a_second_look_that_ends_in_nothing_leaves_what_the_first_found(monkeypatch):
    calls = []

    def once(self, goal, held):
        calls.append(goal)
        if calls.count(goal) > 1:
            raise NoPlanError("no time")
        return REAL(self, goal, held)

    monkeypatch.setattr(whole_units.WholeUnits, "_solve", once)
    monkeypatch.setattr(whole_units.WholeUnits, "_look_past", lambda self, solution: 1)
    plan = Planner(order_book_g(rail=90)).plan()
    assert sum(left.units for left in plan.unserved) == 7
