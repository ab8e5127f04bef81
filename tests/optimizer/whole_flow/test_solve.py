"""Whole paths against all combinations of paths on tiny problems."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.verify.flow import verify_whole_flow
from landbridge.optimizer.flow.solve import FlowProgress
from landbridge.optimizer.whole_flow.assignment import Assignment
from landbridge.optimizer.whole_flow.solve import solve_whole_flow

from ..flow.flow_problems import line, random_problem, simple_paths


def least_cost_of_all(problem):
    """Return the optimum by trying every path of every commodity with every other."""
    options = [[*simple_paths(problem, k), None] for k in range(problem.num_commodities)]
    best = np.inf
    for chosen in itertools.product(*options):
        load, cost = np.zeros(problem.num_arcs), 0.0
        for k, path in enumerate(chosen):
            price = problem.reject_cost[k] if path is None else problem.cost[list(path)].sum()
            cost += problem.demand[k] * price
            if path:
                load[list(path)] += problem.demand[k]
        if (load <= problem.capacity).all():
            best = min(best, cost)
    return best


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("timed", [False, True])
def test_tiny_problems_are_solved_as_well_as_can_be(seed, timed):
    problem = random_problem(seed, nodes=5, commodities=4, timed=timed)
    plan = solve_whole_flow(problem, gap=0.0)
    assert verify_whole_flow(plan) == []
    best = least_cost_of_all(problem)
    assert plan.bound <= best * (1 + 1e-9)
    assert plan.cost == pytest.approx(best, rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_what_must_be_served_is_served(seed):
    problem = random_problem(seed, nodes=5, commodities=3, served=True)
    plan = solve_whole_flow(problem, gap=0.0)
    assert plan.cost == pytest.approx(least_cost_of_all(problem))
    assert not plan.rejected.any()


def test_a_commodity_larger_than_the_cheap_way_takes_the_dear_one():
    plan = solve_whole_flow(line())
    assert [(path.arcs, path.amount) for path in plan.paths] == [((2,), 10.0)]
    assert verify_whole_flow(plan) == []


def test_where_no_way_is_large_enough_the_cost_has_no_limit():
    plan = solve_whole_flow(line(capacity=np.array([6.0, 6.0, 6.0])))
    assert (plan.cost, plan.paths, plan.gap) == (np.inf, (), np.inf)
    assert plan.rejected.tolist() == [10.0]


def test_where_no_path_serves_anything_it_is_said():
    plan = solve_whole_flow(line(ticks_allowed=np.array([0], np.int32)))
    assert plan.unreachable == (0,)
    assert "no path serves any commodity" in plan.method


def test_members_of_one_class_choose_on_their_own():
    two = {
        "origin": np.array([0, 0], np.int32),
        "destination": np.array([2, 2], np.int32),
        "demand": np.array([3.0, 7.0]),
        "reject_cost": np.array([np.inf, np.inf]),
        "ticks_allowed": np.array([7, 7], np.int32),
    }
    plan = solve_whole_flow(line(**two))
    assert [path.arcs for path in plan.paths] == [(0, 1), (2,)]


def test_the_plan_is_the_same_again_and_on_more_threads():
    problem = random_problem(3, nodes=12, commodities=40)
    plans = [solve_whole_flow(problem, gap=0.0, threads=threads) for threads in (1, 1, 2)]
    assert len({plan.paths for plan in plans}) == 1
    assert verify_whole_flow(plans[0]) == []


def test_progress_is_told_and_ends_with_the_gap_of_the_plan():
    told: list[FlowProgress] = []
    plan = solve_whole_flow(random_problem(3, nodes=12, commodities=40), report=told.append)
    assert told[-1].gap == pytest.approx(plan.gap)


def test_ctrl_c_keeps_the_best_plan(monkeypatch):
    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Assignment, "settle", stopped)
    problem = random_problem(3, nodes=12, commodities=40)
    plan = solve_whole_flow(problem, gap=0.0)
    assert "interrupted" in plan.method
    assert verify_whole_flow(plan) == []


def test_a_gap_that_makes_no_sense_is_refused():
    with pytest.raises(QuestionError, match="gap: found 2"):
        solve_whole_flow(line(), gap=2)


def test_the_bound_stands_for_whole_paths_of_any_order():
    problem = random_problem(7, nodes=6, commodities=5)
    back = np.arange(4, -1, -1)
    names = ("origin", "destination", "demand", "reject_cost")
    turned = replace(problem, **{name: getattr(problem, name)[back] for name in names})
    one, other = (solve_whole_flow(p, gap=0.0) for p in (problem, turned))
    assert one.cost == pytest.approx(other.cost)
