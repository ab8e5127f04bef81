"""Restrictions of single legs: refusals, plugs and the weight of a 40-foot box (23)."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from ..cargo import CargoClass, Restriction, RestrictionRule
from ..handling import ANY
from ..shipment import LoadKind
from .case import Case
from .exact import exact
from .journey import Load, Ride
from .violation import Rule, Violation

VIOLATED = {
    RestrictionRule.REFUSE: Rule.RESTRICTION,
    RestrictionRule.NEEDS_PLUG: Rule.PLUG,
    RestrictionRule.CARGO_PER_40FT: Rule.CARGO_PER_40FT,
}


def holds_for(restriction: Restriction, ride: Ride, cargo: CargoClass) -> bool:
    """Tell whether a rule is about a cargo class on a leg."""
    if restriction.cargo_class not in (ANY, cargo.id) or restriction.mode != ride.service.mode:
        return False
    if ride.day < restriction.valid_from:
        return False
    if restriction.valid_to is not None and ride.day > restriction.valid_to:
        return False
    target = restriction.country_or_service
    return (
        target == ride.service.corridor
        or fnmatchcase(ride.service.id, target)
        or any(target in link.exposures for link in ride.links)
    )


def check_restrictions(case: Case) -> Iterator[Violation]:
    """Yield every leg that a hard rule forbids, and every soft rule that no warning mentions."""
    journey = case.journey
    for position, timed in enumerate(journey.rides):
        for restriction in case.tables.network.restrictions:
            if not holds_for(restriction, timed.ride, journey.cargo):
                continue
            if not _is_broken(restriction, timed.ride, journey.load):
                continue
            if restriction.hard:
                yield _forbidden(case, position, restriction)
            elif not any(restriction.reason in warning for warning in case.route.warnings):
                yield _unmentioned(case, position, restriction)


def _is_broken(restriction: Restriction, ride: Ride, load: Load) -> bool:
    """Tell whether a leg by itself does not do what a rule demands."""
    match restriction.rule:
        case RestrictionRule.REFUSE:
            return True
        case RestrictionRule.NEEDS_PLUG:
            return ride.service.reefer_plugs == 0
        case RestrictionRule.CARGO_PER_40FT:
            limit_kg = restriction.limit_kg
            return (
                load.kind is LoadKind.BOX_40FT
                and limit_kg is not None
                and load.kg > exact(limit_kg)
            )
        case _:
            return False


def _forbidden(case: Case, position: int, restriction: Restriction) -> Violation:
    load, service = case.journey.load, case.journey.rides[position].ride.service
    found = {
        RestrictionRule.REFUSE: case.journey.cargo.id,
        RestrictionRule.NEEDS_PLUG: f"{case.journey.cargo.id} on {service.id} without plugs",
        RestrictionRule.CARGO_PER_40FT: f"{float(load.kg):g} kg in a box",
    }
    limit = "" if restriction.limit_kg is None else f" (limit {restriction.limit_kg:g} kg)"
    return Violation(
        rule=VIOLATED[restriction.rule],
        where=case.leg_at(position),
        found=found[restriction.rule],
        expected=f"{restriction.reason}{limit}",
    )


def _unmentioned(case: Case, position: int, restriction: Restriction) -> Violation:
    return Violation(
        rule=Rule.WARNING,
        where=case.leg_at(position),
        found=f"{len(case.route.warnings)} warnings",
        expected=f"one that mentions {restriction.reason!r}",
    )
