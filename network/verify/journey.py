"""A journey: what the tables say of an assignment, given only the departures it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from ..cargo import CargoClass, Temperature
from ..handling import Clearance, Transfer
from ..link import Link
from ..row import Grade, Mode
from ..service import Call, Service, ServiceKind
from ..shipment import LoadKind, Shipment
from ..terminal import Terminal
from .exact import exact

EMPTY_KG = {LoadKind.BOX_40FT: 4_000, LoadKind.BOX_20FT: 2_300, LoadKind.LOOSE: 0}
TEU = {LoadKind.BOX_40FT: 2, LoadKind.BOX_20FT: 1, LoadKind.LOOSE: 0}
LOOSE_KG_PER_TEU = 5_000


@dataclass(frozen=True, slots=True)
class Load:
    """One unit of a shipment, as the order has it."""

    kind: LoadKind
    kg: Fraction
    m3: Fraction
    is_reefer: bool

    @property
    def is_loose(self) -> bool:
        """Whether the cargo travels without a box."""
        return self.kind is LoadKind.LOOSE

    @property
    def teu(self) -> int:
        """Slots that the unit takes."""
        return TEU[self.kind]

    @property
    def gross_kg(self) -> Fraction:
        """Weight with the box (23)."""
        return self.kg + EMPTY_KG[self.kind]


@dataclass(frozen=True, slots=True)
class Ride:
    """A leg before it is timed: the service and date it names, and the rows behind them."""

    service: Service
    day: date
    load: Call
    unload: Call
    links: tuple[Link, ...]

    @property
    def is_on_demand(self) -> bool:
        """Whether the service leaves when the cargo is ready; such a leg is drayage (17)."""
        return self.service.kind is ServiceKind.ON_DEMAND

    @property
    def is_air(self) -> bool:
        """Whether the leg flies."""
        return self.service.mode is Mode.AIR


@dataclass(frozen=True, slots=True)
class TimedRide:
    """A leg as the tables time it."""

    ride: Ride
    departs_at: datetime
    arrives_at: datetime
    loaded_on: date
    """Local date of departure where the cargo is loaded."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A handling as the tables time it."""

    terminal: Terminal
    from_mode: str
    to_mode: str
    transfer: Transfer
    clearance: Clearance | None
    clearance_minutes: int
    grades: frozenset[Grade]
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Journey:
    """An assignment as the tables price and time it."""

    shipment: Shipment
    cargo: CargoClass
    load: Load
    rides: tuple[TimedRide, ...]
    stays: tuple[Stay, ...]
    delivered_on: date
    """Local date of delivery."""

    @property
    def ready_at(self) -> datetime:
        """Moment at which the cargo is ready."""
        return self.stays[0].starts_at

    @property
    def delivered_at(self) -> datetime:
        """Moment at which the cargo is delivered."""
        return self.stays[-1].ends_at


def num_units(shipment: Shipment) -> int:
    """Return how many units a shipment has: boxes, or one where it is loose (26)."""
    return shipment.boxes_40ft + shipment.boxes_20ft or 1


def load_kind(shipment: Shipment) -> LoadKind:
    """Return what one unit of a shipment is."""
    if shipment.boxes_40ft:
        return LoadKind.BOX_40FT
    return LoadKind.BOX_20FT if shipment.boxes_20ft else LoadKind.LOOSE


def is_kept_cool(cargo: CargoClass) -> bool:
    """Tell whether boxes of a cargo class are refrigerated."""
    return cargo.temperature is not Temperature.AMBIENT


def size_teu(shipment: Shipment, units: int) -> Fraction:
    """Return the size of units of a shipment in TEU; loose cargo counts by weight."""
    if load_kind(shipment) is LoadKind.LOOSE:
        return units * exact(shipment.kg) / LOOSE_KG_PER_TEU
    return Fraction(units * TEU[load_kind(shipment)])
