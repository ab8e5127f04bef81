"""The parts of the map that a reader can jump to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from .phrases import Phrase

MARGIN_DEG: Final = 0.6
GATEWAY_DEG: Final = 0.1


class Frame(NamedTuple):
    """A named part of the world, longitudes from 30 W to 330 E."""

    name: Phrase
    south: float
    west: float
    north: float
    east: float


EURASIA: Final = Frame(Phrase("Eurasia", "欧亚"), -12, -12, 66, 150)
FRAMES: Final = (
    Frame(Phrase("Europe", "欧洲"), 34, -12, 62, 40),
    Frame(Phrase("Central Asia", "中亚"), 35, 45, 58, 90),
    Frame(Phrase("East Asia", "东亚"), 18, 97, 50, 146),
    Frame(Phrase("Southeast Asia", "东南亚"), -12, 92, 24, 125),
    Frame(Phrase("North America", "北美"), 15, 190, 65, 300),
)


def views(
    marks: Sequence[dict[str, Any]], points: Sequence[Sequence[float]]
) -> list[dict[str, Any]]:
    """Return names and bounds: all of it, the busiest place, and each region in use.

    Parameters
    ----------
    marks
        Terminals as :func:`landbridge.maps.terminals.terminal_marks` returns them.
    points
        Latitude and longitude of every point of every line; what follows them is left out.
    """
    places = [(mark["lat"], mark["lon"]) for mark in marks if mark["kind"] != "pass"]
    everywhere = [*places, *((lat, lon) for lat, lon, *_ in points)]
    if not everywhere:
        return []
    found = [{"name": Phrase("All", "全部"), "bounds": _bounds(everywhere)}]
    found += _eurasia(places)
    if places:
        (lat, lon), reach = places[0], GATEWAY_DEG
        gateway = [(lat - reach, lon - reach), (lat + reach, lon + reach)]
        found.append({"name": marks[0]["place"], "bounds": _bounds(gateway)})
    for frame in FRAMES:
        inside = [place for place in places if _within(frame, *place)]
        if len(inside) > 1:
            found.append({"name": frame.name, "bounds": _bounds(inside)})
    return found


def _eurasia(places: Sequence[tuple[float, float]]) -> list[dict[str, Any]]:
    """Return the view with which a narrow map begins, where there is more than that."""
    inside = [place for place in places if _within(EURASIA, *place)]
    if len(inside) < 2 or len(inside) == len(places):
        return []
    return [{"name": EURASIA.name, "bounds": _bounds(inside), "narrow": True}]


def _within(frame: Frame, lat: float, lon: float) -> bool:
    return frame.south <= lat <= frame.north and frame.west <= lon <= frame.east


def _bounds(places: Sequence[tuple[float, float]]) -> list[list[float]]:
    """Return the south-west and north-east corners round some places, with a margin."""
    lats, lons = zip(*places, strict=True)
    return [
        [round(min(lats) - MARGIN_DEG, 3), round(min(lons) - MARGIN_DEG, 3)],
        [round(max(lats) + MARGIN_DEG, 3), round(max(lons) + MARGIN_DEG, 3)],
    ]
