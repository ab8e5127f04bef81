"""The engine against an oracle that tries everything, on random small graphs."""

from dataclasses import replace
from itertools import islice
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.optimizer.label_setting import Query, bounds_to_target, pareto_paths
from landbridge.optimizer.search_graph import Arc, OnDemandDays, Ride, Schedule, SearchGraph

from .graph_oracle import all_fronts, found_paths, replayed, vectors_of
from .random_graphs import UNTIL, graphs

STARTS = st.integers(0, 8)
QUERIES = st.builds(Query, start=STARTS, with_co2e=st.booleans())
LIMITED = st.builds(
    Query,
    start=STARTS,
    with_co2e=st.booleans(),
    latest=st.integers(0, 40),
    most_cost=st.integers(0, 20),
)
WITH_BITS = st.builds(
    Query, start=STARTS, with_co2e=st.booleans(), latest=st.just(40), required=st.integers(0, 3)
)


def plain(tail: int, head: int, cost: float = 0, minutes: int = 0, co2e: int = 0) -> Arc:
    return Arc(tail, head, cost, co2e, minutes, None, 0, 0, None)


def timed(tail: int, head: int, timing: Schedule | OnDemandDays, cost: float = 0) -> Arc:
    return Arc(tail, head, cost, 0, 0, timing, 0, 0, None)


def search(arcs: list[Arc], query: Query | None = None) -> list[tuple[float, ...]]:
    """Search from node 0 to the last node."""
    last = max(max(arc.tail, arc.head) for arc in arcs)
    graph = SearchGraph(arcs, num_nodes=last + 1, source=0, target=last)
    asked = query or Query(start=0, with_co2e=False)
    return vectors_of(found_paths(graph, asked), asked)


@settings(max_examples=400)
@given(graphs(), QUERIES)
def test_fronts_are_those_of_an_oracle_that_tries_everything(graph, query):
    assert vectors_of(found_paths(graph, query), query) == all_fronts(graph, query, until=UNTIL)


@settings(max_examples=300)
@given(graphs(bits=True), WITH_BITS)
def test_bits_are_set_forbidden_and_required(graph, query):
    assert vectors_of(found_paths(graph, query), query) == all_fronts(graph, query, until=UNTIL)


@settings(max_examples=300)
@given(graphs(days=True), LIMITED)
def test_to_arrive_later_can_be_better_where_costs_go_by_the_day(graph, query):
    assert vectors_of(found_paths(graph, query), query) == all_fronts(graph, query, until=UNTIL)


@settings(max_examples=300)
@given(graphs(days=True, bits=True, hours=True), LIMITED)
def test_handlings_wait_for_opening_hours(graph, query):
    assert vectors_of(found_paths(graph, query), query) == all_fronts(graph, query, until=UNTIL)


@settings(max_examples=200)
@given(graphs(days=True), QUERIES)
def test_a_search_without_limits_comes_to_an_end(graph, query):
    assert vectors_of(found_paths(graph, query), query) == all_fronts(graph, query, until=UNTIL)


@settings(max_examples=200)
@given(graphs(), LIMITED)
def test_limits_leave_of_the_front_what_keeps_them(graph, query):
    free = replace(query, latest=inf, most_cost=inf)
    kept = [
        path
        for path in found_paths(graph, free)
        if path.cost <= query.most_cost and path.arrives <= query.latest
    ]
    assert vectors_of(found_paths(graph, query), query) == vectors_of(kept, query)


@settings(max_examples=200)
@given(graphs(days=True, bits=True), LIMITED)
def test_every_path_can_be_taken_step_by_step(graph, query):
    for path in found_paths(graph, query):
        cost, minute, co2e, bits = replayed(graph, path, query)
        assert (cost, minute) == (path.cost, path.arrives)
        assert path.co2e == (co2e if query.with_co2e else 0)
        assert bits & query.required == query.required


@settings(max_examples=200)
@given(graphs(days=True, hours=True), QUERIES)
def test_bounds_are_lower_bounds(graph, query):
    bounds = bounds_to_target(graph)
    for path in found_paths(graph, replace(query, latest=UNTIL)):
        cost, minute = path.cost, path.arrives - query.start
        assert bounds.cost[graph.source] <= cost
        assert bounds.minutes[graph.source] <= minute
        if query.with_co2e:
            assert bounds.co2e[graph.source] <= path.co2e


