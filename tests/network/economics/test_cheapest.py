"""The first change of the cheapest agrees with costs that are compared figure by figure."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.economics.cheapest import Change, Piece, first_change

END = Fraction(20)


def line(start, slope, begin=0, end=20):
    return Piece(Fraction(begin), Fraction(end), Fraction(start), Fraction(slope))


lines = st.builds(
    lambda start, slope, end: [line(start, slope, 0, end)],
    st.integers(0, 30), st.integers(-3, 3), st.integers(1, 20),
)  # fmt: skip
jumps = st.builds(
    lambda start, slope, jump, at: [line(start, slope, 0, at), line(start + jump, slope, at)],
    st.integers(0, 30), st.integers(-3, 3), st.integers(0, 10), st.integers(1, 19),
)  # fmt: skip
contests = st.lists(lines | jumps, min_size=1, max_size=5)


def cost(pieces, figure):
    """Return the cost inside a piece; None where there is none."""
    return next((p.at(figure) for p in pieces if p.begin < figure < p.end), None)


@given(contests)
def test_the_winner_is_the_cheapest_until_the_change_and_not_after(costs):
    winner = min(range(len(costs)), key=lambda who: (costs[who][0].start, costs[who][0].slope))
    change = first_change(costs, winner, END)
    until = change.figure if change else END
    tiny = Fraction(1, 10**6)
    for step in range(1, 400):
        figure = step * END / 400 + tiny
        mine = cost(costs[winner], figure)
        others = [c for pieces in costs if (c := cost(pieces, figure)) is not None]
        if figure < until:
            assert mine is not None
            assert mine <= min(others)
    if change:
        after = change.figure + tiny
        mine = cost(costs[winner], after)
        theirs = cost(costs[change.successor], after) if change.successor is not None else None
        allowed = [c for pieces in costs if (c := cost(pieces, after)) is not None]
        assert theirs == min(allowed, default=None)
        assert mine is None or mine > theirs


def test_two_lines_cross_where_they_are_equal():
    change = first_change([[line(1, 2)], [line(8, 0)]], 0, END)
    assert change == Change(Fraction(7, 2), 1)


def test_a_winner_that_ends_leaves_nobody_or_the_next():
    assert first_change([[line(1, 0, 0, 5)]], 0, END) == Change(Fraction(5), None)
    assert first_change([[line(1, 0, 0, 5)], [line(9, 0)]], 0, END) == Change(Fraction(5), 1)


def test_a_crossing_behind_the_end_is_no_change():
    assert first_change([[line(1, 1)], [line(30, 0)]], 0, END) is None
