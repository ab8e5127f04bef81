"""Fixture G of the domain reference, section 7: sea, rail and air for 40-foot boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from builders import make, network_of

from landbridge.network.cargo import CargoClass
from landbridge.network.economics import Choice
from landbridge.network.emission import Emission
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.row import Row
from landbridge.network.service import Call, Service
from landbridge.network.shipment import Shipment
from landbridge.network.terminal import Corridor, Source, Terminal

BOX_KG = 9_600


def choice(name, freight_usd, days, kg=BOX_KG):
    return Choice(
        name=name, mode=name, freight_cents=round(freight_usd * 100), minutes=round(days * 1440),
        kg=kg,
    )  # fmt: skip


SEA, RAIL, AIR = choice("sea", 4_300, 45), choice("rail", 7_300, 19), choice("air", 42_600, 5)
G = (SEA, RAIL, AIR)

PER_TONNE = (
    choice("sea", 448, 45, kg=1_000),
    choice("rail", 760, 19, kg=1_000),
    choice("air", 4_438, 5, kg=1_000),
)
"""The same as the table of section 5E has it: rates rounded to 0.1 US cents a kilogram."""

READY = date(2025, 11, 3)
TO, FROM = "DUI", "CKG"
WAYS_G = (
    # mode, days, price of a box or kilogram, grams of CO2e of a box
    ("sea", 45, {"usd_per_40ft": 4_300}, 3_000_000),
    ("rail", 19, {"usd_per_40ft": 7_300}, 2_800_000),
    ("air", 5, {"usd_per_kg": 42_600 / BOX_KG}, 55_000_000),
)
ORDERS_G = {"A": (40, 50, 20), "B": (60, 12, 35), "C": (100, 2, 60), "D": (2, 120, 7)}
"""Boxes, value in USD/kg and days until due."""


def book_g(
    *,
    sea: int = 500,
    rail: int = 98,
    air: int = 5,
    late_usd_per_feu_day: float | None = None,
    due_days: Mapping[str, int] | None = None,
) -> Network:
    """Return order book G: one departure of each mode, with room for so many boxes.

    Each figure is that of section 7: a leg emits 10 g/tkm, and its kilometres make up what
    a box of 9.6 t is said to emit; terminals cost and emit nothing.
    """
    rooms = {"sea": sea, "rail": rail, "air": air}
    rows: list[Row] = [
        make(Terminal, id=FROM),
        make(Terminal, id=TO),
        make(Corridor, representative_path=(FROM,)),
        make(Source),
        make(CargoClass),
        make(Emission, mode="terminal", g_co2e_per_tkm=0),
        *(make(Clearance, direction=direction) for direction in ("export", "import")),
    ]
    for mode, days, price, co2e_g in WAYS_G:
        rows += _way(mode, 24 * days, price, co2e_g / (10 * BOX_KG / 1_000), rooms[mode])
    for name, (boxes, value_usd_kg, due) in ORDERS_G.items():
        late = late_usd_per_feu_day
        rows.append(
            make(
                Shipment,
                id=name,
                origin=FROM,
                destination=TO,
                boxes_40ft=boxes,
                kg=boxes * BOX_KG,
                m3=0,
                value_usd=boxes * BOX_KG * value_usd_kg,
                ready=READY,
                due=READY + timedelta(days=(due_days or {}).get(name, due)),
                late_usd_per_day=None if late is None else boxes * late,
            )
        )
    return network_of(rows, name="G")


def _way(mode: str, hours: int, price: Mapping[str, float], km: float, room: int) -> list[Row]:
    """Return a service with one departure, and what it needs."""
    is_air = mode == "air"
    calls = [
        make(
            Call,
            service_id=mode.upper(),
            seq=seq,
            terminal_id=terminal,
            link_id=None if seq == 1 else mode,
            arrive_offset_hours=offset,
            depart_offset_hours=offset,
        )
        for seq, (terminal, offset) in enumerate(((FROM, 0), (TO, hours)), start=1)
    ]
    return [
        make(Emission, mode=mode, g_co2e_per_tkm=10),
        make(
            Link,
            id=mode,
            from_terminal=FROM,
            to_terminal=TO,
            mode=mode,
            distance_km=km,
            hours_typical=hours,
            hours_high=hours,
            **price,
        ),
        make(
            Service,
            id=mode.upper(),
            mode=mode,
            departure_local="08:00",
            valid_from=READY,
            valid_to=READY,
            capacity_teu=0 if is_air else 2 * room,
            capacity_kg=room * BOX_KG if is_air else 0,
        ),
        *calls,
        make(Transfer, from_mode="origin", to_mode=mode, hours_typical=0),
        make(Transfer, from_mode=mode, to_mode="destination", hours_typical=0),
    ]
