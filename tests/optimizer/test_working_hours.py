"""Handling in opening hours: waits as they are worked out by hand, and no overtaking."""

from math import inf
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from landbridge.optimizer.search_graph import Arc, Ride, SearchGraph
from landbridge.optimizer.working_hours import HandlingTiming, Openings, Work

from .random_hours import handling_ends, random_handling

DAY = 24 * 60
SEEDS = st.integers(0, 10**9)
MINUTES = st.integers(-20, 100)


def week_of(opens: float, closes: float) -> Openings:
    """Return hours from Monday to Friday, for three weeks from Monday 0:00."""
    days = [week * 7 + day for week in range(3) for day in range(5)]
    return Openings((int(day * DAY + 60 * opens), int(day * DAY + 60 * closes)) for day in days)


def waits(openings: Openings) -> list[float]:
    """Return the waits in hours of cargo that comes in each minute of the second week."""
    week = range(7 * DAY, 14 * DAY)
    return [(openings.start(minute) - minute) / 60 for minute in week]


def test_eight_hours_five_days_a_week_add_15_2_hours_and_64_at_most():
    """The figures of the reference; a mean of 5,120 / 336 h over continuous arrivals."""
    found = waits(week_of(9, 17))
    assert abs(sum(found) / len(found) - 5_120 / 336) < 0.01
    assert max(found) == 64


def test_office_hours_of_chongqing_add_14_5_hours_and_63_at_most():
    found = waits(week_of(8.5, 17.5))
    assert abs(sum(found) / len(found) - 4_869 / 336) < 0.01
    assert max(found) == 63


@given(SEEDS, MINUTES)
def test_a_handling_ends_when_looking_at_every_minute_says(seed, minute):
    timing = random_handling(Random(seed))
    assert timing.ends(minute) == handling_ends(timing, minute)


@given(SEEDS, MINUTES, st.integers(0, 40))
def test_who_comes_later_is_never_done_earlier(seed, minute, later):
    timing = random_handling(Random(seed))
    assert timing.ends(minute) <= timing.ends(minute + later)


@given(SEEDS, MINUTES)
def test_no_handling_is_shorter_than_the_bound(seed, minute):
    timing = random_handling(Random(seed))
    assert timing.ends(minute) - minute >= timing.shortest_minutes


@given(SEEDS, st.integers(40, 100))
def test_the_last_handling_that_ends_in_time_is_the_last(seed, minute):
    timing = random_handling(Random(seed))
    in_time = [at for at in range(-20, 110) if timing.ends(at) <= minute]
    assert timing.last_by(minute) == Ride(in_time[-1], timing.ends(in_time[-1]), 0)


def test_work_that_began_goes_on_after_closing_time():
    assert Work(120, Openings([(0, 60)])).ends(59) == 179


def test_at_closing_time_it_is_closed():
    assert Openings([(0, 60), (100, 160)]).start(60) == 100


def test_stretches_that_touch_or_overlap_are_one():
    openings = Openings([(10, 20), (0, 10), (15, 30), (40, 40)])
    assert (openings.opens, openings.closes) == ((0,), (30,))


def test_after_the_last_closing_time_nothing_is_handled():
    timing = HandlingTiming(Work(5, Openings([(0, 60)])), Work(0), is_overall=False)
    assert timing.ends(60) == inf
    assert list(timing.options(60)) == []


def test_to_miss_closing_time_may_save_storage_and_only_there_it_matters_when_one_comes():
    timing = HandlingTiming(Work(5, Openings([(0, 60)])), Work(0), is_overall=False)
    arc = Arc(0, 1, 0, 0, 5, timing, 0, 0, None)
    graph = SearchGraph([arc], num_nodes=2, source=0, target=1)
    assert (graph.unsteady, graph.steady_from, arc.waits) == (frozenset(), -inf, False)
