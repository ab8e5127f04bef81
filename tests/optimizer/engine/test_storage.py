"""Storage after free days, exactly: both engines against an oracle that tries every wait."""

import pytest

from landbridge.optimizer import engine as seam
from landbridge.optimizer import storage_search
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.search_graph import (
    Arc,
    Departures,
    HandlingTiming,
    RegularSchedule,
    Ride,
    Schedule,
    SearchGraph,
    Storage,
)
from landbridge.optimizer.storage_search import StorageSearch
from landbridge.optimizer.working_hours import Openings, Work

from ..graph_oracle import Vector, beats
from .engines import both_engines, named
from .random_storage import ALL_WAITS, DAY, chain_graph, every_way, is_replayed, storage_graph

SEEDS = range(1_500)


def search(name: str, graph: SearchGraph, query: Query) -> list[Vector]:
    engine = named(name)
    paths = list(engine.pareto_paths(graph, query, engine.bounds_to_target(graph)))
    assert all(is_replayed(graph, path, query) for path in paths)
    return [(path.cost, path.arrives, path.co2e) for path in paths]


def waiting(*arcs: Arc) -> SearchGraph:
    nodes = 1 + max(max(arc.tail, arc.head) for arc in arcs)
    return SearchGraph(arcs, num_nodes=nodes, source=0, target=nodes - 1)


def sailing(tail: int, head: int, *leaves: int, storage: Storage | None = None) -> Arc:
    timing = RegularSchedule(Departures(leaves), 0, 10)
    return Arc(tail, head, 100, 0, 0, timing, 0, 0, None, storage)


@both_engines
def test_fronts_are_those_of_an_oracle_that_tries_every_wait(name):
    query = Query(start=0, window=ALL_WAITS)
    wrong = [
        seed
        for seed in SEEDS
        if search(name, storage_graph(seed), query) != every_way(storage_graph(seed), query)
    ]
    assert wrong == []


@both_engines
def test_prices_in_parts_of_cents_are_compared_with_slack(name):
    """Half a cent more freight is less than what rounding adds to a charge: 3.6 and 3.2 cents."""
    storage = Storage(cents_per_day=0.4 * DAY, free_minutes=0, factor=1)
    early, late = (
        Arc(0, 1, cost, 0, minutes, None, 0, 0, None) for cost, minutes in ((1, 1), (1.5, 2))
    )
    graph = waiting(early, late, sailing(1, 2, 10, storage=storage))
    assert search(name, graph, Query(start=0)) == [(104.5, 20, 0)]


@both_engines
def test_bits_and_prices_by_the_day_go_with_storage(name):
    query = Query(start=2, window=ALL_WAITS, required=1, latest=40)
    for seed in range(400):
        graph = storage_graph(seed, days=True, bits=True)
        expected = [vector for vector in every_way(graph, query) if vector[1] <= 40]
        assert search(name, graph, query) == expected, seed


@both_engines
def test_opening_hours_go_with_storage(name):
    query = Query(start=0, window=ALL_WAITS)
    for seed in range(1_000):
        graph = storage_graph(seed, days=bool(seed % 2), hours=True)
        assert search(name, graph, query) == every_way(graph, query), seed
        chain = chain_graph(seed)
        assert search(name, chain, query) == every_way(chain, query), seed


@both_engines
def test_to_miss_closing_time_saves_a_night_of_storage(name):
    """A dearer train that comes after closing time has its box done the next day only."""
    handling = HandlingTiming(Work(1, Openings([(0, 10), (90, 100)])), Work(0), is_overall=False)
    graph = waiting(
        sailing(0, 1, -1),
        sailing(0, 1, 0)._replace(cost=150),
        Arc(1, 2, 0, 0, 1, handling, 0, 0, None),
        sailing(2, 3, 95, storage=Storage(cents_per_day=DAY, free_minutes=0, factor=1)),
    )
    assert search(name, graph, Query(start=-20)) == [(254, 105, 0)]


@both_engines
def test_a_window_loses_nothing_but_what_waits_longer(name):
    """What a short window finds is real, and beaten by nothing but by longer waits."""
    narrow, wide = Query(start=0, window=6), Query(start=0, window=ALL_WAITS)
    lost = 0
    for seed in range(600):
        graph = storage_graph(seed)
        all_found, found = search(name, graph, wide), search(name, graph, narrow)
        lost += found != all_found
        assert all(any(beats(best, vector) for best in all_found) for vector in found)
    assert 0 < lost < 60


