"""A reach as the script of its page shows it: terminals, rides, and the ways made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from .bands import NICE_USD, bands
from .cards import terminal_card
from .geometry import line_points, link_parts, position
from .names import MODE_NAMES
from .phrases import named
from .playback import length_km
from .style import DASHES
from .terminals import place_names, short_name, short_name_zh

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.reach import ReachRide, ReachWays
    from ..network.row import Mode
    from ..network.shipment import Shipment
    from .geometry import Part

NEVER: Final = -1
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NICE_DAYS: Final = (1, 2, 3, 4, 5, 7, 10, 12, 14, 17, 21, 25, 28, 35, 42, 49, 56, 70, 84, 98)


def reach_scene(network: Network, shipment: Shipment, ways: Sequence[ReachWays]) -> dict[str, Any]:
    """Return what the page of a reach needs.

    Returns
    -------
    dict
        ``ready`` (minutes since 1970, UTC) and ``origin``; ``terminals``; ``lines`` with their
        points; ``rides`` as service, mode, terminals, and lines with the share of the ride at
        which each ends; ``nodes`` of ways as ride, the node before, and what was spent when it
        leaves and arrives; ``choices`` of modes, each with minutes and cents by terminal
        (-1 = not reached) and the last node of the way; ``bands``, upper ends in minutes and
        cents.
    """
    rides = _Rides(network)
    trails = _Trails(rides)
    ready = shipment.ready_at(network.terminals[shipment.origin])
    ids = list(network.terminals)
    choices = [_choice(found, ready, trails, ids) for found in ways]
    return {
        "ready": round((ready - EPOCH).total_seconds() / 60),
        "origin": ids.index(shipment.origin),
        "terminals": reach_marks(network, shipment),
        "modes": [(mode.value, MODE_NAMES[mode]) for mode in sorted_modes(ways)],
        "lines": rides.lines,
        "rides": rides.rows,
        "nodes": trails.rows,
        "choices": choices,
        "bands": {
            "time": _bands(choices, "time", [1440 * days for days in NICE_DAYS]),
            "cost": _bands(choices, "cost", [round(100 * usd) for usd in NICE_USD]),
        },
    }


def _bands(choices: Sequence[dict[str, Any]], measure: str, nice: Sequence[float]) -> list[float]:
    """Return bands for the reach by all modes; the last holds that by fewer as well."""
    by_all = [value for value in choices[0][measure] if value != NEVER]
    largest = max((value for choice in choices for value in choice[measure]), default=0)
    return bands(by_all, nice, max(largest, *by_all, nice[0]) if by_all else None)


def sorted_modes(ways: Sequence[ReachWays]) -> list[Mode]:
    """Return the modes to choose from, in the order in which modes are always named."""
    return [mode for mode in MODE_NAMES if mode in ways[0].modes]


def reach_marks(network: Network, shipment: Shipment) -> list[dict[str, Any]]:
    """Return every terminal, in the order of the file, with its name and its card."""
    terminals = list(network.terminals.values())
    places = place_names(terminals)
    marks = []
    for terminal in terminals:
        point = position(terminal)
        marks.append(
            {
                "lat": point.lat,
                "lon": point.lon,
                "name": named(short_name(terminal.name), short_name_zh(terminal.name_zh)),
                "place": named(*places[terminal.id]),
                "zone": terminal.timezone,
                "kind": "end" if terminal.id == shipment.origin else "hub",
                "radius": 5,
                "min_zoom": 0,
                "card": terminal_card(terminal, []),
            }
        )
    return marks


def _choice(
    found: ReachWays, ready: datetime, trails: _Trails, ids: Sequence[str]
) -> dict[str, Any]:
    reached = {reach.terminal_id: reach for reach in found.reaches}
    own = [reached[terminal_id] for terminal_id in ids]
    return {
        "modes": sorted(mode.value for mode in found.modes),
        "time": [_minutes(reach.delivered_at, ready) for reach in own],
        "cost": [NEVER if r.freight_cents is None else r.freight_cents for r in own],
        "time_ways": [trails.last(found.soonest.get(terminal_id, ())) for terminal_id in ids],
        "cost_ways": [trails.last(found.cheapest.get(terminal_id, ())) for terminal_id in ids],
    }


def _minutes(delivered_at: datetime | None, ready: datetime) -> int:
    return NEVER if delivered_at is None else round((delivered_at - ready).total_seconds() / 60)


class _Trails:
    """Ways as a tree: two that begin alike share their beginning, whatever the modes."""

    def __init__(self, rides: _Rides) -> None:
        self._rides = rides
        self._numbers: dict[tuple[int, int, int, int], int] = {}

    @property
    def rows(self) -> list[tuple[int, int, int, int]]:
        """Return ride, node before (-1 = none), and what was spent at its begin and end."""
        return list(self._numbers)

    def last(self, way: Sequence[ReachRide]) -> int:
        """Return the number of the last node of a way; -1 where there is none."""
        node = NEVER
        for ride in way:
            key = (self._rides.number(ride), node, ride.begins, ride.ends)
            node = self._numbers.setdefault(key, len(self._numbers))
        return node


class _Rides:
    """The rides that ways are made of, and the lines that they run over."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._positions = {terminal: number for number, terminal in enumerate(network.terminals)}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._known: dict[tuple[str, str, str, Mode], int] = {}
        self.rows: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []

    def number(self, ride: ReachRide) -> int:
        """Return the number of a ride, which is drawn when it is first asked for."""
        key = (ride.service_id, ride.load_seq, ride.unload_seq)
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(self._row(ride))
        return self._numbers[key]

    def _row(self, ride: ReachRide) -> dict[str, Any]:
        service = self._network.services[ride.service_id]
        calls = self._network.calls[ride.service_id]
        own = [call for call in calls if ride.load_seq <= call.seq <= ride.unload_seq]
        parts = [
            part
            for call in own[1:]
            if call.link_id is not None
            for part in link_parts(self._network, self._network.links[call.link_id])
        ]
        return {
            "service": service.name,
            "mode": service.mode.value,
            "from": self._positions[own[0].terminal_id],
            "to": self._positions[own[-1].terminal_id],
            "lines": [self._line(part, service.mode) for part in parts],
            "ends": _end_shares([length_km(part.points) for part in parts]),
        }

    def _line(self, part: Part, mode: Mode) -> int:
        key = (part.start, part.end, part.variant, mode)
        if key not in self._known:
            self._known[key] = len(self.lines)
            self.lines.append({"points": line_points(part), "dash": DASHES.get(mode, ())})
        return self._known[key]


def _end_shares(lengths: Sequence[float]) -> list[float]:
    """Return the share of a ride at which each of its lines ends."""
    whole = sum(lengths) or 1.0
    return [round(sum(lengths[: number + 1]) / whole, 3) for number in range(len(lengths))]
