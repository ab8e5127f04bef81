"""An order book as arrays: what a search has to know of each shipment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import floor, log
from zoneinfo import ZoneInfo

import numpy as np

from ...network.cargo import RestrictionRule
from ...network.handling import Direction
from ...network.plan import MINUTES_PER_DAY
from ...network.row import Mode
from ...network.shipment import READY_TIME, LoadKind, LoadUnit, Shipment
from ..capacity import ResourceKind
from ..clock import to_minute
from ..segment import gross_kg
from .columns import Floats, Ints, Table
from .ends import End, Ends
from .packed_network import PackedNetwork, first_minutes
from .profiles import Profiles

KINDS = {LoadKind.BOX_40FT: 0, LoadKind.BOX_20FT: 1, LoadKind.LOOSE: 2}

BUCKET = log(1.25)
"""Shipments whose weights differ by less share lower bounds."""

SIZE_TEU, TEU, PLUGS, AIR_KG, LOOSE_KG = range(5)
"""Measures: what departures can be priced by. Behind them is one for each rule on gross weight."""

FIRST_RULE = 5


def measure_of(kind: ResourceKind, mode: Mode) -> int:
    """Return the measure that a resource of a service of some mode is priced by."""
    if kind is ResourceKind.KG:
        return AIR_KG if mode is Mode.AIR else LOOSE_KG
    return {ResourceKind.TEU: TEU, ResourceKind.PLUGS: PLUGS}[kind]


class OrderColumns:
    """Shipments as columns of numbers; nothing in them depends on prices.

    Parameters
    ----------
    network
        The packed network.
    shipments
        The shipments, each in the horizon of the network.
    days_late
        Days that a shipment with a price of lateness may be late.

    Attributes
    ----------
    table
        Columns by name, a row for each shipment.
    amounts
        What the whole shipment takes of each measure.
    rules
        Positions of the rules on gross weight, in the order of their measures.
    """

    def __init__(
        self, network: PackedNetwork, shipments: Sequence[Shipment], days_late: int
    ) -> None:
        self._network = network
        self.shipments = shipments
        self.origins = Ends(network, Direction.EXPORT)
        self.destinations = Ends(network, Direction.IMPORT)
        self.profiles = Profiles(network)
        self.rules = [
            position
            for position, rule in enumerate(network.catalogue.network.restrictions)
            if rule.hard and rule.rule is RestrictionRule.GROSS_PER_DEPARTURE
        ]
        classes = network.catalogue.network.cargo_classes
        self.units = [s.unit(classes[s.cargo_class]) for s in shipments]
        self._zones = _Zones(network)
        self.table = self._table(days_late)
        self.table |= self._zones.table
        self.amounts = self._amounts()

    def __len__(self) -> int:
        """Return the number of shipments."""
        return len(self.shipments)

    def _table(self, days_late: int) -> Table:
        pairs = list(zip(self.shipments, self.units, strict=True))
        rows = [self._whole_numbers(s, unit, days_late) for s, unit in pairs]
        names = ("profile", "origin", "destination", "load", "is_reefer", "units", "start",
                 "latest", "zone", "due_day", "kg_bucket", "m3_bucket")  # fmt: skip
        whole = np.array(rows, np.int32).reshape(-1, len(names))
        table: Table = {name: whole[:, n].copy() for n, name in enumerate(names)}
        table["kg"] = np.array([unit.kg for unit in self.units])
        table["m3"] = np.array([unit.m3 for unit in self.units])
        table["size_teu"] = np.array([s.num_units * unit.size_teu for s, unit in pairs])
        table["late_usd_per_day"] = np.array([s.late_usd_per_day or 0.0 for s in self.shipments])
        classes = self._network.catalogue.network.cargo_classes
        table["holding_usd_per_day"] = np.array(
            [s.value_usd * classes[s.cargo_class].holding_rate_per_day for s in self.shipments]
        )
        return table

    def _whole_numbers(self, shipment: Shipment, unit: LoadUnit, days_late: int) -> tuple[int, ...]:
        terminals = self._network.catalogue.network.terminals
        origin, destination = terminals[shipment.origin], terminals[shipment.destination]
        abroad = origin.country != destination.country
        zone, due_day = self._zones.day(destination.timezone, shipment.due)
        last_day = due_day + (days_late if shipment.late_usd_per_day is not None else 0)
        return (
            self.profiles.number(shipment.cargo_class, unit),
            self.origins.group(End(origin.id, shipment.cargo_class, abroad)),
            self.destinations.group(End(destination.id, shipment.cargo_class, abroad)),
            KINDS[unit.kind],
            unit.is_reefer,
            shipment.num_units,
            self._zones.ready(origin.timezone, shipment),
            self._zones.last_minute(zone, last_day),
            zone,
            due_day,
            _bucket(unit.kg),
            _bucket(unit.m3) if unit.kind is LoadKind.LOOSE else 0,
        )

    def penalties(self, shipment: Ints, arrives: Ints) -> tuple[Floats, Floats]:
        """Return cents of lateness and holding of a unit, and days late, of deliveries."""
        table = self.table
        days = np.zeros(len(shipment), np.int64)
        for zone in np.unique(table["zone"]):
            first, last = table["zone_start"][zone : zone + 2]
            here = table["zone"][shipment] == zone
            minutes = table["day_minutes"][first:last]
            days[here] = np.searchsorted(minutes, arrives[here], side="right") - 1
        late = np.maximum(0, days - table["due_day"][shipment])
        units = table["units"][shipment]
        cents = _whole_cents(table["late_usd_per_day"][shipment] * late / units)
        way = arrives - table["start"][shipment]
        cents += _whole_cents(
            table["holding_usd_per_day"][shipment] / units * way / MINUTES_PER_DAY
        )
        return cents, late.astype(np.float64)

    def _amounts(self) -> Floats:
        amounts = np.zeros((len(self), FIRST_RULE + len(self.rules)))
        restrictions = self._network.catalogue.network.restrictions
        for row, shipment, unit in zip(amounts, self.shipments, self.units, strict=True):
            row[AIR_KG] = unit.kg
            if unit.is_box:
                row[TEU], row[PLUGS] = unit.teu, unit.is_reefer
                for n, rule in enumerate(self.rules, FIRST_RULE):
                    if restrictions[rule].concerns_class(shipment.cargo_class):
                        row[n] = gross_kg(unit)
            else:
                row[LOOSE_KG] = unit.kg
            row[SIZE_TEU] = unit.size_teu
        whole: Floats = amounts * self.table["units"][:, None]
        return whole


class _Zones:
    """Time zones: the first minutes of their days, from the day before the horizon on."""

    def __init__(self, network: PackedNetwork) -> None:
        horizon = network.catalogue.horizon
        first = horizon.first - timedelta(days=1)
        num_days = (horizon.last - first).days + 3
        self._days = [first + timedelta(days=n) for n in range(num_days)]
        self._zones: dict[str, int] = {}
        self._minutes: list[list[int]] = []
        self._ready = lru_cache(maxsize=None)(_ready_minute)
        self._terminals = network.catalogue.network.terminals

    def day(self, zone: str, day: date) -> tuple[int, int]:
        """Return the number of a zone and of a day in it."""
        if zone not in self._zones:
            self._zones[zone] = len(self._zones)
            self._minutes.append(first_minutes(self._days, zone))
        return self._zones[zone], (day - self._days[0]).days

    def last_minute(self, zone: int, day: int) -> int:
        """Return the last minute of a local day."""
        return self._minutes[zone][day + 1] - 1

    def ready(self, zone: str, shipment: Shipment) -> int:
        """Return the minute at which a shipment is ready."""
        return self._ready(zone, shipment.ready)

    @property
    def table(self) -> Table:
        """The days of all zones as columns of numbers."""
        lengths = [len(minutes) for minutes in self._minutes]
        return {
            "zone_start": np.cumsum([0, *lengths]).astype(np.int32),
            "day_minutes": np.concatenate([np.zeros(0), *self._minutes]).astype(np.int32),
        }


def _ready_minute(zone: str, day: date) -> int:
    return to_minute(datetime.combine(day, READY_TIME, ZoneInfo(zone)))


def _whole_cents(usd: Floats) -> Floats:
    cents: Floats = np.floor(usd * 100 + 0.5)
    return cents


def _bucket(amount: float) -> int:
    return floor(log(amount) / BUCKET) if amount > 0 else -1_000_000
