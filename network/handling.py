"""What happens at a terminal: transfers between modes, and clearance."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from .row import Hours, Id, NonNegative, Parts, SourcedRow, Text, YesNo, column

ANY = "*"
ORIGIN = "origin"
DESTINATION = "destination"


class Transfer(SourcedRow):
    """Time and price of handing cargo from one mode to another.

    ``from_mode`` may be `origin` and ``to_mode`` may be `destination`. The most
    specific row wins: terminal id, then kind and country, country, kind, `*`.
    """

    file: ClassVar[str] = "transfers.csv"
    key: ClassVar[tuple[str, ...]] = ("terminal_kind", "from_mode", "to_mode", "countries")
    title: ClassVar[str] = "Transfers"

    terminal_kind: Text = column("Terminal id, terminal kind, or `*`.")
    from_mode: Id = column("Mode that brings the cargo, or `origin`.")
    to_mode: Id = column("Mode that takes the cargo, or `destination`.")
    hours_typical: Hours = column("Typical time.", unit="h")
    hours_low: Hours = column("Short time.", unit="h")
    hours_high: Hours = column("Long time.", unit="h")
    usd_per_40ft: NonNegative = column("Price of a 40-foot box.", unit="USD/box")
    usd_per_20ft: NonNegative = column("Price of a 20-foot box.", unit="USD/box")
    usd_per_kg: NonNegative = column("Price of loose cargo.", unit="USD/kg")
    countries: Parts = column("Countries for which the row holds, or `*`.")


class ClearanceMetric(StrEnum):
    """What a clearance time measures.

    ``overall`` runs from arrival to release and replaces the terminal's own time;
    ``customs`` runs from declaration to release and adds to it.
    """

    OVERALL = "overall"
    CUSTOMS = "customs"


class Direction(StrEnum):
    """Side of the border that a clearance row is for."""

    EXPORT = "export"
    IMPORT = "import"
    TRANSIT = "transit"


class Clearance(SourcedRow):
    """Time and fee of customs at a place, by regime, direction, cargo and vintage."""

    file: ClassVar[str] = "clearance.csv"
    key: ClassVar[tuple[str, ...]] = ("place", "regime", "direction", "cargo_class", "vintage")
    title: ClassVar[str] = "Clearance"

    place: Id = column("Terminal id, region, country, or `default`.")
    regime: Id = column("Customs regime.")
    direction: Direction = column("Side of the border.")
    cargo_class: Parts = column("Cargo classes, or `*`.")
    hours_typical: Hours = column("Typical time.", unit="h")
    hours_low: Hours = column("Short time.", unit="h")
    hours_high: Hours = column("Long time.", unit="h")
    usd_per_shipment: NonNegative = column("Fee of a declaration.", unit="USD")
    metric: ClearanceMetric = column("What the time measures.")
    vintage: Text = column("Date of the figures.")
    included_in_vintage: Parts = column("Practices already inside the figures.", default=())
    is_default: YesNo = column("Row of the base world.")
    calendar: Id | None = column(
        "Hours in which customs begins to clear, of opening_hours.csv; empty: around the clock.",
        default=None,
    )

    @property
    def label(self) -> str:
        """Key of the row as one word, for ledgers and messages."""
        return f"{self.place}/{self.regime}/{self.direction}"
