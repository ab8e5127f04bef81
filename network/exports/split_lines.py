"""Lines cut where they cross 180 degrees, as RFC 7946 (3.1.9) asks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

Position: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84)."""

DIGITS = 6
"""Decimals of a degree that are written: 0.1 m (RFC 7946, 11.2)."""


def split_at_antimeridian(points: Sequence[Position]) -> tuple[tuple[Position, ...], ...]:
    """Cut a line at 180 degrees; no step of a piece is longer than half a turn.

    Parameters
    ----------
    points
        At least two places; longitudes may run past 180 or jump there.

    Returns
    -------
    tuple of tuple of Position
        Pieces in the direction of the line, with longitudes from -180 to 180.
    """
    pieces: list[list[Position]] = []
    last_turn: int | None = None
    for start, end in pairwise(_with_crossings(_unwrapped(points))):
        turn = math.floor(((start[0] + end[0]) / 2 + 180) / 360)
        if turn != last_turn:
            pieces.append([_placed(start, turn)])
        pieces[-1].append(_placed(end, turn))
        last_turn = turn
    return tuple(tuple(piece) for piece in pieces)


def _unwrapped(points: Iterable[Position]) -> list[Position]:
    """Shift longitudes by whole turns so that no step is longer than half a turn."""
    result: list[Position] = []
    for lon, lat in points:
        turns = round((result[-1][0] - lon) / 360) if result else 0
        result.append((lon + 360 * turns, lat))
    return result


def _with_crossings(points: Sequence[Position]) -> Iterator[Position]:
    """Add the points at which a line crosses 180 degrees; a step crosses once at most."""
    yield points[0]
    for start, end in pairwise(points):
        west, east = sorted((start[0], end[0]))
        edge = 360 * math.floor((west + 180) / 360) + 180
        if west < edge < east:
            share = (edge - start[0]) / (end[0] - start[0])
            yield float(edge), start[1] + share * (end[1] - start[1])
        yield end


def _placed(point: Position, turn: int) -> Position:
    lon = min(180.0, max(-180.0, point[0] - 360 * turn))
    return round(lon, DIGITS), round(point[1], DIGITS)
