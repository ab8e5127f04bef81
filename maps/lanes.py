"""Room for flows on the same line: each gets a lane to the right of its direction of travel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from .geometry import Point, continuous

if TYPE_CHECKING:
    from .geometry import Part

GAP_PX: Final = 2.0

Segment: TypeAlias = tuple[str, str]
"""Two places, in the direction of travel."""


def lane_shifts(
    segments: Sequence[Sequence[Segment]], widths_px: Sequence[float]
) -> tuple[tuple[float, ...], ...]:
    """Return how far each line moves to its right so that lines lie side by side.

    Parameters
    ----------
    segments
        For each line, the pairs of places it joins, in its direction; the first line lies inside.
    widths_px
        Width of each line in pixels.

    Returns
    -------
    tuple of tuple of float
        For each line, the shift of its middle in pixels on each of its segments. A line that is
        alone on a segment stays in place there.
    """
    users: dict[frozenset[str], set[int]] = defaultdict(set)
    for index, line in enumerate(segments):
        for segment in line:
            users[frozenset(segment)].add(index)
    taken: dict[Segment, float] = defaultdict(lambda: GAP_PX / 2)
    shifts = []
    for index, line in enumerate(segments):
        own = []
        for segment in line:
            alone = len(users[frozenset(segment)]) == 1
            own.append(0.0 if alone else round(taken[segment] + widths_px[index] / 2, 1))
            taken[segment] += widths_px[index] + GAP_PX
        shifts.append(tuple(own))
    return tuple(shifts)


def shifted_line(parts: Sequence[Part], shifts_px: Sequence[float]) -> tuple[Point, ...]:
    """Join the parts of a line; a point where two meet moves over by the mean of their shifts."""
    points = [
        point._replace(shift_px=shift)
        for part, shift in zip(parts, shifts_px, strict=True)
        for point in part.points
    ]
    joined = [points[0]]
    for before, after in pairwise(points):
        if (before.lon - after.lon) % 360 == 0 and before.lat == after.lat:
            middle = round((before.shift_px + after.shift_px) / 2, 1)
            joined[-1] = before._replace(shift_px=middle)
        else:
            joined.append(after)
    return continuous(joined)
