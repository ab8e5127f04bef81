"""Check a plan over weekly services against its schedule alone, in exact arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from ..weekly_schedule import WeeklyOrder, WeeklyPlan, WeeklyRoute
from .violation import Violation

ROUNDING = 1e-6
"""A cost may be off by it, as a share of the whole cost: sums of floating-point numbers are."""


def verify_weekly_plan(plan: WeeklyPlan) -> list[Violation]:
    """Return every rule that a plan breaks; an empty list for a sound one."""
    orders = {order.id: order for order in plan.schedule.orders}
    ids = sorted(route.order_id for route in plan.routes)
    if ids != sorted(orders):
        return [_broken("all orders", "plan", ", ".join(ids), ", ".join(sorted(orders)))]
    found: list[Violation] = []
    for route in plan.routes:
        found += _route_violations(plan, route, orders[route.order_id])
    return found or [*_load_violations(plan), *_cost_violations(plan, orders)]


def _broken(rule: str, where: str, found: object, expected: object) -> Violation:
    return Violation(rule=rule, where=where, found=str(found), expected=str(expected))


def _route_violations(
    plan: WeeklyPlan, route: WeeklyRoute, order: WeeklyOrder
) -> Iterator[Violation]:
    where = f"order {order.id}"
    services = {service.id: service for service in plan.schedule.services}
    unknown = [leg.service_id for leg in route.legs if leg.service_id not in services]
    if unknown:
        yield _broken("known service", where, unknown, "services of the schedule")
        return
    place, day, seen = order.origin, order.ordered_on, [order.origin]
    for leg in route.legs:
        service = services[leg.service_id]
        if service.origin != place:
            yield _broken("legs connect", where, f"a leg from {service.origin}", f"from {place}")
        if leg.departs_on < day or leg.departs_on.weekday() not in service.weekdays:
            expected = f"a weekday of service {service.id} from {day} on"
            yield _broken("departure", where, leg.departs_on, expected)
        if leg.departs_on > day and place not in plan.schedule.storage_rates:
            yield _broken("waits in a warehouse", where, f"a wait at {place}", "none")
        if (leg.arrives_on - leg.departs_on).days != service.transit_days:
            yield _broken("arrival", where, leg.arrives_on, f"{service.transit_days} days later")
        place, day = service.destination, leg.arrives_on
        seen.append(place)
    yield from _end_violations(plan, order, seen, day)


def _end_violations(
    plan: WeeklyPlan, order: WeeklyOrder, seen: list[str], day: date
) -> Iterator[Violation]:
    where, limit = f"order {order.id}", plan.rules.most_transit_days
    if seen[-1] != order.destination or seen.count(order.destination) > 1:
        yield _broken("destination, once", where, " - ".join(seen), order.destination)
    if seen.count(order.origin) > 1:
        yield _broken("origin, once", where, " - ".join(seen), order.origin)
    if day > order.due_on:
        yield _broken("due date", where, day, f"{order.due_on} at the latest")
    if limit is not None and (day - order.ordered_on).days > limit:
        yield _broken("days in transit", where, (day - order.ordered_on).days, f"at most {limit}")
    if plan.rules.simple_routes and len(set(seen)) < len(seen):
        yield _broken("no place twice", where, " - ".join(seen), "every place once")


def _load_violations(plan: WeeklyPlan) -> Iterator[Violation]:
    """Check that departures hold the orders that ride on them, and nothing else."""
    volume = {order.id: _as_written(order.volume) for order in plan.schedule.orders}
    holds = {s.id: _as_written(s.container_volume) for s in plan.schedule.services}
    rides = sorted(
        (leg.service_id, leg.departs_on, r.order_id) for r in plan.routes for leg in r.legs
    )
    loads = sorted(
        (d.service_id, d.departs_on, id_) for d in plan.departures for id_ in d.order_ids
    )
    if rides != loads:
        yield _broken("orders on departures", "departures", loads, rides)
        return
    groups: dict[tuple[str, date], int] = defaultdict(int)
    for departure in plan.departures:
        where = f"service {departure.service_id} on {departure.departs_on}"
        groups[departure.service_id, departure.departs_on] += 1
        load = sum(volume[order_id] for order_id in departure.order_ids)
        room = departure.containers * holds[departure.service_id]
        if load > room:
            yield _broken("containers", where, f"room for {room}", f"room for {load}")
        if not plan.rules.shared_containers and len(departure.order_ids) != 1:
            yield _broken("containers of one's own", where, departure.order_ids, "one order")
    twice = [group for group, times in groups.items() if times > 1]
    if plan.rules.shared_containers and twice:
        yield _broken("a departure once", "departures", twice, "each once")


def _as_written(number: float) -> Fraction:
    """Return the decimal number that was meant: three of 0.1 fit in 0.3."""
    return Fraction(str(number))


def _cost_violations(plan: WeeklyPlan, orders: dict[str, WeeklyOrder]) -> Iterator[Violation]:
    services = {service.id: service for service in plan.schedule.services}
    transport = sum(
        (Fraction(services[d.service_id].fixed_cost)
         + d.containers * Fraction(services[d.service_id].container_cost))
        for d in plan.departures
    )  # fmt: skip
    warehouse = tax = Fraction(0)
    for route in plan.routes:
        order, day = orders[route.order_id], orders[route.order_id].ordered_on
        tax += Fraction(order.tax_rate) * Fraction(order.value)
        for leg in route.legs:
            service, days = services[leg.service_id], (leg.departs_on - day).days
            rate = plan.schedule.storage_rates.get(service.origin, 0.0)
            warehouse += days * Fraction(rate) * Fraction(order.volume)
            tax += Fraction(service.duty_rate) * Fraction(order.value)
            day = leg.arrives_on
    room = ROUNDING * max(1.0, float(transport + warehouse + tax))
    for name, exact in (("transport", transport), ("warehouse", warehouse), ("tax", tax)):
        said = getattr(plan.costs, name)
        if abs(said - float(exact)) > room:
            yield _broken("cost", name, said, float(exact))
    if plan.bound > plan.costs.total + room:
        yield _broken("bound", "plan", plan.bound, f"at most the cost, {plan.costs.total}")
