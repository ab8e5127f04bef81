"""Shipments and the order book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from .cargo import CargoClass
from .errors import Mistake, QuestionError
from .row import Count, Day, Id, NonNegative, PartCount, Probability, Row, Text, column
from .terminal import Terminal

READY_TIME = time(8, 0)
"""Local time at the origin at which a shipment is ready on its day."""

ROAD_KG_PER_TEU = 5_000
"""Weight that stands for one TEU where loose cargo is counted in TEU (dataset README, 2)."""


class LoadKind(StrEnum):
    """What one unit of a shipment is."""

    BOX_40FT = "40ft"
    BOX_20FT = "20ft"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadUnit:
    """One box of a shipment, or the whole of a loose shipment.

    ``kg`` and ``m3`` are the cargo of the unit, without the box.
    """

    kind: LoadKind
    kg: float
    m3: float
    is_reefer: bool

    @property
    def is_box(self) -> bool:
        """Whether the unit is a container."""
        return self.kind is not LoadKind.LOOSE

    @property
    def teu(self) -> int:
        """Slots that the unit takes on a train, barge or ship; 0 for loose cargo."""
        return {LoadKind.BOX_40FT: 2, LoadKind.BOX_20FT: 1, LoadKind.LOOSE: 0}[self.kind]

    @property
    def size_teu(self) -> float:
        """Size in TEU, counting loose cargo by its weight."""
        return self.teu if self.is_box else self.kg / ROAD_KG_PER_TEU


class Shipment(Row):
    """An order to carry cargo from an origin to a destination by a due date.

    It is ready at 08:00 local time at the origin and due at 23:59 local time at the
    destination. An empty ``late_usd_per_day`` makes the due date hard.
    """

    file: ClassVar[str] = "orders.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Orders"

    id: Id = column("Identifier.")
    customer: Text = column("Code of the customer.", default="")
    origin: Id = column("Terminal where the cargo is handed over.")
    destination: Id = column("Terminal where the cargo is delivered.")
    cargo_class: Id = column("Cargo class.")
    boxes_40ft: Count = column("40-foot boxes.", unit="boxes", default=0)
    boxes_20ft: Count = column("20-foot boxes.", unit="boxes", default=0)
    kg: NonNegative = column("Weight of the cargo.", unit="kg")
    m3: NonNegative = column("Volume of the cargo.", unit="m3", default=0)
    value_usd: NonNegative = column("Value of the cargo.", unit="USD", default=0)
    ready: Day = column("Day on which the cargo is ready, local date at the origin.")
    due: Day = column("Day by which it must be delivered, local date at the destination.")
    late_usd_per_day: NonNegative | None = column(
        "Price of each calendar day after the due date; empty = hard.", unit="USD/d", default=None
    )
    budget_usd: NonNegative | None = column(
        "Most that the freight may cost; empty = no limit.", unit="USD", default=None
    )
    max_parts: PartCount | None = column(
        "Most routes to split its boxes over, 1 = never split; empty = as the plan has it.",
        unit="routes",
        default=None,
    )
    on_time_probability: Probability | None = column(
        "Least probability to be on time, from 0 to 1; empty = as the plan has it.", default=None
    )
    note: Text = column("Remark.", default="")

    @property
    def num_boxes(self) -> int:
        """Number of boxes; 0 for loose cargo."""
        return self.boxes_40ft + self.boxes_20ft

    @property
    def num_units(self) -> int:
        """Number of load units: boxes, or one for a loose shipment."""
        return self.num_boxes or 1

    @property
    def load_kind(self) -> LoadKind:
        """What one unit of the shipment is."""
        if self.boxes_40ft:
            return LoadKind.BOX_40FT
        return LoadKind.BOX_20FT if self.boxes_20ft else LoadKind.LOOSE

    def unit(self, cargo: CargoClass) -> LoadUnit:
        """Return one unit of the shipment; its boxes share the weight evenly."""
        return LoadUnit(
            kind=self.load_kind,
            kg=self.kg / self.num_units,
            m3=self.m3 / self.num_units,
            is_reefer=cargo.is_reefer and self.num_boxes > 0,
        )

    def ready_at(self, origin: Terminal) -> datetime:
        """Return the moment at which the cargo is ready (UTC)."""
        local = datetime.combine(self.ready, READY_TIME, ZoneInfo(origin.timezone))
        return local.astimezone(ZoneInfo("UTC"))

    def due_at(self, destination: Terminal) -> datetime:
        """Return the last minute of the due date at the destination (UTC)."""
        local = datetime.combine(self.due, time(23, 59), ZoneInfo(destination.timezone))
        return local.astimezone(ZoneInfo("UTC"))

    def days_late(self, delivered_at: datetime, destination: Terminal) -> int:
        """Return the calendar days by which a delivery misses the due date."""
        local = delivered_at.astimezone(ZoneInfo(destination.timezone))
        return max(0, (local.date() - self.due) // timedelta(days=1))


class OrderBook(Mapping[str, Shipment]):
    """Shipments by id, in the order of the file."""

    __slots__ = ("_shipments",)

    def __init__(self, shipments: Iterable[Shipment] = ()) -> None:
        self._shipments: dict[str, Shipment] = {}
        for shipment in shipments:
            if shipment.id in self._shipments:
                found, expected = f"{shipment.id!r} twice", "each order once"
                raise QuestionError(
                    [Mistake(place=f"order {shipment.id}", found=found, expected=expected)]
                )
            self._shipments[shipment.id] = shipment

    def __getitem__(self, key: str) -> Shipment:
        """Return a shipment by its id."""
        return self._shipments[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over ids in the order of the file."""
        return iter(self._shipments)

    def __len__(self) -> int:
        """Return the number of shipments."""
        return len(self._shipments)

    def __repr__(self) -> str:
        """Name the number of shipments."""
        return f"OrderBook({len(self)} shipments)"