@settings(max_examples=100)
@given(graphs(), QUERIES, st.integers(1, 4))
def test_bounds_of_a_cheaper_graph_serve_a_dearer_one(graph, query, factor):
    dearer = SearchGraph(
        [arc._replace(cost=arc.cost * factor) for arc in graph.arcs],
        num_nodes=graph.num_nodes,
        source=graph.source,
        target=graph.target,
    )
    borrowed = list(pareto_paths(dearer, query, bounds_to_target(graph)))
    assert vectors_of(borrowed, query) == vectors_of(found_paths(dearer, query), query)


@settings(max_examples=100)
@given(graphs(days=True), LIMITED)
def test_two_searches_take_the_same_steps(graph, query):
    assert found_paths(graph, query) == found_paths(graph, query)


@settings(max_examples=100)
@given(graphs(), QUERIES, st.permutations(range(12)))
def test_the_order_of_arcs_changes_no_front(graph, query, order):
    arcs = [graph.arcs[n] for n in order if n < len(graph.arcs)]
    shuffled = SearchGraph(arcs, num_nodes=graph.num_nodes, source=0, target=graph.target)
    assert vectors_of(found_paths(shuffled, query), query) == vectors_of(
        found_paths(graph, query), query
    )


def test_the_whole_front_is_as_long_as_it_has_to_be():
    arcs = [plain(0, 1, cost=n, minutes=10_000 - n) for n in range(10_000)]
    assert len(search(arcs)) == 10_000


def test_the_first_path_costs_less_than_the_front():
    graph = SearchGraph(
        [plain(0, 1, cost=n, minutes=9 - n) for n in range(9)], num_nodes=2, source=0, target=1
    )
    paths = pareto_paths(graph, Query(start=0), bounds_to_target(graph))
    assert [path.cost for path in islice(paths, 1)] == [0]


def test_limits_are_inclusive():
    arcs = [plain(0, 1, cost=5, minutes=30)]
    assert search(arcs, Query(start=7, latest=37, most_cost=5, with_co2e=False)) == [(5, 37)]
    assert search(arcs, Query(start=7, latest=36, with_co2e=False)) == []
    assert search(arcs, Query(start=7, most_cost=4, with_co2e=False)) == []


def test_nothing_is_found_where_there_is_no_way():
    assert search([plain(1, 0), plain(1, 2)]) == []


def test_a_source_that_is_the_target_is_reached_at_once():
    graph = SearchGraph([plain(0, 0, cost=1)], num_nodes=1, source=0, target=0)
    assert vectors_of(found_paths(graph, Query(start=4)), Query(start=4)) == [(0, 4, 0)]


def test_cycles_that_cost_nothing_do_not_hold_a_search_up():
    assert search([plain(0, 1), plain(1, 0), plain(1, 1), plain(1, 2, cost=3)]) == [(3, 0)]


def test_parallel_arcs_that_are_equal_give_one_path():
    assert search([plain(0, 1, cost=3, minutes=2)] * 3) == [(3, 2)]


def test_a_missed_weekly_train_costs_a_week():
    weekly = Schedule([Ride(day * 1440, day * 1440 + 600, 0) for day in (0, 7)])
    missed = Query(start=1, with_co2e=False)
    assert search([timed(0, 1, weekly)], missed) == [(0, 7 * 1440 + 600)]


def test_after_the_last_departure_there_is_no_way():
    assert search([timed(0, 1, Schedule([Ride(5, 6, 0)]))], Query(start=6)) == []


def test_two_prices_on_two_sailings_are_both_on_the_front():
    sailings = Schedule([Ride(0, 100, 50), Ride(10, 110, 0)])
    assert search([timed(0, 1, sailings, cost=200)]) == [(200, 110), (250, 100)]


def test_amounts_beyond_thirty_two_bits_are_exact():
    assert search([plain(0, 1, cost=2**40, minutes=2**33), plain(1, 2, cost=1)]) == [
        (2**40 + 1, 2**33)
    ]


def test_the_later_of_two_trains_gets_the_cheaper_truck():
    truck = OnDemandDays(1, [(0, 9.0), (20, 0.0)])
    trains = Schedule([Ride(0, 10, 0), Ride(5, 25, 0)])
    assert search([timed(0, 1, trains), plain(1, 2), timed(2, 3, truck)]) == [(0, 26), (9, 11)]


@given(st.sampled_from((0.25, 0.5, 1.0)))
def test_scaled_bounds_are_those_of_the_scaled_graph(share):
    graph = SearchGraph([plain(0, 1, cost=8, minutes=3)], num_nodes=3, source=0, target=1)
    scaled = bounds_to_target(graph).scaled(share)
    assert scaled.cost == [8 * share, 0, inf]
    assert scaled.minutes == [3, 0, inf]
