"""Land, water and borders under the flows, by geopandas."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import geopandas
import shapely
from shapely import affinity
from shapely.geometry import shape

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from .view import View

SEA: Final = "#e6eef4"
LAND: Final = "#fbfaf6"
COAST: Final = "#b3c1cc"
BORDER: Final = "#cfc8ba"
RIVER: Final = "#bcd6e8"

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "land": {"color": LAND, "edgecolor": COAST, "linewidth": 0.4, "zorder": 1.0},
    "lakes": {"color": SEA, "edgecolor": COAST, "linewidth": 0.3, "zorder": 1.1},
    "rivers": {"color": RIVER, "linewidth": 0.45, "zorder": 1.2},
    "borders": {"color": BORDER, "linewidth": 0.5, "linestyle": (0, (4, 2)), "zorder": 1.3},
}
"""Layer of the basemap -> how it is drawn."""

LONGEST_STEP_DEG: Final = 1.0
"""Straight lines in degrees are curves on the map: longer ones are cut up before."""

SPARE_DEG: Final = 6.0
SMALLEST_PT: Final = 0.35


def draw_basemap(axes: Axes, view: View) -> None:
    """Draw land, lakes, rivers and borders; nothing is asked of the network."""
    west, south, east, north = view.window()
    window = (
        max(west - SPARE_DEG, view.projection.lon - 150), max(south - SPARE_DEG, -70.0),
        min(east + SPARE_DEG, view.projection.lon + 150), min(north + SPARE_DEG, 84.0),
    )  # fmt: skip
    rounded = tuple(round(edge) for edge in window)
    seen = view.room.inner(-4).polygon()
    for name, look in LOOKS.items():
        layer = projected(name, view.projection.crs, rounded)
        on_page = layer.affine_transform(view.affine).simplify(SMALLEST_PT)
        whole = [part for part in on_page if part.intersects(seen)]
        cut = [shapely.clip_by_rect(shapely.make_valid(part), *seen.bounds) for part in whole]
        shown = geopandas.GeoSeries([part for part in cut if not part.is_empty])
        if len(shown):
            shown.plot(ax=axes, aspect=None, **look)
    axes.set_xlabel("")
    axes.set_ylabel("")


@lru_cache(maxsize=32)
def projected(name: str, crs: str, window: tuple[int, int, int, int]) -> geopandas.GeoSeries:
    """Return a layer of the basemap on a projection, as far as a window of degrees reaches."""
    parts = [
        affinity.translate(part, turn)
        for turn in (-360, 0, 360)
        for part in shapely.get_parts(_layers()[name])
        if _meets(part, window, turn)
    ]
    cut = [shapely.intersection(part, shapely.box(*window)) for part in parts]
    whole = [piece for part in cut for piece in shapely.get_parts(part) if not piece.is_empty]
    steps = [shapely.segmentize(piece, LONGEST_STEP_DEG) for piece in whole]
    return geopandas.GeoSeries(steps, crs="OGC:CRS84").to_crs(crs)


def _meets(part: BaseGeometry, window: tuple[int, int, int, int], turn: int) -> bool:
    west, south, east, north = part.bounds
    return bool(
        west + turn < window[2] and east + turn > window[0]
        and south < window[3] and north > window[1]
    )  # fmt: skip


@cache
def _layers() -> dict[str, BaseGeometry]:
    """Read the basemap that comes with the package: geometry by layer."""
    source = files("landbridge.datasets") / "basemap" / "basemap.geojson"
    collection = json.loads(source.read_text(encoding="utf-8"))
    found = {
        part["properties"]["layer"]: shape(part["geometry"]) for part in collection["features"]
    }
    return {
        name: shapely.make_valid(layer) if name in ("land", "lakes") else layer
        for name, layer in found.items()
    }
