"""Lines on the same stretch lie side by side; a lone line stays where it is."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from landbridge.maps.lanes import lane_shifts

segments = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")).filter(lambda s: s[0] != s[1]),
    min_size=1,
    max_size=4,
    unique=True,
)
lines = st.lists(st.tuples(segments, st.floats(1, 9)), max_size=6)


def test_a_lone_line_stays_in_place():
    assert lane_shifts([[("a", "b"), ("b", "c")]], [5.0]) == (0.0,)


def test_opposite_directions_both_keep_to_their_right():
    there, back = lane_shifts([[("a", "b")], [("b", "a")]], [4.0, 4.0])
    assert there == back > 0


def test_the_widest_of_several_lines_lies_inside():
    narrow, wide = lane_shifts([[("a", "b")], [("a", "b")]], [2.0, 6.0])
    assert 0 < wide < narrow


@given(lines)
def test_lines_in_the_same_direction_never_overlap(drawn):
    paths, widths = [path for path, _ in drawn], [width for _, width in drawn]
    shifts = lane_shifts(paths, widths)
    for one, other in combinations(range(len(drawn)), 2):
        if set(paths[one]) & set(paths[other]):
            apart = abs(shifts[one] - shifts[other])
            assert apart >= (widths[one] + widths[other]) / 2 - 0.2
