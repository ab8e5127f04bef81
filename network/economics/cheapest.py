"""Who is the cheapest as one figure grows, and where that changes for the first time.

Each contender has a cost that is linear in pieces; outside its pieces it is not allowed. Costs are
exact fractions, so a tie is a tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A cost over a span of the figure that grows: ``start`` at 0, then ``slope`` for each 1."""

    begin: Fraction
    end: Fraction
    start: Fraction
    slope: Fraction

    def at(self, figure: Fraction) -> Fraction:
        """Return the cost at a figure."""
        return self.start + self.slope * figure


@dataclass(frozen=True, slots=True)
class Change:
    """Where the cheapest changes, and to whom; None where nobody is allowed any more."""

    figure: Fraction
    successor: int | None


def first_change(costs: Sequence[Sequence[Piece]], winner: int, until: Fraction) -> Change | None:
    """Return the first change of the cheapest, None where it stays to the end.

    Parameters
    ----------
    costs
        Pieces of each contender, by position.
    winner
        Position of the one that is the cheapest at 0.
    until
        End of the search.
    """
    ends = {edge for pieces in costs for piece in pieces for edge in (piece.begin, piece.end)}
    edges = sorted({Fraction(0), until} | {edge for edge in ends if 0 < edge < until})
    for begin, end in pairwise(edges):
        active = _active(costs, begin, end)
        change = _change_within(active, winner, begin, end)
        if change is not None:
            return change
    return None


def _active(costs: Sequence[Sequence[Piece]], begin: Fraction, end: Fraction) -> dict[int, Piece]:
    return {
        who: piece
        for who, pieces in enumerate(costs)
        for piece in pieces
        if piece.begin <= begin and end <= piece.end
    }


def _change_within(
    active: dict[int, Piece], winner: int, begin: Fraction, end: Fraction
) -> Change | None:
    mine = active.get(winner)
    if mine is None:
        return Change(begin, _cheapest_after(active, begin))
    crossings = [
        max(begin, begin + (piece.at(begin) - mine.at(begin)) / (mine.slope - piece.slope))
        for who, piece in active.items()
        if who != winner and piece.slope < mine.slope
    ]
    crossings += [begin for piece in active.values() if piece.at(begin) < mine.at(begin)]
    first = min(crossings, default=end)
    return Change(first, _cheapest_after(active, first)) if first < end else None


def _cheapest_after(active: dict[int, Piece], figure: Fraction) -> int | None:
    """Return who is the cheapest just after a figure."""
    return min(
        active, key=lambda who: (active[who].at(figure), active[who].slope, who), default=None
    )
