"""Lines over the globe, as points in degrees whose longitude never jumps."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

WEST_DEG: Final = -30.0
"""Where the map is cut open: lines begin between 30 W and 330 E."""

GREAT_CIRCLE_POINTS: Final = 64


class Point(NamedTuple):
    """A place in degrees; the longitude runs past 180 where a line does.

    ``shift_px`` is how far a line moves to its right there, to make room for others.
    """

    lon: float
    lat: float
    shift_px: float = 0.0


def great_circle(start: Point, end: Point) -> tuple[Point, ...]:
    """Return 64 points on the shortest way over a sphere, without a jump in longitude."""
    first, last = _unit_vector(start), _unit_vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(first, last, strict=True)))))
    if math.sin(angle) < 1e-9:
        return (start, end)
    points = [start]
    for step in range(1, GREAT_CIRCLE_POINTS - 1):
        share = step / (GREAT_CIRCLE_POINTS - 1)
        before = math.sin((1 - share) * angle) / math.sin(angle)
        after = math.sin(share * angle) / math.sin(angle)
        x, y, z = (before * a + after * b for a, b in zip(first, last, strict=True))
        lat = math.degrees(math.atan2(z, math.hypot(x, y)))
        points.append(Point(math.degrees(math.atan2(y, x)), lat))
    return continuous([*points, end])


def continuous(points: Iterable[Point]) -> tuple[Point, ...]:
    """Shift longitudes by whole turns so that no step is longer than half a turn."""
    result: list[Point] = []
    for point in points:
        turns = round((result[-1].lon - point.lon) / 360) if result else 0
        result.append(point._replace(lon=point.lon + 360 * turns))
    return tuple(result)


def _unit_vector(point: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(point.lon), math.radians(point.lat)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
