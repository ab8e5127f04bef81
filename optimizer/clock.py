"""Time as whole minutes: how hours of the tables and moments become integers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import floor

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Minute 0 of every search."""


def whole_minutes(hours: float) -> int:
    """Return hours as whole minutes, half up."""
    return floor(hours * 60 + 0.5)


def to_minute(moment: datetime) -> int:
    """Return a moment as minutes since the epoch; seconds are cut off."""
    return (moment - EPOCH) // timedelta(minutes=1)


def to_datetime(minute: int) -> datetime:
    """Return the moment of a minute (UTC)."""
    return EPOCH + timedelta(minutes=minute)
