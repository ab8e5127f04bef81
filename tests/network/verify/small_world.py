"""A network of four ways out of an inland city, small enough to price by hand.

``W`` yard, ``A`` rail terminal, ``P`` river port and ``Q`` airport stand in Chongqing, ``S`` is
a Chinese seaport, ``B`` a border, ``D``, ``H`` and ``F`` are rail terminal, port and airport in
Germany. Rows that must not be taken stand among those that must.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from landbridge.network.cargo import CargoClass, Restriction
from landbridge.network.emission import Emission
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.row import Row
from landbridge.network.service import Call, Service
from landbridge.network.shipment import OrderBook, Shipment
from landbridge.network.terminal import Terminal

R = TypeVar("R", bound=Row)
HOURS = {"hours_low": 0, "hours_high": 9999}
TERMINAL = {
    "name": "x",
    "name_zh": "x",
    "lat": 0,
    "lon": 0,
    "open_24h": "yes",
    "free_days": 0,
    "storage_usd_per_feu_day": 0,
}
LINK = dict(hours_typical=1, **HOURS, oneway="yes", as_of="2025", status="open", corridor="c")
SERVICE = {
    "name": "x",
    "corridor": "c",
    "carrier_type": "x",
    "departure_local": "09:40",
    "valid_from": "2025-01-01",
    "valid_to": "2026-12-31",
    "weekdays": "1;2;3;4;5;6;7",
    "cutoff_hours": 0,
    "doc_cutoff_hours": 0,
    "capacity_teu": 0,
    "capacity_kg": 0,
    "reefer_plugs": 0,
    "accepts": "*",
    "kind": "regular",
    "reliability_cv": 0,
    "status": "open",
    "price_factor": 1,
    "physical_teu": 0,
    "physical_kg": 0,
    "interval_weeks": 1,
    "reefer_usd_per_40ft": 0,
}
CARGO = {
    "name": "x",
    "hs_examples": "x",
    "density_kg_m3": 1,
    "value_usd_kg": 1,
    "dangerous": "no",
    "food": "no",
    "payload_kg_per_40ft": 1,
}


def row(row_type: type[R], **cells: Any) -> R:
    """Make a row; what it says of its source does not matter here."""
    sourced = {"source": "s", "grade": "derived"} if "grade" in row_type.model_fields else {}
    return row_type.model_validate({**sourced, **cells})


def terminal(name: str, kind: str, country: str, timezone: str, region: str = "") -> Terminal:
    place = {"id": name, "kind": kind, "country": country, "timezone": timezone, "region": region}
    return row(Terminal, **TERMINAL, **place)


def link(name: str, mode: str, km: float, prices: tuple[Any, Any, Any], **cells: Any) -> Link:
    """Make a link whose name is its first and last terminal; prices per 40ft, 20ft and kg."""
    ends = {"from": name[0], "to": name[1], "kind": "line_haul", "distance_km": km}
    money = dict(zip(("usd_per_40ft", "usd_per_20ft", "usd_per_kg"), prices, strict=True))
    return row(Link, **{**LINK, "id": name, "mode": mode, **ends, **money, **cells})


def service(name: str, mode: str, **cells: Any) -> Service:
    return row(Service, **{**SERVICE, "id": name, "mode": mode, **cells})


def calls(service_id: str, *stops: tuple[str, float, float, str, str]) -> tuple[Call, ...]:
    """Make the calls of a service: terminal, arrival, departure, may load, may unload."""
    before = [None, *(stop[0] for stop in stops)]
    return tuple(
        row(
            Call, service_id=service_id, seq=seq, terminal_id=name,
            link_id=f"{before[seq - 1]}{name}" if seq > 1 else "", arrive_offset_hours=arrive,
            depart_offset_hours=depart, may_load=load, may_unload=unload,
        )
        for seq, (name, arrive, depart, load, unload) in enumerate(stops, start=1)
    )  # fmt: skip


def transfer(
    kind: str, change: str, hours: float, prices: tuple[float, float, float], **cells: Any
) -> Transfer:
    """Make a transfer; ``change`` is such as `road-rail`."""
    modes = dict(zip(("from_mode", "to_mode"), change.split("-"), strict=True))
    money = dict(zip(("usd_per_40ft", "usd_per_20ft", "usd_per_kg"), prices, strict=True))
    common = dict(terminal_kind=kind, hours_typical=hours, **HOURS, countries="*")
    return row(Transfer, **{**common, **modes, **money, **cells})


def clearance(key: str, hours: float, usd: float, metric: str, **cells: Any) -> Clearance:
    """Make a clearance row; ``key`` is its label."""
    place = dict(zip(("place", "regime", "direction"), key.split("/"), strict=True))
    times = dict(hours_typical=hours, **HOURS, usd_per_shipment=usd, metric=metric)
    common = {"cargo_class": "*", "vintage": "2025", "is_default": "yes"}
    return row(Clearance, **{**common, **place, **times, **cells})


def restriction(rule: str, mode: str, target: str, **cells: Any) -> Restriction:
    common = {"cargo_class": "*", "hard": "yes", "reason": f"{rule} {target}", "rule": rule}
    where = {"mode": mode, "country_or_service": target}
    return row(Restriction, **{**common, **where, "from": "2020-01-01", **cells})


def cargo(name: str, temperature: str, rate: float) -> CargoClass:
    return row(CargoClass, **CARGO, id=name, temperature=temperature, holding_rate_per_day=rate)


def emission(mode: str, factor: float, is_default: str = "yes") -> Emission:
    return row(
        Emission, mode=mode, variant=f"{factor}", g_co2e_per_tkm=factor, scope="WTW",
        as_of="2025", is_default=is_default,
    )  # fmt: skip


def order(name: str, path: str, cargo_class: str, **cells: Any) -> Shipment:
    """Make an order; ``path`` is such as `W-D`."""
    ends = dict(zip(("origin", "destination"), path.split("-"), strict=True))
    return row(Shipment, id=name, cargo_class=cargo_class, **ends, **cells)


def by_id(rows: Iterable[R]) -> dict[str, R]:
    return {row.id: row for row in rows}


CHINA, GERMANY = ("CN", "Asia/Shanghai"), ("DE", "Europe/Berlin")

NETWORK = Network(
    name="small",
    terminals=by_id([
        terminal("W", "road", *CHINA, "CN-CQ"),
        terminal("A", "rail", *CHINA, "CN-CQ"),
        terminal("P", "river_port", *CHINA, "CN-CQ"),
        terminal("Q", "airport", *CHINA, "CN-CQ"),
        terminal("S", "seaport", *CHINA),
        terminal("B", "border_rail", "KZ", "Asia/Almaty"),
        terminal("D", "rail", *GERMANY),
        terminal("H", "seaport", *GERMANY),
        terminal("F", "airport", *GERMANY),
    ]),
    corridors={},
    links=by_id([
        link("WA", "road", 100, (150, 120, 0.03), grade="assumption"),
        link("AB", "rail", 3000, ("2000.50", 1500, ""), grade="sourced"),
        link("BD", "rail", 4000, (2500, 1900, ""), grade="assumption", exposures="RU;malaszewicze"),
        link("PS", "river", 2000, (300, "180.25", "")),
        link("SH", "sea", 20000, (1500, 834, ""), grade="sourced"),
        link("QF", "air", 8000, ("", "", 4.1), grade="assumption"),
    ]),
    services=by_id([
        service("TRUCK", "road", kind="on_demand", cutoff_hours=6, capacity_teu=4,
                capacity_kg=600, weekdays="7"),
        service("TRAIN", "rail", kind="timetabled", weekdays="2;5", interval_weeks=2,
                valid_from="2025-10-22", cutoff_hours=24, capacity_teu=6, reefer_plugs=1,
                price_factor=1.08, accepts="*;-fruit", corridor="west"),
        service("BARGE", "river", weekdays="4", departure_local="06:00", cutoff_hours=12,
                capacity_teu=4, reefer_plugs=2, reefer_usd_per_40ft="100.50"),
        service("SHIP", "sea", weekdays="1", departure_local="12:00", cutoff_hours=24,
                capacity_teu=10, reefer_plugs=5, reefer_usd_per_40ft=800, price_factor=1.1,
                accepts="fruit;machinery", grade="assumption"),
        service("PLANE", "air", kind="timetabled", departure_local="23:30", cutoff_hours=4,
                capacity_kg=1000, reefer_usd_per_40ft=999),
    ]),
    calls={
        "TRUCK": calls("TRUCK", ("W", 0, 0, "yes", "no"), ("A", 2, 2, "no", "yes")),
        "TRAIN": calls("TRAIN", ("A", 0, 0, "yes", "no"), ("B", 70, 71.99, "no", "no"),
                       ("D", 150.255, 150.255, "no", "yes")),
        "BARGE": calls("BARGE", ("P", 0, 0, "yes", "no"), ("S", 100, 100, "no", "yes")),
        "SHIP": calls("SHIP", ("S", 0, 0, "yes", "no"), ("H", 972, 972, "no", "yes")),
        "PLANE": calls("PLANE", ("Q", 0, 0, "yes", "no"), ("F", 11.3, 11.3, "no", "yes")),
    },
    transfers=(
        transfer("*", "origin-road", 6, (120, 82, 0.03), grade="assumption"),
        transfer("*", "origin-river", 12, (190, 129, 0.05), grade="assumption"),
        transfer("*", "origin-air", 10, (180, 122, 0.15), grade="assumption"),
        transfer("*", "road-rail", 3, (38, 26, 0.02)),
        transfer("*", "river-sea", 36, (290, 197, 0.03), grade="assumption"),
        transfer("seaport", "river-sea", 24, (60, 41, 0.02)),
        transfer("*", "rail-destination", 8, (158, 107, 0.04)),
        transfer("*", "rail-destination", 14, (440, 299, 0.05), countries="DE;PL"),
        transfer("*", "sea-destination", 36, (620, 422, 0.05), countries="DE", grade="assumption"),
        transfer("*", "air-destination", 9, (180, 122, 0.14), grade="assumption"),
        transfer("*", "road-destination", 4, (60, 41, 0.02), grade="assumption"),
    ),
    clearance=(
        clearance("CN-CQ/general/export", 15.12, 138, "overall", is_default="no", vintage="2017"),
        clearance("CN-CQ/rail_fast/export", 2, 138, "customs"),
        clearance("CN-CQ/1210/export", 1, 60, "customs", cargo_class="parcels"),
        clearance("CN-CQ/general/export", 0.585, 138, "overall", grade="sourced"),
        clearance("CN-CQ/green_channel/export", 1.5, 160, "customs", cargo_class="durian;fruit",
                  grade="assumption"),
        clearance("CN/general/export", 2.12, 99, "overall"),
        clearance("S/river_sea_transfer/transit", 24, 0, "customs", is_default="no", vintage="1"),
        clearance("S/river_sea_transfer/transit", 0.033, 0, "customs"),
        clearance("default/air_import/import", 12, 75, "customs"),
        clearance("DE/general/import", 24, 75, "customs", grade="assumption"),
        clearance("default/general/import", 30, 90, "customs"),
    ),
    cargo_classes=by_id([
        cargo("machinery", "ambient", 0.003),
        cargo("fruit", "chill", 0.01),
        cargo("parcels", "ambient", 0.02),
    ]),
    restrictions=(
        restriction("refuse", "rail", "RU", cargo_class="machinery", hard="no",
                    reason="dual-use checks"),
        restriction("refuse", "rail", "RU", to="2025-10-31"),
        restriction("refuse", "rail", "RU", cargo_class="parcels"),
        restriction("refuse", "sea", "SH*", cargo_class="machinery"),
        restriction("refuse", "rail", "TRUCK"),
        restriction("needs_plug", "river", "*", cargo_class="fruit"),
        restriction("needs_plug", "sea", "c", cargo_class="fruit"),
        restriction("cargo_per_40ft", "rail", "TR*", limit_kg=21000),
        restriction("pairs_of_20ft", "rail", "TR*", limit_kg=24000),
        restriction("gross_per_departure", "rail", "west", limit_kg=100000),
    ),
    practices={},
    emissions=(
        emission("sea", 13.93, "no"), emission("sea", 8.15), emission("rail", 17.5),
        emission("river", 30), emission("road", 92), emission("air", 600),
        emission("air", 1134, "no"), emission("terminal", 1200),
    ),
    sources={},
    orders=OrderBook(),
    scenarios={},
    raw={},
)  # fmt: skip
