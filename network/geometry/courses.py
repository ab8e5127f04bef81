"""Which way each link runs: on water, track or road, along a great circle, or straight."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ..row import Mode
from .lines import WEST_DEG, Point, continuous, great_circle

if TYPE_CHECKING:
    from ..link import Link
    from ..network import Network
    from ..terminal import Terminal

FARTHEST_END_DEG: Final = 0.5
SHIPPED: Final = ("waterways.geojson", "railways.geojson", "roads.geojson")
"""Files of the dataset with lines; a build script and a page beside each say where it is from."""

CREDITS: Final = {
    Mode.SEA: "sea lanes: searoute (Apache-2.0)",
    Mode.RIVER: "rivers: Natural Earth (public domain)",
    Mode.RAIL: "rail lines: © OpenStreetMap contributors, ODbL 1.0, through scgraph_data",
    Mode.ROAD: "roads: © OpenStreetMap contributors, ODbL 1.0, through scgraph_data",
}
"""Whose lines are drawn, by mode. Whoever passes rails and roads on as data keeps their licence."""

CourseKey: TypeAlias = tuple[str, str, str, str]
"""Two terminals in alphabetical order, mode and variant of a link."""


def position(terminal: Terminal) -> Point:
    """Return where a terminal is drawn, from 30 W to 330 E."""
    return Point((terminal.lon - WEST_DEG) % 360 + WEST_DEG, terminal.lat)


class Part(NamedTuple):
    """A stretch of a link that others may share, in the direction of travel.

    ``start`` and ``end`` are terminals, or places on the way, whose names begin with ``@``.
    """

    start: str
    end: str
    variant: str
    points: tuple[Point, ...]


def link_parts(network: Network, link: Link) -> tuple[Part, ...]:
    """Return the stretches of a link: of water, track or road where known, by air a great circle.

    Everything else whose way is not known goes straight, as trucks do for less than 100 km.

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
    if parts := _known_parts(network, link):
        return parts
    start, end = (position(network.terminals[t]) for t in (link.from_terminal, link.to_terminal))
    line = great_circle(start, end) if link.mode is Mode.AIR else continuous([start, end])
    return (Part(link.from_terminal, link.to_terminal, link.via or "", line),)


def drawn_line(network: Network, link: Link) -> tuple[tuple[float, float], ...]:
    """Return where a link runs, as longitudes and latitudes without a jump; ends once."""
    joined: list[Point] = []
    for part in link_parts(network, link):
        joined.extend(part.points[1:] if joined else part.points)
    return tuple((point.lon, point.lat) for point in continuous(joined))


def line_credits(network: Network) -> tuple[str, ...]:
    """Return whose lines the links of a network are drawn by, each once."""
    modes = {link.mode for link in network.links.values() if _known_parts(network, link)}
    return tuple(credit for mode, credit in CREDITS.items() if mode in modes)


def _known_parts(network: Network, link: Link) -> tuple[Part, ...]:
    """Return the known stretches of a link, or none where they end elsewhere."""
    pair = (link.from_terminal, link.to_terminal)
    line = _shipped_courses().get((min(pair), max(pair), link.mode, link.via or ""), ())
    courses = line if pair == (min(pair), max(pair)) else [course[::-1] for course in line[::-1]]
    if not courses:
        return ()
    start, end = (position(network.terminals[terminal]) for terminal in pair)
    if not (_near(courses[0][0], start) and _near(courses[-1][-1], end)):
        return ()
    places = [pair[0], *(_place_name(course[0]) for course in courses[1:]), pair[1]]
    return tuple(
        Part(before, after, "", course)
        for (before, after), course in zip(pairwise(places), courses, strict=True)
    )


def _place_name(point: Point) -> str:
    return f"@{(point.lon - WEST_DEG) % 360:.3f},{point.lat:.3f}"


def _near(one: Point, other: Point) -> bool:
    """Tell whether a line of the dataset ends where this network has its terminal."""
    turn = abs(one.lon - other.lon) % 360
    return max(min(turn, 360 - turn), abs(one.lat - other.lat)) <= FARTHEST_END_DEG


@cache
def _shipped_courses() -> Mapping[CourseKey, Sequence[tuple[Point, ...]]]:
    """Read the lines that come with the package: stretches by pair, mode and variant of a link."""
    courses: dict[CourseKey, Sequence[tuple[Point, ...]]] = {}
    for name in SHIPPED:
        source = files("landbridge.datasets") / "chongqing" / name
        collection = json.loads(source.read_text(encoding="utf-8"))
        stretches = {
            stretch["id"]: tuple(Point(lon, lat) for lon, lat in stretch["geometry"]["coordinates"])
            for stretch in collection["features"]
        }
        for line in collection["links"]:
            courses[line["start"], line["end"], line["mode"], line["via"]] = [
                stretches[number] if number > 0 else stretches[-number][::-1]
                for number in line["stretches"]
            ]
    return courses
