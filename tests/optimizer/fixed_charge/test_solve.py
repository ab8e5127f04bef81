"""Both methods against every choice of arcs on tiny problems."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.multicommodity import FixedChargeProblem
from landbridge.network.verify.fixed_charge import verify_fixed_charge
from landbridge.optimizer.fixed_charge.additions import by_columns
from landbridge.optimizer.fixed_charge.effort import Effort
from landbridge.optimizer.fixed_charge.solve import solve_fixed_charge

from ..flow.flow_problems import least_cost_over_paths, line, random_problem

CLOSE = 1e-6
FINE = Effort(1e-7, np.inf, 1, None)


def random_choice(seed, *, budget, timed=False, served=False):
    """Return a random problem where five arcs cost; two of them are beside others."""
    flow = random_problem(seed, nodes=6, commodities=4, timed=timed, served=served)
    rng = np.random.default_rng(seed)
    beside = np.append(np.arange(flow.num_arcs), rng.choice(18, 2))
    names = ("tail", "head", "cost", "capacity") + (("ticks",) if timed else ())
    wider = replace(flow, **{name: getattr(flow, name)[beside] for name in names})
    wider.capacity[-2:] = rng.integers(1, 8, 2)
    fixed_cost = np.zeros(wider.num_arcs)
    fixed_cost[[*rng.choice(18, 3, replace=False), -1, -2]] = rng.integers(2, 40, 5)
    most = float(0.5 * fixed_cost.sum()) if budget else None
    return FixedChargeProblem(flow=wider, fixed_cost=fixed_cost, budget=most)


def least_cost_of_all(problem):
    """Return the optimum by trying every choice of arcs."""
    candidates, best = np.flatnonzero(problem.fixed_cost), np.inf
    for chosen in itertools.product([False, True], repeat=len(candidates)):
        closed = candidates[~np.array(chosen)]
        paid = problem.fixed_cost[candidates[np.array(chosen)]].sum()
        if problem.budget is not None and paid > problem.budget:
            continue
        capacity = problem.flow.capacity.copy()
        capacity[closed] = 0
        cost = least_cost_over_paths(replace(problem.flow, capacity=capacity))
        best = min(best, cost + (0 if problem.budget is not None else paid))
    return best


def check(plan):
    assert verify_fixed_charge(plan) == []
    best = least_cost_of_all(plan.problem)
    assert plan.bound <= best * (1 + CLOSE) + CLOSE
    assert plan.cost == pytest.approx(best, rel=CLOSE, abs=CLOSE)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("budget", [False, True])
@pytest.mark.parametrize("served", [False, True])
def test_the_program_over_arcs_finds_the_best_choice(seed, budget, served):
    plan = solve_fixed_charge(random_choice(seed, budget=budget, served=served), gap=1e-7)
    assert "branch and cut" in plan.method
    check(plan)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("budget", [False, True])
@pytest.mark.parametrize("served", [False, True])
def test_column_generation_finds_and_proves_the_best_choice(seed, budget, served):
    plan = by_columns(random_choice(seed, budget=budget, served=served), FINE)
    assert plan.proof
    assert plan.gap <= CLOSE
    check(plan)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("budget", [False, True])
def test_with_time_limits_it_is_column_generation(seed, budget):
    plan = solve_fixed_charge(random_choice(seed, budget=budget, timed=True), gap=1e-7)
    assert "column generation" in plan.method
    check(plan)


def two_ways(**changes):
    """Return a free dear way and a cheap one whose first arc costs 20 to open."""
    flow = line(ticks=None, ticks_allowed=None)
    fields = {"flow": flow, "fixed_cost": np.array([20.0, 0.0, 0.0]), "budget": None}
    return FixedChargeProblem(**{**fields, **changes})


@pytest.mark.parametrize("method", [solve_fixed_charge, lambda p: by_columns(p, FINE)])
def test_an_arc_is_opened_where_it_pays(method):
    opened = method(two_ways())
    assert (opened.opened, opened.cost) == ((0,), pytest.approx(20 + 4 * 3 + 6 * 9))
    dear = method(two_ways(fixed_cost=np.array([25.0, 0.0, 0.0])))
    assert (dear.opened, dear.cost) == ((), pytest.approx(90))


@pytest.mark.parametrize("method", [solve_fixed_charge, lambda p: by_columns(p, FINE)])
@pytest.mark.parametrize(("budget", "cost"), [(19.0, 90), (20.0, 66), (0.0, 90)])
def test_a_budget_pays_or_does_not(method, budget, cost):
    plan = method(two_ways(budget=budget))
    assert verify_fixed_charge(plan) == []
    assert plan.cost == pytest.approx(cost)


@pytest.mark.parametrize("method", [solve_fixed_charge, lambda p: by_columns(p, FINE)])
def test_what_must_be_served_and_cannot_costs_without_limit(method):
    flow = line(ticks=None, ticks_allowed=None, capacity=np.array([4.0, np.inf, 5.0]))
    plan = method(two_ways(flow=flow))
    assert (plan.cost, plan.gap, plan.opened) == (np.inf, np.inf, ())


@pytest.mark.parametrize("seed", range(4))
def test_an_addition_never_raises_the_cost(seed):
    problem = random_choice(seed, budget=True)
    costs = [
        solve_fixed_charge(replace(problem, budget=budget)).cost for budget in (0.0, 30.0, 300.0)
    ]
    assert costs == sorted(costs, reverse=True)


def test_the_plan_is_the_same_on_more_threads():
    problem = random_choice(5, budget=True, timed=True)
    plans = [solve_fixed_charge(problem, threads=threads) for threads in (1, 2)]
    assert len({(plan.paths, plan.opened, plan.bound) for plan in plans}) == 1


def test_a_gap_that_makes_no_sense_is_refused():
    with pytest.raises(QuestionError, match="gap: found 2"):
        solve_fixed_charge(two_ways(), gap=2)
