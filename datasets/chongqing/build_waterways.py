"""Build ``waterways.geojson``: stretches of water, and those that each sea and river link uses.

Run by a developer when links change, never at run time::

    python datasets/chongqing/build_waterways.py

It needs ``searoute`` 1.6 (Apache-2.0) and ``shapely``. ``waterways.md`` beside this file says
what comes from where.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import searoute
import shapely

FOLDER: Final = Path(__file__).parent
TARGET: Final = FOLDER / "waterways.geojson"
WEST_DEG: Final = -30
TOLERANCE_DEG: Final = 0.02
DECIMALS: Final = 3
NEAR_RIVER_DEG: Final = 0.3

CLOSED: Final = {"suez": ["northwest", "panama"], "cape": ["northwest", "panama", "suez"]}
"""Passages that a link may not use, by its variant; ``suez`` holds where no variant is named."""

INLAND_BY: Final = {("DUI", "FXT"): "RTM"}
"""Sea links that begin on a river, and the port where they reach the sea."""

Point: TypeAlias = tuple[float, float]
Points: TypeAlias = list[Point]


class Line(NamedTuple):
    """A pair of terminals that a link joins, in alphabetical order, and the link's variant."""

    start: str
    end: str
    mode: str
    via: str


def table(name: str) -> list[dict[str, str]]:
    """Read one table of the dataset."""
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def positions() -> dict[str, Point]:
    """Return longitude and latitude by terminal, as searoute wants them: from 180 W to 180 E."""
    return {row["id"]: (float(row["lon"]), float(row["lat"])) for row in table("terminals.csv")}


def pairs(mode: str) -> list[tuple[str, str, str]]:
    """Return each pair of terminals of a mode once, with its variant."""
    rows = (row for row in table("links.csv") if row["mode"] == mode)
    return sorted({(*sorted((row["from"], row["to"])), row["via"]) for row in rows})


def sea_lane(start: Point, end: Point, via: str) -> Points:
    """Return a lane between two ports that keeps to the sea."""
    lane = searoute.searoute(
        list(start),
        list(end),
        restrictions=CLOSED[via or "suez"],
        append_orig_dest=True,
    )
    return [(float(lon), float(lat)) for lon, lat in lane["geometry"]["coordinates"]]


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


def framed(points: Points) -> Points:
    """Return points from 30 W to 330 E, rounded, without repetition."""
    moved = [
        (round((lon - WEST_DEG) % 360 + WEST_DEG, DECIMALS), round(lat, DECIMALS))
        for lon, lat in points
    ]
    return [moved[0], *(after for before, after in pairwise(moved) if after != before)]


def lines() -> dict[Line, Points]:
    """Return the course of every sea and river link, by pair of terminals and variant."""
    at, found = positions(), {}
    for start, end, via in pairs("sea"):
        port = INLAND_BY.get((start, end))
        inland = [at[start]] if port else []
        course = [*inland, *sea_lane(at[port or start], at[end], via)]
        found[Line(start, end, "sea", via)] = framed(course)
    text = (FOLDER / "yangtze.geojson").read_text(encoding="utf-8")
    yangtze = json.loads(text)["features"][0]["geometry"]["coordinates"]
    river_pairs = pairs("river")
    ports = [at[terminal] for pair in river_pairs for terminal in pair[:2]]
    river = with_ports([tuple(point) for point in yangtze], ports)
    for start, end, via in river_pairs:
        found[Line(start, end, "river", via)] = framed(river_reach(river, at[start], at[end]))
    return found


def junctions(courses: Iterable[Points]) -> set[Point]:
    """Return the points where courses begin, end, meet or part."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    ends: set[Point] = set()
    for course in courses:
        ends |= {course[0], course[-1]}
        for before, after in pairwise(course):
            neighbours[before].add(after)
            neighbours[after].add(before)
    return ends | {point for point, others in neighbours.items() if len(others) != 2}


def stretches(course: Points, cuts: set[Point]) -> Iterator[tuple[Point, ...]]:
    """Cut a course at its junctions."""
    stretch = [course[0]]
    for point in course[1:]:
        stretch.append(point)
        if point in cuts:
            yield tuple(stretch)
            stretch = [point]


def continuous(points: Iterable[Point]) -> Points:
    """Shift longitudes so that no step jumps round the globe."""
    result: Points = []
    for lon, lat in points:
        turns = round((result[-1][0] - lon) / 360) if result else 0
        result.append((lon + 360 * turns, lat))
    return result


def feature(number: int, stretch: tuple[Point, ...]) -> dict[str, Any]:
    """Return a simplified stretch as a GeoJSON feature."""
    line = shapely.LineString(continuous(stretch)).simplify(TOLERANCE_DEG)
    coordinates = [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in line.coords]
    geometry = {"type": "LineString", "coordinates": coordinates}
    return {"type": "Feature", "id": number, "properties": {}, "geometry": geometry}


def collection() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the stretches, and for each link its stretches; a minus sign turns one round."""
    courses = lines()
    cuts = junctions(courses.values())
    numbers: dict[tuple[Point, ...], int] = {}
    links = []
    for line, course in courses.items():
        signed = []
        for stretch in stretches(course, cuts):
            if stretch[::-1] in numbers:
                signed.append(-numbers[stretch[::-1]])
            else:
                signed.append(numbers.setdefault(stretch, len(numbers) + 1))
        links.append({**line._asdict(), "stretches": signed})
    return [feature(number, stretch) for stretch, number in numbers.items()], links


def main() -> None:
    """Write stretches and links, one to a row."""
    features, links = (
        ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) for rows in collection()
    )
    text = f'{{"type":"FeatureCollection","features":[\n{features}\n],"links":[\n{links}\n]}}\n'
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET.name}: {len(text):,} bytes\n")


if __name__ == "__main__":
    main()
