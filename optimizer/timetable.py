"""Departures of scheduled services as minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..network.network import Network
from ..network.service import Service
from ..network.shipment import Shipment
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
    one_day = timedelta(days=1)
    while day <= last:
        if day.isoweekday() in service.weekdays:
            weeks = (_monday(day) - anchor).days // 7 if service.interval_weeks > 1 else 0
            if weeks % service.interval_weeks == 0:
                yield day
        day += one_day


def departure_minute(service: Service, zone: ZoneInfo, day: date) -> int:
    """Return the minute at which a service leaves its first call on a local date."""
    return to_minute(datetime.combine(day, service.departure_local, zone))


def _monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def horizon_of(network: Network, orders: Mapping[str, Shipment], max_late_days: int) -> Horizon:
    """Return the days on which departures matter for an order book.

    It starts early enough to board a service at its last loading call.
    """
    hours = (c.depart_offset_hours for calls in network.calls.values() for c in calls if c.may_load)
    before = timedelta(days=int(max(hours, default=0) // 24) + 2)
    first = min(shipment.ready for shipment in orders.values())
    last = max(shipment.due for shipment in orders.values())
    return Horizon(first=first - before, last=last + timedelta(days=max_late_days + 1))
