"""Hold the handlings against the tables: places, modes, times and clearance."""

from __future__ import annotations

from collections.abc import Iterator

from ..route import Handling, HandlingKind
from ..row import Grade
from .case import Case
from .comparison import compare, compare_moment
from .journey import Stay
from .violation import Rule, Violation


def check_handlings(case: Case) -> Iterator[Violation]:
    """Yield everything that a handling says and the tables do not."""
    last = len(case.journey.stays) - 1
    for position, stay in enumerate(case.journey.stays):
        handling, where = case.route.handlings[position], case.handling_at(position)
        yield from _facts(handling, stay, _kind(position, last), where)
        yield from compare_moment(
            Rule.HANDLING_TIMES,
            where,
            "starts_at",
            found=handling.starts_at,
            expected=stay.starts_at,
        )
        yield from compare_moment(
            Rule.HANDLING_TIMES, where, "ends_at", found=handling.ends_at, expected=stay.ends_at
        )
        yield from _clearance(handling, stay, where)
        yield from compare(
            Rule.GRADE, where, "grade", found=handling.grade, expected=_weakest_grade(stay)
        )


def check_route_times(case: Case) -> Iterator[Violation]:
    """Yield a route that is not ready or delivered when the tables say so (3)."""
    journey, route = case.journey, case.route
    for name, found, expected in (
        ("ready_at", route.ready_at, journey.ready_at),
        ("delivered_at", route.delivered_at, journey.delivered_at),
    ):
        yield from compare_moment(
            Rule.ROUTE_TIMES, case.where, name, found=found, expected=expected
        )


def _kind(position: int, last: int) -> HandlingKind:
    if position == 0:
        return HandlingKind.ORIGIN
    return HandlingKind.DESTINATION if position == last else HandlingKind.TRANSFER


def _weakest_grade(stay: Stay) -> Grade:
    """Return the weakest grade among the rows behind the time of a handling (25)."""
    return next(g for g in (Grade.ASSUMPTION, Grade.DERIVED, Grade.SOURCED) if g in stay.grades)


def _facts(handling: Handling, stay: Stay, kind: HandlingKind, where: str) -> Iterator[Violation]:
    facts = (
        ("kind", handling.kind, kind),
        ("terminal_id", handling.terminal_id, stay.terminal.id),
        ("from_mode", handling.from_mode, stay.from_mode),
        ("to_mode", handling.to_mode, stay.to_mode),
    )
    for name, found, expected in facts:
        yield from compare(Rule.HANDLING, where, name, found=found, expected=expected)


def _clearance(handling: Handling, stay: Stay, where: str) -> Iterator[Violation]:
    label = None if stay.clearance is None else stay.clearance.label
    yield from compare(
        Rule.CLEARANCE, where, "clearance_rule", found=handling.clearance_rule, expected=label
    )
    yield from compare(
        Rule.CLEARANCE,
        where,
        "clearance_minutes",
        found=handling.clearance_minutes,
        expected=stay.clearance_minutes,
    )
