"""Compare what a plan says with what the tables say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from .exact import is_close
from .violation import Rule, Violation


def compare(
    rule: Rule, where: str, name: str, *, found: object, expected: object
) -> Iterator[Violation]:
    """Yield a violation where two facts differ."""
    if found != expected:
        yield Violation(
            rule=rule, where=where, found=f"{name} {found}", expected=f"{name} {expected}"
        )


def compare_moment(
    rule: Rule, where: str, name: str, *, found: datetime, expected: datetime
) -> Iterator[Violation]:
    """Yield a violation where a moment is not in UTC, or not the moment of the tables."""
    if found.utcoffset() != timedelta(0):
        yield Violation(
            rule=Rule.UTC,
            where=where,
            found=f"{name} {found.isoformat()}",
            expected=f"{name} in UTC, {expected.isoformat()}",
        )
    elif found != expected:
        yield Violation(
            rule=rule,
            where=where,
            found=f"{name} {found.isoformat()}",
            expected=f"{name} {expected.isoformat()}",
        )


def compare_number(
    rule: Rule,
    where: str,
    name: str,
    *,
    found: float,
    expected: Fraction | int,
    tolerance: float,
) -> Iterator[Violation]:
    """Yield a violation where a number is further off than the tolerance."""
    if not is_close(found, expected, tolerance):
        yield Violation(
            rule=rule,
            where=where,
            found=f"{name} {found:.10g}",
            expected=f"{name} {float(expected):.10g}",
        )
