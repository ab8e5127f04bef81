"""Opening hours: when a terminal works and customs clears (docs/concepts.md, 32 to 35)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .row import ClockTime, Day, Id, SourcedRow, Text, YesNo, column
from .service import Weekdays


class OpeningHours(SourcedRow):
    """Hours on some weekdays; rows with one id make a calendar.

    A dataset may do without this table: then everything is open around the clock.
    """

    file: ClassVar[str] = "opening_hours.csv"
    key: ClassVar[tuple[str, ...]] = ("id", "weekdays", "opens")
    title: ClassVar[str] = "Opening hours"
    is_optional: ClassVar[bool] = True

    id: Id = column("Identifier of the calendar; several rows may have it.")
    name: Text = column("What keeps these hours.")
    weekdays: Weekdays = column("ISO weekdays 1-7 on which it opens.")
    opens: ClockTime = column("Local time at which it opens.")
    closes: ClockTime = column("Local time at which it closes; not after `opens`: on the next day.")
    keeps_holidays: YesNo = column("Closed on the holidays of the country where it is used.")


class Holiday(SourcedRow):
    """A day on which a country rests, or works although it is a weekend."""

    file: ClassVar[str] = "holidays.csv"
    key: ClassVar[tuple[str, ...]] = ("country", "day")
    title: ClassVar[str] = "Holidays"
    is_optional: ClassVar[bool] = True

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = column("ISO 3166-1 alpha-2 code.")
    day: Day = column("Local date.")
    is_working: YesNo = column("A make-up day: hours are those of a Monday.")
    name: Text = column("Name of the holiday.")
