"""The solver against linear programs of its own problems, and what it says where there is none."""

import itertools

import numpy as np
import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.verify.flow import verify_flow
from landbridge.optimizer.flow import search as search_module
from landbridge.optimizer.flow.solve import FlowProgress, solve_flow

from .flow_problems import least_cost_over_arcs, least_cost_over_paths, line, random_problem

CLOSE = 1e-6


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("served", [False, True])
def test_the_cost_is_that_of_the_arc_flow_program(seed, served):
    problem = random_problem(seed, served=served)
    plan = solve_flow(problem, gap=1e-7)
    assert verify_flow(plan) == []
    assert plan.cost == pytest.approx(least_cost_over_arcs(problem), rel=CLOSE, abs=CLOSE)
    assert plan.gap <= CLOSE


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("served", [False, True])
def test_with_time_limits_the_cost_is_that_of_the_program_over_all_paths(seed, served):
    problem = random_problem(seed, nodes=7, timed=True, served=served)
    plan = solve_flow(problem, gap=1e-7)
    assert verify_flow(plan) == []
    best = least_cost_over_paths(problem)
    assert plan.cost == pytest.approx(best, rel=CLOSE, abs=CLOSE)
    assert plan.bound <= best * (1 + CLOSE) + CLOSE


def test_what_has_no_room_on_the_cheap_way_takes_the_dear_one():
    plan = solve_flow(line(), gap=1e-9)
    amounts = {path.arcs: path.amount for path in plan.paths}
    assert amounts == {(0, 1): pytest.approx(4), (2,): pytest.approx(6)}
    assert plan.cost == pytest.approx(4 * 3 + 6 * 9)
    assert plan.capacity_prices == pytest.approx([6, 0, 0], abs=1e-5)


def test_a_short_time_limit_leaves_only_the_fast_way():
    plan = solve_flow(line(ticks_allowed=np.array([6], np.int32)))
    assert [path.arcs for path in plan.paths] == [(2,)]
    assert plan.gap < 1e-8


def test_a_commodity_that_no_path_serves_in_time_is_named():
    problem = line(
        origin=np.array([0, 0, 2], np.int32),
        destination=np.array([2, 2, 0], np.int32),
        demand=np.array([1.0, 2.0, 3.0]),
        reject_cost=np.array([5.0, 7.0, 11.0]),
        ticks_allowed=np.array([7, 0, 99], np.int32),
    )
    plan = solve_flow(problem)
    assert plan.unreachable == (1, 2)
    assert plan.rejected.tolist() == [0, 2, 3]
    assert (plan.cost, plan.bound) == (pytest.approx(3 + 14 + 33), pytest.approx(50))
    assert verify_flow(plan) == []


def test_where_it_must_be_served_no_cost_is_finite():
    plan = solve_flow(line(ticks_allowed=np.array([0], np.int32)))
    assert plan.unreachable == (0,)
    assert (plan.cost, plan.bound, plan.gap) == (np.inf, np.inf, np.inf)
    assert plan.method.endswith("no path serves any commodity")


def test_capacities_that_do_not_suffice_are_proven_so():
    plan = solve_flow(line(capacity=np.array([4.0, np.inf, 5.0])))
    assert plan.method.endswith("proven that the capacities do not suffice")
    assert (plan.cost, plan.unreachable) == (np.inf, ())
    assert 9 * 10 < plan.bound < np.inf
    assert plan.rejected == pytest.approx([1], abs=1e-5)


def test_commodities_that_ask_the_same_are_solved_as_one():
    problem = line(
        origin=np.zeros(3, np.int32),
        destination=np.full(3, 2, np.int32),
        demand=np.array([1.0, 2.0, 3.0]),
        reject_cost=np.full(3, 8.0),
        ticks_allowed=np.full(3, 7, np.int32),
    )
    plan = solve_flow(problem, gap=1e-9)
    assert sum(path.amount for path in plan.paths) == pytest.approx(4)
    assert plan.rejected.sum() == pytest.approx(2)
    assert verify_flow(plan) == []


def test_a_commodity_may_start_where_it_ends():
    problem = line(destination=np.array([0], np.int32), ticks_allowed=np.array([0], np.int32))
    plan = solve_flow(problem)
    assert [(path.arcs, path.amount) for path in plan.paths] == [((), 10.0)]
    assert plan.cost == 0


@pytest.mark.parametrize("timed", [False, True])
def test_any_number_of_threads_gives_the_same_plan(timed):
    problem = random_problem(7, nodes=30, commodities=60, timed=timed)
    one, three = (solve_flow(problem, gap=1e-6, threads=threads) for threads in (1, 3))
    assert one.paths == three.paths
    assert one.bound == three.bound


def test_every_round_is_reported_with_a_bound_that_never_falls():
    rounds: list[FlowProgress] = []
    problem = random_problem(3, nodes=20, commodities=40)
    plan = solve_flow(problem, gap=1e-8, report=rounds.append)
    assert [progress.round for progress in rounds] == list(range(1, plan.rounds + 1))
    for before, after in itertools.pairwise(rounds):
        assert after.bound >= before.bound
        assert after.cost <= before.cost
    assert all(progress.bound <= plan.cost * (1 + 1e-9) for progress in rounds)
    assert str(rounds[-1]).startswith(f"round {plan.rounds}: cost {plan.cost:,.8g}, bound")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, None])
def test_stopped_early_the_best_plan_so_far_is_returned(stop):
    problem = random_problem(3, nodes=20, commodities=40)
    rounds = []

    def report(progress):
        rounds.append(progress)
        if stop and len(rounds) == 2:
            raise stop

    plan = solve_flow(problem, gap=0.0, report=report, seconds=np.inf if stop else 1e-9)
    assert verify_flow(plan) == []
    assert plan.bound <= least_cost_over_arcs(problem) <= plan.cost * (1 + 1e-9)
    assert plan.method.endswith("interrupted" if stop else "time is over")
    assert plan.rounds == (2 if stop else 0)


def test_an_interruption_within_a_round_keeps_what_was_found(monkeypatch):
    problem = random_problem(3, nodes=20, commodities=40)
    real, calls = search_module.Search.round, []

    def second_round_is_interrupted(self, gap):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(self, gap)

    monkeypatch.setattr(search_module.Search, "round", second_round_is_interrupted)
    plan = solve_flow(problem, gap=0.0)
    assert plan.rounds == 1
    assert np.isfinite(plan.cost)
    assert verify_flow(plan) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"gap": -1e-4}, "gap: found -0.0001; expected a share from 0"),
        ({"seconds": 0}, "seconds: found 0; expected more than 0"),
        ({"threads": 0}, "threads: found 0; expected at least 1"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(options, message):
    with pytest.raises(QuestionError, match=message):
        solve_flow(line(), **options)


def test_without_commodities_nothing_costs_nothing():
    none = np.zeros(0, np.int32)
    problem = line(
        origin=none,
        destination=none,
        demand=np.zeros(0),
        reject_cost=np.zeros(0),
        ticks_allowed=none,
    )
    plan = solve_flow(problem)
    assert (plan.cost, plan.bound, plan.gap, plan.paths) == (0, 0, 0, ())
