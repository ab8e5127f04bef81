"""Which crowded parts of the map are shown again, larger: the gateway, and the densest region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from ..phrases import Phrase
from .places import Stop
from .projection import Projection

GATEWAY_M: Final = 150_000.0
"""How far terminals without a region belong to the gateway."""

DENSE_M: Final = (1_150_000.0, 820_000.0)
"""Width and height of the region that is looked for."""

LEAST_PLACES: Final = 6


class Region(NamedTuple):
    """A named part of the world, in degrees."""

    name: Phrase
    west: float
    south: float
    east: float
    north: float


REGIONS: Final = (
    Region(Phrase("North-west Europe", "西北欧"), -8, 48, 12, 57),
    Region(Phrase("Central Europe", "中欧"), 9, 44, 30, 57),
    Region(Phrase("Southern Europe", "南欧"), -10, 34, 30, 48),
    Region(Phrase("Northern Europe", "北欧"), 3, 54, 45, 71),
    Region(Phrase("Central Asia", "中亚"), 45, 35, 90, 56),
    Region(Phrase("Yangtze Delta", "长三角"), 117, 28, 124, 35),
    Region(Phrase("Pearl River Delta", "珠三角"), 110, 20, 117, 25),
    Region(Phrase("South-east Asia", "东南亚"), 92, -12, 127, 22),
    Region(Phrase("East Asia", "东亚"), 97, 20, 150, 55),
    Region(Phrase("South Asia", "南亚"), 60, 5, 92, 37),
)
ELSEWHERE: Final = Phrase("The busiest region", "最繁忙地区")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset:
    """A part of the world to show again: its stops, and the name of the region."""

    stops: tuple[Stop, ...]
    projection: Projection
    name: Phrase
    is_gateway: bool


def gateway_inset(found: Sequence[Stop]) -> Inset | None:
    """Return the surroundings of the place that handles the most, if it has several terminals."""
    handled = [stop for stop in found if not stop.is_passed]
    if not handled:
        return None
    busiest = handled[0]
    own = tuple(stop for stop in handled if _belongs(stop, busiest))
    if len(own) < 2:
        return None
    return Inset(stops=own, projection=_centred(own), name=busiest.place_name, is_gateway=True)


def _belongs(stop: Stop, busiest: Stop) -> bool:
    if busiest.terminal.region:
        return stop.terminal.region == busiest.terminal.region
    return _metres(stop, busiest) <= GATEWAY_M


def dense_inset(found: Sequence[Stop], gateway: Inset | None) -> Inset | None:
    """Return the region that has the most places close together, if it is crowded at all."""
    taken = {stop.terminal.id for stop in gateway.stops} if gateway else set()
    others = [s for s in found if not s.is_passed and s.terminal.id not in taken]
    best: tuple[Stop, ...] = ()
    for middle in others:
        near = tuple(stop for stop in others if _is_near(stop, middle))
        if len({stop.place for stop in near}) > len({stop.place for stop in best}):
            best = near
    if len({stop.place for stop in best}) < LEAST_PLACES:
        return None
    projection = _centred(best)
    return Inset(stops=best, projection=projection, name=_region(projection), is_gateway=False)


def _is_near(stop: Stop, middle: Stop) -> bool:
    east, north = np.abs(Projection(*middle.lonlat).flat([stop.lonlat])[0])
    return bool(east <= DENSE_M[0] / 2 and north <= DENSE_M[1] / 2)


def _metres(one: Stop, other: Stop) -> float:
    return float(np.hypot(*Projection(*other.lonlat).flat([one.lonlat])[0]))


def _centred(found: Sequence[Stop]) -> Projection:
    lons, lats = zip(*(stop.lonlat for stop in found), strict=True)
    return Projection(round((min(lons) + max(lons)) / 2, 1), round((min(lats) + max(lats)) / 2, 1))


def _region(projection: Projection) -> Phrase:
    lon = (projection.lon + 180) % 360 - 180
    for region in REGIONS:
        if region.west <= lon <= region.east and region.south <= projection.lat <= region.north:
            return region.name
    return ELSEWHERE
