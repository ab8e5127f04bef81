"""Services: scheduled or on-demand operations over ordered calls."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, PositiveInt

from .row import (
    ClockTime,
    Count,
    Day,
    Hours,
    Id,
    Mode,
    NonNegative,
    Parts,
    Row,
    SourcedRow,
    Status,
    Text,
    YesNo,
    column,
)


class ServiceKind(StrEnum):
    """How a service leaves.

    Timetabled and regular services leave on their weekdays; an on-demand service
    leaves when the cargo is ready.
    """

    TIMETABLED = "timetabled"
    REGULAR = "regular"
    ON_DEMAND = "on_demand"


def _weekdays(value: object) -> object:
    return tuple(value.split(";")) if isinstance(value, str) else value


Weekday = Annotated[int, Field(ge=1, le=7)]
Weekdays = Annotated[tuple[Weekday, ...], Field(min_length=1), BeforeValidator(_weekdays)]


class Service(SourcedRow):
    """A scheduled or on-demand operation over ordered calls.

    Weekdays and ``departure_local`` hold at the first call, in that terminal's time
    zone. Capacities are what is open to this forwarder; ``physical_*`` is the whole
    train, ship or aircraft. A capacity of 0 means that it is not sold that way.
    """

    file: ClassVar[str] = "services.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Services"

    id: Id = column("Identifier.")
    name: Text = column("Name.")
    corridor: Id = column("Corridor that the service belongs to.")
    mode: Mode = column("Mode of transport.")
    carrier_type: Id = column("Kind of carrier.")
    weekdays: Weekdays = column("ISO weekdays 1-7 of departure at the first call.")
    departure_local: ClockTime = column("Local time of departure at the first call.")
    valid_from: Day = column("First date of departure at the first call.")
    valid_to: Day = column("Last date of departure at the first call.")
    cutoff_hours: Hours = column("Cargo must be handed over so long before.", unit="h")
    doc_cutoff_hours: Hours = column("Documents must be in so long before.", unit="h")
    capacity_teu: NonNegative = column("Slots open to this forwarder.", unit="TEU")
    capacity_kg: NonNegative = column("Weight open to this forwarder.", unit="kg")
    reefer_plugs: Count = column("Plugs open to this forwarder.", unit="boxes")
    accepts: Parts = column("`*` and `-class` refusals, or the full list of cargo classes.")
    kind: ServiceKind = column("How the service leaves.")
    reliability_cv: NonNegative = column("Coefficient of variation of the transit time.")
    status: Status = column("Whether the service runs.")
    price_factor: NonNegative = column("Factor on the prices of the links.")
    physical_teu: NonNegative = column("Slots of the whole departure.", unit="TEU")
    physical_kg: NonNegative = column("Weight of the whole departure.", unit="kg")
    interval_weeks: Annotated[int, Field(gt=0, le=52)] = column(
        "2 = every second week, counted from the week of valid_from.", unit="week"
    )
    reefer_usd_per_40ft: NonNegative = column(
        "Extra charge for a reefer box on this service.", unit="USD/box"
    )
    variant_of: Id | None = column(
        "Service that it is a part of: a dated scenario cut that one into days.", default=None
    )

    aircraft: Id | None = column(
        "Aircraft that flies it, of datasets/aircraft.csv; it must be allowed at each aerodrome"
        " whose code is known.",
        default=None,
    )

    @property
    def known_as(self) -> tuple[str, ...]:
        """Ids by which patterns may name it: its own, and that of the service it is part of."""
        return (self.id,) if self.variant_of is None else (self.id, self.variant_of)

    def accepts_class(self, cargo_class: str) -> bool:
        """Tell whether the carrier takes a cargo class."""
        if "*" in self.accepts:
            return f"-{cargo_class}" not in self.accepts
        return cargo_class in self.accepts


class Call(Row):
    """One call of a service; every terminal that is passed is a call."""

    file: ClassVar[str] = "calls.csv"
    key: ClassVar[tuple[str, ...]] = ("service_id", "seq")
    title: ClassVar[str] = "Calls"

    service_id: Id = column("Service.")
    seq: PositiveInt = column("Position, from 1.")
    terminal_id: Id = column("Terminal.")
    link_id: Id | None = column("Link from the call before; empty at the first.", default=None)
    arrive_offset_hours: Hours = column("From the first departure.", unit="h")
    depart_offset_hours: Hours = column("From the first departure.", unit="h")
    may_load: YesNo = column("Cargo may be loaded here.")
    may_unload: YesNo = column("Cargo may be unloaded here.")
