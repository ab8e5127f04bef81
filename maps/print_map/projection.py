"""How the round earth becomes flat: equal areas round a point (Lambert)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from pyproj import Transformer

from ..phrases import Phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry import Point

_NOTE: Final = Phrase(
    "Projection: Lambert azimuthal equal-area, centred {lat:.0f}°{north} {lon:.0f}°{east}.",
    "投影：兰伯特等积方位投影，中心 {lat:.0f}°{north} {lon:.0f}°{east}。",
)


@dataclass(frozen=True, slots=True)
class Projection:
    """Lambert's azimuthal equal-area projection round a point, in metres on WGS 84."""

    lon: float
    lat: float

    @property
    def crs(self) -> str:
        """The projection as PROJ knows it."""
        return f"+proj=laea +lat_0={self.lat:g} +lon_0={self.lon:g} +datum=WGS84 +units=m"

    def flat(self, points: Sequence[Point] | Sequence[tuple[float, float]]) -> NDArray[np.float64]:
        """Return longitudes and latitudes in degrees as eastings and northings in metres."""
        lons, lats = np.array([(point[0], point[1]) for point in points], float).reshape(-1, 2).T
        return np.column_stack(_to_metres(self.crs).transform(lons, lats))

    def round_earth(self, east_m: float, north_m: float) -> tuple[float, float]:
        """Return the longitude and the latitude of a place on the map."""
        lon, lat = _to_metres(self.crs).transform(east_m, north_m, direction="INVERSE")
        return float(lon), float(lat)

    def note(self) -> Phrase:
        """Return what the map says of its projection."""
        lon = (self.lon + 180) % 360 - 180
        return _NOTE.fill(
            lat=abs(self.lat), north="N" if self.lat >= 0 else "S",
            lon=abs(lon), east="E" if lon >= 0 else "W",
        )  # fmt: skip


EURASIA: Final = Projection(68.0, 42.0)
"""Shanghai, Singapore and Rotterdam are about equally far from its centre."""


@cache
def _to_metres(crs: str) -> Transformer:
    return Transformer.from_crs("OGC:CRS84", crs, always_xy=True)
