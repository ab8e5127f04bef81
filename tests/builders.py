"""Rows and networks made in memory: name what matters, the rest has plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from landbridge.network.cargo import CargoClass, Restriction
from landbridge.network.emission import Emission
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.opening_hours import Holiday, OpeningHours
from landbridge.network.practice import Practice
from landbridge.network.row import Row
from landbridge.network.service import Call, Service
from landbridge.network.shipment import Shipment
from landbridge.network.tables import TABLES, RawRow, RawTable, column_names
from landbridge.network.terminal import Corridor, Source, Terminal

R = TypeVar("R", bound=Row)

ALL_WEEK = (1, 2, 3, 4, 5, 6, 7)
INVENTED = {"source": ("test",), "grade": "assumption"}

DEFAULTS: dict[type[Row], dict[str, Any]] = {
    Terminal: INVENTED | {
        "name": "Terminal", "name_zh": "站", "kind": "rail", "country": "CN", "lat": 30, "lon": 100,
        "timezone": "Asia/Shanghai", "open_24h": True, "free_days": 0, "storage_usd_per_feu_day": 0,
    },
    Corridor: {
        "id": "corridor", "name": "Corridor", "name_zh": "线", "description": "a corridor",
        "colour": "#000000", "representative_path": ("T0",),
    },
    Link: INVENTED | {
        "mode": "rail", "kind": "line_haul", "distance_km": 100, "hours_typical": 10,
        "hours_low": 0, "hours_high": 1000, "oneway": True, "as_of": "2025", "status": "open",
        "corridor": "corridor",
    },
    Service: INVENTED | {
        "name": "Service", "corridor": "corridor", "mode": "rail", "carrier_type": "carrier",
        "weekdays": ALL_WEEK, "departure_local": "12:00", "valid_from": "2025-10-01",
        "valid_to": "2025-12-31", "cutoff_hours": 0, "doc_cutoff_hours": 0, "capacity_teu": 100,
        "capacity_kg": 0, "reefer_plugs": 0, "accepts": ("*",), "kind": "regular",
        "reliability_cv": 0, "status": "open", "price_factor": 1, "physical_teu": 100,
        "physical_kg": 0, "interval_weeks": 1, "reefer_usd_per_40ft": 0,
    },
    Call: {"may_load": True, "may_unload": True},
    Transfer: INVENTED | {
        "terminal_kind": "*", "hours_typical": 1, "hours_low": 0, "hours_high": 1000,
        "usd_per_40ft": 0, "usd_per_20ft": 0, "usd_per_kg": 0, "countries": ("*",),
    },
    Clearance: INVENTED | {
        "place": "default", "regime": "general", "cargo_class": ("*",), "hours_typical": 0,
        "hours_low": 0, "hours_high": 1000, "usd_per_shipment": 0, "metric": "customs",
        "vintage": "2025", "is_default": True,
    },
    OpeningHours: INVENTED | {
        "name": "Hours", "weekdays": (1, 2, 3, 4, 5), "opens": "09:00", "closes": "17:00",
        "keeps_holidays": True,
    },
    Holiday: INVENTED | {"country": "CN", "is_working": False, "name": "Holiday"},
    CargoClass: INVENTED | {
        "id": "goods", "name": "Goods", "hs_examples": ("8471",), "density_kg_m3": 200,
        "value_usd_kg": 10,
        "holding_rate_per_day": 0.001, "temperature": "ambient", "dangerous": False, "food": False,
        "payload_kg_per_40ft": 20000,
    },
    Restriction: INVENTED | {
        "cargo_class": "*", "country_or_service": "*", "valid_from": "2020-01-01", "hard": True,
        "reason": "a rule", "rule": "refuse",
    },
    Practice: {"name": "Practice", "seed_file": "test", "parameter": "none", "default_on": True,
               "feature": "none"},
    Emission: INVENTED | {
        "variant": "any", "g_co2e_per_tkm": 10, "scope": "WTW", "as_of": "2025", "is_default": True,
    },
    Source: {"key_": "test", "title_": "Invented for a test"},
    Shipment: {
        "cargo_class": "goods", "boxes_40ft": 1, "kg": 10000, "m3": 20, "value_usd": 100000,
        "ready": "2025-11-03", "due": "2025-11-30",
    },
}  # fmt: skip


def make(row_type: type[R], **fields: Any) -> R:
    """Make a row of a type; fields that are not named have plain values."""
    return row_type.model_validate(DEFAULTS[row_type] | fields)


def network_of(rows: Iterable[Row], *, name: str = "test") -> Network:
    """Make a checked network of rows; a table without rows is empty."""
    cells: dict[type[Row], list[dict[str, str]]] = {row_type: [] for row_type in TABLES}
    for row in rows:
        cells[type(row)].append(row.cells())
    raw = {
        row_type.file: RawTable(
            row_type.file,
            column_names(row_type),
            tuple(RawRow(line, row) for line, row in enumerate(cells[row_type], start=2)),
        )
        for row_type in TABLES
    }
    return Network.from_tables(raw, name=name, scenarios={})
