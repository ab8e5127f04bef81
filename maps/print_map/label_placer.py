"""Place labels so that none covers another, a mark or, where any place is free of them, a line.

Each label has candidates round its anchor, near ones first and, with a leader, farther ones. A
candidate that leaves the room or covers a mark is none; one that covers a line costs more than
any that does not. Labels take their cheapest free candidate in order of rank, then they are
moved as long as that lowers the cost; one that found no room may make others move. Nothing
depends on chance: the same labels come out in the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ..segments import Box, crosses, meet
from .label_places import ON_LINE, Label, Obstacles, Place, candidates

APART_PT: Final = 1.5
"""Room between two labels."""

SWEEPS: Final = 8


def place_labels(labels: Sequence[Label], obstacles: Obstacles) -> list[Place | None]:
    """Return where labels stand, the first ones with the first choice; None where there is no room.

    Parameters
    ----------
    labels
        Labels in order of rank.
    obstacles
        What they keep clear of.
    """
    board = _Board([candidates(label, obstacles) for label in labels])
    for index in range(len(labels)):
        board.take_best(index)
    for _ in range(SWEEPS):
        moved = [board.improve(index) for index in range(len(labels))]
        if not any(moved):
            break
    return board.places()


class _Board:
    """Which place each label has taken so far."""

    def __init__(self, choices: Sequence[Sequence[Place]]) -> None:
        self.choices = choices
        self.taken: list[Place | None] = [None] * len(choices)
        self.reach = np.full((len(choices), 4), np.nan)

    def put(self, index: int, place: Place | None) -> None:
        """Let a label stand at a place, or nowhere."""
        self.taken[index] = place
        self.reach[index] = np.nan if place is None else _reach(place)

    def take_best(self, index: int) -> None:
        """Give a label its cheapest free place; where there is none, others may make room."""
        free = next((p for p in self.choices[index] if not self._blockers(index, p)), None)
        self.put(index, free)
        if free is None or free.is_on_line:
            self._make_room(index)

    def improve(self, index: int) -> bool:
        """Move a label to a cheaper place; tell whether it moved."""
        before = self.taken[index]
        self.put(index, None)
        self.take_best(index)
        after = self.taken[index]
        if before is not None and (after is None or after.cost >= before.cost):
            if not self._blockers(index, before):
                self.put(index, before)
            return False
        return after is not before

    def _make_room(self, index: int) -> None:
        """Give a label a place of others where those can go elsewhere, if that costs less."""
        held = self.taken[index]
        now = held.cost if held else 2 * ON_LINE
        for place in self.choices[index]:
            if place.cost >= now:
                return
            blockers = self._blockers(index, place)
            if len(blockers) == 1 and self._moves(index, place, blockers[0], now - place.cost):
                return

    def _moves(self, index: int, place: Place, other: int, gain: float) -> bool:
        """Try to move another label elsewhere so that this one gets its place."""
        mine, theirs = self.taken[index], self.taken[other]
        self.put(index, place)
        self.put(other, None)
        for choice in self.choices[other]:
            if theirs is not None and choice.cost - theirs.cost >= gain:
                break
            if choice.is_on_line and not (theirs and theirs.is_on_line):
                break
            if not self._blockers(other, choice):
                self.put(other, choice)
                return True
        self.put(index, mine)
        self.put(other, theirs)
        return False

    def _blockers(self, index: int, place: Place) -> list[int]:
        left, low, right, high = _reach(place)
        near = (
            (self.reach[:, 0] < right + APART_PT) & (left < self.reach[:, 2] + APART_PT)
            & (self.reach[:, 1] < high + APART_PT) & (low < self.reach[:, 3] + APART_PT)
        )  # fmt: skip
        found = np.flatnonzero(near).tolist()
        return [other for other in found if self._is_hit(index, place, other)]

    def _is_hit(self, index: int, place: Place, other: int) -> bool:
        held = self.taken[other]
        return held is not None and other != index and _collide(place, held)

    def places(self) -> list[Place | None]:
        """Return the place of each label."""
        return self.taken


def _reach(place: Place) -> Box:
    """Return the box round a label and its leader."""
    if place.leader is None:
        return place.box
    x, y = place.leader[0]
    left, low, right, high = place.box
    return min(left, x), min(low, y), max(right, x), max(high, y)


def _collide(one: Place, other: Place) -> bool:
    """Tell whether two labels, their leaders included, are in each other's way."""
    if _overlap(one.box, other.box):
        return True
    if one.leader and crosses(one.leader, other.box):
        return True
    if other.leader and crosses(other.leader, one.box):
        return True
    return bool(one.leader and other.leader and meet(one.leader, other.leader))


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + APART_PT and other[0] < one[2] + APART_PT
        and one[1] < other[3] + APART_PT and other[1] < one[3] + APART_PT
    )  # fmt: skip
