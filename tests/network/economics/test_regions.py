"""The regions are exact: every point lies in the one region of the choice that wins there."""

from __future__ import annotations

from math import inf

import pytest
from fixture_g import AIR, RAIL, SEA, G, choice
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.economics import generalised_usd, least_generalised, regions, tie_lines
from landbridge.network.errors import QuestionError

choices = st.lists(
    st.builds(choice, st.just("c"), st.integers(100, 100_000), st.integers(1, 90)),
    min_size=1, max_size=8,
)  # fmt: skip


def holds(region, days, value):
    return (
        region.from_days <= days < region.to_days
        and region.from_usd_per_kg <= value < region.to_usd_per_kg
    )


@given(choices, st.floats(0, 120), st.floats(0, 2_000), st.floats(1e-4, 0.05))
def test_every_point_lies_in_one_region_and_that_of_the_winner(found, days, value, rate):
    within = [region for region in regions(found, rate_per_day=rate) if holds(region, days, value)]
    open_choices = [one for one in found if one.days <= days]
    if not open_choices:
        assert within == []
        return
    (region,) = within
    best = least_generalised(open_choices, usd_per_kg=value, rate_per_day=rate)
    cost = generalised_usd(region.choice, usd_per_kg=value, rate_per_day=rate)
    assert cost == pytest.approx(generalised_usd(best, usd_per_kg=value, rate_per_day=rate))


def test_fixture_g_has_a_region_for_every_span_of_days():
    found = [
        (r.choice.name, r.from_days, r.to_days, round(r.from_usd_per_kg, 1))
        for r in regions(G, rate_per_day=0.01)
    ]
    assert found == [
        ("air", 5, 19, 0.0), ("rail", 19, 45, 0.0), ("air", 19, inf, 26.3),
        ("sea", 45, inf, 0.0), ("rail", 45, inf, 1.2),
    ]  # fmt: skip


def test_tie_lines_run_as_far_as_both_are_open_and_none_beats_them():
    found = [
        (t.slower, t.faster, round(t.usd_per_kg, 1), t.from_days, t.to_days)
        for t in tie_lines(G, rate_per_day=0.01)
    ]
    assert found == [(RAIL, AIR, 26.3, 19, inf), (SEA, RAIL, 1.2, 45, inf)]


def test_twice_the_rate_halves_every_tie():
    one, two = (tie_lines(G, rate_per_day=rate) for rate in (0.01, 0.02))
    assert [t.usd_per_kg for t in two] == pytest.approx([t.usd_per_kg / 2 for t in one])


def test_a_choice_that_another_beats_has_no_region():
    slow = choice("slow", 9_000, 20)
    assert slow not in [r.choice for r in regions([*G, slow], rate_per_day=0.01)]


def test_without_sea_rail_takes_the_cheap_goods():
    assert [r.choice for r in regions([RAIL, AIR], rate_per_day=0.01)] == [AIR, RAIL, AIR]
    assert SEA not in [t.slower for t in tie_lines([RAIL, AIR], rate_per_day=0.01)]


def test_a_rate_of_nothing_is_refused():
    with pytest.raises(QuestionError, match="holding rate: found 0"):
        regions(G, rate_per_day=0)
