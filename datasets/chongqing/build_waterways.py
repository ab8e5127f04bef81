"""Build ``waterways.geojson``: stretches of water, and those that each sea and river link uses.

Run by a developer when links change, never at run time::

    python datasets/chongqing/build_waterways.py

It needs ``searoute`` 1.6 (Apache-2.0) and ``shapely``. ``waterways.md`` beside this file says
what comes from where.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import searoute
import shapely
from stretches import (
    FOLDER,
    Line,
    Point,
    Points,
    drawn_through_terminals,
    framed,
    pairs,
    positions,
    write,
)

TARGET: Final = FOLDER / "waterways.geojson"
TOLERANCE_DEG: Final = 0.02
NEAR_RIVER_DEG: Final = 0.3
BESIDE_DEG: Final = 0.12
RIVERS: Final = ("yangtze", "rhine")

CLOSED: Final = {"suez": ["northwest", "panama"], "cape": ["northwest", "panama", "suez"]}
"""Passages that a link may not use, by its variant; ``suez`` holds where no variant is named."""

INLAND_BY: Final = {("DUI", "FXT"): "RTM"}
"""Sea links that begin on a river, and the port where they reach the sea."""

ROUND: Final = {("PIR", "cape"): (22.9, 36.2)}
"""Where lanes from a port lead round a cape, not through a canal too small for them (Corinth)."""


def sea_lane(start: Point, end: Point, via: str) -> Points:
    """Return a lane between two places that keeps to the sea."""
    lane = searoute.searoute(
        list(start),
        list(end),
        restrictions=CLOSED[via or "suez"],
        append_orig_dest=True,
    )
    return [(float(lon), float(lat)) for lon, lat in lane["geometry"]["coordinates"]]


def port_lane(start: str, end: str, via: str, at: Mapping[str, Point]) -> Points:
    """Return the lane between two ports, round the cape that it has to take."""
    cape = ROUND.get((start, via)) or ROUND.get((end, via))
    if cape is None:
        return sea_lane(at[start], at[end], via)
    return [*sea_lane(at[start], cape, via)[:-1], *sea_lane(cape, at[end], via)[1:]]


def with_ports(river: Points, ports: Iterable[Point]) -> Points:
    """Return a river with a vertex abreast of each port near it."""
    line = shapely.LineString(river)
    near = [port for port in ports if line.distance(shapely.Point(port)) <= NEAR_RIVER_DEG]
    abreast = [line.interpolate(line.project(shapely.Point(port))) for port in near]
    vertices = {*river, *((point.x, point.y) for point in abreast)}
    return sorted(vertices, key=lambda vertex: line.project(shapely.Point(vertex)))


def river_reach(river: Points, start: Point, end: Point) -> Points:
    """Return the reach between two ports; beyond the mouth the lane goes on by sea."""
    line = shapely.LineString(river)
    afar = [line.distance(shapely.Point(port)) > NEAR_RIVER_DEG for port in (start, end)]
    if all(afar):
        return [start, end]
    if any(afar):
        inland, port = (end, start) if afar[0] else (start, end)
        reach = [*river_reach(river, inland, river[-1]), *sea_lane(river[-1], port, "")]
        return reach[::-1] if afar[0] else reach
    places = [line.project(shapely.Point(port)) for port in (start, end)]
    low, high = min(places) - 1e-9, max(places) + 1e-9
    reach = [point for point in river if low <= line.project(shapely.Point(point)) <= high]
    return [start, *(reach if places[0] <= places[1] else reach[::-1]), end]


def river(name: str, ports: Sequence[Point]) -> Points:
    """Return a river of the dataset, downstream, with a vertex abreast of each port near it."""
    text = (FOLDER / f"{name}.geojson").read_text(encoding="utf-8")
    course = json.loads(text)["features"][0]["geometry"]["coordinates"]
    return with_ports([(lon, lat) for lon, lat in course], ports)


def lines() -> dict[Line, Points]:
    """Return the course of every sea and river link, by pair of terminals and variant."""
    at, found, river_pairs = positions(), {}, pairs("river")
    ports = [at[terminal] for pair in river_pairs for terminal in pair[:2]]
    rivers = [river(name, ports) for name in RIVERS]

    def reach(start: str, end: str) -> Points:
        middle = shapely.Point(at[start])
        nearest = min(rivers, key=lambda course: shapely.LineString(course).distance(middle))
        return river_reach(nearest, at[start], at[end])

    for start, end, via in pairs("sea"):
        port = INLAND_BY.get((start, end))
        inland = reach(start, port) if port else []
        course = [*inland, *port_lane(port or start, end, via, at)]
        found[Line(start, end, "sea", via)] = framed(course)
    for start, end, via in river_pairs:
        found[Line(start, end, "river", via)] = framed(reach(start, end))
    return through_ports(found, ports)


def through_ports(courses: Mapping[Line, Points], ports: Sequence[Point]) -> dict[Line, Points]:
    """Draw the river through its ports: at this scale it runs beside them."""
    river_courses = {line: course for line, course in courses.items() if line.mode == "river"}
    return {**courses, **drawn_through_terminals(river_courses, framed(ports), BESIDE_DEG)}


def main() -> None:
    """Write stretches and links."""
    write(TARGET, lines(), TOLERANCE_DEG)


if __name__ == "__main__":
    main()
