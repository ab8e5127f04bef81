"""Lines run over the globe without a jump."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.geometry.lines import Point, continuous, great_circle

points = st.builds(Point, st.floats(-179, 179), st.floats(-80, 80))


@given(st.lists(points, min_size=1))
def test_a_continuous_line_never_jumps_and_keeps_its_places(line):
    result = continuous(line)
    assert all(abs(b.lon - a.lon) <= 180 + 1e-9 for a, b in pairwise(result))
    for before, after in zip(line, result, strict=True):
        turn = (after.lon - before.lon) % 360
        assert turn == pytest.approx(0, abs=1e-6) or turn == pytest.approx(360)


@given(points, points)
def test_a_great_circle_joins_its_ends_without_a_jump(start, end):
    line = great_circle(start, end)
    assert line[0] == start
    assert line[-1].lat == end.lat
    assert all(abs(b.lon - a.lon) <= 180 + 1e-9 for a, b in pairwise(line))


def test_a_great_circle_over_the_pacific_runs_north_of_both_ends():
    line = great_circle(Point(121.8, 31.1), Point(241.6, 33.9))
    assert max(point.lat for point in line) > 45
