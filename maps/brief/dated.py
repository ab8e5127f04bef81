"""The moment that files are dated by: a matter of the orders, not of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .facts import BriefFacts


def dated(facts: BriefFacts) -> datetime:
    """Return the begin of the first day on which an order is ready (UTC)."""
    day = facts.basis.first_day
    return datetime.combine(day, time(), UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
