"""Bisection with a certificate."""

import pytest

from landbridge.network.errors import QuestionError
from landbridge.optimizer.design.levels import load_factor_to_break_even, weekdays_of
from landbridge.optimizer.design.threshold import find_threshold


def test_neighbouring_levels_certify_the_answer():
    found = find_threshold(lambda x: x * x, 0, 10, target=30.1, width=0.1)
    assert (found.fails.level, found.meets.level) == (pytest.approx(5.4), pytest.approx(5.5))
    assert found.fails.measure < 30.1 <= found.meets.measure
    assert found.is_monotone
    assert len(found.points) < 15


def test_fewer_hours_may_be_what_is_sought():
    found = find_threshold(lambda hours: 100 - hours, 72, 0, target=60, width=1)
    assert (found.fails.level, found.meets.level) == (41, 40)


@pytest.mark.parametrize(("target", "throughout", "never"), [(-1, True, False), (99, False, True)])
def test_ends_that_both_meet_or_both_fail_are_said_to(target, throughout, never):
    found = find_threshold(lambda x: x, 0, 10, target=target, width=1)
    assert (found.is_met_throughout, found.is_never_met) == (throughout, never)


def test_a_measure_that_is_not_monotone_is_said_to_be_so():
    found = find_threshold(lambda x: x if x < 6 else 0, 0, 8, target=2, width=1)
    assert not found.is_monotone
    assert (found.fails.level, found.meets.level) == (1, 2)


def test_levels_that_are_none_are_refused():
    with pytest.raises(QuestionError, match="two different ends"):
        find_threshold(lambda x: x, 1, 1, target=0, width=1)


def test_the_rotation_of_the_reference_breaks_even_at_57_percent():
    share = load_factor_to_break_even(36_000, 27_000 * 1.5, 27_000 * 1.2, back_per_out=0.7)
    assert share == pytest.approx(0.57, abs=0.005)


def test_rotations_are_spread_over_the_week():
    assert [weekdays_of(n) for n in (1, 2, 7)] == ["1", "1;4", "1;2;3;4;5;6;7"]
