"""The course of a route: distance, time and cost added up, point by point.

This is what the time-distance and cost-distance charts of UNESCAP draw: moving goes along, while
borders, handling, clearance and waiting go straight up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .link import Link, LinkKind
from .network import Network
from .route import Basis, Charge, CostPart, Handling, Leg, Route
from .row import Mode
from .shipment import LoadKind, LoadUnit

STOPPING_LINKS = frozenset({LinkKind.BORDER, LinkKind.GAUGE_CHANGE, LinkKind.LOCK})
"""Links whose time is a stop, although they have some kilometres."""


class CourseKind(StrEnum):
    """What happens between a point of a course and the one before."""

    START = "start"
    HANDLING = "handling"
    CLEARANCE = "clearance"
    WAIT = "wait"
    MOVE = "move"
    BORDER = "border"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoint:
    """A point of a course: what has come together from the origin up to it.

    ``kind`` says what happened since the point before, from ``from_terminal`` to
    ``terminal``. Borders include gauge changes and locks. ``cost_usd`` is of all units.
    """

    kind: CourseKind
    mode: str
    from_terminal: str
    terminal: str
    distance_km: float
    days: float
    cost_usd: float


def course(network: Network, route: Route, *, units: int = 1) -> tuple[CoursePoint, ...]:
    """Return the course of a route from ready to delivered.

    Parameters
    ----------
    units
        Units that travel together, as for the freight of a route.

    Notes
    -----
    A leg is paid for as a whole; along it, its price grows with the prices of its links.
    """
    walk = _Walk(network, route, units)
    return tuple(walk.points())


class _Walk:
    def __init__(self, network: Network, route: Route, units: int) -> None:
        self._network = network
        self._route = route
        self._units = units
        self._km = 0.0
        self._cents = 0.0
        self._at = route.handlings[0].terminal_id

    def points(self) -> Iterator[CoursePoint]:
        yield self._point(CourseKind.START, "", self._at, self._route.ready_at)
        for position, handling in enumerate(self._route.handlings):
            yield from self._handling(handling)
            if position < len(self._route.legs):
                yield from self._leg(self._route.legs[position], handling.ends_at)

    def _handling(self, handling: Handling) -> Iterator[CoursePoint]:
        cleared = [c for c in handling.charges if c.part is CostPart.CLEARANCE]
        handled = [c for c in handling.charges if c.part is not CostPart.CLEARANCE]
        done = handling.ends_at - timedelta(minutes=handling.clearance_minutes)
        self._cents += self._paid(handled)
        yield self._point(CourseKind.HANDLING, "", self._at, done)
        if cleared or handling.clearance_minutes:
            self._cents += self._paid(cleared)
            yield self._point(CourseKind.CLEARANCE, "", self._at, handling.ends_at)

    def _leg(self, leg: Leg, ready: datetime) -> Iterator[CoursePoint]:
        if leg.departs_at > ready:
            yield self._point(CourseKind.WAIT, "", self._at, leg.departs_at)
        calls = self._network.calls[leg.departure.service_id]
        ridden = [call for call in calls if leg.load_seq < call.seq <= leg.unload_seq]
        load = next(call for call in calls if call.seq == leg.load_seq)
        links = [self._network.links[call.link_id] for call in ridden if call.link_id]
        shares = _price_shares(links, leg.mode, self._route.unit)
        total, begun = self._paid(leg.charges), load.depart_offset_hours
        for call, link, share in zip(ridden, links, shares, strict=True):
            self._km += link.distance_km
            self._cents += share * total
            stops = link.kind in STOPPING_LINKS
            kind = CourseKind.BORDER if stops else CourseKind.MOVE
            is_last = call is ridden[-1]
            at = leg.departs_at + timedelta(hours=call.arrive_offset_hours - begun)
            yield self._point(kind, leg.mode, call.terminal_id, leg.arrives_at if is_last else at)
            if call.depart_offset_hours > call.arrive_offset_hours and not is_last:
                gone = leg.departs_at + timedelta(hours=call.depart_offset_hours - begun)
                yield self._point(CourseKind.WAIT, leg.mode, call.terminal_id, gone)

    def _point(self, kind: CourseKind, mode: str, terminal: str, at: datetime) -> CoursePoint:
        before, self._at = self._at, terminal
        return CoursePoint(
            kind=kind, mode=str(mode), from_terminal=before, terminal=terminal,
            distance_km=self._km, days=(at - self._route.ready_at) / timedelta(days=1),
            cost_usd=self._cents / 100,
        )  # fmt: skip

    def _paid(self, charges: Iterable[Charge]) -> int:
        return sum(
            charge.amount_cents * (self._units if charge.basis is Basis.UNIT else 1)
            for charge in charges
        )


def _price_shares(links: Sequence[Link], mode: Mode, unit: LoadUnit) -> list[float]:
    """Return the share of each link in the price of a leg; by length where they have none."""
    prices = [_price(link, mode, unit) for link in links]
    weights = prices if sum(prices) > 0 else [link.distance_km for link in links]
    total = sum(weights)
    return [weight / total if total else 1 / len(links) for weight in weights]


def _price(link: Link, mode: Mode, unit: LoadUnit) -> float:
    if mode is Mode.AIR or not unit.is_box:
        return link.usd_per_kg or 0.0
    is_40ft = unit.kind is LoadKind.BOX_40FT
    return (link.usd_per_40ft if is_40ft else link.usd_per_20ft) or 0.0
