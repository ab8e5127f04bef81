"""Opening hours and holidays of a network as minutes (docs/concepts.md, 32 to 36)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ..network.network import Network
from ..network.opening_hours import Holiday, OpeningHours
from ..network.terminal import Terminal
from .clock import to_minute
from .handling_ref import HandlingRef, handling_timing
from .working_hours import Openings

ONE_DAY = timedelta(days=1)
MONDAY = 1

SPARE_DAYS = 366
"""Days for which hours are known after the last scheduled arrival: for trucks and handlings."""


class Calendars:
    """The calendars of a network, each made when it is asked for.

    Parameters
    ----------
    network
        The network.
    first, last
        First and last local day on which cargo may be ready or board.
    """

    def __init__(self, network: Network, first: date, last: date) -> None:
        self._terminals = network.terminals
        self._rows: dict[str, list[OpeningHours]] = defaultdict(list)
        for row in network.opening_hours:
            self._rows[row.id].append(row)
        self._holidays: dict[str, list[Holiday]] = defaultdict(list)
        for holiday in network.holidays:
            self._holidays[holiday.country].append(holiday)
        self._found: dict[tuple[str, str, str], Openings | None] = {}
        self._first, self._last = first - 2 * ONE_DAY, last
        if self._rows:
            rides = (call.arrive_offset_hours for calls in network.calls.values() for call in calls)
            self._last += timedelta(days=SPARE_DAYS, hours=max(rides, default=0))

    def timed(self, ref: HandlingRef) -> HandlingRef:
        """Return what an arc at a terminal stands for, with the hours that are kept there."""
        terminal = self._terminals[ref.terminal_id]
        own = self.openings(terminal.calendar, terminal)
        customs = self.openings(ref.clearance.calendar if ref.clearance else None, terminal)
        if own is None and customs is None:
            return ref
        return ref._replace(timing=handling_timing(ref, own, customs))

    def openings(self, calendar: str | None, terminal: Terminal) -> Openings | None:
        """Return when a calendar is open at a terminal; None = around the clock."""
        if calendar is None:
            return None
        key = (calendar, terminal.timezone, terminal.country)
        if key not in self._found:
            rows = tuple(self._rows[calendar])
            rests = tuple(self._holidays[terminal.country])
            if not any(row.keeps_holidays for row in rows):
                rests = ()
            years = (self._first.year, self._last.year)
            self._found[key] = _openings(rows, rests, terminal.timezone, years)
        return self._found[key]


@lru_cache(maxsize=1_024)
def _openings(
    rows: tuple[OpeningHours, ...], holidays: tuple[Holiday, ...], zone: str, years: tuple[int, int]
) -> Openings | None:
    """Return when rows of a calendar are open in whole years; None = around the clock.

    Whole years, so that searches of one timetable share what was made.
    """
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
    openings = Openings(_stretches(rows, {row.day: row for row in holidays}, zone, (first, last)))
    begin = to_minute(datetime.combine(first + ONE_DAY, time(), UTC))
    end = to_minute(datetime.combine(last, time(), UTC))
    stretches = zip(openings.opens, openings.closes, strict=True)
    never_closes = any(opens <= begin and closes >= end for opens, closes in stretches)
    return None if never_closes else openings


def _stretches(
    rows: tuple[OpeningHours, ...],
    holidays: Mapping[date, Holiday],
    timezone: str,
    days: tuple[date, date],
) -> Iterator[tuple[int, int]]:
    zone = ZoneInfo(timezone)
    for number in range((days[1] - days[0]).days + 1):
        day = days[0] + number * ONE_DAY
        for row in rows:
            if _opens_on(row, day, holidays.get(day)):
                next_day = day + ONE_DAY if row.closes <= row.opens else day
                yield (
                    to_minute(datetime.combine(day, row.opens, zone)),
                    to_minute(datetime.combine(next_day, row.closes, zone)),
                )


def _opens_on(row: OpeningHours, day: date, holiday: Holiday | None) -> bool:
    """Tell whether hours hold on a day; on a make-up day those of a Monday do."""
    if holiday is None or not row.keeps_holidays:
        return day.isoweekday() in row.weekdays
    return holiday.is_working and MONDAY in row.weekdays
