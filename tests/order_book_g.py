"""Fixture G of the domain reference as an order book: one sailing, one train and one flight."""

from __future__ import annotations

from typing import NamedTuple

from builders import make, network_of

from landbridge.network.cargo import CargoClass
from landbridge.network.emission import Emission
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.row import Row
from landbridge.network.service import Call, Service
from landbridge.network.shipment import Shipment
from landbridge.network.terminal import Corridor, Source, Terminal

FEU_KG = 9_600
READY = "2025-11-03"
ORDERS = {"A": (40, 50, "2025-11-23"), "B": (60, 12, "2025-12-08"), "C": (100, 2, "2026-01-02"),
          "D": (2, 120, "2025-11-10")}  # fmt: skip
"""Boxes of 40 feet, value in USD/kg, and due date: 20, 35, 60 and 7 days after they are ready."""


class _Way(NamedTuple):
    mode: str
    days: int
    usd_per_box: float
    t_co2e: float


WAYS = (
    _Way("sea", 45, 4_300, 3.0),
    _Way("rail", 19, 7_300, 2.8),
    _Way("air", 5, 42_600, 55.0),
)
"""By air a box pays for 10,000 chargeable kilograms: 167 for each of its 60 m3, less 20."""


def order_book_g(
    *,
    rail: int = 98,
    air: int = 5,
    sea: int = 500,
    late_usd_per_day: float | None = None,
    due: dict[str, str] | None = None,
) -> Network:
    """Return fixture G.

    Parameters
    ----------
    rail, air, sea
        Slots for boxes of 40 feet.
    late_usd_per_day
        Price of a box that is a day late; None = nothing may be late.
    due
        Other due dates of orders, by id.
    """
    slots = {"rail": rail, "air": air, "sea": sea}
    rows: list[Row] = [
        make(Corridor, representative_path=("CQ", "DUI")),
        make(Source),
        make(CargoClass),
        make(Terminal, id="CQ", kind="rail"),
        make(Terminal, id="DUI", kind="rail"),
        *(make(Clearance, direction=direction) for direction in ("export", "import")),
        make(Emission, mode="terminal", g_co2e_per_tkm=0),
    ]
    for way in WAYS:
        rows += _service(way, slots[way.mode])
    for name, (boxes, usd_per_kg, day) in ORDERS.items():
        late = None if late_usd_per_day is None else late_usd_per_day * boxes
        rows.append(
            make(Shipment, id=name, origin="CQ", destination="DUI", boxes_40ft=boxes,
                 kg=boxes * FEU_KG, m3=boxes * 10_000 / 167, value_usd=boxes * FEU_KG * usd_per_kg,
                 ready=READY, due=(due or {}).get(name, day), late_usd_per_day=late)
        )  # fmt: skip
    return network_of(rows, name="G")


def _service(way: _Way, slots: int) -> list[Row]:
    """Return a way with its hand-overs; it leaves once, four hours after all is ready."""
    hours, name = 24 * way.days, way.mode.upper()
    is_air = way.mode == "air"
    prices = (
        {"usd_per_kg": way.usd_per_box / 10_000} if is_air else {"usd_per_40ft": way.usd_per_box}
    )
    grams = round(way.t_co2e * 1e6 / (1_000 * FEU_KG / 1_000), 9)
    return [
        make(Link, id=name, from_terminal="CQ", to_terminal="DUI", mode=way.mode, distance_km=1_000,
             hours_typical=hours, hours_high=5_000, **prices),
        make(Service, id=name, mode=way.mode, valid_from=READY, valid_to=READY,
             capacity_teu=0 if is_air else 2 * slots, capacity_kg=slots * FEU_KG if is_air else 0),
        make(Call, service_id=name, seq=1, terminal_id="CQ", arrive_offset_hours=0,
             depart_offset_hours=0, may_unload=False),
        make(Call, service_id=name, seq=2, terminal_id="DUI", link_id=name,
             arrive_offset_hours=hours, depart_offset_hours=hours, may_load=False),
        make(Transfer, from_mode="origin", to_mode=way.mode, hours_typical=0),
        make(Transfer, from_mode=way.mode, to_mode="destination", hours_typical=0),
        make(Emission, mode=way.mode, g_co2e_per_tkm=grams),
    ]  # fmt: skip
