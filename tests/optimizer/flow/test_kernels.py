"""The compiled kernels and their twins in Python give the same; so do the two masters."""

import importlib.util

import numpy as np
import pytest

from landbridge.network.errors import QuestionError
from landbridge.optimizer import engine as seam
from landbridge.optimizer.flow import engine
from landbridge.optimizer.flow.commodities import grouped
from landbridge.optimizer.flow.either_master import by_either
from landbridge.optimizer.flow.glop_master import by_glop
from landbridge.optimizer.flow.interior_point import by_interior_point
from landbridge.optimizer.flow.master import Master
from landbridge.optimizer.flow.python_kernels import PythonKernels
from landbridge.optimizer.flow.solve import solve_flow

from .flow_problems import line, random_problem

IS_BUILT = importlib.util.find_spec("landbridge.optimizer._flow") is not None
needs_core = pytest.mark.skipif(not IS_BUILT, reason="the core was not built: no C++ compiler")
both = pytest.mark.parametrize("name", ["python", pytest.param("core", marks=needs_core)])


def named(name):
    if name == "python":
        return PythonKernels()
    from landbridge.optimizer.flow.core_kernels import CoreKernels

    return CoreKernels()


def graphs(problem):
    commodities = grouped(problem, np.arange(problem.num_commodities))
    return commodities, [named(name).graph(problem, commodities) for name in ("core", "python")]


def assert_same(one, other):
    if isinstance(one, tuple):
        assert len(one) == len(other)
        for mine, yours in zip(one, other, strict=True):
            assert_same(mine, yours)
    else:
        np.testing.assert_array_equal(one, other)


@needs_core
@pytest.mark.parametrize("seed", range(20))
def test_both_graphs_find_the_same_paths(seed):
    problem = random_problem(seed, nodes=15, commodities=40, timed=True)
    commodities, (core, python) = graphs(problem)
    rng = np.random.default_rng(seed)
    weights = np.where(
        rng.random(problem.num_arcs) < 0.5, problem.cost, rng.random(len(problem.cost))
    )
    count, span = len(commodities), (1, len(commodities.origin))
    limits = rng.uniform(5, 30, count)
    assert_same(core.shortest(weights, limits, span), python.shortest(weights, limits, span))
    tried = [
        graph.in_time(weights, limits, np.zeros(count), np.full(count, 1e-3), 6, span)
        for graph in (core, python)
    ]
    assert_same(*tried)
    targets, row = np.unique(commodities.destination, return_inverse=True)
    ticks = problem.ticks.astype(float)
    tables = tuple(
        core.distances_to(each, targets, np.full(len(targets), 40.0))
        for each in (weights, ticks, weights + 0.5 * ticks)
    )
    assert_same(tables[0], python.distances_to(weights, targets, np.full(len(targets), 40.0)))
    wanted = rng.random(count) < 0.7
    exact = [
        graph.exact_in_time(weights, limits, wanted, row.astype(np.int32), tables, 0.5, span)
        for graph in (core, python)
    ]
    assert_same(*exact)


@needs_core
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("most_searches", [0, 3, 1000])
def test_both_graphs_place_the_same(seed, most_searches):
    problem = random_problem(seed, nodes=10, commodities=20, timed=seed % 2 == 1)
    commodities, both_graphs = graphs(problem)
    found = []
    for graph in both_graphs:
        _, (who, length, arcs) = graph.shortest(
            problem.cost, np.full(len(commodities), np.inf), (0, len(commodities.origin))
        )
        group = np.searchsorted(who, np.arange(len(commodities) + 1))
        first = np.concatenate([[0], np.cumsum(length)])
        cost = np.add.reduceat(np.append(problem.cost[arcs], 0), first[:-1]) * (length > 0)
        room = problem.capacity.copy()
        placed = graph.place(
            room,
            problem.cost,
            commodities.demand,
            commodities.reject_cost,
            (group, first, arcs, cost),
            1e-9,
            most_searches,
        )
        found.append((room, *placed))
    assert_same(*found)


