"""How figures and times read on a map, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from .phrases import Phrase, named, same

if TYPE_CHECKING:
    from .flows import Cargo

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_ZH: Final = "一二三四五六日"
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_MOMENT: Final = Phrase("{day} {clock} {offset} ({utc} UTC)", "{day}{clock} {offset}（UTC {utc}）")
_USD: Final = Phrase("{usd:,.0f} USD", "{usd:,.0f} 美元")
_TONNES: Final = Phrase("{tonnes:,.1f} t", "{tonnes:,.1f} 吨")
_WHOLE_TONNES: Final = Phrase("{tonnes:,.0f} t", "{tonnes:,.0f} 吨")
_KG_CO2E: Final = Phrase("{kg:,.0f} kg CO2e", "{kg:,.0f} 千克 CO2e")
_CO2E: Final = Phrase("{weight} CO2e", "{weight} CO2e")
_DAYS: Final = Phrase("{days:,.1f} d", "{days:,.1f} 天")
_LOOSE: Final = Phrase("{weight} loose", "散货 {weight}")
_BOTH: Final = Phrase("{boxes} + {loose}", "{boxes} + {loose}")


def moment(at: datetime, timezone: str) -> Phrase:
    """Return a moment in local time with its offset, and in UTC.

    Parameters
    ----------
    at
        The moment, with a time zone.
    timezone
        IANA name of the local zone.

    Examples
    --------
    >>> from collections.abc import Iterable
    from datetime import UTC, datetime
    >>> moment(datetime(2025, 11, 7, 1, 40, tzinfo=UTC), "Asia/Shanghai").en
    'Fri 7 Nov 2025 09:40 +08:00 (01:40 UTC)'
    """
    local, universal = at.astimezone(ZoneInfo(timezone)), at.astimezone(UTC)
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    clock = f"{universal:%H:%M}"
    utc = same(clock)
    if local.date() != universal.date():
        day, month = universal.day, universal.month
        utc = named(f"{day} {MONTHS[month - 1]} {clock}", f"{month}月{day}日 {clock}")
    return _MOMENT.fill(day=day_text(local), clock=f"{local:%H:%M}", offset=offset, utc=utc)


def day_text(day: date) -> Phrase:
    """Return a date with its weekday."""
    return named(
        f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS_ZH[day.weekday()]}）",
    )


def usd(cents: int) -> Phrase:
    """Return an amount in whole US dollars."""
    return _USD.fill(usd=cents / 100)


def tonnes(kg: float) -> Phrase:
    """Return a weight in tonnes, with a decimal below 100 t."""
    return (_TONNES if kg < 100_000 else _WHOLE_TONNES).fill(tonnes=kg / 1000)


def co2e(grams: float) -> Phrase:
    """Return emissions in kilograms below one tonne, else in tonnes, with a decimal below 100 t."""
    if grams < 1e6:
        return _KG_CO2E.fill(kg=grams / 1e3)
    return _CO2E.fill(weight=tonnes(grams / 1e3))


def days(duration: timedelta) -> Phrase:
    """Return a duration in days."""
    return _DAYS.fill(days=duration / timedelta(days=1))


def percent(share: float) -> Phrase:
    """Return a share in percent, with two decimals below one percent."""
    return same(f"{share:.0%}" if share >= 0.1 or share == 0 else f"{share:.2%}")


def count(number: int, noun: str, plural: str, measure: str) -> Phrase:
    """Return a number with its noun, and in Chinese with its measure word."""
    return named(f"{number:,} {noun if number == 1 else plural}", f"{number:,} {measure}")


def signed(number: float, decimals: int = 0) -> str:
    """Return a number with its sign, a minus of the length of a plus."""
    text = f"{abs(number):,.{decimals}f}"
    if not text.strip("0,."):
        return "0"
    return f"{'+' if number > 0 else '−'}{text}"


def box_count(number: int) -> Phrase:
    """Return a number of boxes."""
    return count(number, "box", "boxes", "箱")


def shipment_count(number: int) -> Phrase:
    """Return a number of shipments."""
    return count(number, "shipment", "shipments", "票货")


def boxes(cargo: Cargo) -> Phrase:
    """Return the boxes of a cargo, and its loose tonnes where it has any."""
    loose = _LOOSE.fill(weight=tonnes(cargo.loose_kg)) if cargo.loose_kg else None
    if not cargo.boxes:
        return loose or Phrase("no cargo", "无货")
    boxed = box_count(cargo.boxes)
    return _BOTH.fill(boxes=boxed, loose=loose) if loose else boxed


def listed(texts: list[Phrase]) -> Phrase:
    """Return texts in one line."""
    return named(", ".join(text.en for text in texts), "、".join(text.zh for text in texts))


def listed_names(names: Iterable[str]) -> Phrase:
    """Return names that read alike in both languages in one line."""
    return listed([same(name) for name in names])
