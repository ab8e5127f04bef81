"""What may travel how: accepted classes, loose cargo, and what has a price (14)."""

from __future__ import annotations

from collections.abc import Iterator

from ..handling import ANY
from ..row import Mode
from .case import Case
from .comparison import compare, compare_number
from .pricing import is_sold
from .violation import Rule, Violation

LOOSE_MODES = frozenset({Mode.ROAD, Mode.AIR})
UNIT_TOLERANCE = 1e-6


def check_load_unit(case: Case) -> Iterator[Violation]:
    """Yield a route whose unit is not one unit of its order."""
    unit, load = case.route.unit, case.journey.load
    facts = (("kind", unit.kind, load.kind), ("is_reefer", unit.is_reefer, load.is_reefer))
    for name, is_found, is_expected in facts:
        yield from compare(Rule.LOAD_UNIT, case.where, name, found=is_found, expected=is_expected)
    for name, found, expected in (("kg", unit.kg, load.kg), ("m3", unit.m3, load.m3)):
        yield from compare_number(
            Rule.LOAD_UNIT,
            case.where,
            name,
            found=found,
            expected=expected,
            tolerance=UNIT_TOLERANCE,
        )


def check_accepted(case: Case) -> Iterator[Violation]:
    """Yield every leg whose service does not take the cargo class."""
    cargo_class = case.journey.cargo.id
    for position, timed in enumerate(case.journey.rides):
        accepts = timed.ride.service.accepts
        wanted = f"-{cargo_class}" not in accepts if ANY in accepts else cargo_class in accepts
        if not wanted:
            yield Violation(
                rule=Rule.ACCEPTED,
                where=case.leg_at(position),
                found=cargo_class,
                expected=f"cargo that {timed.ride.service.id} accepts: {';'.join(accepts)}",
            )


def check_sold(case: Case) -> Iterator[Violation]:
    """Yield every leg on which the unit is not sold."""
    load = case.journey.load
    for position, timed in enumerate(case.journey.rides):
        mode = timed.ride.service.mode
        if load.is_loose and mode not in LOOSE_MODES:
            yield Violation(
                rule=Rule.LOOSE,
                where=case.leg_at(position),
                found=f"loose cargo by {mode}",
                expected="loose cargo by road or air",
            )
        elif not is_sold(timed.ride, load):
            yield Violation(
                rule=Rule.SOLD,
                where=case.leg_at(position),
                found=f"a {load.kind} unit on a link without a price for it",
                expected="links with a price",
            )