@needs_core
@pytest.mark.parametrize("seed", range(10))
def test_both_sum_the_same(seed):
    master = random_master(seed)
    rng = np.random.default_rng(seed)
    rows, columns = len(master.capacity), len(master.cost)
    x, y = rng.random(columns), rng.random(rows)
    core, python = named("core"), named("python")
    shape = (master.first, master.rows)
    assert_same(core.column_sums(*shape, y), python.column_sums(*shape, y))
    assert_same(core.row_sums(*shape, x, rows), python.row_sums(*shape, x, rows))
    weights = 10.0 ** rng.uniform(-6, 6, columns)
    one, other = (
        np.tril(each.schur(*shape, master.group, weights, rows)) for each in (core, python)
    )
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9 * np.abs(one).max())
    factor = np.linalg.cholesky(one + one.T + 1e7 * np.eye(rows))
    np.testing.assert_allclose(
        core.cholesky_solve(factor, y), python.cholesky_solve(factor, y), rtol=1e-9
    )


def random_master(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 6, 12)
    columns, num_rows = int(sizes.sum()), 7
    lengths = rng.integers(0, 4, columns)
    rows = [np.sort(rng.choice(num_rows, size, replace=False)) for size in lengths]
    return Master(
        cost=rng.integers(1, 20, columns).astype(float),
        first=np.concatenate([[0], np.cumsum(lengths)]),
        rows=np.concatenate([np.zeros(0, int), *rows]).astype(np.int32),
        group=np.concatenate([[0], np.cumsum(sizes)]),
        demand=rng.uniform(1, 9, 12),
        capacity=rng.uniform(-1, 15, num_rows),
        penalty=np.full(num_rows, 30.0),
    )


def value(master, solution):
    load = np.zeros(len(master.capacity))
    owner = np.repeat(np.arange(len(master.cost)), np.diff(master.first))
    np.add.at(load, master.rows, solution.amounts[owner])
    over = np.maximum(load - master.capacity, 0)
    return float(master.cost @ solution.amounts + master.penalty @ over)


@both
@pytest.mark.parametrize("seed", range(30))
def test_the_interior_point_method_finds_the_optimum_of_glop(name, seed):
    master = random_master(seed)
    exact = by_glop(master, named(name), 0.0)
    found = by_interior_point(master, named(name), 1e-9)
    assert found.is_precise
    assert value(master, found) == pytest.approx(value(master, exact), rel=1e-7)
    carried = np.add.reduceat(found.amounts, master.group[:-1])
    np.testing.assert_allclose(carried, master.demand, rtol=1e-7)


@pytest.mark.parametrize("timed", [False, True])
def test_both_engines_prove_the_same_cost(timed, monkeypatch):
    problem = random_problem(5, nodes=25, commodities=50, timed=timed)
    plans = []
    for name in ["python", *(["core"] if IS_BUILT else [])]:
        monkeypatch.setenv(seam.VARIABLE, name)
        plans.append(solve_flow(problem, gap=1e-8))
        assert f"kernels in {'Python' if name == 'python' else 'C++'}" in plans[-1].method
    assert plans[0].cost == pytest.approx(plans[-1].cost, rel=1e-7)
    assert plans[0].bound == pytest.approx(plans[-1].bound, rel=1e-7)


def test_a_core_that_was_not_built_cannot_be_forced(monkeypatch):
    monkeypatch.setenv(seam.VARIABLE, "core")
    monkeypatch.setattr(engine, "_core", lambda: None)
    with pytest.raises(QuestionError, match="core, which was not built"):
        solve_flow(line())


def test_where_rounding_stops_the_interior_point_method_glop_solves_the_master(monkeypatch):
    def fails(matrix):
        raise np.linalg.LinAlgError

    monkeypatch.setattr(np.linalg, "cholesky", fails)
    master = random_master(1)
    found = by_either()(master, PythonKernels(), 1e-9)
    exact = by_glop(master, PythonKernels(), 0.0)
    assert value(master, found) == pytest.approx(value(master, exact))
