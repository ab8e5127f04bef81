"""Generated networks are the same ones always, and look as they are described."""

import math

import networkx as nx
import numpy as np
import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.importers.generated import TRANSFERS, generated_flow
from landbridge.network.multicommodity import FlowPath, FlowPlan

FIGURES = (498, 4644, 73, 2592911.728508097, 91223, 12683.2, 82688, 2667452.824429796)
"""Nodes, arcs and origins; sums of costs, ticks, tonnes, ticks allowed and reject costs."""


def cheapest(problem):
    """Put every commodity on its cheapest path, in time or not."""
    graph = nx.DiGraph()
    for arc in range(problem.num_arcs):
        ends = int(problem.tail[arc]), int(problem.head[arc])
        graph.add_edge(*ends, cost=problem.cost[arc], arc=arc)
    paths = []
    for k in range(problem.num_commodities):
        ends = int(problem.origin[k]), int(problem.destination[k])
        way = nx.shortest_path(graph, *ends, weight="cost")
        arcs = tuple(graph.edges[edge]["arc"] for edge in nx.utils.pairwise(way))
        paths.append(FlowPath(commodity=k, arcs=arcs, amount=float(problem.demand[k])))
    return FlowPlan(
        problem=problem, paths=tuple(paths), rejected=np.zeros(len(paths)), cost=0.0, bound=0.0,
        unreachable=(), capacity_prices=np.zeros(problem.num_arcs), rounds=1, seconds=0.0,
        method="cheapest paths",
    )  # fmt: skip


@pytest.fixture(scope="module")
def problem():
    return generated_flow(500, 1000, 1, solve=cheapest)


def test_the_reference_network_is_made(problem):
    """These figures were taken from the generator with whose networks the optima are known."""
    assert (problem.num_nodes, problem.num_arcs, len(set(problem.origin.tolist()))) == FIGURES[:3]
    assert problem.cost.sum() == pytest.approx(FIGURES[3], rel=1e-12)
    assert problem.ticks.sum() == FIGURES[4]
    assert problem.demand.sum() == pytest.approx(FIGURES[5])
    assert problem.ticks_allowed.sum() == FIGURES[6]
    assert problem.reject_cost.sum() == pytest.approx(FIGURES[7], rel=1e-12)


def test_roads_take_everything_and_the_rest_is_near_its_load(problem):
    free = cheapest(problem)
    load = np.zeros(problem.num_arcs)
    for path in free.paths:
        load[list(path.arcs)] += path.amount
    limited = np.isfinite(problem.capacity)
    is_transfer = np.isin(problem.cost, [cost for cost, _ in TRANSFERS.values()])
    assert limited[is_transfer].all()
    assert not limited[: len(limited) // 3].any()  # roads come first
    base = np.maximum(load, np.median(load[limited & (load > 0)]))[limited]
    share = problem.capacity[limited] / base
    assert (share.min() > 0.53, share.max() < 1.33) == (True, True)


def test_every_shipment_can_be_in_time(problem):
    graph = nx.DiGraph()
    for arc in range(problem.num_arcs):
        ends = int(problem.tail[arc]), int(problem.head[arc])
        graph.add_edge(*ends, ticks=int(problem.ticks[arc]))
    for k in range(100):
        ends = int(problem.origin[k]), int(problem.destination[k])
        fastest = nx.shortest_path_length(graph, *ends, weight="ticks")
        assert 1.3 * fastest <= problem.ticks_allowed[k] <= 4 * fastest + 5


def test_the_same_numbers_make_the_same_network_and_others_another():
    one, again, other = (generated_flow(120, 30, seed, solve=cheapest) for seed in (1, 1, 2))
    assert (one.capacity.tolist(), one.cost.tolist()) == (
        again.capacity.tolist(), again.cost.tolist(),
    )  # fmt: skip
    assert other.cost.sum() != one.cost.sum()


def test_numbers_out_of_range_are_refused():
    with pytest.raises(QuestionError, match=r"nodes: found 7; expected 100 to 100,000\n.*seed"):
        generated_flow(7, 10, -1, solve=math.nan)
