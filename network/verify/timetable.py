"""When a service leaves (4, 5)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..service import Service
from ..terminal import Terminal

WEEK = timedelta(weeks=1)


def why_not_on(service: Service, day: date) -> str:
    """Return why a scheduled service does not leave on a date; empty where it does."""
    if not service.valid_from <= day <= service.valid_to:
        return f"a date from {service.valid_from} to {service.valid_to}"
    if day.isoweekday() not in service.weekdays:
        return f"a weekday of {', '.join(map(str, service.weekdays))}"
    weeks = (_monday(day) - _monday(service.valid_from)) // WEEK
    if weeks % service.interval_weeks:
        return f"every {service.interval_weeks} weeks from the week of {service.valid_from}"
    return ""


def first_departure(service: Service, day: date, first: Terminal) -> datetime:
    """Return the moment at which a service leaves its first call."""
    local = datetime.combine(day, service.departure_local, ZoneInfo(first.timezone))
    return local.astimezone(UTC)


def local_date(moment: datetime, terminal: Terminal) -> date:
    """Return the date on the wall at a terminal."""
    return moment.astimezone(ZoneInfo(terminal.timezone)).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
