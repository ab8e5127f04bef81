"""A part of the world on a part of the page: metres of a projection become points of print."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from .projection import Projection

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry import Point


class Rect(NamedTuple):
    """A rectangle of the page in points (1/72 inch), from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top."""
        return self.left, self.bottom, self.left + self.width, self.bottom + self.height

    def polygon(self) -> shapely.Polygon:
        """Return the rectangle as a polygon."""
        return shapely.box(*self.bounds)

    def inner(self, margin: float) -> Rect:
        """Return a smaller rectangle with the same middle."""
        return Rect(
            self.left + margin, self.bottom + margin,
            max(1.0, self.width - 2 * margin), max(1.0, self.height - 2 * margin),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What of the world is seen in a pane whose own lower left corner is at 0, 0."""

    projection: Projection
    pane: Rect
    west_m: float
    south_m: float
    pt_per_m: float

    def to_page(
        self, points: Sequence[Point] | Sequence[tuple[float, float]]
    ) -> NDArray[np.float64]:
        """Return longitudes and latitudes in degrees as points of the pane."""
        flat = self.projection.flat(points)
        return (flat - (self.west_m, self.south_m)) * self.pt_per_m

    @property
    def affine(self) -> list[float]:
        """Coefficients that take metres to the pane, as shapely wants them."""
        k = self.pt_per_m
        return [k, 0.0, 0.0, k, -self.west_m * k, -self.south_m * k]

    @property
    def room(self) -> Rect:
        """The pane in its own coordinates."""
        return Rect(0.0, 0.0, self.pane.width, self.pane.height)

    def window(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north of what is seen, longitudes in one piece."""
        edge = np.linspace(0, 1, 9)
        width_m, height_m = self.pane.width / self.pt_per_m, self.pane.height / self.pt_per_m
        places = [(x, y) for x in edge for y in edge]
        lonlat = [
            self.projection.round_earth(self.west_m + x * width_m, self.south_m + y * height_m)
            for x, y in places
        ]
        found = [place for place in lonlat if all(map(math.isfinite, place))]
        lons = [(lon - self.projection.lon + 180) % 360 - 180 for lon, _ in found]
        lats = [lat for _, lat in found]
        if len(found) < len(lonlat):  # the pane is wider than the world
            return self.projection.lon - 180, -90.0, self.projection.lon + 180, 90.0
        lon = self.projection.lon
        return lon + min(lons), min(lats), lon + max(lons), max(lats)


def fitted(
    projection: Projection,
    pane: Rect,
    points: Sequence[tuple[float, float]],
    *,
    margin_pt: float,
    least_m: float,
    spare: tuple[float, float] = (0.5, 0.5),
) -> View:
    """Return the view that shows some places as large as its pane allows.

    Parameters
    ----------
    points
        Longitudes and latitudes in degrees of what must be seen.
    margin_pt
        Room to leave round them.
    least_m
        Width of the world that is seen at least, in metres.
    spare
        Shares of the room to spare that are left on the left and at the bottom.
    """
    flat = projection.flat(points)
    low, high = flat.min(axis=0), flat.max(axis=0)
    size, span = np.array([pane.width, pane.height]), high - low
    metres_per_pt = max(*(span / (size - 2 * margin_pt)), least_m / pane.width)
    corner = low - (size * metres_per_pt - span) * spare
    return View(projection, pane, float(corner[0]), float(corner[1]), float(1 / metres_per_pt))
