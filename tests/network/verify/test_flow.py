"""Every rule of a static flow is checked: a sound flow, spoilt in one place."""

import math
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.multicommodity import FlowPath, FlowPlan, FlowProblem
from landbridge.network.verify.flow import least_costs, verify_flow, verify_whole_flow

PROBLEM = FlowProblem(
    name="two ways",
    num_nodes=4,
    tail=np.array([0, 0, 1, 2], np.int32),
    head=np.array([1, 2, 3, 3], np.int32),
    cost=np.array([1.0, 2.0, 1.0, 2.0]),
    capacity=np.array([np.inf, np.inf, 4.0, np.inf]),
    ticks=np.array([1, 2, 1, 2], np.int32),
    origin=np.array([0, 0, 3], np.int32),
    destination=np.array([3, 3, 0], np.int32),
    demand=np.array([5.0, 2.0, 1.0]),
    reject_cost=np.array([9.0, 10.0, 7.0]),
    ticks_allowed=np.array([4, 3, 99], np.int32),
)


def path(commodity, *arcs, amount=1.0):
    return FlowPath(commodity=commodity, arcs=arcs, amount=amount)


def flow(*paths, rejected=(0.0, 0.0, 1.0), **changes):
    fields = {
        "cost": 27.0,
        "bound": 27.0,
        "unreachable": (2,),
        "capacity_prices": np.array([0.0, 0.0, 2.0, 0.0]),
    }
    return FlowPlan(
        problem=PROBLEM, paths=paths, rejected=np.array(rejected), rounds=1, seconds=0.0,
        method="by hand", **{**fields, **changes},
    )  # fmt: skip


PATHS = (path(0, 0, 2, amount=2.0), path(0, 1, 3, amount=3.0), path(1, 0, 2, amount=2.0))


def test_a_sound_flow_breaks_no_rule():
    assert verify_flow(flow(*PATHS)) == []


def test_a_weaker_bound_is_sound():
    assert verify_flow(flow(*PATHS, bound=20.0, capacity_prices=np.zeros(4))) == []


def test_units_that_must_be_served_and_are_not_cost_without_limit():
    must = replace(PROBLEM, reject_cost=np.array([np.inf, np.inf, np.inf]))
    plan = replace(flow(*PATHS), problem=must, cost=math.inf, bound=math.inf)
    assert verify_flow(plan) == []


@pytest.mark.parametrize(
    ("plan", "rule"),
    [
        (flow(*PATHS, path(9, 0, 2)), "known arcs"),
        (flow(*PATHS, path(0, 0, 7)), "known arcs"),
        (flow(*PATHS, path(0, 0, 3)), "arcs connect"),
        (flow(*PATHS, path(0, 0)), "destination"),
        (flow(*PATHS, path(0, 1, 3, amount=0.0)), "amount"),
        (flow(*PATHS, path(1, 1, 3)), "time limit"),
        (flow(*PATHS[:2]), "all units accounted for"),
        (flow(*PATHS, rejected=(0.0, 1e-5, 1.0)), "all units accounted for"),
        (flow(*PATHS[:2], path(1, 0, 2, amount=3.0), rejected=(0.0, -1.0, 1.0)), "rejected"),
        (flow(path(0, 0, 2, amount=2.1), path(0, 1, 3, amount=2.9), PATHS[2]), "capacity"),
        (flow(*PATHS, cost=26.999), "cost"),
        (flow(*PATHS, bound=27.001), "bound"),
        (flow(*PATHS, bound=27.0, capacity_prices=np.array([0, 0, 1.0, 0])), "bound"),
        (flow(*PATHS, capacity_prices=np.array([0, 0, -1.0, 0])), "prices"),
        (flow(*PATHS, capacity_prices=np.array([1.0, 0, 2.0, 0])), "prices"),
        (flow(*PATHS, capacity_prices=np.array([np.nan, 0, 2.0, 0])), "prices"),
        (flow(*PATHS, unreachable=()), "unreachable"),
        (flow(*PATHS, unreachable=(1, 2)), "unreachable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_rule_is_named(plan, rule):
    assert rule in [violation.rule for violation in verify_flow(plan)]


def random_problem(seed, *, with_time):
    draw = np.random.default_rng(seed)
    nodes, arcs, commodities = 6, 14, 5
    ends = draw.integers(0, nodes, (2, arcs)).astype(np.int32)
    asked = draw.integers(0, nodes, (2, commodities)).astype(np.int32)
    return FlowProblem(
        name="random", num_nodes=nodes, tail=ends[0], head=ends[1],
        cost=draw.integers(0, 9, arcs).astype(float), capacity=np.full(arcs, np.inf),
        ticks=draw.integers(0, 5, arcs).astype(np.int32) if with_time else None,
        origin=asked[0], destination=asked[1], demand=np.ones(commodities),
        reject_cost=np.full(commodities, np.inf),
        ticks_allowed=draw.integers(0, 12, commodities).astype(np.int32) if with_time else None,
    )  # fmt: skip


@given(st.integers(0, 10_000), st.booleans())
def test_the_cheapest_paths_in_time_are_found(seed, with_time):
    problem = random_problem(seed, with_time=with_time)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(problem.num_nodes))
    for arc, ends in enumerate(zip(problem.tail.tolist(), problem.head.tolist(), strict=True)):
        graph.add_edge(*ends, key=arc)
    known = []
    for k in range(problem.num_commodities):
        origin, destination = int(problem.origin[k]), int(problem.destination[k])
        paths = [[]] if origin == destination else [
            [arc for _, _, arc in way]
            for way in nx.all_simple_edge_paths(graph, origin, destination)
        ]  # fmt: skip
        if with_time:
            paths = [p for p in paths if problem.ticks[p].sum() <= problem.ticks_allowed[k]]
        known.append(min((problem.cost[p].sum() for p in paths), default=math.inf))
    assert least_costs(problem, problem.cost).tolist() == known


WHOLE = (path(0, 1, 3, amount=5.0), path(1, 0, 2, amount=2.0))


def test_one_path_for_each_commodity_or_none_is_whole():
    assert verify_whole_flow(flow(*WHOLE, cost=31.0)) == []


def test_a_commodity_on_two_paths_or_partly_rejected_is_not_whole():
    assert [v.rule for v in verify_whole_flow(flow(*PATHS))] == ["whole"]
    less = (replace(WHOLE[0], amount=4.0), WHOLE[1])
    (broken,) = verify_whole_flow(flow(*less, rejected=(1.0, 0.0, 1.0), cost=36.0))
    assert (broken.rule, broken.found) == ("whole", "1 paths and rejected")
