"""Exact arithmetic on the figures of the tables, and rounding as in docs/concepts.md."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

HALF = Fraction(1, 2)


@lru_cache(maxsize=65536)
def exact(figure: float) -> Fraction:
    """Return the decimal number that was written in the table."""
    return Fraction(Decimal(str(figure)))


@lru_cache(maxsize=65536)
def minutes(hours: float) -> int:
    """Return a duration in whole minutes, half up (2)."""
    return math.floor(60 * exact(hours) + HALF)


def cents(usd: Fraction) -> int:
    """Return an amount in whole cents, half up (16)."""
    return math.floor(100 * usd + HALF)


def is_close(found: float, expected: Fraction | int, tolerance: float) -> bool:
    """Tell whether a number is as expected; what is not a number is never close."""
    return abs(found - float(expected)) <= tolerance
