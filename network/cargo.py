"""Cargo classes, and what may not carry them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import ClassVar

from .row import Day, Id, Mode, NonNegative, Parts, Positive, SourcedRow, Text, YesNo, column


class Temperature(StrEnum):
    """How cargo must be kept."""

    AMBIENT = "ambient"
    CHILL = "chill"
    FREEZE = "freeze"


class CargoClass(SourcedRow):
    """A kind of cargo: density, value, holding rate and how it must be kept."""

    file: ClassVar[str] = "cargo_classes.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Cargo classes"

    id: Id = column("Identifier.")
    name: Text = column("Name.")
    name_zh: Text | None = column("Chinese name.", default=None)
    hs_examples: Parts = column("Examples of HS chapters or headings.")
    density_kg_m3: Positive = column("Density as packed.", unit="kg/m3")
    value_usd_kg: NonNegative = column("Value.", unit="USD/kg")
    holding_rate_per_day: NonNegative = column(
        "Cost of a day, as a share of the value.", unit="1/d"
    )
    shelf_life_days: NonNegative | None = column("Shelf life.", unit="d", default=None)
    temperature: Temperature = column("How it must be kept.")
    dangerous: YesNo = column("Dangerous goods.")
    food: YesNo = column("Food.")
    payload_kg_per_40ft: Positive = column("Usual cargo of a 40-foot box.", unit="kg")

    @property
    def is_reefer(self) -> bool:
        """Whether its boxes are refrigerated."""
        return self.temperature is not Temperature.AMBIENT


class RestrictionRule(StrEnum):
    """What a restriction demands."""

    REFUSE = "refuse"
    NEEDS_PLUG = "needs_plug"
    CARGO_PER_40FT = "cargo_per_40ft"
    PAIRS_OF_20FT = "pairs_of_20ft"
    GROSS_PER_DEPARTURE = "gross_per_departure"


class Restriction(SourcedRow):
    """A rule against carrying a cargo class by a mode, country, corridor or service.

    A hard rule forbids; a soft one only warns.
    """

    file: ClassVar[str] = "restrictions.csv"
    key: ClassVar[tuple[str, ...]] = (
        "cargo_class", "mode", "country_or_service", "rule", "from",
    )  # fmt: skip
    title: ClassVar[str] = "Restrictions"

    cargo_class: Text = column("Cargo class, or `*`.")
    mode: Mode = column("Mode that it holds for.")
    country_or_service: Text = column(
        "Country or exposure tag of a link, corridor id, pattern of service ids, or `*`."
    )
    valid_from: Day = column("First day.", alias="from")
    valid_to: Day | None = column("Last day; empty = still in force.", alias="to", default=None)
    hard: YesNo = column("Forbids (yes) or warns (no).")
    reason: Text = column("Why, in words.")
    rule: RestrictionRule = column("What is demanded.")
    limit_kg: NonNegative | None = column("Limit of a weight rule.", unit="kg", default=None)

    def is_in_force(self, day: date, until: date | None = None) -> bool:
        """Tell whether the rule holds on a day, and on every day until a later one."""
        return self.valid_from <= day and (self.valid_to is None or (until or day) <= self.valid_to)

    def concerns_class(self, cargo_class: str) -> bool:
        """Tell whether the rule is about a cargo class."""
        return self.cargo_class in ("*", cargo_class)

    def names_service(self, service_id: str, corridor: str) -> bool:
        """Tell whether the rule names a service by id, pattern, corridor or `*`."""
        target = self.country_or_service
        return target == corridor or fnmatchcase(service_id, target)
