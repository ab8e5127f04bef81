"""Lines on the map: where they run, and the edge at 30 W where the map is cut open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ..network.geometry.courses import Part, link_parts, position
from ..network.geometry.lines import WEST_DEG, Point, continuous, great_circle

__all__ = [
    "EAST_DEG", "POSITION_DECIMALS", "WEST_DEG", "Part", "Point", "continuous", "cut_at_edge",
    "great_circle", "line_points", "link_parts", "position",
]  # fmt: skip

EAST_DEG: Final = WEST_DEG + 360

POSITION_DECIMALS: Final = 3
"""Decimals of a place on a page: about 100 m."""


def cut_at_edge(points: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    """Cut a line where it leaves the map at 30 W and go on at the other edge."""
    pieces: list[list[Point]] = [[]]
    for point, following in pairwise([*points, points[-1]]):
        turn = math.floor((point.lon - WEST_DEG) / 360)
        pieces[-1].append(point._replace(lon=point.lon - 360 * turn))
        next_turn = math.floor((following.lon - WEST_DEG) / 360)
        if next_turn != turn:
            edge = WEST_DEG + 360 * max(turn, next_turn)
            share = (edge - point.lon) / (following.lon - point.lon)
            lat = point.lat + share * (following.lat - point.lat)
            pieces[-1].append(point._replace(lon=edge - 360 * turn, lat=lat))
            pieces.append([point._replace(lon=edge - 360 * next_turn, lat=lat)])
    return tuple(tuple(piece) for piece in pieces)


def line_points(part: Part) -> list[list[list[float]]]:
    """Return a line as Leaflet wants it: pieces of latitude and longitude."""
    return [
        [[round(p.lat, POSITION_DECIMALS), round(p.lon, POSITION_DECIMALS)] for p in piece]
        for piece in cut_at_edge(part.points)
    ]
