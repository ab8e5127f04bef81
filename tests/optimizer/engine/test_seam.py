"""Which engine answers, and that the other would have said the same."""

import itertools
import threading
from math import inf

import pytest

import landbridge as lb
from landbridge.optimizer import engine as seam
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.clock import to_minute
from landbridge.optimizer.demand import Demand
from landbridge.optimizer.graph_options import GraphOptions
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.search_graph import Arc, Path, Ride, Schedule, SearchGraph
from landbridge.optimizer.shipment_graph import ShipmentGraph
from landbridge.optimizer.timetable import horizon_of

from .engines import IS_BUILT, both_engines, named, needs_core
from .random_storage import ALL_WAITS, storage_graph
from .reference_cases import freight_cases, needs_cases


def straight(*arcs: Arc) -> SearchGraph:
    return SearchGraph(arcs, num_nodes=len(arcs) + 1, source=0, target=len(arcs))


def plain(tail: int, *, cost: float = 1, minutes: int = 1, co2e: int = 1) -> Arc:
    return Arc(tail, tail + 1, cost, co2e, minutes, None, 0, 0, None)


def all_paths(name: str, graph: SearchGraph, query: Query) -> list[Path]:
    engine = named(name)
    return list(engine.pareto_paths(graph, query, engine.bounds_to_target(graph)))


def test_the_core_answers_where_it_was_built(monkeypatch):
    monkeypatch.delenv(seam.VARIABLE, raising=False)
    assert seam.name() == ("core" if IS_BUILT else "python")


def test_the_environment_forces_python(monkeypatch):
    monkeypatch.setenv(seam.VARIABLE, "python")
    assert seam.name() == "python"


@needs_core
def test_the_environment_forces_the_core(monkeypatch):
    monkeypatch.setenv(seam.VARIABLE, "core")
    assert seam.name() == "core"


def test_a_core_that_was_not_built_cannot_be_forced(monkeypatch):
    monkeypatch.setenv(seam.VARIABLE, "core")
    monkeypatch.setattr(seam, "_core", lambda: None)
    with pytest.raises(lb.QuestionError, match="core, which was not built"):
        seam.engine()


def test_an_unknown_engine_is_refused(monkeypatch):
    monkeypatch.setenv(seam.VARIABLE, "fortran")
    with pytest.raises(lb.QuestionError, match=r"LANDBRIDGE_ENGINE: found 'fortran'"):
        seam.engine()


@needs_core
@pytest.mark.parametrize("storage", [False, True])
def test_both_engines_take_the_same_paths(storage):
    for seed in range(600):
        graph = storage_graph(seed, days=True, bits=True, hours=bool(seed % 2))
        if not storage:
            arcs = [arc._replace(storage=None) for arc in graph.arcs]
            graph = SearchGraph(arcs, num_nodes=graph.num_nodes, source=0, target=graph.target)
        query = Query(start=1, with_co2e=bool(seed % 3), window=ALL_WAITS)
        assert all_paths("core", graph, query) == all_paths("python", graph, query), seed


@needs_core
def test_both_engines_reach_the_same():
    python, core = named("python"), named("core")
    for seed in range(600):
        graph = storage_graph(seed, days=True, hours=bool(seed % 2))
        assert core.bounds_to_target(graph) == python.bounds_to_target(graph)
        assert core.reach_cost(graph) == python.reach_cost(graph)
        assert core.reach_minutes(graph, 3) == python.reach_minutes(graph, 3)


@needs_core
@pytest.mark.slow
def test_both_engines_take_the_same_routes_of_every_order_on_the_same_departures():
    network = lb.load("chongqing")
    catalogue = Catalogue(network, horizon_of(network, network.orders, 0))
    assert len(network.orders) > 100
    for shipment in network.orders.values():
        graph = ShipmentGraph(catalogue, Demand.of(catalogue, shipment)).build(GraphOptions())
        query = Query(start=to_minute(shipment.ready_at(network.terminals[shipment.origin])))
        assert all_paths("core", graph, query) == all_paths("python", graph, query), shipment.id


@both_engines
def test_the_first_path_can_be_taken_alone(name):
    graph = straight(plain(0), plain(1))
    engine = named(name)
    paths = engine.pareto_paths(graph, Query(start=5), engine.bounds_to_target(graph))
    (path,) = itertools.islice(paths, 1)
    assert (path.cost, path.arrives, path.co2e) == (2, 7, 2)
    assert [(step.leaves, step.arrives) for step in path.steps] == [(5, 6), (6, 7)]
    assert all(type(step.arrives) is int for step in path.steps)


@both_engines
def test_sums_over_two_to_the_31_are_exact(name):
    graph = straight(
        *(plain(n, cost=2**40 + 1, minutes=2**33 + 1, co2e=2**41 + 3) for n in range(4))
    )
    (path,) = all_paths(name, graph, Query(start=0))
    assert (path.cost, path.arrives, path.co2e) == (2**42 + 4, 2**35 + 4, 2**43 + 12)


@both_engines
@pytest.mark.parametrize("criterion", ["cost", "minutes", "co2e"])
@pytest.mark.parametrize("amount", [2**52 - 1, 2**62, 2**70])
def test_sums_that_doubles_cannot_hold_are_refused(name, criterion, amount):
    graph = straight(plain(0), plain(1, **{criterion: amount}), plain(2))
    with pytest.raises(OverflowError, match="a path passes 4503599627370496 cents"):
        all_paths(name, graph, Query(start=0))


@both_engines
def test_the_largest_sum_that_doubles_hold_is_found(name):
    graph = straight(plain(0), plain(1, cost=2**52 - 1))
    (path,) = all_paths(name, graph, Query(start=0))
    assert path.cost == 2**52


@both_engines
def test_no_way_is_no_path(name):
    graph = SearchGraph([plain(0)], num_nodes=3, source=0, target=2)
    assert all_paths(name, graph, Query(start=0)) == []
    assert named(name).reach_cost(graph) == [0, 1, inf]


@both_engines
def test_a_source_that_is_the_target_is_reached_at_once(name):
    graph = SearchGraph([plain(0)], num_nodes=2, source=0, target=0)
    assert all_paths(name, graph, Query(start=7)) == [Path(0, 7, 0, ())]


@both_engines
def test_limits_are_inclusive(name):
    graph = straight(plain(0, cost=5, minutes=9))
    assert len(all_paths(name, graph, Query(start=0, latest=9, most_cost=5))) == 1
    assert all_paths(name, graph, Query(start=0, latest=8)) == []
    assert all_paths(name, graph, Query(start=0, most_cost=4)) == []


@both_engines
def test_of_paths_that_tie_the_first_arc_given_is_kept(name):
    early, late = Schedule([Ride(3, 9, 0)]), Schedule([Ride(4, 9, 0)])
    ends = [Arc(0, 1, 5, 1, 0, timing, 0, 0, None) for timing in (late, early)]
    graph = SearchGraph(ends, num_nodes=2, source=0, target=1)
    (path,) = all_paths(name, graph, Query(start=0))
    assert path.steps[0].arc is ends[0]


@needs_cases
@needs_core
def test_two_searches_at_once_give_the_same():
    """The core lets go of the interpreter, so two threads really search side by side."""
    case = next(iter(freight_cases(260)))
    query = Query(start=case.start)
    alone = all_paths("core", case.graph, query)
    found: list[list[Path]] = []
    threads = [
        threading.Thread(target=lambda: found.append(all_paths("core", case.graph, query)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4
