"""Departures of scheduled services as minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..network.service import Service
from .clock import to_minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The days on which services may leave their first call."""

    first: date
    last: date

    def contains(self, other: Horizon) -> bool:
        """Tell whether another horizon lies within this one."""
        return self.first <= other.first and other.last <= self.last


def service_days(service: Service, horizon: Horizon) -> Iterator[date]:
    """Yield the local dates on which a scheduled service leaves its first call.

    With ``interval_weeks`` = 2 it leaves every second week, counted from the ISO week
    of ``valid_from``.
    """
    day = max(service.valid_from, horizon.first)
    last = min(service.valid_to, horizon.last)
    anchor = _monday(service.valid_from)
    while day <= last:
        weeks = (_monday(day) - anchor).days // 7
        if day.isoweekday() in service.weekdays and weeks % service.interval_weeks == 0:
            yield day
        day += timedelta(days=1)


def departure_minute(service: Service, zone: ZoneInfo, day: date) -> int:
    """Return the minute at which a service leaves its first call on a local date."""
    return to_minute(datetime.combine(day, service.departure_local, zone))


def _monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)
