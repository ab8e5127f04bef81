"""The two sheets of a weekly-schedule workbook as rows."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from ..row import Day, Hours, NonNegative, Positive, Row, column
from ..weekly_schedule import WeeklyOrder, WeeklyService

DAY_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's dates, for days after February 1900."""


def _sheet_day(value: object) -> object:
    """Turn the number that a sheet holds for a day into a date; leave text as it is."""
    if not isinstance(value, str) or not value.replace(".", "", 1).isdecimal():
        return value
    days = float(value)
    if days != int(days) or not 61 <= days <= 200_000:
        message = "must be a day, without a time of day"
        raise ValueError(message)
    return DAY_ZERO + timedelta(days=int(days))


def _flag(value: object) -> object:
    if value not in ("0", "1"):
        message = "must be 1 where it leaves on that weekday, else 0"
        raise ValueError(message)
    return value == "1"


SheetDay = Annotated[Day, BeforeValidator(_sheet_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Share = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class RouteRow(Row):
    """One connection of the sheet "Route Information"."""

    file: ClassVar[str] = "Route Information"
    key: ClassVar[tuple[str, ...]] = ("Route Number",)
    title: ClassVar[str] = "Connections"

    id: Name = column("Number.", alias="Route Number")
    source: Name = column("Where it starts.", alias="Source")
    destination: Name = column("Where it ends.", alias="Destination")
    container_volume: Positive = column("What a container holds.", alias="Container Size")
    carrier: str = column("Not used.", alias="Carrier", default="")
    mode: Name = column("Shown only.", alias="Travel Mode")
    fixed_cost: NonNegative = column("Once for a departure.", alias="Fixed Freight Cost")
    handling_cost: NonNegative = column(
        "For a container.", alias="Port/Airport/Rail Handling Cost", default=0
    )
    fuel_cost: NonNegative = column("For a container.", alias="Bunker/ Fuel Cost", default=0)
    documents_cost: NonNegative = column("For a container.", alias="Documentation Cost", default=0)
    equipment_cost: NonNegative = column("For a container.", alias="Equipment Cost", default=0)
    extra_cost: NonNegative = column("For a container.", alias="Extra Cost", default=0)
    storage_rate: NonNegative | None = column(
        "For a unit of volume and a day, at the source.", alias="Warehouse Cost", default=None
    )
    duty_rate: Share = column("Share of an order's value.", alias="Transit Duty", default=0)
    clearance_hours: Hours = column(
        "Customs.", unit="h", alias="CustomClearance time (hours)", default=0
    )
    handling_hours: Hours = column(
        "Handling.", unit="h", alias="Port/Airport/Rail Handling time (hours)", default=0
    )
    extra_hours: Hours = column("More.", unit="h", alias="Extra Time", default=0)
    transit_hours: Hours = column("Travel.", unit="h", alias="Transit time (hours)")
    monday: Flag = column("Leaves on Mondays.", alias="Monday")
    tuesday: Flag = column("Leaves on Tuesdays.", alias="Tuesday")
    wednesday: Flag = column("Leaves on Wednesdays.", alias="Wednesday")
    thursday: Flag = column("Leaves on Thursdays.", alias="Thursday")
    friday: Flag = column("Leaves on Fridays.", alias="Friday")
    saturday: Flag = column("Leaves on Saturdays.", alias="Saturday")
    sunday: Flag = column("Leaves on Sundays.", alias="Sunday")

    def service(self) -> WeeklyService:
        """Return the connection; it takes whole days, and at least one."""
        hours = self.clearance_hours + self.handling_hours + self.extra_hours + self.transit_hours
        leaves = [getattr(self, name.lower()) for name in WEEKDAYS]
        return WeeklyService(
            id=self.id,
            origin=self.source,
            destination=self.destination,
            mode=self.mode.lower(),
            container_volume=self.container_volume,
            fixed_cost=self.fixed_cost,
            container_cost=self.handling_cost
            + self.fuel_cost
            + self.documents_cost
            + self.equipment_cost
            + self.extra_cost,
            transit_days=max(1, math.ceil(hours / 24)),
            duty_rate=self.duty_rate,
            weekdays=tuple(day for day, does in enumerate(leaves) if does),
        )


class OrderRow(Row):
    """One order of the sheet "Order Information"."""

    file: ClassVar[str] = "Order Information"
    key: ClassVar[tuple[str, ...]] = ("Order Number",)
    title: ClassVar[str] = "Orders"

    id: Name = column("Number.", alias="Order Number")
    origin: Name = column("Where the cargo is.", alias="Ship From")
    destination: Name = column("Where it goes.", alias="Ship To")
    commodity: str = column("What it is.", alias="Commodity", default="")
    value: NonNegative = column("What it is worth.", alias="Order Value")
    weight: str = column("Not used.", alias="Weight (KG)", default="")
    volume: Positive = column("In the unit of the containers.", alias="Volume")
    shipper: str = column("Not used.", alias="Shipper Name", default="")
    shipper_address: str = column("Not used.", alias="Shipper Address", default="")
    shipper_country: str = column("Not used.", alias="Shipper Country", default="")
    consignee_country: str = column("Not used.", alias="Consignee Country", default="")
    ordered_on: SheetDay = column("May leave from then.", alias="Order Date")
    due_on: SheetDay = column("Arrives by then.", alias="Required Delivery Date")
    journey: str = column('"Domestic" is not taxed.', alias="Journey Type", default="")
    tax_rate: Share = column("Share of the value.", alias="Tax Percentage", default=0)

    def order(self) -> WeeklyOrder:
        """Return the order; nothing is taxed at home."""
        return WeeklyOrder(
            id=self.id,
            origin=self.origin,
            destination=self.destination,
            commodity=self.commodity,
            value=self.value,
            volume=self.volume,
            ordered_on=self.ordered_on,
            due_on=self.due_on,
            tax_rate=0.0 if self.journey.lower() == "domestic" else self.tax_rate,
        )
