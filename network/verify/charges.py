"""Hold the cost ledger against the tables."""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case
from .pricing import is_sold
from .violation import Rule, Violation


def check_charges(case: Case) -> Iterator[Violation]:
    """Yield every charge that is not that of the tables, missing or too many."""
    unsold = {
        case.leg_at(position)
        for position, timed in enumerate(case.journey.rides)
        if not is_sold(timed.ride, case.journey.load)
    }
    for entry in case.entries:
        if not entry.is_right and entry.where not in unsold:
            yield Violation(
                rule=Rule.CHARGE,
                where=f"{entry.where}, {entry.part} per {entry.basis}",
                found=f"{entry.found_cents} cents",
                expected=f"{entry.expected_cents} cents",
            )


def check_assumed(case: Case) -> Iterator[Violation]:
    """Yield every charge whose assumed share does not follow from the grades of its rows."""
    for charge in case.route.charges:
        if not 0 <= charge.assumed_cents <= charge.amount_cents:
            yield Violation(
                rule=Rule.ASSUMED,
                where=f"{case.where}, {charge.part} {charge.label}",
                found=f"{charge.assumed_cents} of {charge.amount_cents} cents",
                expected="a share from 0 to the amount",
            )
    for entry in case.entries:
        if entry.is_right and not entry.is_assumed_right:
            yield Violation(
                rule=Rule.ASSUMED,
                where=f"{entry.where}, {entry.part} per {entry.basis}",
                found=f"{entry.found_assumed_cents} cents",
                expected=f"{entry.expected_assumed_cents} cents",
            )
