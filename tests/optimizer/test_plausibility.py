"""Fourteen figures from door to door by an independent search over the same timetable.

Each is the mean over seven ready days, 3 to 9 November 2025, of one 40-foot box, cheapest
in USD + 2 USD per hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from statistics import mean

import pytest
from builders import make

from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.route import CostPart, Route
from landbridge.network.row import Mode
from landbridge.network.service import Service, ServiceKind
from landbridge.network.shipment import Shipment
from landbridge.optimizer.assemble import RouteAssembler
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.clock import to_minute
from landbridge.optimizer.demand import Demand
from landbridge.optimizer.graph_options import MODE_BIT, GraphOptions, RideRef
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.search_graph import Path
from landbridge.optimizer.timetable import Horizon

from .small_searches import search_of

HORIZON = Horizon(first=date(2025, 10, 25), last=date(2026, 3, 31))
READY_DAYS = [date(2025, 11, 3) + timedelta(days=n) for n in range(7)]
USD_PER_HOUR = 2

RAIL, AIR = frozenset({Mode.RAIL}), frozenset({Mode.AIR})
RAIL_SEA = frozenset({Mode.RAIL, Mode.SEA})
RIVER_SEA = frozenset({Mode.RIVER, Mode.SEA})
MIDDLE = {"middle_corridor", "eu_connectors", "china_europe_west", "central_asia"}

Keep = Callable[[Service, Network], bool]


def everything(service: Service, network: Network) -> bool:
    return True


def untimed(service: Service, network: Network) -> bool:
    return service.kind is not ServiceKind.TIMETABLED


def timetabled(service: Service, network: Network) -> bool:
    return service.kind in (ServiceKind.TIMETABLED, ServiceKind.ON_DEMAND)


def of_middle_corridor(service: Service, network: Network) -> bool:
    return service.kind is ServiceKind.ON_DEMAND or service.corridor in MIDDLE


def by_qinzhou(service: Service, network: Network) -> bool:
    """Leave out the ships that load at other ports of China."""
    ports = {call.terminal_id for call in network.calls[service.id] if call.may_load}
    abroad = all(network.terminals[port].country != "CN" for port in ports)
    return service.mode is not Mode.SEA or abroad or "QZH" in ports


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the table: what is asked, and the figures."""

    ends: str
    modes: frozenset[Mode]
    cargo: str = "servers_ict"
    keep: Keep = everything
    days: float
    low_high: tuple[float, float]
    usd: float
    line_haul_usd: float
    over: str | None = field(default=None)
    """Corridor that must be used."""


ROWS = {
    "rail": Row(
        ends="CQ_TJC-DUI", modes=RAIL, keep=untimed,
        days=20.8, low_high=(20.0, 22.0), usd=6_209, line_haul_usd=5_398,
    ),
    "timetabled rail": Row(
        ends="CQ_TJC-DUI", modes=RAIL, keep=timetabled,
        days=19.6, low_high=(16.6, 22.6), usd=6_619, line_haul_usd=5_808,
    ),
    "middle corridor": Row(
        ends="CQ_TJC-DUI", modes=RAIL_SEA, keep=of_middle_corridor, over="middle_corridor",
        days=41.1, low_high=(38.1, 44.1), usd=9_117, line_haul_usd=7_726,
    ),
    "rail-sea": Row(
        ends="CQ_TJC-DUI", modes=RAIL_SEA,
        days=53.2, low_high=(50.2, 56.2), usd=4_017, line_haul_usd=2_962,
    ),
    "river-sea": Row(
        ends="CQ_TJC-DUI", modes=RIVER_SEA,
        days=62.2, low_high=(59.2, 65.2), usd=4_153, line_haul_usd=3_220,
    ),
    "air": Row(
        ends="CQ_TJC-DUI", modes=AIR,
        days=3.9, low_high=(3.6, 4.6), usd=41_637, line_haul_usd=38_800,
    ),
    "rail to Hamburg": Row(
        ends="CQ_TJC-HAM", modes=RAIL,
        days=21.3, low_high=(20.0, 23.0), usd=6_089, line_haul_usd=5_278,
    ),
    "rail to Budapest": Row(
        ends="CQ_XY-BUD_R", modes=RAIL,
        days=22.9, low_high=(19.9, 25.9), usd=6_039, line_haul_usd=5_228,
    ),
    "rail to Chongqing": Row(
        ends="DUI-CQ_TJC", modes=RAIL, cargo="cars",
        days=18.1, low_high=(17.3, 19.3), usd=4_321, line_haul_usd=3_510,
    ),
    "rail to Moscow": Row(
        ends="CQ_TJC-MOW", modes=RAIL, cargo="auto_parts",
        days=17.0, low_high=(15.4, 19.4), usd=4_319, line_haul_usd=3_775,
    ),
    "rail to Tashkent": Row(
        ends="CQ_TJC-TAS", modes=RAIL, cargo="auto_parts",
        days=21.3, low_high=(18.3, 24.3), usd=2_491, line_haul_usd=1_947,
    ),
    "river-sea to Rotterdam": Row(
        ends="CQ_GY-RTM", modes=RIVER_SEA, cargo="consumer_goods",
        days=61.9, low_high=(58.9, 64.9), usd=3_773, line_haul_usd=2_690,
    ),
    "rail-sea to Singapore by Qinzhou": Row(
        ends="CQ_TJC-SIN_P", modes=RAIL_SEA, cargo="general_cargo", keep=by_qinzhou,
        days=13.3, low_high=(12.8, 13.8), usd=2_492, line_haul_usd=1_622,
    ),
    "river-sea to Singapore": Row(
        ends="CQ_TJC-SIN_P", modes=RIVER_SEA, cargo="general_cargo",
        days=22.5, low_high=(21.8, 23.8), usd=2_720, line_haul_usd=1_972,
    ),
}  # fmt: skip


