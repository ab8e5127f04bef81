"""Every rule of a weekly plan is checked: a sound plan, spoilt in one place."""

from dataclasses import replace
from datetime import timedelta

import pytest
from small_schedules import MONDAY, order, schedule, service

from landbridge.network.verify.weekly_schedule import verify_weekly_plan
from landbridge.network.weekly_schedule import (
    WeeklyCosts,
    WeeklyDeparture,
    WeeklyLeg,
    WeeklyPlan,
    WeeklyRoute,
    WeeklyRules,
)


def day(number):
    return MONDAY + timedelta(days=number)


def leg(service_id, departs, arrives):
    return WeeklyLeg(service_id=service_id, departs_on=day(departs), arrives_on=day(arrives))


def departure(service_id, departs, *order_ids, containers=1):
    return WeeklyDeparture(
        service_id=service_id, departs_on=day(departs), order_ids=order_ids, containers=containers
    )


WORLD = schedule(
    [
        service("1", "A", "B", container_cost=10.0),
        service("2", "B", "C", duty_rate=0.01, weekdays=(2,)),
        service("3", "B", "A"),
    ],
    [order("X", "A", "C", tax_rate=0.1), order("Y", "A", "B")],
    B=2.0,
)
PLAN = WeeklyPlan(
    schedule=WORLD,
    rules=WeeklyRules(),
    routes=(
        WeeklyRoute(order_id="X", legs=(leg("1", 0, 1), leg("2", 2, 3))),
        WeeklyRoute(order_id="Y", legs=(leg("1", 0, 1),)),
    ),
    departures=(departure("1", 0, "X", "Y"), departure("2", 2, "X")),
    costs=WeeklyCosts(transport=210, warehouse=10, tax=110),
    bound=330,
    method="by hand",
    seconds=0,
)


def routes(*legs):
    """Change the legs of order X."""
    return {"routes": (WeeklyRoute(order_id="X", legs=legs), PLAN.routes[1])}


def test_a_sound_plan_breaks_no_rule():
    assert verify_weekly_plan(PLAN) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"routes": PLAN.routes[:1]}, "all orders"),
        (routes(leg("1", 0, 1), leg("9", 2, 3)), "known service"),
        (routes(leg("2", 2, 3)), "legs connect"),
        (routes(leg("1", 0, 1), leg("2", 3, 4)), "departure"),
        (routes(leg("1", -1, 0), leg("2", 2, 3)), "departure"),
        (routes(leg("1", 1, 2), leg("2", 2, 3)), "waits in a warehouse"),
        (routes(leg("1", 0, 2), leg("2", 2, 3)), "arrival"),
        (routes(leg("1", 0, 1)), "destination, once"),
        (routes(leg("1", 0, 1), leg("3", 1, 2), leg("1", 2, 3), leg("2", 9, 10)), "origin, once"),
        (routes(leg("1", 0, 1), leg("2", 9, 10)), "due date"),
        ({"rules": WeeklyRules(most_transit_days=2)}, "days in transit"),
        (routes(leg("1", 0, 1), leg("3", 1, 2), leg("1", 2, 3), leg("2", 9, 10)), "no place twice"),
        ({"departures": PLAN.departures[:1]}, "orders on departures"),
        ({"departures": (departure("1", 0, "X", "Y", containers=0), PLAN.departures[1])},
         "containers"),
        ({"rules": WeeklyRules(shared_containers=False)}, "containers of one's own"),
        ({"departures": (departure("1", 0, "X"), departure("1", 0, "Y"), PLAN.departures[1])},
         "a departure once"),
        ({"costs": replace(PLAN.costs, transport=209)}, "cost"),
        ({"costs": replace(PLAN.costs, warehouse=0)}, "cost"),
        ({"costs": replace(PLAN.costs, tax=100)}, "cost"),
        ({"bound": 331}, "bound"),
    ],
    ids=str,
)  # fmt: skip
def test_a_broken_rule_is_named(changes, rule):
    assert rule in [violation.rule for violation in verify_weekly_plan(replace(PLAN, **changes))]


def test_volumes_are_the_decimal_numbers_that_were_written():
    orders = [order(name, "A", "B", volume=0.1) for name in "XYZ"]
    world = schedule([service("1", "A", "B", container_volume=0.3)], orders)
    plan = replace(
        PLAN,
        schedule=world,
        routes=tuple(WeeklyRoute(order_id=name, legs=(leg("1", 0, 1),)) for name in "XYZ"),
        departures=(departure("1", 0, *"XYZ"),),
        costs=WeeklyCosts(transport=100, warehouse=0, tax=0),
        bound=100,
    )
    assert verify_weekly_plan(plan) == []
