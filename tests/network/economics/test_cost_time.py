"""The front keeps what nothing beats, and its hull is convex."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fixture_g import AIR, RAIL, SEA, G, choice
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.economics import cost_time_front

points = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 20)), min_size=1, max_size=12)
choices = points.map(lambda found: [choice(f"{usd} {days}", usd, days) for usd, days in found])


def beats(one, other):
    """One is at least as good in both and better in one."""
    pair = (one.freight_cents, one.minutes), (other.freight_cents, other.minutes)
    return pair[0] != pair[1] and all(a <= b for a, b in zip(*pair, strict=True))


def test_a_day_saved_costs_115_usd_by_rail_and_2521_by_air():
    steps = cost_time_front(G).steps
    assert [(s.slower, s.faster) for s in steps] == [(SEA, RAIL), (RAIL, AIR)]
    assert [round(s.usd_per_day_saved, 2) for s in steps] == [115.38, 2521.43]


def test_a_route_above_the_hull_is_on_the_front_but_never_the_best_compromise():
    ferry = choice("ferry", 7_200, 21)
    slow = choice("slow", 5_000, 46)
    front = cost_time_front([*G, ferry, slow])
    assert front.choices == (AIR, RAIL, ferry, SEA)
    assert front.hull == G[::-1]
    assert front.beaten == (slow,)


def test_choices_on_a_straight_line_leave_only_its_ends_on_the_hull():
    line = [choice(str(day), 100 - day, day) for day in (1, 2, 3)]
    assert cost_time_front(line).hull == (line[0], line[2])


@given(choices)
def test_nothing_beats_a_choice_of_the_front_and_everything_else_is_beaten(found):
    front = cost_time_front(found)
    assert not any(beats(a, b) for a in found for b in front.choices)
    for lost in front.beaten:
        assert any(
            a.freight_cents <= lost.freight_cents and a.minutes <= lost.minutes
            for a in front.choices
        )
    assert len(front.choices) + len(front.beaten) == len(found)


@given(choices)
def test_each_step_of_the_hull_costs_more_a_day_than_the_one_before(found):
    costs = [step.usd_per_day_saved for step in cost_time_front(found).hull_steps]
    assert all(a < b for a, b in pairwise(costs))


@given(choices)
def test_no_choice_lies_under_the_hull(found):
    front = cost_time_front(found)
    for step in front.hull_steps:
        for other in found:
            if step.faster.minutes <= other.minutes <= step.slower.minutes:
                days = step.slower.days - other.days
                line = step.slower.freight_usd + days * step.usd_per_day_saved
                assert other.freight_usd >= line - 1e-6


@given(choices, st.randoms())
def test_the_order_in_which_choices_are_given_changes_no_figure(found, random):
    mixed = found.copy()
    random.shuffle(mixed)
    figures = [
        [(c.freight_cents, c.minutes) for c in cost_time_front(order).hull]
        for order in (found, mixed)
    ]
    assert figures[0] == figures[1]


def test_one_choice_has_no_steps():
    assert cost_time_front([SEA]).steps == ()
    assert cost_time_front([]).choices == ()


def test_money_per_day_needs_no_weight():
    assert cost_time_front(G).hull_steps[0].extra_usd == pytest.approx(3_000)
