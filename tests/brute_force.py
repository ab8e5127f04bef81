"""Every dated route of a shipment, by plain enumeration: the oracle of the tests.

Follows docs/concepts.md and nothing else, shares no code with the optimizer and uses the
network as data only. Meant for networks of a few terminals: nothing is pruned.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brute_force_prices import handling_cents, handling_co2e_g, leg_cents, leg_co2e_g, needs_plug
from brute_force_rules import (
    TARE_KG,
    TEU,
    best_clearance,
    best_transfer,
    cents,
    departure_days,
    exact,
    half_up,
    is_meant,
    minutes,
    next_opening,
)

from landbridge.network.cargo import Restriction
from landbridge.network.handling import Clearance
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.service import Call, Service
from landbridge.network.shipment import LoadUnit, Shipment
from landbridge.network.terminal import Terminal

UTC = ZoneInfo("UTC")


class Ride(NamedTuple):
    """One leg: a service on a date, from one call to a later one (positions from 1)."""

    service_id: str
    first_call_on: date
    load_seq: int
    unload_seq: int
    departs_at: datetime
    arrives_at: datetime


class FoundRoute(NamedTuple):
    """A route for one unit: what it costs, when it arrives and what it rides on."""

    unit_cents: int
    declaration_cents: int
    delivered_at: datetime
    co2e_g: int
    rides: tuple[Ride, ...]


class _Journey(NamedTuple):
    """A journey under way: at a terminal, having come by a mode, nothing handled there yet."""

    terminal: str
    mode: str
    at: datetime
    cents: int
    fee_cents: int
    co2e_g: Fraction
    handled: frozenset[str]
    rides: tuple[Ride, ...]


def all_routes(network: Network, shipment: Shipment, *, horizon_days: int = 28) -> list[FoundRoute]:
    """Return every route of a shipment, in the order (cost, arrival, rides).

    Due dates and budgets are not looked at. A route that one unit alone would overload
    is left out.

    Parameters
    ----------
    horizon_days
        Scheduled legs depart at most so many days after the cargo is ready; on-demand
        legs are not limited.
    """
    return sorted(_Search(network, shipment, horizon_days).routes())


class _Search:
    def __init__(self, network: Network, shipment: Shipment, horizon_days: int) -> None:
        self.network = network
        self.shipment = shipment
        self.cargo = network.cargo_classes[shipment.cargo_class]
        self.unit: LoadUnit = shipment.unit(self.cargo)
        origin = network.terminals[shipment.origin]
        ready = datetime.combine(shipment.ready, time(8), ZoneInfo(origin.timezone))
        self.ready_at = ready.astimezone(UTC)
        self.last_departure = self.ready_at + timedelta(days=horizon_days)
        destination = network.terminals[shipment.destination]
        self.is_cleared = origin.country != destination.country

    def routes(self) -> Iterator[FoundRoute]:
        origin = self.shipment.origin
        start = _Journey(
            origin, "origin", self.ready_at, 0, 0, Fraction(0), frozenset({origin}), ()
        )
        stack = [start]
        while stack:
            journey = stack.pop()
            if journey.terminal == self.shipment.destination:
                yield from self._delivered(journey)
            else:
                stack.extend(self._continued(journey))

    def _continued(self, journey: _Journey) -> Iterator[_Journey]:
        for service_id, calls in self.network.calls.items():
            service = self.network.services[service_id]
            if not self._takes(service) or not self._runs(service, calls):
                continue
            for position, call in enumerate(calls):
                if call.terminal_id == journey.terminal and call.may_load:
                    handled = self._handled(journey, service.mode.value)
                    if handled is not None:
                        yield from self._rides(handled, service, calls, position)

    def _handled(self, journey: _Journey, to_mode: str) -> _Journey | None:
        terminal = self.network.terminals[journey.terminal]
        transfer = best_transfer(self.network, terminal, journey.mode, to_mode)
        if transfer is None:
            return None
        done = self._after(terminal.calendar, terminal, journey.at, transfer.hours_typical)
        fee = 0
        rule = self._clearance(terminal, journey, to_mode)
        if rule is not None:
            is_beside = rule.metric.value == "overall"
            begin = journey.at if is_beside else done
            done = max(done, self._after(rule.calendar, terminal, begin, rule.hours_typical))
            fee = cents(exact(rule.usd_per_shipment))
        if (journey.mode, to_mode) == ("river", "sea"):
            done = self._river_sea_done(terminal, done)
        is_air = "air" in (journey.mode, to_mode)
        return journey._replace(
            at=done,
            cents=journey.cents + handling_cents(self.unit, transfer, is_air=is_air),
            fee_cents=journey.fee_cents + fee,
            co2e_g=journey.co2e_g + handling_co2e_g(self.network, self.unit),
        )

    def _clearance(self, terminal: Terminal, journey: _Journey, to_mode: str) -> Clearance | None:
        if not self.is_cleared:
            return None
        if journey.mode == "origin":
            return best_clearance(self.network, terminal, "export", self.cargo.id)
        if to_mode == "destination":
            main = [r for r in journey.rides if not self._is_on_demand(r.service_id)]
            flew = bool(main) and self.network.services[main[-1].service_id].mode.value == "air"
            by_air = flew and terminal.country != "CN"
            return best_clearance(self.network, terminal, "import", self.cargo.id, by_air=by_air)
        return None

    def _after(
        self, calendar: str | None, terminal: Terminal, at: datetime, hours: float
    ) -> datetime:
        """Return when work is done that begins in the hours of a calendar (rules 32 to 34)."""
        return next_opening(self.network, calendar, terminal, at) + minutes(hours)

    def _river_sea_done(self, terminal: Terminal, done: datetime) -> datetime:
        rows = [
            row
            for row in self.network.clearance
            if row.is_default and row.regime == "river_sea_transfer" and row.place == terminal.id
        ]
        if not rows:
            return done
        return self._after(rows[0].calendar, terminal, done, rows[0].hours_typical)

    def _is_on_demand(self, service_id: str) -> bool:
        return self.network.services[service_id].kind.value == "on_demand"

    def _takes(self, service: Service) -> bool:
        """Tell whether the carrier takes the cargo and has room for one unit (rules 21, 23)."""
        accepts, name = service.accepts, self.cargo.id
        if f"-{name}" in accepts or ("*" not in accepts and name not in accepts):
            return False
        if service.mode.value == "air":
            return self.unit.kg <= service.capacity_kg
        if not self.unit.is_box:
            return service.mode.value == "road" and self.unit.kg <= service.capacity_kg
        if needs_plug(self.unit, service) and service.reefer_plugs < 1:
            return False
        return TEU[self.unit.kind.value] <= service.capacity_teu

    def _runs(self, service: Service, calls: tuple[Call, ...]) -> bool:
        links = [self.network.links[call.link_id] for call in calls if call.link_id]
        return service.status.value == "open" and all(k.status.value == "open" for k in links)

    def _rides(
        self, journey: _Journey, service: Service, calls: tuple[Call, ...], position: int
    ) -> Iterator[_Journey]:
        for later in range(position + 1, len(calls)):
            call = calls[later]
            if not call.may_unload or call.terminal_id in journey.handled:
                continue
            links = [self.network.links[c.link_id or ""] for c in calls[position + 1 : later + 1]]
            usd = leg_cents(self.unit, service, links)
            if usd is None:
                continue
            for ride in self._dated(journey.at, service, calls, position, later):
                if any(self._bars(r, service, links, ride) for r in self.network.restrictions):
                    continue
                yield journey._replace(
                    terminal=call.terminal_id,
                    mode=service.mode.value,
                    at=ride.arrives_at,
                    cents=journey.cents + usd,
                    co2e_g=journey.co2e_g + leg_co2e_g(self.network, self.unit, service, links),
                    handled=journey.handled | {call.terminal_id},
                    rides=(*journey.rides, ride),
                )

    def _dated(
        self, at: datetime, service: Service, calls: tuple[Call, ...], load: int, unload: int
    ) -> Iterator[Ride]:
        """Yield the rides that cargo can take that can go on at a moment (rules 4-6)."""
        leaves = minutes(calls[load].depart_offset_hours)
        arrives = minutes(calls[unload].arrive_offset_hours)
        if service.kind.value == "on_demand":
            zone = ZoneInfo(self.network.terminals[calls[load].terminal_id].timezone)
            day = at.astimezone(zone).date()
            yield Ride(service.id, day, load + 1, unload + 1, at, at + arrives - leaves)
            return
        cutoff = minutes(service.cutoff_hours)
        zone = ZoneInfo(self.network.terminals[calls[0].terminal_id].timezone)
        for day in departure_days(service):
            start = datetime.combine(day, service.departure_local, zone).astimezone(UTC)
            departs = start + leaves
            if at + cutoff <= departs <= self.last_departure:
                yield Ride(service.id, day, load + 1, unload + 1, departs, start + arrives)

    def _bars(self, rule: Restriction, service: Service, links: list[Link], ride: Ride) -> bool:
        """Tell whether a hard rule keeps one unit off a ride (rule 23)."""
        if not rule.hard or not is_meant(rule, service, links, ride.first_call_on, self.cargo.id):
            return False
        kind, limit = self.unit.kind.value, rule.limit_kg or 0.0
        gross = self.unit.kg + TARE_KG.get(kind, 0)
        return {
            "refuse": True,
            "needs_plug": self.unit.is_box and service.reefer_plugs < 1,
            "cargo_per_40ft": kind == "40ft" and self.unit.kg > limit,
            "pairs_of_20ft": kind == "20ft" and gross > limit,
            "gross_per_departure": kind != "loose" and gross > limit,
        }[rule.rule.value]

    def _delivered(self, journey: _Journey) -> Iterator[FoundRoute]:
        done = self._handled(journey, "destination")
        if done is not None:
            grams = half_up(done.co2e_g)
            yield FoundRoute(done.cents, done.fee_cents, done.at, grams, done.rides)
