"""Lines are cut at 180 degrees and nothing of them is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.exports.split_lines import split_at_antimeridian

CASES = {
    "stays": ([(10, 0), (20, 5)], [[(10, 0), (20, 5)]]),
    "eastward": ([(170, 0), (-170, 10)], [[(170, 0), (180, 5)], [(-180, 5), (-170, 10)]]),
    "westward": ([(-170, 0), (170, 10)], [[(-170, 0), (-180, 5)], [(180, 5), (170, 10)]]),
    "past 180": ([(170, 0), (190, 10)], [[(170, 0), (180, 5)], [(-180, 5), (-170, 10)]]),
    "ends on it": ([(170, 0), (180, 5)], [[(170, 0), (180, 5)]]),
    "begins on it": ([(180, 5), (-170, 0)], [[(-180, 5), (-170, 0)]]),
    "a point on it": (
        [(170, 0), (180, 3), (-170, 10)],
        [[(170, 0), (180, 3)], [(-180, 3), (-170, 10)]],
    ),
    "there and back": (
        [(170, 0), (190, 0), (170, 0)],
        [[(170, 0), (180, 0)], [(-180, 0), (-170, 0), (-180, 0)], [(180, 0), (170, 0)]],
    ),
}


@pytest.mark.parametrize(("line", "pieces"), CASES.values(), ids=CASES)
def test_a_line_is_cut_where_it_crosses(line, pieces):
    assert [list(piece) for piece in split_at_antimeridian(line)] == pieces


places = st.tuples(st.floats(-180, 360), st.floats(-85, 85))


@given(line=st.lists(places, min_size=2, max_size=8))
def test_pieces_stay_on_the_map_and_follow_one_another(line):
    pieces = split_at_antimeridian(line)
    for piece in pieces:
        assert len(piece) >= 2
        assert all(-180 <= lon <= 180 for lon, _ in piece)
        assert all(abs(b[0] - a[0]) <= 180.000001 for a, b in pairwise(piece))
    for before, after in pairwise(pieces):
        assert {before[-1][0], after[0][0]} == {-180, 180}
        assert before[-1][1] == after[0][1]
    for end, point in ((pieces[0][0], line[0]), (pieces[-1][-1], line[-1])):
        turns = (end[0] - point[0]) / 360
        assert turns == pytest.approx(round(turns), abs=1e-6)
