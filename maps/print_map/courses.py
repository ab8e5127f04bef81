"""Where lines run on the page: smooth, and beside one another where they share the way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from ..geometry import Part, Point, continuous, great_circle

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .view import View

BENDS_PT: Final = 1.1
"""Bends that are smaller than this are left out."""

FINE_PT: Final = 0.05
"""Points that change a smooth line by less than this are left out."""

NEAR_PT: Final = 0.6
NEAR_DEG: Final = 8.0
"""A straight stretch is a great circle, which bends by less than this."""


def comes_near(parts: Sequence[Part], view: View) -> bool:
    """Tell whether the bounds of some stretch, in degrees, meet what is seen."""
    west, south, east, north = view.window()
    for part in parts:
        lons, lats = [p.lon for p in part.points], [p.lat for p in part.points]
        if min(lats) <= north + NEAR_DEG and max(lats) >= south - NEAR_DEG:
            for turn in (-360, 0, 360):
                if min(lons) + turn <= east + NEAR_DEG and max(lons) + turn >= west - NEAR_DEG:
                    return True
    return False


def course(part: Part, view: View) -> NDArray[np.float64]:
    """Return the line of a stretch in a pane: without small bends, and smooth.

    A straight stretch becomes a great circle. Both directions have the same line.
    """
    points = great_circle(*part.points) if len(part.points) == 2 else _cut_up(part.points)
    plain = shapely.simplify(shapely.LineString(view.to_page(points)), BENDS_PT)
    return smoothed(shapely.get_coordinates(plain))


def _cut_up(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line whose steps of more than two degrees follow great circles."""
    steps: list[Point] = []
    for start, end in pairwise(points):
        is_long = max(abs(start.lon - end.lon), abs(start.lat - end.lat)) > 2
        steps += great_circle(start, end)[:-1:4] if is_long else (start,)
    return continuous([*steps, points[-1]])


def smoothed(flat: NDArray[np.float64], times: int = 2) -> NDArray[np.float64]:
    """Cut the corners of a line; its ends stay (Chaikin)."""
    for _ in range(times):
        if len(flat) < 3:
            return flat
        cut = np.empty((2 * len(flat) - 2, 2))
        cut[0::2] = 0.75 * flat[:-1] + 0.25 * flat[1:]
        cut[1::2] = 0.25 * flat[:-1] + 0.75 * flat[1:]
        flat = np.vstack([flat[:1], cut[1:-1], flat[-1:]])
    return flat


def joined(
    courses: Sequence[NDArray[np.float64]], shifts_pt: Sequence[float]
) -> NDArray[np.float64]:
    """Return stretches as one line, each moved to the right of its direction by its shift."""
    moved = [_moved(flat, shift) for flat, shift in zip(courses, shifts_pt, strict=True)]
    line = moved[0]
    for before, after in pairwise(moved):
        if math.dist(before[-1], after[0]) < NEAR_PT:
            line = np.vstack([line[:-1], (before[-1:] + after[:1]) / 2, after[1:]])
        else:
            line = np.vstack([line, after])
    whole = line if len(moved) == 1 else smoothed(line, 1)
    return shapely.get_coordinates(shapely.simplify(shapely.LineString(whole), FINE_PT))


def _moved(flat: NDArray[np.float64], shift_pt: float) -> NDArray[np.float64]:
    """Move a line to its right, without the loops that this makes at sharp corners."""
    if shift_pt == 0:
        return flat
    line = shapely.offset_curve(shapely.LineString(flat), -shift_pt, join_style="round")
    longest = max(shapely.get_parts(line), key=lambda part: part.length, default=None)
    if longest is None or longest.length < 0.3 * shapely.LineString(flat).length:
        along = (flat[-1] - flat[0]) / (np.hypot(*(flat[-1] - flat[0])) or 1.0)
        return flat + shift_pt * np.array([along[1], -along[0]])
    moved = shapely.get_coordinates(longest)
    is_turned = np.dot(moved[-1] - moved[0], flat[-1] - flat[0]) < 0
    return moved[::-1] if is_turned else moved
