"""Every dated route of a shipment, by plain enumeration: the oracle of the tests.

Follows docs/concepts.md and nothing else. It shares no code with the optimizer and
uses the network as data only; prices are exact fractions until they are rounded. Meant
for networks of a few terminals: nothing is pruned.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from landbridge.network.cargo import Restriction
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.service import Call, Service
from landbridge.network.shipment import LoadUnit, Shipment
from landbridge.network.terminal import Terminal

UTC = ZoneInfo("UTC")
TARE_KG = {"40ft": 4_000, "20ft": 2_300}
TEU = {"40ft": 2, "20ft": 1, "loose": 0}
NOT_FOR_BOTH_ENDS = ("rail_fast", "1210", "river_sea_transfer")


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


def minutes(hours: float) -> timedelta:
    """Return a duration in whole minutes, half up (rule 2)."""
    return timedelta(minutes=_half_up(60 * _exact(hours)))


def cents(usd: Fraction) -> int:
    """Return an amount in whole cents, half up (rule 16)."""
    return _half_up(100 * usd)


def _exact(number: float | None) -> Fraction:
    return Fraction(str(number))


def _half_up(number: Fraction) -> int:
    return (number + Fraction(1, 2)).__floor__()


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
        took = minutes(transfer.hours_typical)
        fee = 0
        rule = self._clearance(terminal, journey, to_mode)
        if rule is not None:
            hours = minutes(rule.hours_typical)
            took = max(took, hours) if rule.metric.value == "overall" else took + hours
            fee = cents(_exact(rule.usd_per_shipment))
        if (journey.mode, to_mode) == ("river", "sea"):
            took += self._river_sea_extra(terminal)
        is_air = "air" in (journey.mode, to_mode)
        factor = next(
            e.g_co2e_per_tkm
            for e in self.network.emissions
            if e.mode == "terminal" and e.is_default
        )
        return journey._replace(
            at=journey.at + took,
            cents=journey.cents + cents(self._transfer_usd(transfer, is_air=is_air)),
            fee_cents=journey.fee_cents + fee,
            co2e_g=journey.co2e_g + _exact(factor) * _exact(self.unit.kg) / 1000,
        )

    def _transfer_usd(self, transfer: Transfer, *, is_air: bool) -> Fraction:
        if is_air or not self.unit.is_box:
            return _exact(transfer.usd_per_kg) * _exact(self.unit.kg)
        is_long = self.unit.kind.value == "40ft"
        return _exact(transfer.usd_per_40ft if is_long else transfer.usd_per_20ft)

    def _clearance(self, terminal: Terminal, journey: _Journey, to_mode: str) -> Clearance | None:
        if not self.is_cleared:
            return None
        if journey.mode == "origin":
            return best_clearance(self.network, terminal, "export", self.cargo.id, "surface")
        if to_mode == "destination":
            main = [r for r in journey.rides if not self._is_on_demand(r.service_id)]
            flew = bool(main) and self.network.services[main[-1].service_id].mode.value == "air"
            arrived = "air" if flew and terminal.country != "CN" else "surface"
            return best_clearance(self.network, terminal, "import", self.cargo.id, arrived)
        return None

    def _river_sea_extra(self, terminal: Terminal) -> timedelta:
        rows = [
            row
            for row in self.network.clearance
            if row.is_default and row.regime == "river_sea_transfer" and row.place == terminal.id
        ]
        return minutes(rows[0].hours_typical) if rows else timedelta(0)

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
        if self.unit.is_reefer and service.mode.value != "road" and service.reefer_plugs < 1:
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
            usd = self._leg_usd(service, links)
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
                    co2e_g=journey.co2e_g + self._leg_co2e_g(service, links),
                    handled=journey.handled | {call.terminal_id},
                    rides=(*journey.rides, ride),
                )

    def _leg_usd(self, service: Service, links: list[Link]) -> int | None:
        """Return the price of a leg in cents, or None where it is not sold (rule 14)."""
        unit, factor = self.unit, _exact(service.price_factor)
        if service.mode.value == "air" or not unit.is_box:
            prices = [link.usd_per_kg for link in links]
        elif unit.kind.value == "40ft":
            prices = [link.usd_per_40ft for link in links]
        else:
            prices = [link.usd_per_20ft for link in links]
        if None in prices:
            return None
        price = sum((_exact(p) for p in prices), Fraction(0)) * factor
        if service.mode.value == "air":
            return cents(price * max(_exact(unit.kg), 167 * _exact(unit.m3)))
        if not unit.is_box:
            return cents(price * _exact(unit.kg))
        extra = cents(_exact(service.reefer_usd_per_40ft)) if unit.is_reefer else 0
        return cents(price) + extra

    def _leg_co2e_g(self, service: Service, links: list[Link]) -> Fraction:
        factor = next(
            e.g_co2e_per_tkm
            for e in self.network.emissions
            if e.mode == service.mode.value and e.is_default
        )
        km = sum((_exact(link.distance_km) for link in links), Fraction(0))
        return _exact(factor) * km * _exact(self.unit.kg) / 1000

    def _dated(
        self, at: datetime, service: Service, calls: tuple[Call, ...], load: int, unload: int
    ) -> Iterator[Ride]:
        """Yield the rides that cargo can take that can go on at a moment (rules 4-6)."""
        leaves = minutes(calls[load].depart_offset_hours)
        arrives = minutes(calls[unload].arrive_offset_hours)
        if service.kind.value == "on_demand":
            zone = ZoneInfo(self.network.terminals[calls[load].terminal_id].timezone)
            day = at.astimezone(zone).date()
            if service.valid_from <= day <= service.valid_to:
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
            grams = _half_up(done.co2e_g)
            yield FoundRoute(done.cents, done.fee_cents, done.at, grams, done.rides)


def is_meant(
    rule: Restriction, service: Service, links: list[Link], day: date, cargo_class: str
) -> bool:
    """Tell whether a restriction speaks of a cargo class on these links on a day (rule 23)."""
    names = {service.corridor, *(tag for link in links for tag in link.exposures)}
    return (
        rule.mode is service.mode
        and rule.cargo_class in ("*", cargo_class)
        and rule.valid_from <= day <= (rule.valid_to or date.max)
        and (rule.country_or_service in names or _fits(service.id, rule.country_or_service))
    )


def _fits(text: str, pattern: str) -> bool:
    """Hold a text against a pattern with `*` and `?`."""
    if not pattern or not text:
        return not text and not pattern.strip("*")
    if pattern[0] == "*":
        return _fits(text, pattern[1:]) or _fits(text[1:], pattern)
    return pattern[0] in ("?", text[0]) and _fits(text[1:], pattern[1:])


def departure_days(service: Service) -> Iterator[date]:
    """Yield the dates on which a scheduled service leaves its first call (rule 4)."""
    first_monday = service.valid_from - timedelta(days=service.valid_from.isoweekday() - 1)
    for number in range((service.valid_to - service.valid_from).days + 1):
        day = service.valid_from + timedelta(days=number)
        weeks = (day - first_monday).days // 7
        if day.isoweekday() in service.weekdays and weeks % service.interval_weeks == 0:
            yield day


def best_transfer(
    network: Network, terminal: Terminal, from_mode: str, to_mode: str
) -> Transfer | None:
    """Return the most specific transfer row (rule 9)."""
    kind, country = terminal.kind.value, terminal.country
    ranked = [
        lambda row: row.terminal_kind == terminal.id,
        lambda row: row.terminal_kind == kind and country in row.countries,
        lambda row: row.terminal_kind == "*" and country in row.countries,
        lambda row: row.terminal_kind == kind and "*" in row.countries,
        lambda row: row.terminal_kind == "*" and "*" in row.countries,
    ]
    rows = [r for r in network.transfers if (r.from_mode, r.to_mode) == (from_mode, to_mode)]
    for is_meant in ranked:
        for row in rows:
            if is_meant(row):
                return row
    return None


def best_clearance(
    network: Network, terminal: Terminal, direction: str, cargo_class: str, arrived: str
) -> Clearance | None:
    """Return the clearance row for one end of a shipment (rules 10 and 11).

    Parameters
    ----------
    arrived
        `air` where the row of regime air_import is wanted, else `surface`.
    """
    rows = [
        row
        for row in network.clearance
        if row.is_default
        and row.direction.value == direction
        and row.regime not in NOT_FOR_BOTH_ENDS
        and (row.regime == "air_import") == (arrived == "air")
    ]
    for place in (terminal.id, terminal.region, terminal.country, "default"):
        for name in (cargo_class, "*"):
            for row in rows:
                if row.place == place and name in row.cargo_class:
                    return row
    return None