@both_engines
@pytest.mark.parametrize(
    ("leaves", "cost"), [(1_000, 200), (1_441, 200), (2_160, 250), (2_880, 300)]
)
def test_storage_is_paid_by_the_minute_after_the_free_time(name, leaves, cost):
    storage = Storage(cents_per_day=100, free_minutes=DAY, factor=1)
    graph = waiting(sailing(0, 1, 0), sailing(1, 2, leaves + 10, storage=storage))
    assert search(name, graph, Query(start=0))[0][0] == cost


@both_engines
def test_waiting_upstream_wins_where_storage_is_free(name):
    storage = Storage(cents_per_day=DAY, free_minutes=0, factor=2)
    graph = waiting(sailing(0, 1, 0, 50, 90), sailing(1, 2, 100, storage=storage))
    assert search(name, graph, Query(start=0)) == [(200, 110, 0)]


@both_engines
def test_the_next_train_is_caught_where_a_faster_one_means_storage(name):
    """The slow train leaves now; the fast one later, from a yard that charges."""
    storage = Storage(cents_per_day=DAY, free_minutes=0, factor=1)
    trains = Schedule([Ride(1, 60, 0), Ride(30, 40, 0)])
    graph = waiting(
        sailing(0, 1, 0),
        Arc(1, 2, 100, 0, 0, trains, 0, 0, None, storage._replace(free_minutes=-9)),
    )
    assert search(name, graph, Query(start=-20)) == [(229, 40, 0)]


@both_engines
def test_cents_are_rounded_for_a_unit_and_then_multiplied(name):
    storage = Storage(cents_per_day=720, free_minutes=0, factor=3)
    graph = waiting(sailing(0, 1, 0), sailing(1, 2, 11, storage=storage))
    assert search(name, graph, Query(start=0)) == [(203, 21, 0)]


@both_engines
def test_a_free_round_trip_ends(name):
    """Riding round for nothing must not be tried for ever while storage is saved."""
    storage = Storage(cents_per_day=DAY, free_minutes=0, factor=1)
    static = [Arc(1, 2, 0, 0, 1, None, 0, 0, None), Arc(2, 1, 0, 0, 1, None, 0, 0, None)]
    graph = waiting(sailing(0, 1, 0), *static, sailing(2, 3, 40, storage=storage))
    assert search(name, graph, Query(start=0)) == [(201, 50, 0)]


def relaxing(graph: SearchGraph, query: Query) -> list[Vector]:
    """Search with storage charged where it has to be, as learned on the way."""
    paths = StorageSearch().paths(graph, query, seam.engine().bounds_to_target(graph))
    assert all(is_replayed(graph, path, query) for path in paths)
    return [(path.cost, path.arrives, path.co2e) for path in paths]


@both_engines
@pytest.mark.parametrize("days", [False, True])
@pytest.mark.parametrize("hours", [False, True])
def test_charging_only_where_it_matters_finds_the_same(name, hours, days, monkeypatch):
    monkeypatch.setenv(seam.VARIABLE, name)
    query = Query(start=0, window=ALL_WAITS)
    graphs = [storage_graph(n, days=days, bits=days, hours=hours) for n in range(600)]
    assert [n for n, g in enumerate(graphs) if relaxing(g, query) != every_way(g, query)] == []


@both_engines
def test_charging_everywhere_where_one_path_lacks_a_charge_finds_the_same(name, monkeypatch):
    monkeypatch.setenv(seam.VARIABLE, name)
    monkeypatch.setattr(storage_search, "MANY", 1)
    query = Query(start=0, window=ALL_WAITS)
    graphs = [storage_graph(seed) for seed in range(400)]
    assert [n for n, g in enumerate(graphs) if relaxing(g, query) != every_way(g, query)] == []


def test_cargo_is_held_at_its_origin_rather_than_charged_for_on_the_way():
    storage = Storage(cents_per_day=DAY, free_minutes=0, factor=2)
    graph = waiting(sailing(0, 1, 0, 50, 90), sailing(1, 2, 100, storage=storage))
    search = StorageSearch()
    (path,) = search.paths(graph, Query(start=0), seam.engine().bounds_to_target(graph))
    assert [step.leaves for step in path.steps] == [90, 100]
    assert search.charged == frozenset()


def test_a_charge_that_cannot_be_avoided_is_learned():
    storage = Storage(cents_per_day=DAY, free_minutes=0, factor=2)
    graph = waiting(sailing(0, 1, 0), sailing(1, 2, 100, storage=storage))
    search = StorageSearch()
    (path,) = search.paths(graph, Query(start=0), seam.engine().bounds_to_target(graph))
    assert (path.cost, search.charged) == (380, {1})
