"""Figures are rounded once, by one rule, and written alike."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.maps.brief.figure import Figure, Unit, rounded


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (2639746.02, Unit.USD, "USD 2,639,746", "2,639,746 美元"),
        (0.5, Unit.USD, "USD 1", "1 美元"),
        (-2.5, Unit.USD, "USD −3", "−3 美元"),
        (99.96, Unit.CO2E_T, "100 t CO2e", "100 吨 CO2e"),
        (7.04, Unit.TONNES, "7.0 t", "7.0 吨"),
        (0.3159, Unit.SHARE, "32%", "32%"),
        (0.0021, Unit.SHARE, "0.21%", "0.21%"),
        (0.0316, Unit.SHARE, "3.2%", "3.2%"),
        (0.9996, Unit.SHARE, "99.9%", "99.9%"),
        (1.0, Unit.SHARE, "100%", "100%"),
        (0.0, Unit.SHARE, "0%", "0%"),
        (12.0, Unit.TEU, "12 TEU", "12 TEU"),
        (12.25, Unit.TEU, "12.3 TEU", "12.3 TEU"),
        (1.0, Unit.DAYS, "1.0 day", "1.0 天"),
    ],
)
def test_a_figure_is_written_by_the_rule_of_its_unit(value, unit, english, chinese):
    phrase = Figure.of(value, unit).phrase
    assert (phrase.en, phrase.zh) == (english, chinese)


@pytest.mark.parametrize(
    ("usd", "english", "chinese"),
    [
        (2639746.02, "USD 2.64 M", "264.0 万美元"),
        (283241, "USD 283 k", "28.3 万美元"),
        (28239, "USD 28,239", "28,239 美元"),
        (1.5e9, "USD 1,500.00 M", "15.00 亿美元"),
        (-2639746, "USD −2.64 M", "−264.0 万美元"),
    ],
)
def test_large_amounts_are_short_in_titles(usd, english, chinese):
    short = Figure.of(usd, Unit.USD).short
    assert (short.en, short.zh) == (english, chinese)


def test_a_change_is_that_of_what_both_sides_show():
    before, after = Figure.of(1526.4, Unit.CO2E_T), Figure.of(1484.6, Unit.CO2E_T)
    assert after.less(before).signed.en == "−41 t CO2e"
    points = Figure.of(0.836, Unit.SHARE).less(Figure.of(0.808, Unit.SHARE))
    assert (points.signed.en, points.signed.zh) == ("+3 points", "+3 个百分点")


@given(st.floats(-1e9, 1e9, allow_nan=False), st.integers(0, 4))
def test_numbers_are_rounded_half_away_from_zero(value, digits):
    found = Decimal(repr(rounded(value, digits)))
    gap = abs(found - Decimal(repr(value)))
    assert gap <= Decimal(5).scaleb(-digits - 1)
    assert rounded(found, digits) == float(found)
    if gap == Decimal(5).scaleb(-digits - 1):
        assert abs(found) > abs(Decimal(repr(value)))


@given(st.sampled_from(list(Unit)), st.floats(0, 1e7, allow_nan=False))
def test_a_figure_of_what_it_shows_is_the_same_figure(unit, value):
    shown = Figure.of(value if unit is not Unit.SHARE else value / 1e7, unit)
    assert Figure.of(shown.value, unit) == shown
