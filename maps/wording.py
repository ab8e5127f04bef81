"""How figures and times read on a map."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from .flows import Cargo

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def moment(at: datetime, timezone: str) -> str:
    """Return a moment in local time with its offset, and in UTC.

    Parameters
    ----------
    at
        The moment, with a time zone.
    timezone
        IANA name of the local zone.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> moment(datetime(2025, 11, 7, 1, 40, tzinfo=UTC), "Asia/Shanghai")
    'Fri 7 Nov 2025 09:40 +08:00 (01:40 UTC)'
    """
    local, universal = at.astimezone(ZoneInfo(timezone)), at.astimezone(UTC)
    minutes = int((local.utcoffset() or universal - universal).total_seconds() // 60)
    offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    same_day = local.date() == universal.date()
    day = "" if same_day else f"{universal.day} {MONTHS[universal.month - 1]} "
    return f"{_date(local)} {local:%H:%M} {offset} ({day}{universal:%H:%M} UTC)"


def _date(at: datetime) -> str:
    return f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}"


def usd(cents: int) -> str:
    """Return an amount in whole US dollars."""
    return f"{cents / 100:,.0f} USD"


def tonnes(kg: float) -> str:
    """Return a weight in tonnes, with a decimal below 100 t."""
    return f"{kg / 1000:,.1f} t" if kg < 100_000 else f"{kg / 1000:,.0f} t"


def co2e(grams: float) -> str:
    """Return emissions in kilograms below one tonne, else in tonnes, with a decimal below 100 t."""
    if grams < 1e6:
        return f"{grams / 1e3:,.0f} kg CO2e"
    return f"{tonnes(grams / 1e3)} CO2e"


def days(duration: timedelta) -> str:
    """Return a duration in days."""
    return f"{duration / timedelta(days=1):,.1f} d"


def percent(share: float) -> str:
    """Return a share in percent, with two decimals below one percent."""
    return f"{share:.0%}" if share >= 0.1 or share == 0 else f"{share:.2%}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def boxes(cargo: Cargo) -> str:
    """Return the boxes of a cargo, and its loose tonnes where it has any."""
    parts = [count(cargo.boxes, "box", "boxes")] if cargo.boxes else []
    if cargo.loose_kg:
        parts.append(f"{tonnes(cargo.loose_kg)} loose")
    return " + ".join(parts) or "no cargo"
