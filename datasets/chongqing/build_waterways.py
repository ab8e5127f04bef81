"""Build ``waterways.geojson``: one line on water for every sea and river link.

Run by a developer when links change, never at run time::

    python datasets/chongqing/build_waterways.py

It needs ``searoute`` 1.6 (Apache-2.0) and ``shapely``. ``waterways.md`` beside this file says
what comes from where.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import searoute
import shapely
from shapely.ops import substring

FOLDER: Final = Path(__file__).parent
TARGET: Final = FOLDER / "waterways.geojson"
WEST_DEG: Final = -30
TOLERANCE_DEG: Final = 0.05
DECIMALS: Final = 3
NEAR_RIVER_DEG: Final = 0.3

CLOSED: Final = {"suez": ["northwest", "panama"], "cape": ["northwest", "panama", "suez"]}
"""Passages that a link may not use, by its variant; ``suez`` holds where no variant is named."""

INLAND_BY: Final = {("DUI", "FXT"): "RTM"}
"""Sea links that begin on a river, and the port where they reach the sea."""

Point: TypeAlias = tuple[float, float]
Points: TypeAlias = list[Point]


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


def river_reach(river: shapely.LineString, start: Point, end: Point) -> Points:
    """Return the reach between two ports; beyond the mouth the lane goes on by sea."""
    if all(river.distance(shapely.Point(port)) > NEAR_RIVER_DEG for port in (start, end)):
        return [start, end]
    places = [river.project(shapely.Point(port)) for port in (start, end)]
    reach: Points = list(substring(river, *places).coords)
    for port in (start, end):
        if river.distance(shapely.Point(port)) > NEAR_RIVER_DEG:
            seaward = sea_lane(river.coords[-1], port, "")
            return [*reach, *seaward, end] if port == end else [start, *seaward[::-1], *reach]
    return [start, *reach, end]


def continuous(points: Points) -> Points:
    """Begin in the frame of the map and shift the rest so that no step jumps round the globe."""
    first = (points[0][0] - WEST_DEG) % 360 + WEST_DEG
    result: Points = [(first, points[0][1])]
    for lon, lat in points[1:]:
        result.append((lon + 360 * round((result[-1][0] - lon) / 360), lat))
    return result


def lines() -> Iterator[tuple[tuple[str, str, str], str, Points]]:
    """Yield pair, mode and line for every sea and river link."""
    at = positions()
    for start, end, via in pairs("sea"):
        port = INLAND_BY.get((start, end))
        inland = [at[start]] if port else []
        yield (start, end, via), "sea", [*inland, *sea_lane(at[port or start], at[end], via)]
    river = shapely.from_geojson((FOLDER / "yangtze.geojson").read_text(encoding="utf-8"))
    yangtze = shapely.get_geometry(river, 0)
    for start, end, via in pairs("river"):
        yield (start, end, via), "river", river_reach(yangtze, at[start], at[end])


def feature(key: tuple[str, str, str], mode: str, points: Points) -> dict[str, Any]:
    """Return a simplified line as a GeoJSON feature."""
    line = shapely.LineString(continuous(points)).simplify(TOLERANCE_DEG if mode == "sea" else 0.01)
    coordinates = [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in line.coords]
    start, end, via = key
    return {
        "type": "Feature",
        "properties": {"from": start, "to": end, "mode": mode, "via": via},
        "geometry": {"type": "LineString", "coordinates": coordinates},
    }


def main() -> None:
    """Write the lines, one feature to a row."""
    features = [json.dumps(feature(*line), separators=(",", ":")) for line in lines()]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET.name}: {len(features)} lines, {len(text):,} bytes\n")


if __name__ == "__main__":
    main()
