"""Break-even values reproduce the reference, and obey the laws of the formula."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import inf

import pytest
from fixture_g import AIR, PER_TONNE, RAIL, SEA, G, choice
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.economics import (
    break_even_rate_per_day,
    break_even_usd_per_kg,
    generalised_usd,
    holding_bands,
    least_generalised,
)
from landbridge.network.errors import QuestionError

rates = st.floats(1e-5, 0.1)
values = st.floats(0.01, 1_000)
choices = st.lists(
    st.builds(choice, st.just("c"), st.integers(100, 100_000), st.integers(1, 90)),
    min_size=1, max_size=8,
)  # fmt: skip


@pytest.mark.parametrize(("one", "usd_per_kg"), [(SEA, 0.448), (RAIL, 0.760), (AIR, 4.438)])
def test_rates_of_fixture_g_are_those_of_the_reference(one, usd_per_kg):
    assert one.usd_per_kg == pytest.approx(usd_per_kg, abs=0.0005)


@pytest.mark.parametrize(
    ("rate", "rail_over_sea", "air_over_rail", "air_over_sea"),
    [
        (0.20 / 365, "21.9", "479", "182"),
        (0.005, "2.4", "52.5", "20.0"),
        (0.006, "2.0", "43.8", "16.6"),
        (0.01, "1.2", "26.3", "10.0"),
        (0.021, "0.57", "12.5", "4.8"),
    ],
)
def test_the_table_of_section_5e_is_reproduced(rate, rail_over_sea, air_over_rail, air_over_sea):
    sea, rail, air = PER_TONNE
    pairs = ((sea, rail, rail_over_sea), (rail, air, air_over_rail), (sea, air, air_over_sea))
    for slower, faster, printed in pairs:
        found = break_even_usd_per_kg(slower=slower, faster=faster, rate_per_day=rate)
        half_a_digit = 0.5 * 10.0 ** -len(printed.partition(".")[2])
        assert found == pytest.approx(float(printed), abs=half_a_digit * 1.000001)


def test_question_1_rail_beats_air_below_0_525_percent_a_day():
    tie = break_even_rate_per_day(slower=RAIL, faster=AIR, usd_per_kg=50)
    assert f"{tie:.3%}" == "0.525%"
    on_time = [RAIL, AIR]
    assert least_generalised(on_time, usd_per_kg=50, rate_per_day=0) is RAIL
    assert least_generalised(on_time, usd_per_kg=50, rate_per_day=tie * 0.999) is RAIL
    assert least_generalised(on_time, usd_per_kg=50, rate_per_day=tie * 1.001) is AIR


def test_question_2_the_least_freight_with_45_days_is_sea():
    assert least_generalised(G, usd_per_kg=50, rate_per_day=0) is SEA


def test_question_4_a_closed_suez_lowers_the_break_even_of_rail_over_sea():
    closed = choice("sea", 6_300, 57)
    before = break_even_usd_per_kg(slower=SEA, faster=RAIL, rate_per_day=0.01)
    after = break_even_usd_per_kg(slower=closed, faster=RAIL, rate_per_day=0.01)
    assert (f"{before:.2f}", f"{after:.2f}") == ("1.20", "0.27")


@given(rates)
def test_the_ratio_of_break_evens_does_not_depend_on_the_rate(rate):
    air_rail = break_even_usd_per_kg(slower=RAIL, faster=AIR, rate_per_day=rate)
    rail_sea = break_even_usd_per_kg(slower=SEA, faster=RAIL, rate_per_day=rate)
    assert air_rail / rail_sea == pytest.approx((35_300 / 14) / (3_000 / 26))


@given(rates, st.integers(2, 50))
def test_break_evens_scale_with_money(rate, factor):
    dear = [replace(c, freight_cents=c.freight_cents * factor) for c in G]
    before = break_even_usd_per_kg(slower=RAIL, faster=AIR, rate_per_day=rate)
    after = break_even_usd_per_kg(slower=dear[1], faster=dear[2], rate_per_day=rate)
    assert after == pytest.approx(factor * before)


@given(rates)
def test_both_cost_the_same_at_the_break_even(rate):
    tie = break_even_usd_per_kg(slower=RAIL, faster=AIR, rate_per_day=rate)
    rail, air = (generalised_usd(c, usd_per_kg=tie, rate_per_day=rate) for c in (RAIL, AIR))
    assert rail == pytest.approx(air)
    assert break_even_rate_per_day(slower=RAIL, faster=AIR, usd_per_kg=tie) == pytest.approx(rate)


@given(choices, rates, values)
def test_the_band_of_a_holding_cost_names_the_winner(found, rate, value):
    held = rate * value * found[0].kg
    (band,) = [b for b in holding_bands(found) if b.from_usd_per_day <= held < b.to_usd_per_day]
    best = least_generalised(found, usd_per_kg=value, rate_per_day=rate)
    cost = generalised_usd(band.choice, usd_per_kg=value, rate_per_day=rate)
    assert cost == pytest.approx(generalised_usd(best, usd_per_kg=value, rate_per_day=rate))


@given(choices)
def test_bands_cover_every_holding_cost_once(found):
    bands = holding_bands(found)
    assert bands[0].from_usd_per_day == 0
    assert bands[-1].to_usd_per_day == inf
    edges = [(a.to_usd_per_day, b.from_usd_per_day) for a, b in pairwise(bands)]
    assert all(one == other for one, other in edges)


def test_no_holding_cost_gives_the_least_freight_and_a_high_one_the_fastest():
    bands = holding_bands(G)
    assert [band.choice for band in bands] == [SEA, RAIL, AIR]


@pytest.mark.parametrize("rate", [0, -0.01, inf, float("nan")])
def test_a_rate_that_is_not_positive_is_refused(rate):
    with pytest.raises(QuestionError, match=r"holding rate: found .*; expected more than 0"):
        break_even_usd_per_kg(slower=SEA, faster=RAIL, rate_per_day=rate)


def test_goods_without_value_are_refused():
    with pytest.raises(QuestionError, match="value of the goods: found 0"):
        break_even_rate_per_day(slower=SEA, faster=RAIL, usd_per_kg=0)


def test_a_faster_choice_that_is_not_faster_is_refused():
    with pytest.raises(QuestionError, match=r"found sea in 45\.0 d; expected less than 19\.0 d"):
        break_even_usd_per_kg(slower=RAIL, faster=SEA, rate_per_day=0.01)


def test_nothing_to_choose_from_is_refused():
    with pytest.raises(QuestionError, match="expected at least one"):
        least_generalised([], usd_per_kg=1, rate_per_day=0.01)