@cache
def catalogue(keep: Keep) -> Catalogue:
    """Return what can be booked on the services that are kept."""
    network = load("chongqing")
    kept = {name: service for name, service in network.services.items() if keep(service, network)}
    return Catalogue(replace(network, services=kept), HORIZON)


def best_routes(row: Row) -> list[Route]:
    """Return the best route for each ready day."""
    origin, destination = row.ends.split("-")
    return [
        best_route(
            row,
            make(
                Shipment,
                id="S",
                origin=origin,
                destination=destination,
                cargo_class=row.cargo,
                kg=9_600,
                m3=57,
                ready=day,
                due=HORIZON.last,
            ),
        )
        for day in READY_DAYS
    ]


def best_route(row: Row, shipment: Shipment) -> Route:
    booked = catalogue(row.keep)
    start = to_minute(shipment.ready_at(booked.network.terminals[shipment.origin]))
    required = sum(MODE_BIT[mode] for mode in row.modes)
    paths = search_of(booked, shipment).paths(
        Query(start=start, with_co2e=False, required=required),
        GraphOptions(main_modes=row.modes, remember_modes=True),
    )
    usable = [path for path in paths if row.over is None or row.over in corridors(path)]
    best = min(usable, key=lambda p: p.cost / 100 + USD_PER_HOUR * (p.arrives - start) / 60)
    return RouteAssembler(booked, Demand.of(booked, shipment)).route(best)


def corridors(path: Path) -> Iterator[str]:
    refs = (step.arc.ref for step in path.steps)
    return (ref.offer.segment.service.corridor for ref in refs if isinstance(ref, RideRef))


def paid_usd(route: Route, *parts: CostPart) -> float:
    return sum(charge.amount_cents for charge in route.charges if charge.part in parts) / 100


@pytest.mark.parametrize("name", ROWS)
def test_figures_of_an_independent_search_are_reproduced(name):
    row = ROWS[name]
    routes = best_routes(row)
    days = [route.duration / timedelta(days=1) for route in routes]
    assert mean(days) == pytest.approx(row.days, abs=0.1)
    assert (min(days), max(days)) == pytest.approx(row.low_high, abs=0.1)
    usd = mean(route.freight_cents(1) / 100 for route in routes)
    assert usd == pytest.approx(row.usd, rel=0.005)
    line_haul = mean(paid_usd(route, CostPart.LINE_HAUL, CostPart.DRAYAGE) for route in routes)
    assert line_haul == pytest.approx(row.line_haul_usd, rel=0.005)


def test_the_way_to_singapore_by_rail_and_sea_leads_over_qinzhou():
    routes = best_routes(ROWS["rail-sea to Singapore by Qinzhou"])
    called = [{leg.from_terminal for leg in route.legs} for route in routes]
    assert all("QZH" in terminals for terminals in called)


def test_trains_over_the_middle_corridor_cross_the_caspian():
    routes = best_routes(ROWS["middle corridor"])
    assert {route.mode_label for route in routes} == {"rail-sea"}


def test_the_dataset_is_the_embedded_one():
    network: Network = catalogue(everything).network
    assert (len(network.services), len(network.links)) == (505, 706)
