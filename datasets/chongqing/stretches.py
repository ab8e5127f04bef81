"""Cut courses of links into the stretches they share, and write both down.

The build scripts beside this file use it; nothing reads it at run time.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import shapely

FOLDER: Final = Path(__file__).parent
WEST_DEG: Final = -30
DECIMALS: Final = 3

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
    """Return longitude and latitude by terminal, from 180 W to 180 E."""
    return {row["id"]: (float(row["lon"]), float(row["lat"])) for row in table("terminals.csv")}


def pairs(mode: str) -> list[tuple[str, str, str]]:
    """Return each pair of terminals of a mode once, with its variant."""
    rows = (row for row in table("links.csv") if row["mode"] == mode)
    return sorted({(*sorted((row["from"], row["to"])), row["via"]) for row in rows})


def framed(points: Iterable[Point]) -> Points:
    """Return points from 30 W to 330 E, rounded, without repetition."""
    moved = [
        (round((lon - WEST_DEG) % 360 + WEST_DEG, DECIMALS), round(lat, DECIMALS))
        for lon, lat in points
    ]
    return [moved[0], *(after for before, after in pairwise(moved) if after != before)]


def drawn_through_terminals(
    courses: Mapping[Line, Points], terminals: Collection[Point], reach_deg: float
) -> dict[Line, Points]:
    """Move a junction beside a terminal to the terminal itself.

    A terminal where several courses end, all over one neighbour, lies beside the line: what goes
    on from there would run back the way it came. The neighbour is moved, if it is near.
    """
    made = dict(courses)
    while moves := _moves(made.values(), terminals, reach_deg):
        made = {
            line: [p for p, _ in groupby(moves.get(point, point) for point in course)]
            for line, course in made.items()
        }
    return made


def _moves(
    courses: Iterable[Points], terminals: Collection[Point], reach_deg: float
) -> dict[Point, Point]:
    neighbours: dict[Point, list[Point]] = defaultdict(list)
    for course in courses:
        for end, neighbour in ((course[0], course[1]), (course[-1], course[-2])):
            neighbours[end].append(neighbour)
    return {
        found[0]: end
        for end, found in sorted(neighbours.items())
        if len(found) > 1
        and len(set(found)) == 1
        and found[0] not in terminals
        and math.dist(end, found[0]) <= reach_deg
    }


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


def feature(number: int, stretch: tuple[Point, ...], tolerance_deg: float) -> dict[str, Any]:
    """Return a simplified stretch as a GeoJSON feature."""
    line = shapely.LineString(continuous(stretch)).simplify(tolerance_deg)
    coordinates = [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in line.coords]
    geometry = {"type": "LineString", "coordinates": coordinates}
    return {"type": "Feature", "id": number, "properties": {}, "geometry": geometry}


def collection(
    courses: Mapping[Line, Points], tolerance_deg: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the stretches, and for each link its stretches; a minus sign turns one round."""
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
    features = [feature(number, stretch, tolerance_deg) for stretch, number in numbers.items()]
    return features, links


def write(
    target: Path,
    courses: Mapping[Line, Points],
    tolerance_deg: float,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write stretches and links, one to a row, after what is to be said about the file."""
    features, links = (
        ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        for rows in collection(courses, tolerance_deg)
    )
    head = "".join(
        f"{json.dumps(name)}:{json.dumps(value, ensure_ascii=False)},\n"
        for name, value in (about or {}).items()
    )
    text = (
        f'{{"type":"FeatureCollection",{head}"features":[\n{features}\n],"links":[\n{links}\n]}}\n'
    )
    target.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{target.name}: {len(text.encode()):,} bytes\n")
