"""Every shipment is accounted for, in time and within its budget (18, 20, 26)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..plan import Lateness, Limits, Plan
from ..shipment import Shipment
from .case import Case
from .journey import num_units
from .violation import Rule, Violation


def assignment_place(number: int, shipment_id: str) -> str:
    """Name an assignment, counted from 1."""
    return f"assignment {number} of {shipment_id}"


def check_units(plan: Plan) -> Iterator[Violation]:
    """Yield parts of unknown shipments, parts that are not whole, and units that are missing."""
    counted: dict[str, int] = defaultdict(int)
    for where, shipment_id, units in _parts(plan):
        if shipment_id not in plan.orders:
            yield Violation(
                rule=Rule.SHIPMENT,
                where=where,
                found=f"shipment {shipment_id!r}",
                expected="a shipment of the order book",
            )
        if not is_whole(units):
            yield Violation(
                rule=Rule.WHOLE_UNITS, where=where, found=f"{units} units", expected="1, 2, 3, ..."
            )
        else:
            counted[shipment_id] += units
    for shipment in plan.orders.values():
        if counted[shipment.id] != num_units(shipment):
            yield Violation(
                rule=Rule.ALL_UNITS,
                where=f"shipment {shipment.id}",
                found=f"{counted[shipment.id]} units assigned or unserved",
                expected=f"{num_units(shipment)}",
            )


def is_whole(units: object) -> bool:
    """Tell whether a number of units is whole and positive."""
    return isinstance(units, int) and not isinstance(units, bool) and units > 0


def _parts(plan: Plan) -> Iterator[tuple[str, str, int]]:
    for number, assignment in enumerate(plan.assignments, start=1):
        shipment_id = assignment.route.shipment_id
        yield assignment_place(number, shipment_id), shipment_id, assignment.units
    for number, unserved in enumerate(plan.unserved, start=1):
        where = f"unserved {number} of {unserved.shipment_id}"
        yield where, unserved.shipment_id, unserved.units


def check_together(cases: Iterable[Case]) -> Iterator[Violation]:
    """Yield units that take the same departures as others of their shipment, yet apart (12)."""
    first: dict[object, str] = {}
    for case in cases:
        rides = tuple(
            (timed.ride.service.id, timed.ride.load.seq, timed.ride.unload.seq, timed.departs_at)
            for timed in case.journey.rides
        )
        key = (case.journey.shipment.id, rides)
        if key in first:
            yield Violation(
                rule=Rule.TRAVEL_TOGETHER,
                where=case.where,
                found=f"the departures of {first[key]}",
                expected="one assignment for units of a shipment that travel together",
            )
        first.setdefault(key, case.where)


def days_late(case: Case) -> int:
    """Return the calendar days after the due date; 0 where it is kept (3)."""
    return max(0, (case.journey.delivered_on - case.journey.shipment.due).days)


def check_due(cases: Iterable[Case], limits: Limits) -> Iterator[Violation]:
    """Yield every delivery after a hard due date, or later than any may be."""
    is_forbidden = limits.lateness is Lateness.FORBIDDEN
    max_late_days = 0 if is_forbidden else limits.max_late_days
    for case in cases:
        shipment, late = case.journey.shipment, days_late(case)
        if shipment.late_usd_per_day is None and late > 0:
            yield _late(Rule.DUE, case, late, f"{shipment.due}, which is hard")
        elif late > max_late_days:
            most = f"at most {max_late_days} days after {shipment.due}"
            yield _late(Rule.MAX_LATE_DAYS, case, late, most)


def _late(rule: Rule, case: Case, late: int, expected: str) -> Violation:
    found = f"delivered at {case.journey.delivered_at.isoformat()}, {late} days late"
    return Violation(rule=rule, where=case.where, found=found, expected=expected)


def check_order_budgets(
    shipments: Iterable[Shipment], cases: Iterable[Case]
) -> Iterator[Violation]:
    """Yield every order whose freight is more than its budget."""
    freight: dict[str, int] = defaultdict(int)
    for case in cases:
        freight[case.journey.shipment.id] += case.freight_cents
    for shipment in shipments:
        budget_usd = shipment.budget_usd
        if budget_usd is not None and not freight[shipment.id] / 100 <= budget_usd:
            yield Violation(
                rule=Rule.ORDER_BUDGET,
                where=f"shipment {shipment.id}",
                found=f"{freight[shipment.id] / 100:.2f} USD",
                expected=f"at most {budget_usd:.2f} USD",
            )
