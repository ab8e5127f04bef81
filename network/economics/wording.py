"""How the figures of a sentence read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .choice import Choice

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MOST_NAMES = 3
"""Terminals that a sentence names; the others are counted."""


def figure(number: float) -> str:
    """Return a figure with as many decimals as it needs: 0.27, 2.4, 53, 35,300."""
    size = abs(number)
    decimals = 2 if size < 2 else 1 if size < 20 else 0
    return f"{number:,.{decimals}f}"


def percent_text(share: float) -> str:
    """Return a share in percent, with three digits."""
    percent = share * 100
    return f"{percent:,.0f} %" if abs(percent) >= 100 else f"{percent:.3g} %"


def duration_text(days: float) -> str:
    """Return a duration in days, or in hours where it is less than two days."""
    return f"{days:,.1f} days" if days >= 2 else f"{days * 24:,.0f} hours"


def day_text(day: date) -> str:
    """Return a day, the same in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def any_of(names: Sequence[str]) -> str:
    """Return names as `A, B or C`, the first few of them."""
    shown = list(names if len(names) <= MOST_NAMES + 1 else names[:MOST_NAMES])
    if len(shown) < len(names):
        shown.append(f"{len(names) - len(shown)} more places")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def short_names(one: Choice, other: Choice) -> tuple[str, str]:
    """Return how two choices are told apart: by mode where that is enough."""
    return (one.mode, other.mode) if one.mode != other.mode else (one.name, other.name)
