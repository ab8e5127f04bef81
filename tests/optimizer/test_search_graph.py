"""What an arc offers a search: every departure that can be part of a best way."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from landbridge.optimizer.search_graph import Arc, OnDemandDays, Ride, Schedule, SearchGraph

from .graph_oracle import front
from .random_graphs import schedules

MINUTES = st.integers(-1, 14)


def arc(tail: int, head: int, timing: Schedule | OnDemandDays | None = None) -> Arc:
    return Arc(tail, head, 0, 0, 1, timing, 0, 0, None)


@given(schedules(), MINUTES)
def test_a_schedule_offers_exactly_the_departures_that_nothing_beats(schedule, minute):
    catchable = [r for r in schedule.rides if r.leaves >= minute]
    best = front((ride.extra_cost, ride.arrives) for ride in catchable)
    offered = [(ride.extra_cost, ride.arrives) for ride in schedule.options(minute)]
    assert sorted(offered) == best


@given(schedules(), MINUTES)
def test_a_schedule_offers_no_departure_that_has_left_or_is_cancelled(schedule, minute):
    options = schedule.options(minute)
    assert all(minute <= ride.leaves and ride.extra_cost < inf for ride in options)


def test_a_slow_train_is_left_for_one_that_overtakes_it():
    schedule = Schedule([Ride(0, 100, 0), Ride(10, 50, 0)])
    assert schedule.options(0) == (Ride(10, 50, 0),)


def test_a_dear_sailing_does_not_hide_a_later_cheap_one():
    schedule = Schedule([Ride(0, 50, 9), Ride(10, 60, 0)])
    assert schedule.options(0) == (Ride(0, 50, 9), Ride(10, 60, 0))


def test_a_departure_can_be_caught_in_its_last_minute_and_not_after():
    schedule = Schedule([Ride(10, 20, 0)])
    assert schedule.options(10) == (Ride(10, 20, 0),)
    assert schedule.options(11) == ()


def test_a_schedule_without_departures_offers_nothing():
    assert Schedule([Ride(10, 20, inf)]).options(0) == ()
    assert Schedule([]).shortest_minutes == 0


def test_the_bounds_of_a_schedule_are_of_its_fastest_and_its_cheapest_departure():
    schedule = Schedule([Ride(0, 50, 4), Ride(10, 90, 2), Ride(20, 25, inf)])
    assert (schedule.shortest_minutes, schedule.least_extra_cost) == (50, 2)


def test_an_on_demand_arc_leaves_at_once_at_the_price_of_the_day():
    truck = OnDemandDays(30, [(100, 7.0), (200, inf), (300, 0.0)])
    assert [list(truck.options(minute)) for minute in (99, 100, 199, 200, 299, 300)] == [
        [Ride(99, 129, 0)],
        [Ride(100, 130, 7)],
        [Ride(199, 229, 7)],
        [],
        [],
        [Ride(300, 330, 0)],
    ]


def test_nodes_are_unsteady_up_to_the_last_wait_for_a_schedule():
    train = Schedule([Ride(5, 6, 0)])
    truck = OnDemandDays(1, [(9, 4.0)])
    graph = SearchGraph(
        [arc(0, 1), arc(1, 2, train), arc(2, 3), arc(3, 4, truck), arc(4, 5)],
        num_nodes=6,
        source=0,
        target=5,
    )
    assert (graph.unsteady, graph.steady_from) == ({2, 3}, 9)


def test_without_prices_by_the_day_no_node_is_unsteady():
    train = Schedule([Ride(5, 6, 3)])
    graph = SearchGraph([arc(0, 1), arc(1, 2, train)], num_nodes=3, source=0, target=2)
    assert (graph.unsteady, graph.steady_from) == (frozenset(), -inf)
