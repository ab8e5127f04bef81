"""Lines on the same stretch lie side by side; a lone line stays where it is."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from landbridge.maps.geometry import Part, Point
from landbridge.maps.lanes import GAP_PX, lane_shifts, shifted_line

segments = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")).filter(lambda s: s[0] != s[1]),
    min_size=1,
    max_size=4,
    unique=True,
)
lines = st.lists(st.tuples(segments, st.floats(1, 9)), max_size=6)


def test_a_lone_line_stays_in_place():
    assert lane_shifts([[("a", "b"), ("b", "c")]], [5.0]) == ((0.0, 0.0),)


def test_a_line_moves_over_only_where_it_has_company():
    (alone, shared), (beside,) = lane_shifts([[("a", "b"), ("b", "c")], [("b", "c")]], [4.0, 2.0])
    assert alone == 0.0
    assert 0.0 < shared < beside


def test_opposite_directions_both_keep_to_their_right():
    (there,), (back,) = lane_shifts([[("a", "b")], [("b", "a")]], [4.0, 4.0])
    assert there == back > 0


@given(lines)
def test_lines_in_the_same_direction_never_overlap(drawn):
    paths, widths = [path for path, _ in drawn], [width for _, width in drawn]
    shifts = [
        dict(zip(path, own, strict=True))
        for path, own in zip(paths, lane_shifts(paths, widths), strict=True)
    ]
    for one, other in combinations(range(len(drawn)), 2):
        for segment in set(paths[one]) & set(paths[other]):
            apart = abs(shifts[one][segment] - shifts[other][segment])
            assert apart >= (widths[one] + widths[other]) / 2 + GAP_PX - 0.2


def test_parts_are_joined_once_with_the_shift_between_theirs():
    a, b, c = Point(0, 0), Point(1, 1), Point(2, 0)
    line = shifted_line([Part("a", "b", "", (a, b)), Part("b", "c", "", (b, c))], [2.0, 4.0])
    assert line == (Point(0, 0, 2.0), Point(1, 1, 3.0), Point(2, 0, 4.0))


def test_parts_on_both_sides_of_the_globe_are_joined_without_a_jump():
    before = Part("a", "@", "", (Point(170, 10), Point(190, 20)))
    after = Part("@", "b", "", (Point(-170, 20), Point(-160, 30)))
    assert [point.lon for point in shifted_line([before, after], [0, 0])] == [170, 190, 200]
