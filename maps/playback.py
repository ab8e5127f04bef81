"""The plan in time, as the script of the page plays it: who is where at which minute.

Positions are not computed here. A ride is a list of stretches of the lines that the map draws
anyway, with the minutes at which it enters and leaves each; so a box is always on its own line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .geometry import link_parts
from .standing import home, minutes, size_boxes, stays, totals

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.plan import Assignment
    from ..network.route import Leg
    from ..network.row import Mode
    from .flows import Flow, LegLoad
    from .geometry import Part, Point

ALONG: Final = 100_000
"""Parts into which the length of a line is divided."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EARTH_KM: Final = 6371.0

Stretch: TypeAlias = tuple[int, int, int, int, int]
"""Number of the line, where on it a ride begins and ends (of 100,000), and in which minutes."""

LineKey: TypeAlias = "tuple[str, Mode, Part]"
Place: TypeAlias = tuple[int, float, float]


def playback(
    network: Network,
    assignments: Sequence[Assignment],
    loads: Sequence[LegLoad],
    drawn: Sequence[Flow],
) -> dict[str, Any]:
    """Return everything that moves and waits, in minutes from the first moment.

    Parameters
    ----------
    network
        The network that the plan was made for.
    assignments
        What travels.
    loads
        The same by departure, as :func:`landbridge.maps.flows.leg_loads` returns it.
    drawn
        The lines of the map; positions refer to their order.

    Returns
    -------
    dict
        ``start`` (minutes since 1970, UTC) and ``minutes`` of the whole; ``tracks``, flat lists
        of stretches with minutes from the departure; ``loads`` as track, vehicle, departure,
        arrival and boxes; ``boxes``, all of them; ``stays`` and ``totals``, see
        :mod:`landbridge.maps.standing`; ``home``, the place whose local time is shown.
        Empty where nothing travels.
    """
    if not loads:
        return {}
    start = min(a.route.ready_at for a in assignments).replace(minute=0)
    end = max(a.route.delivered_at for a in assignments)
    lines = _Lines(drawn)
    tracks: dict[tuple[str, int, int, timedelta], int] = {}
    stretches: list[list[int]] = []
    for load in loads:
        if (ride := _ride(load.leg)) not in tracks:
            tracks[ride] = len(tracks)
            stretches.append([n for part in lines.track(network, load.leg) for n in part])
    vehicles = _vehicles(network, loads)
    return {
        "start": minutes(start - EPOCH),
        "minutes": minutes(end - start),
        "tracks": stretches,
        "loads": [
            [
                tracks[_ride(load.leg)],
                vehicle,
                minutes(load.leg.departs_at - start),
                minutes(load.leg.arrives_at - start),
                round(load.size_boxes, 2),
            ]
            for load, vehicle in zip(loads, vehicles, strict=True)
        ],
        "stays": stays(network, assignments, start),
        "totals": totals(assignments, start),
        "boxes": round(sum(map(size_boxes, assignments)), 2),
        "home": home(network, assignments),
    }


def _ride(leg: Leg) -> tuple[str, int, int, timedelta]:
    return leg.departure.service_id, leg.load_seq, leg.unload_seq, leg.arrives_at - leg.departs_at


def _vehicles(network: Network, loads: Iterable[LegLoad]) -> Iterator[int]:
    """Yield the number of the vehicle of each load.

    What boards one departure at different calls rides together; two trucks of one day, which
    leave when their cargo is ready, do not.
    """
    numbers: dict[tuple[str, datetime], int] = {}
    for load in loads:
        leg = load.leg
        calls = network.calls[leg.departure.service_id]
        offset = next(call.depart_offset_hours for call in calls if call.seq == leg.load_seq)
        begun = leg.departs_at - timedelta(minutes=math.floor(60 * offset + 0.5))
        yield numbers.setdefault((leg.departure.service_id, begun), len(numbers))


class _Lines:
    """Where every stretch of a corridor and mode lies on the lines that are drawn."""

    def __init__(self, drawn: Iterable[Flow]) -> None:
        self._places: dict[LineKey, Place] = {}
        for number, flow in enumerate(drawn):
            for part, first, last in _shares(flow.parts):
                self._places[flow.corridor, flow.mode, part] = (number, first, last)

    def track(self, network: Network, leg: Leg) -> Iterator[Stretch]:
        """Yield the stretches of a ride; minutes count from its departure."""
        calls = [
            call
            for call in network.calls[leg.departure.service_id]
            if leg.load_seq <= call.seq <= leg.unload_seq
        ]
        begins, ends = calls[0].depart_offset_hours, calls[-1].arrive_offset_hours
        scale = minutes(leg.arrives_at - leg.departs_at) / (ends - begins) if ends > begins else 0
        for before, call in pairwise(calls):
            if call.link_id is None:
                continue
            parts = link_parts(network, network.links[call.link_id])
            hours = (before.depart_offset_hours - begins, call.arrive_offset_hours - begins)
            places = [self._places[leg.corridor, leg.mode, part] for part in parts]
            lengths = [length_km(part.points) for part in parts]
            yield from _timed(places, lengths, (scale * hours[0], scale * hours[1]))


def _shares(parts: Sequence[Part]) -> Iterator[tuple[Part, float, float]]:
    """Yield parts of a line with the shares of its length at which they begin and end."""
    at, ends = 0.0, []
    for number, part in enumerate(parts):
        if number:
            at += length_km((parts[number - 1].points[-1], part.points[0]))
        first, at = at, at + length_km(part.points)
        ends.append((first, at))
    whole = at or 1.0
    for part, (first, last) in zip(parts, ends, strict=True):
        yield part, first / whole, last / whole


def _timed(
    places: Sequence[Place], lengths: Sequence[float], during: tuple[float, float]
) -> Iterator[Stretch]:
    """Yield the stretches of one link, at one speed; those that follow on a line are one."""
    speed = (during[1] - during[0]) / (sum(lengths) or 1.0)
    whole: list[tuple[int, float, float, float, float]] = []
    at = during[0]
    for (line, first, last), length in zip(places, lengths, strict=True):
        begins, at = at, at + length * speed
        if whole and whole[-1][0] == line and abs(whole[-1][2] - first) < 1e-9:
            _, joined, _, joined_at, _ = whole.pop()
            whole.append((line, joined, last, joined_at, at))
        else:
            whole.append((line, first, last, begins, at))
    for line, first, last, begins, ends in whole:
        yield line, round(first * ALONG), round(last * ALONG), round(begins), round(ends)


def length_km(points: Sequence[Point]) -> float:
    """Return the length of a line on a sphere of 6371 km."""
    return sum(_distance_km(one, other) for one, other in pairwise(points))


def _distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance by the haversine formula."""
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(other.lon - one.lon)
    half = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin(turn / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
