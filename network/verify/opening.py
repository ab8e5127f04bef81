"""When work at a terminal may begin: opening hours and holidays, day by day (32 to 36)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..network import Network
from ..terminal import Terminal

MONDAY = 1
MOST_CLOSED_DAYS = 3_700
"""Cargo that waits for longer than ten years is taken to wait for ever."""


def opening(network: Network, calendar: str | None, terminal: Terminal, at: datetime) -> datetime:
    """Return the first moment from one on at which work begins by a calendar.

    Raises
    ------
    OverflowError
        The calendar does not open any more.
    """
    if calendar is None:
        return at
    today = at.astimezone(ZoneInfo(terminal.timezone)).date()
    for number in range(-1, MOST_CLOSED_DAYS):
        day = today + timedelta(days=number)
        ahead = [
            max(opens, at) for opens, closes in _hours(network, calendar, terminal, day)
            if at < closes
        ]  # fmt: skip
        if ahead:
            return min(ahead)
    message = f"{calendar} does not open after {at}"
    raise OverflowError(message)


def _hours(
    network: Network, calendar: str, terminal: Terminal, day: date
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the hours that begin on a local date."""
    rests = {h.day: not h.is_working for h in network.holidays if h.country == terminal.country}
    zone = ZoneInfo(terminal.timezone)
    for row in network.opening_hours:
        if row.id != calendar:
            continue
        like = day.isoweekday()
        if row.keeps_holidays and day in rests:
            like = 0 if rests[day] else MONDAY
        if like in row.weekdays:
            until = day + timedelta(days=1 if row.closes <= row.opens else 0)
            opens = datetime.combine(day, row.opens, zone).astimezone(UTC)
            closes = datetime.combine(until, row.closes, zone).astimezone(UTC)
            if opens < closes:
                yield opens, closes
