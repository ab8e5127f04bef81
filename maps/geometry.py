"""Where lines run on the map: great circles, lanes on water, and the edge at 30 W."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from ..network.row import Mode

if TYPE_CHECKING:
    from ..network.link import Link
    from ..network.network import Network
    from ..network.terminal import Terminal

WEST_DEG: Final = -30.0
EAST_DEG: Final = WEST_DEG + 360
GREAT_CIRCLE_POINTS: Final = 64
FARTHEST_END_DEG: Final = 0.5


class Point(NamedTuple):
    """A place in degrees; the longitude runs past 180 where a line does."""

    lon: float
    lat: float


def position(terminal: Terminal) -> Point:
    """Return where a terminal is drawn, from 30 W to 330 E."""
    return Point((terminal.lon - WEST_DEG) % 360 + WEST_DEG, terminal.lat)


def link_points(network: Network, link: Link) -> tuple[Point, ...]:
    """Return the line of a link: on water for vessels, a great circle for aircraft, else straight.

    Parameters
    ----------
    network
        The network that holds the terminals.
    link
        The link to draw.

    Returns
    -------
    tuple of Point
        The line in the direction of the link, without a jump in longitude.
    """
    start = position(network.terminals[link.from_terminal])
    end = position(network.terminals[link.to_terminal])
    if link.mode is Mode.AIR:
        return great_circle(start, end)
    if link.mode in {Mode.SEA, Mode.RIVER}:
        return _on_water(link, start, end)
    return continuous([start, end])


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
    for lon, lat in points:
        turns = round((result[-1].lon - lon) / 360) if result else 0
        result.append(Point(lon + 360 * turns, lat))
    return tuple(result)


def joined(lines: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """Join lines that follow one another into one, without repeating where they meet."""
    points: list[Point] = []
    for line in lines:
        points.extend(line[1:] if points else line)
    return continuous(points)


def cut_at_edge(points: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    """Cut a line where it leaves the map at 30 W and go on at the other edge."""
    pieces: list[list[Point]] = [[]]
    for point, following in pairwise([*points, points[-1]]):
        turn = math.floor((point.lon - WEST_DEG) / 360)
        pieces[-1].append(Point(point.lon - 360 * turn, point.lat))
        next_turn = math.floor((following.lon - WEST_DEG) / 360)
        if next_turn != turn:
            edge = WEST_DEG + 360 * max(turn, next_turn)
            share = (edge - point.lon) / (following.lon - point.lon)
            lat = point.lat + share * (following.lat - point.lat)
            pieces[-1].append(Point(edge - 360 * turn, lat))
            pieces.append([Point(edge - 360 * next_turn, lat)])
    return tuple(tuple(piece) for piece in pieces)


def _unit_vector(point: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(point.lon), math.radians(point.lat)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _on_water(link: Link, start: Point, end: Point) -> tuple[Point, ...]:
    """Return the known line between two ports, or a straight one where none fits."""
    pair = (link.from_terminal, link.to_terminal)
    line = _waterways().get((min(pair), max(pair), link.via or ""))
    if line is None:
        return continuous([start, end])
    ordered = line if link.from_terminal <= link.to_terminal else line[::-1]
    if not (_near(ordered[0], start) and _near(ordered[-1], end)):
        return continuous([start, end])
    return continuous([start, *ordered[1:-1], end])


def _near(one: Point, other: Point) -> bool:
    """Tell whether a line of the dataset ends where this network has its terminal."""
    turn = abs(one.lon - other.lon) % 360
    return max(min(turn, 360 - turn), abs(one.lat - other.lat)) <= FARTHEST_END_DEG


@cache
def _waterways() -> Mapping[tuple[str, str, str], tuple[Point, ...]]:
    """Read the lines on water that come with the package, by pair of terminals and variant."""
    source = files("landbridge.datasets") / "chongqing" / "waterways.geojson"
    collection = json.loads(source.read_text(encoding="utf-8"))
    return {
        (line["properties"]["from"], line["properties"]["to"], line["properties"]["via"]): tuple(
            Point(lon, lat) for lon, lat in line["geometry"]["coordinates"]
        )
        for line in collection["features"]
    }
