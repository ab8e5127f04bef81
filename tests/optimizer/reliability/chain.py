"""Networks that are one chain of terminals, and routes along them made by hand.

Terminal Tn is joined to the next by one service, TRAINn, or TRUCKn on demand. Times are
UTC. What is not named takes no time and is certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from builders import ALL_WEEK, make, network_of

from landbridge.network.cargo import CargoClass
from landbridge.network.emission import Emission
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.reliability import Reliability
from landbridge.network.route import Departure, Handling, HandlingKind, Leg, Route
from landbridge.network.row import Grade, Mode, Row
from landbridge.network.service import Call, Service
from landbridge.network.shipment import LoadKind, LoadUnit, Shipment
from landbridge.network.terminal import Corridor, Source, Terminal
from landbridge.optimizer.reliability.simulate import simulate

READY = datetime(2025, 11, 3, 8, tzinfo=UTC)
"""A Monday."""

Hours = tuple[float, float, float]
"""Low, typical and high."""

NO_TIME: Hours = (0, 0, 0)


class Hop(NamedTuple):
    """A service to the next terminal, and the handling there."""

    hours: float
    cv: float = 0
    handling: Hours = NO_TIME
    customs: Hours | None = None
    metric: str = "customs"
    on_demand: bool = False
    weekdays: tuple[int, ...] = ALL_WEEK
    departure_local: str = "12:00"
    cutoff_hours: float = 0
    valid_to: str = "2026-12-31"
    tags: tuple[str, ...] = ("border",)


class Chain(NamedTuple):
    """A network with a shipment and the route along it."""

    network: Network
    shipment: Shipment
    route: Route

    def simulate(self, **options) -> Reliability:
        return simulate(self.network, self.shipment, [self.route], **options)[0]

    def due(self, day: str) -> Chain:
        return self._replace(shipment=self.shipment.model_copy(
            update={"due": date.fromisoformat(f"2025-{day}")}
        ))  # fmt: skip


def chain(*hops: Hop, origin: Hours = NO_TIME, due: str = "11-10") -> Chain:
    """Make a chain; cargo is ready on Monday 3 November 2025 at 08:00."""
    network = network_of(_rows(hops, origin))
    shipment = make(Shipment, id="S", origin="T0", destination=f"T{len(hops)}", due=f"2025-{due}")
    return Chain(network, shipment, _route(network, hops, origin))


def _rows(hops: Sequence[Hop], origin: Hours) -> list[Row]:
    rows: list[Row] = [make(Corridor), make(Source), make(CargoClass)]
    rows += [make(Emission, mode=mode) for mode in ("rail", "terminal")]
    rows += [make(Clearance, direction=side, hours_high=0) for side in ("import", "export")]
    last = len(hops)
    for n in range(last + 1):
        country = "DE" if n == last and hops[-1].customs else "CN"
        rows.append(make(Terminal, id=f"T{n}", country=country, timezone="UTC"))
    rows.append(_transfer("T0", "origin", "rail", origin))
    for n, hop in enumerate(hops, start=1):
        rows.append(
            _transfer(f"T{n}", "rail", "destination" if n == last else "rail", hop.handling)
        )
        rows += _service(n, hop)
        if hop.customs:
            low, typical, high = hop.customs
            rows.append(
                make(Clearance, place=f"T{n}", direction="import", hours_low=low,
                     hours_typical=typical, hours_high=high, metric=hop.metric)
            )  # fmt: skip
    return rows


def _transfer(terminal: str, from_mode: str, to_mode: str, hours: Hours) -> Transfer:
    low, typical, high = hours
    return make(
        Transfer, terminal_kind=terminal, from_mode=from_mode, to_mode=to_mode,
        hours_low=low, hours_typical=typical, hours_high=high,
    )  # fmt: skip


def _service(n: int, hop: Hop) -> list[Row]:
    name, link = f"TRAIN{n}", f"L{n}"
    return [
        make(Link, id=link, from_terminal=f"T{n - 1}", to_terminal=f"T{n}", usd_per_40ft=100,
             hours_typical=hop.hours, exposures=hop.tags),
        make(Service, id=name, reliability_cv=hop.cv, weekdays=hop.weekdays,
             kind="on_demand" if hop.on_demand else "regular", cutoff_hours=hop.cutoff_hours,
             departure_local=hop.departure_local, valid_to=hop.valid_to),
        make(Call, service_id=name, seq=1, terminal_id=f"T{n - 1}", arrive_offset_hours=0,
             depart_offset_hours=0),
        make(Call, service_id=name, seq=2, terminal_id=f"T{n}", link_id=link,
             arrive_offset_hours=hop.hours, depart_offset_hours=hop.hours),
    ]  # fmt: skip


def _route(network: Network, hops: Sequence[Hop], origin: Hours) -> Route:
    """Return the route that takes the next departure everywhere."""
    now = READY + timedelta(hours=origin[1])
    handlings = [_handling(HandlingKind.ORIGIN, "T0", "origin", "rail", READY, now)]
    legs = []
    last = len(hops)
    for n, hop in enumerate(hops, start=1):
        departs = next_departure(hop, now)
        arrives = departs + timedelta(hours=hop.hours)
        legs.append(_leg(n, hop, departs, arrives))
        now = arrives + timedelta(hours=hop.handling[1])
        if hop.customs and hop.metric == "overall":
            now = max(now, arrives + timedelta(hours=hop.customs[1]))
        elif hop.customs:
            now += timedelta(hours=hop.customs[1])
        kind = HandlingKind.DESTINATION if n == last else HandlingKind.TRANSFER
        to_mode = "destination" if n == last else "rail"
        rule = f"T{n}/general/import" if hop.customs else None
        handlings.append(_handling(kind, f"T{n}", "rail", to_mode, arrives, now, rule))
    return Route(
        shipment_id="S", handlings=tuple(handlings), legs=tuple(legs), ready_at=READY,
        unit=LoadUnit(kind=LoadKind.BOX_40FT, kg=10000, m3=20, is_reefer=False),
        delivered_at=now, co2e_g=0,
    )  # fmt: skip


def next_departure(hop: Hop, now: datetime) -> datetime:
    """Return when cargo that is ready at a moment leaves."""
    if hop.on_demand:
        return now
    hour, minute = map(int, hop.departure_local.split(":"))
    departs = now.replace(hour=hour, minute=minute, second=0)
    while departs.isoweekday() not in hop.weekdays or departs < now + timedelta(
        hours=hop.cutoff_hours
    ):
        departs += timedelta(days=1)
    return departs


def _handling(
    kind: HandlingKind, terminal: str, from_mode: str, to_mode: str, starts: datetime,
    ends: datetime, rule: str | None = None,
) -> Handling:  # fmt: skip
    return Handling(
        kind=kind, terminal_id=terminal, from_mode=from_mode, to_mode=to_mode, starts_at=starts,
        ends_at=ends, clearance_rule=rule, clearance_minutes=0, charges=(),
        grade=Grade.ASSUMPTION,
    )  # fmt: skip


def _leg(n: int, hop: Hop, departs: datetime, arrives: datetime) -> Leg:
    return Leg(
        departure=Departure(service_id=f"TRAIN{n}", first_call_on=departs.date()),
        corridor="corridor", mode=Mode.RAIL, from_terminal=f"T{n - 1}", to_terminal=f"T{n}",
        load_seq=1, unload_seq=2, departs_at=departs, arrives_at=arrives, distance_km=100,
        co2e_g=0, charges=(), grade=Grade.ASSUMPTION, is_drayage=hop.on_demand,
    )  # fmt: skip
