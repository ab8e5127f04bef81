"""Links: directed stretches of infrastructure for one mode."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from .row import Hours, Id, Mode, NonNegative, Parts, SourcedRow, Status, Text, YesNo, column


class LinkKind(StrEnum):
    """What a link is."""

    LINE_HAUL = "line_haul"
    SHORT_SEA = "short_sea"
    DRAYAGE = "drayage"
    GAUGE_CHANGE = "gauge_change"
    BORDER = "border"
    LOCK = "lock"


class Link(SourcedRow):
    """A directed stretch of infrastructure between two terminals for one mode.

    Border, lock and gauge-change hours are links of their own, so a service over
    them carries the delay and a closure hits every service.
    """

    file: ClassVar[str] = "links.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Links"

    id: Id = column("Identifier; suffix R marks the derived reverse row.")
    from_terminal: Id = column("Terminal where the link starts.", alias="from")
    to_terminal: Id = column("Terminal where the link ends.", alias="to")
    mode: Mode = column("Mode of transport.")
    kind: LinkKind = column("What the link is.")
    distance_km: NonNegative = column("Length.", unit="km")
    hours_typical: Hours = column("Typical transit time.", unit="h")
    hours_low: Hours = column("Short transit time.", unit="h")
    hours_high: Hours = column("Long transit time.", unit="h")
    usd_per_40ft: NonNegative | None = column(
        "Price of a 40-foot box; empty = boxes are not sold.", unit="USD/box", default=None
    )
    usd_per_20ft: NonNegative | None = column(
        "Price of a 20-foot box; empty = boxes are not sold.", unit="USD/box", default=None
    )
    usd_per_kg: NonNegative | None = column(
        "Price of loose cargo; empty = not sold by weight.", unit="USD/kg", default=None
    )
    oneway: YesNo = column("The row holds for this direction only (always yes).")
    exposures: Parts = column("Tags shared by links that fail together.", default=())
    as_of: Text = column("Year of the figures.")
    status: Status = column("A closed link closes every service over it.")
    via: Id | None = column("Variant of a sea link: suez or cape.", default=None)
    corridor: Id = column("Corridor of the link.")
    variant_of: Id | None = column(
        "Link that it stands for on the days of a dated scenario.", default=None
    )
