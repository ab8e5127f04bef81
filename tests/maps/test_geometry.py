"""A map is cut open at 30 W, and lines go on at its other edge."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from landbridge.maps.geometry import Point, continuous, cut_at_edge, great_circle

points = st.builds(Point, st.floats(-179, 179), st.floats(-80, 80))


@given(st.lists(points, min_size=2))
def test_a_line_that_is_cut_lies_within_the_frame(line):
    for piece in cut_at_edge(continuous(line)):
        assert all(-30 - 1e-9 <= point.lon <= 330 + 1e-9 for point in piece)


def test_a_line_that_leaves_at_30_w_goes_on_at_330_e():
    west, east = cut_at_edge([Point(0, -20), Point(-40, -40)])
    assert west == (Point(0, -20), Point(-30, -35))
    assert east == (Point(330, -35), Point(320, -40))


def test_a_flight_over_the_pacific_is_not_cut():
    line = great_circle(Point(121.8, 31.1), Point(241.6, 33.9))
    assert len(cut_at_edge(line)) == 1
