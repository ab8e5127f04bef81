"""Small networks with an order book, made from a number.

A network is a chain of terminals from one country to another, with services of all
modes along it that overtake each other, differ in price by departure, pass calls, share
capacity and refuse cargo. Prices and weights are such that no amount falls between two
cents, so that whole and floating numbers agree. Each row follows from the number and its
own name, so that a smaller network with the same number is much like it.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple

from builders import make, network_of
from small_rules import (
    CLASSES,
    MODES,
    TAGS,
    calendar_of,
    chance_of,
    clearance,
    opening_hours,
    restrictions,
    transfers,
)

from landbridge.network.cargo import CargoClass
from landbridge.network.emission import Emission
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.row import Row
from landbridge.network.service import Call, Service
from landbridge.network.shipment import Shipment
from landbridge.network.terminal import Corridor, Source, Terminal

FIRST_READY = date(2025, 10, 22)
"""Europe sets its clocks back four days later."""

KINDS = ("rail", "seaport", "river_port", "airport", "road")
COUNTRIES = (("CN", "Asia/Shanghai"), ("KZ", "Asia/Almaty"), ("DE", "Europe/Berlin"))
ACCEPTS = (*(("*",),) * 5, ("*", "-danger"), ("goods", "cold"))
LOADS = ("40", "40", "40", "20", "20", "loose")
PRICES = (*((100, 80), (950, 600), (2_000, 1_250), (400, 250)) * 4, (950, None), (None, 600))


class Size(NamedTuple):
    """How big a network is, and whether boxes are weighed."""

    terminals: int = 4
    services: int = 6
    orders: int = 2
    rules: int = 2
    with_weight_rules: bool = False


class _Way(NamedTuple):
    mode: str
    stops: tuple[int, ...]
    is_on_demand: bool = False


def small_network(number: int, size: Size) -> Network:
    """Return the network of a number, always the same."""
    return network_of(_SmallNetwork(number, size).rows(), name=f"small-{number}")


class _SmallNetwork:
    def __init__(self, number: int, size: Size) -> None:
        self.number = number
        self.size = size
        self.terminals = self._terminals()
        self.ids = [terminal.id for terminal in self.terminals]

    def chance(self, name: str) -> Random:
        return chance_of(self.number, name)

    def rows(self) -> list[Row]:
        return [
            *self.terminals,
            make(Corridor),
            make(Corridor, id="other"),
            make(Source),
            make(CargoClass, id="goods"),
            make(CargoClass, id="cold", temperature="chill", holding_rate_per_day=0.01),
            make(CargoClass, id="danger", dangerous=True),
            *self._services(),
            *transfers(self.number, self.terminals),
            *clearance(self.number, self.terminals),
            *opening_hours(self.number),
            *restrictions(
                self.number, self.size.rules, with_weight_rules=self.size.with_weight_rules
            ),
            *(make(Emission, mode=mode, g_co2e_per_tkm=n * 7) for n, mode in enumerate(MODES, 1)),
            make(Emission, mode="terminal", g_co2e_per_tkm=900),
            *(self._order(f"S{n}") for n in range(1, self.size.orders + 1)),
        ]

    def _terminals(self) -> list[Terminal]:
        border = sorted(self.chance("borders").choices(range(self.size.terminals + 1), k=2))
        terminals = []
        for n in range(self.size.terminals):
            chance = self.chance(f"T{n}")
            country, timezone = COUNTRIES[(n >= border[0]) + (n >= border[1])]
            terminals.append(
                make(
                    Terminal,
                    id=f"T{n}",
                    kind=chance.choice(KINDS),
                    country=country,
                    timezone=timezone,
                    region=chance.choice((None, None, f"{country}-R")),
                    calendar=calendar_of(self.number, f"T{n}"),
                    lat=30 + n,
                    lon=100 - 10 * n,
                )
            )
        return terminals

    def _services(self) -> list[Row]:
        links: dict[str, Link] = {}
        rows: list[Row] = []
        for n, way in enumerate(self._ways()):
            service = self._service(f"{way.mode.upper()}-{n}", way)
            calls = self._calls(service.id, way)
            for start, end in pairwise(self.ids[stop] for stop in way.stops):
                link = self._link(way.mode, start, end)
                links[link.id] = link
            rows += [service, *calls]
        return [*links.values(), *rows]

    def _ways(self) -> list[_Way]:
        """Return a way over every pair of neighbours, then as many more as are wanted."""
        last = self.size.terminals - 1
        ways = [
            _Way(self.chance(f"way {ends}").choice(MODES), ends)
            for ends in pairwise(range(last + 1))
        ]
        for n in range(self.size.services):
            chance = self.chance(f"extra {n}")
            shape = chance.choice(("twin", "truck", "part", "whole", "any"))
            if shape == "twin":
                ways.append(chance.choice(ways))
            elif shape == "truck":
                start = chance.randrange(last)
                ways.append(_Way("road", (start, start + 1), is_on_demand=True))
            else:
                stops = chance.sample(range(last + 1), chance.randint(2, min(4, last + 1)))
                forward = {"part": sorted(stops), "whole": range(last + 1), "any": stops}
                ways.append(_Way(chance.choice(MODES), tuple(forward[shape])))
        return ways

    def _link(self, mode: str, start: str, end: str) -> Link:
        name = f"{mode.upper()}.{start}.{end}"
        chance = self.chance(name)
        usd_per_40ft, usd_per_20ft = chance.choice(PRICES)
        is_air = mode == "air"
        return make(
            Link,
            id=name,
            from_terminal=start,
            to_terminal=end,
            mode=mode,
            distance_km=chance.choice((40, 950, 3_000)),
            usd_per_40ft=None if is_air else usd_per_40ft,
            usd_per_20ft=None if is_air else usd_per_20ft,
            usd_per_kg={"air": chance.choice((0.1, 0.5)), "road": 0.25}.get(mode),
            exposures=tuple(chance.sample(TAGS, chance.randint(0, 2))),
            status="closed" if chance.random() < 0.03 else "open",
        )

    def _service(self, name: str, way: _Way) -> Service:
        chance = self.chance(name)
        is_air, is_road = way.mode == "air", way.mode == "road"
        return make(
            Service,
            id=name,
            corridor=chance.choice(("corridor", "other")),
            mode=way.mode,
            kind="on_demand" if way.is_on_demand else "regular",
            weekdays=tuple(sorted(chance.sample(range(1, 8), chance.randint(1, 3)))),
            departure_local=chance.choice(("00:30", "09:40", "23:50")),
            valid_from=chance.choice((date(2025, 10, 1), date(2025, 10, 1), date(2025, 10, 29))),
            valid_to=chance.choice((date(2025, 11, 30), date(2025, 11, 30), date(2025, 11, 5))),
            interval_weeks=chance.choice((1, 1, 1, 2)),
            cutoff_hours=chance.choice((0, 6, 24)),
            capacity_teu=0 if is_air else chance.choice((2, 2, 3, 4, 6, 8, 0)),
            capacity_kg=chance.choice((60_000, 25_000, 1_500, 0)) if is_air or is_road else 0,
            reefer_plugs=chance.choice((1, 1, 2, 4, 0)),
            accepts=chance.choice(ACCEPTS),
            price_factor=chance.choice((1, 0.8, 1.08, 1.25)),
            reefer_usd_per_40ft=chance.choice((0, 300)),
            status="closed" if chance.random() < 0.04 else "open",
        )

    def _calls(self, service_id: str, way: _Way) -> list[Row]:
        chance = self.chance(f"calls {service_id}")
        rows: list[Row] = []
        hours, last = 0.0, len(way.stops) - 1
        for position, stop in enumerate(way.stops):
            before = self.ids[way.stops[position - 1]]
            arrives = hours + (chance.choice((4.5, 24.1, 47.26, 100)) if position else 0)
            hours = arrives + (chance.choice((0, 6)) if 0 < position < last else 0)
            rows.append(
                make(
                    Call,
                    service_id=service_id,
                    seq=position + 1,
                    terminal_id=self.ids[stop],
                    link_id=f"{way.mode.upper()}.{before}.{self.ids[stop]}" if position else None,
                    arrive_offset_hours=round(arrives, 2),
                    depart_offset_hours=round(hours, 2),
                    may_load=position == 0 or (position < last and chance.random() < 0.5),
                    may_unload=position == last or (position > 0 and chance.random() < 0.6),
                )
            )
        return rows

    def _order(self, name: str) -> Shipment:
        chance = self.chance(name)
        last = self.size.terminals - 1
        across = (0, last)
        start, end = chance.choice(
            (across, across, across, across, (0, 1), (last - 1, last), (last, 0))
        )
        load = chance.choice(LOADS)
        units = 1 if load == "loose" else chance.choice((1, 1, 2))
        unit_kg = chance.choice((500, 1_000) if load == "loose" else (6_000, 12_000, 21_500))
        ready = FIRST_READY + timedelta(days=chance.randint(0, 5))
        return make(
            Shipment,
            id=name,
            origin=self.ids[start],
            destination=self.ids[end],
            cargo_class=chance.choice(CLASSES),
            boxes_40ft=units if load == "40" else 0,
            boxes_20ft=units if load == "20" else 0,
            kg=units * unit_kg,
            m3=units * chance.choice((1, 8, 60)),
            value_usd=units * chance.choice((0, 12_000, 300_000)),
            ready=ready,
            due=ready + timedelta(days=chance.randint(3, 20)),
            late_usd_per_day=chance.choice((None, None, 0, 60, 600)),
            budget_usd=chance.choice((None, None, None, 1_500, 6_000)),
        )
