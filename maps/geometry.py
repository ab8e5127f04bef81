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
    """A place in degrees; the longitude runs past 180 where a line does.

    ``shift_px`` is how far a line moves to its right there, to make room for others.
    """

    lon: float
    lat: float
    shift_px: float = 0.0


def position(terminal: Terminal) -> Point:
    """Return where a terminal is drawn, from 30 W to 330 E."""
    return Point((terminal.lon - WEST_DEG) % 360 + WEST_DEG, terminal.lat)


class Part(NamedTuple):
    """A stretch of a link that others may share, in the direction of travel.

    ``start`` and ``end`` are terminals, or places at sea, whose names begin with ``@``.
    """

    start: str
    end: str
    variant: str
    points: tuple[Point, ...]


def link_parts(network: Network, link: Link) -> tuple[Part, ...]:
    """Return the stretches of a link: of water for vessels, a great circle for aircraft.

    Trains and trucks go straight, and so do vessels where no water is known.

    Parameters
    ----------
    network
        The network that holds the terminals.
    link
        The link to draw.

    Returns
    -------
    tuple of Part
        Stretches in the direction of the link.
    """
    start = position(network.terminals[link.from_terminal])
    end = position(network.terminals[link.to_terminal])
    if link.mode in {Mode.SEA, Mode.RIVER} and (parts := _on_water(link, start, end)):
        return parts
    line = great_circle(start, end) if link.mode is Mode.AIR else continuous([start, end])
    return (Part(link.from_terminal, link.to_terminal, link.via or "", line),)


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


def _unit_vector(point: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(point.lon), math.radians(point.lat)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _on_water(link: Link, start: Point, end: Point) -> tuple[Part, ...]:
    """Return the known stretches between two ports, or none where they end elsewhere."""
    pair = (link.from_terminal, link.to_terminal)
    line = _waterways().get((min(pair), max(pair), link.mode, link.via or ""), ())
    courses = line if pair == (min(pair), max(pair)) else [course[::-1] for course in line[::-1]]
    if not courses or not (_near(courses[0][0], start) and _near(courses[-1][-1], end)):
        return ()
    places = [pair[0], *(_sea_place(course[0]) for course in courses[1:]), pair[1]]
    return tuple(
        Part(before, after, "", course)
        for (before, after), course in zip(pairwise(places), courses, strict=True)
    )


def _sea_place(point: Point) -> str:
    return f"@{(point.lon - WEST_DEG) % 360:.2f},{point.lat:.2f}"


def _near(one: Point, other: Point) -> bool:
    """Tell whether a line of the dataset ends where this network has its terminal."""
    turn = abs(one.lon - other.lon) % 360
    return max(min(turn, 360 - turn), abs(one.lat - other.lat)) <= FARTHEST_END_DEG


@cache
def _waterways() -> Mapping[tuple[str, str, str, str], Sequence[tuple[Point, ...]]]:
    """Read the water that comes with the package: stretches by pair, mode and variant of a link."""
    source = files("landbridge.datasets") / "chongqing" / "waterways.geojson"
    collection = json.loads(source.read_text(encoding="utf-8"))
    stretches = {
        stretch["id"]: tuple(Point(lon, lat) for lon, lat in stretch["geometry"]["coordinates"])
        for stretch in collection["features"]
    }
    return {
        (line["start"], line["end"], line["mode"], line["via"]): [
            stretches[number] if number > 0 else stretches[-number][::-1]
            for number in line["stretches"]
        ]
        for line in collection["links"]
    }
