"""Room for flows on the same line: each gets a lane to the right of its direction of travel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, TypeAlias

GAP_PX: Final = 2.0

Segment: TypeAlias = tuple[str, str]


def lane_shifts(
    segments: Sequence[Sequence[Segment]], widths_px: Sequence[float]
) -> tuple[float, ...]:
    """Return how far each line moves to its right so that lines lie side by side.

    Parameters
    ----------
    segments
        For each line, the pairs of terminals it joins, in its direction.
    widths_px
        Width of each line in pixels.

    Returns
    -------
    tuple of float
        Shift of the middle of each line in pixels. A line with nothing beside it stays in place;
        wide lines come first and lie inside.
    """
    users: dict[frozenset[str], set[int]] = defaultdict(set)
    for index, line in enumerate(segments):
        for segment in line:
            users[frozenset(segment)].add(index)
    taken: dict[Segment, list[tuple[float, float]]] = defaultdict(list)
    shifts = [0.0] * len(segments)
    order = sorted(range(len(segments)), key=lambda index: (-widths_px[index], index))
    for index in order:
        if all(len(users[frozenset(segment)]) == 1 for segment in segments[index]):
            continue
        start = _free_start(
            [span for segment in segments[index] for span in taken[segment]], widths_px[index]
        )
        end = start + widths_px[index]
        for segment in segments[index]:
            taken[segment].append((start, end + GAP_PX))
        shifts[index] = round((start + end) / 2, 1)
    return tuple(shifts)


def _free_start(spans: list[tuple[float, float]], width_px: float) -> float:
    """Return the first place at which a line of some width overlaps nothing."""
    start = GAP_PX / 2
    for low, high in sorted(spans):
        if start + width_px + GAP_PX <= low:
            break
        start = max(start, high)
    return start
