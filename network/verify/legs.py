"""Hold the legs against the tables: dates, cut-offs, times, lengths and emissions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ..route import Leg
from .case import G_TOLERANCE, Case
from .comparison import compare, compare_moment, compare_number
from .emitted import ride_g, route_g
from .exact import exact, minutes
from .journey import TimedRide
from .timetable import why_not_on
from .violation import Rule, Violation

KM_TOLERANCE = 0.001


def check_departure_dates(case: Case) -> Iterator[Violation]:
    """Yield every departure on a date on which its service does not leave (4, 5)."""
    for position, timed in enumerate(case.journey.rides):
        ride = timed.ride
        if ride.is_on_demand:
            place, day = ride.load.terminal_id, timed.loaded_on
            expected = "" if day == ride.day else f"{day}, the local date at {place}"
        else:
            expected = why_not_on(ride.service, ride.day)
        if expected:
            yield Violation(
                rule=Rule.DEPARTURE_DATE,
                where=case.leg_at(position),
                found=f"{ride.day}, weekday {ride.day.isoweekday()}",
                expected=expected,
            )


def check_cutoffs(case: Case) -> Iterator[Violation]:
    """Yield every leg that leaves before the cargo is there in time (6)."""
    for position, timed in enumerate(case.journey.rides):
        service = timed.ride.service
        handled_at = case.journey.stays[position].ends_at
        cutoff = timedelta(minutes=minutes(service.cutoff_hours))
        if not timed.ride.is_on_demand and handled_at + cutoff > timed.departs_at:
            yield Violation(
                rule=Rule.CUTOFF,
                where=case.leg_at(position),
                found=f"departure at {timed.departs_at.isoformat()}",
                expected=f"{service.cutoff_hours:g} h after {handled_at.isoformat()}, or later",
            )


def check_legs(case: Case) -> Iterator[Violation]:
    """Yield everything that a leg says and the tables do not."""
    for position, timed in enumerate(case.journey.rides):
        leg, where = case.route.legs[position], case.leg_at(position)
        yield from _facts(leg, timed, where)
        yield from compare_moment(
            Rule.LEG_TIMES, where, "departs_at", found=leg.departs_at, expected=timed.departs_at
        )
        yield from compare_moment(
            Rule.LEG_TIMES, where, "arrives_at", found=leg.arrives_at, expected=timed.arrives_at
        )
        yield from compare_number(
            Rule.DISTANCE,
            where,
            "distance_km",
            found=leg.distance_km,
            expected=sum(exact(link.distance_km) for link in timed.ride.links),
            tolerance=KM_TOLERANCE,
        )
        yield from compare_number(
            Rule.CO2E,
            where,
            "co2e_g",
            found=leg.co2e_g,
            expected=ride_g(case.tables, timed.ride, case.journey.load),
            tolerance=G_TOLERANCE,
        )


def check_emissions(case: Case) -> Iterator[Violation]:
    """Yield a route whose emissions are not those of its legs and handlings (24)."""
    yield from compare_number(
        Rule.CO2E,
        case.where,
        "co2e_g of the route",
        found=case.route.co2e_g,
        expected=route_g(case.tables, case.journey),
        tolerance=case.co2e_tolerance_g,
    )


def _facts(leg: Leg, timed: TimedRide, where: str) -> Iterator[Violation]:
    ride = timed.ride
    facts = (
        ("mode", leg.mode, ride.service.mode),
        ("corridor", leg.corridor, ride.service.corridor),
        ("from_terminal", leg.from_terminal, ride.load.terminal_id),
        ("to_terminal", leg.to_terminal, ride.unload.terminal_id),
        ("is_drayage", leg.is_drayage, ride.is_on_demand),
    )
    for name, found, expected in facts:
        yield from compare(Rule.LEG, where, name, found=found, expected=expected)
    yield from compare(Rule.GRADE, where, "grade", found=leg.grade, expected=ride.service.grade)
