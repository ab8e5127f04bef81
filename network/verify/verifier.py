"""Verify a plan: every check, in the order in which a reader would ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..plan import Assignment, Plan
from ..shipment import Shipment
from .capacities import check_capacities
from .cargo import check_accepted, check_load_unit, check_sold
from .case import Case, charges_storage, leg_place, make_case
from .chain import check_connections, check_shape, check_terminals
from .charges import check_assumed, check_charges
from .departures import carried
from .handlings import check_handlings, check_route_times
from .journey import Journey, Ride
from .kept import check_emission_cap, check_on_time, check_parts_of_orders, check_shares
from .legs import check_cutoffs, check_departure_dates, check_emissions, check_legs
from .lookup import Tables
from .money import check_cost, check_parts, check_total_budget, check_unserved, time_costs
from .orders import (
    assignment_place,
    check_due,
    check_order_budgets,
    check_together,
    check_units,
    is_whole,
)
from .restrictions import check_restrictions
from .retime import retime
from .rides import check_ride, find_ride
from .terms import TermBook
from .violation import Checked, Rule, Violation
from .weights import check_gross, check_pairs

CASE_CHECKS: tuple[Callable[[Case], Iterator[Violation]], ...] = (
    check_load_unit,
    check_connections,
    check_terminals,
    check_departure_dates,
    check_cutoffs,
    check_legs,
    check_handlings,
    check_route_times,
    check_emissions,
    check_charges,
    check_assumed,
    check_accepted,
    check_sold,
    check_restrictions,
)


def verify(plan: Plan) -> tuple[Violation, ...]:
    """Price and time a plan again from the tables, and list every rule that it breaks.

    Parameters
    ----------
    plan
        Any plan; one that names what does not exist gives violations, never an error.

    Returns
    -------
    tuple of Violation
        Empty where the plan keeps every rule of docs/concepts.md. What assignments share
        (capacities, budgets, sums) is checked over the assignments that can be followed;
        the sums only where all can, and have prices.
    """
    return tuple(_violations(plan))


def _violations(plan: Plan) -> Iterator[Violation]:
    yield from check_units(plan)
    tables = Tables(plan.network)
    cases: list[Case] = []
    with_storage = charges_storage(plan)
    for number, assignment in enumerate(plan.assignments, start=1):
        where = assignment_place(number, assignment.route.shipment_id)
        journey = yield from _follow(tables, plan, assignment, where)
        if journey is not None and is_whole(assignment.units):
            case = make_case(where, tables, assignment, journey, with_storage=with_storage)
            cases.append(case)
    for case in cases:
        for check in CASE_CHECKS:
            yield from check(case)
    yield from _shared(plan, cases)


def _shared(plan: Plan, cases: Sequence[Case]) -> Iterator[Violation]:
    departures = carried(cases)
    yield from check_together(cases)
    yield from check_capacities(departures)
    yield from check_pairs(plan.network, departures)
    yield from check_gross(plan.network, departures)
    yield from check_due(cases, plan.limits)
    if plan.limits.order_budgets:
        yield from check_order_budgets(plan.orders.values(), cases)
    yield from check_total_budget(plan, cases)
    yield from check_emission_cap(plan, cases)
    yield from check_shares(plan, cases)
    yield from check_parts_of_orders(plan, cases)
    yield from check_on_time(plan)
    yield from TermBook(plan, cases).violations()
    yield from check_unserved(plan)
    if len(cases) == len(plan.assignments) and all(case.has_sums for case in cases):
        by_time = time_costs(plan, cases)
        yield from check_parts(plan, cases, by_time)
        yield from check_cost(plan, cases, by_time)


def _follow(tables: Tables, plan: Plan, assignment: Assignment, where: str) -> Checked[Journey]:
    """Return the journey of an assignment, or None where it cannot be followed."""
    route = assignment.route
    shapes = tuple(check_shape(route, where))
    yield from shapes
    shipment = plan.orders.get(route.shipment_id)
    if shapes or shipment is None:
        return None
    known = tuple(_unknown_ids(tables, shipment))
    yield from known
    rides = yield from _rides(tables, assignment, where)
    if known or rides is None:
        return None
    try:
        return (yield from retime(tables, shipment, rides, where))
    except OverflowError:
        yield Violation(
            rule=Rule.DEPARTURE_DATE,
            where=where,
            found=", ".join(str(leg.departure) for leg in route.legs),
            expected="dates within the calendar",
        )
        return None


def _rides(tables: Tables, assignment: Assignment, where: str) -> Checked[tuple[Ride, ...]]:
    rides: list[Ride] = []
    for position, leg in enumerate(assignment.route.legs):
        place = leg_place(where, assignment.route, position)
        ride = yield from find_ride(tables.network, leg, place)
        if ride is not None:
            yield from check_ride(ride, place, is_open=tables.is_open(ride.service))
            rides.append(ride)
    return tuple(rides) if len(rides) == len(assignment.route.legs) else None


def _unknown_ids(tables: Tables, shipment: Shipment) -> Iterator[Violation]:
    """Yield what an order names and the network does not know."""
    network = tables.network
    for name, found, known in (
        ("origin", shipment.origin, network.terminals),
        ("destination", shipment.destination, network.terminals),
        ("cargo_class", shipment.cargo_class, network.cargo_classes),
    ):
        if found not in known:
            yield Violation(
                rule=Rule.SHIPMENT,
                where=f"shipment {shipment.id}",
                found=f"{name} {found!r}",
                expected=f"a {name} of the network",
            )
