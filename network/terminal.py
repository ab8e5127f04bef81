"""Terminals: where cargo is loaded, unloaded, handed over or cleared."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from .aircraft import AERODROME_CODE
from .row import Id, NonNegative, Parts, Row, SourcedRow, Text, YesNo, column


class TerminalKind(StrEnum):
    """What a terminal is."""

    RAIL = "rail"
    BORDER_RAIL = "border_rail"
    RIVER_PORT = "river_port"
    LOCK = "lock"
    SEAPORT = "seaport"
    AIRPORT = "airport"
    ROAD = "road"
    BORDER_ROAD = "border_road"
    CUSTOMS_ZONE = "customs_zone"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = "must be an IANA time zone such as Asia/Shanghai"
        raise ValueError(message) from error
    return name


class Terminal(SourcedRow):
    """A place where cargo is loaded, unloaded, handed over or cleared."""

    file: ClassVar[str] = "terminals.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Terminals"

    id: Id = column("Identifier, ASCII, stable.")
    name: Text = column("English name.")
    name_zh: Text = column("Chinese name.")
    kind: TerminalKind = column("What the terminal is; transfers are looked up by it.")
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = column("ISO 3166-1 alpha-2 code.")
    lat: float = column("Latitude (WGS 84).", unit="degree", ge=-90, le=90)
    lon: float = column("Longitude (WGS 84).", unit="degree", ge=-180, le=180)
    timezone: Annotated[str, AfterValidator(_known_zone)] = column("IANA time zone.")
    unlocode: Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")] | None = column(
        "UN/LOCODE where it is unambiguous.", default=None
    )
    open_24h: YesNo = column("Said to work around the clock; times follow `calendar` alone.")
    free_days: NonNegative = column("Days of storage without charge.", unit="d")
    storage_usd_per_feu_day: NonNegative = column("Storage after the free days.", unit="USD/FEU/d")
    region: Id | None = column("Region for clearance rules, e.g. CN-CQ.", default=None)
    calendar: Id | None = column(
        "Hours in which cargo is handled, of opening_hours.csv; empty: around the clock.",
        default=None,
    )
    aerodrome_code: Annotated[str, Field(pattern=AERODROME_CODE)] | None = column(
        "ICAO reference code of an airport, such as 4C: which aircraft may use it; empty: unknown.",
        default=None,
    )
    runway_m: NonNegative | None = column("Longest runway.", unit="m", default=None)
    cargo_t: NonNegative | None = column(
        "Cargo and mail handled in `cargo_year`.", unit="t", default=None
    )
    cargo_year: Annotated[int, Field(ge=1900, le=2200)] | None = column(
        "Calendar year of `cargo_t`.", unit="year", default=None
    )


class Corridor(Row):
    """A named family of services."""

    file: ClassVar[str] = "corridors.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Corridors"

    id: Id = column("Identifier.")
    name: Text = column("English name.")
    name_zh: Text = column("Chinese name.")
    description: Text = column("What runs in it.")
    colour: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = column("Colour on maps.")
    representative_path: Parts = column("Terminals of a typical path, in order.")


class Source(Row):
    """Where figures come from."""

    file: ClassVar[str] = "sources.csv"
    key: ClassVar[tuple[str, ...]] = ("key",)
    title: ClassVar[str] = "Sources"

    key_: Id = column("Key that other tables use.", alias="key")
    title_: Text = column("Title of the source.", alias="title")
    publisher: Text = column("Publisher.", default="")
    date: Text = column("Date of the source as printed.", default="")
    address: Text = column("Where it can be found.", default="")
    mirror_note: Text = column("Remark on the copy that was read.", default="")
