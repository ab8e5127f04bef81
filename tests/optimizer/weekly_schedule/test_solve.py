"""Weekly schedules: the published case, trying all plans, and answers to what cannot be."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outside import CASES, needs_cases
from small_schedules import MONDAY, least_cost, order, random_schedule, schedule, service

from landbridge.network.errors import NoPlanError
from landbridge.network.importers.weekly_schedule import read_weekly_schedule
from landbridge.network.verify.weekly_schedule import verify_weekly_plan
from landbridge.network.weekly_schedule import WeeklyRules
from landbridge.optimizer.weekly_schedule.solve import solve_weekly_schedule

RULES = {
    "base": WeeklyRules(),
    "no_simple_path": WeeklyRules(simple_routes=False),
    "no_consolidation": WeeklyRules(shared_containers=False),
    "max_transit_5d": WeeklyRules(most_transit_days=5),
    "max_transit_6d": WeeklyRules(most_transit_days=6),
    "max_transit_7d": WeeklyRules(most_transit_days=7),
}
KNOWN = {
    "base": 196_959,
    "no_simple_path": 195_129,
    "no_consolidation": 197_989,
    "max_transit_5d": 243_344,
    "max_transit_6d": 240_944,
    "max_transit_7d": 240_944,
}


@needs_cases
@pytest.mark.parametrize("name", RULES)
def test_the_published_case_is_solved_and_proven(name):
    published = read_weekly_schedule(CASES / "weekly_schedule" / "model data.xlsx")
    plan = solve_weekly_schedule(published, RULES[name])
    assert plan.costs.total == pytest.approx(KNOWN[name], abs=1e-6)
    assert plan.gap < 1e-9
    assert verify_weekly_plan(plan) == []


@needs_cases
def test_the_parts_of_the_cost_are_the_published_ones():
    costs = solve_weekly_schedule(
        read_weekly_schedule(CASES / "weekly_schedule" / "case.json")
    ).costs
    assert (costs.transport, costs.warehouse, costs.tax) == pytest.approx((6645, 1410, 188_904))


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.booleans(), st.booleans())
def test_no_plan_is_cheaper(seed, simple, shared):
    world = random_schedule(seed)
    rules = WeeklyRules(simple_routes=simple, shared_containers=shared)
    known = least_cost(world, rules)
    if known is None:
        with pytest.raises(NoPlanError):
            solve_weekly_schedule(world, rules)
        return
    plan = solve_weekly_schedule(world, rules)
    assert plan.costs.total == pytest.approx(known)
    assert plan.bound == pytest.approx(known)


def test_two_orders_share_a_departure_and_its_containers():
    world = schedule([service("S", "A", "B")], [order("1", "A", "B"), order("2", "A", "B")])
    plan = solve_weekly_schedule(world)
    (departure,) = plan.departures
    assert (departure.order_ids, departure.containers) == (("1", "2"), 1)
    assert plan.costs.total == 100


def test_cargo_waits_for_another_where_that_is_cheaper():
    later = order("2", "A", "B", ordered_on=MONDAY + timedelta(days=2))
    world = schedule([service("S", "A", "B")], [order("1", "A", "B"), later], A=1.0)
    plan = solve_weekly_schedule(world)
    assert (plan.costs.transport, plan.costs.warehouse) == (100, 10)
    assert [route.legs[0].departs_on for route in plan.routes] == [later.ordered_on] * 2


def test_orders_that_cannot_be_in_time_are_named():
    world = schedule(
        [service("S", "A", "B", weekdays=(6,))], [order("1", "A", "B"), order("2", "B", "A")]
    )
    text = r"2 of 2 orders cannot be served:\n  order 1 from A to B: no chain .* 2018-02-12"
    with pytest.raises(NoPlanError, match=text):
        solve_weekly_schedule(world)


def test_an_order_that_needs_a_place_twice_is_named():
    """A is left on Mondays only and C is reached through B twice; waiting is free nowhere."""
    services = [
        service("1", "A", "B", weekdays=(0,)),
        service("2", "B", "D", weekdays=(1,)),
        service("3", "D", "B", weekdays=(2,)),
        service("4", "B", "C", weekdays=(3,)),
    ]
    world = schedule(services, [order("late", "A", "C"), order("fine", "B", "D")], B=1.0)
    plan = solve_weekly_schedule(schedule(services, list(world.orders)[:1], B=1.0))
    assert len(plan.routes[0].legs) == 2
    with pytest.raises(NoPlanError, match="only by calling at a place twice: late"):
        solve_weekly_schedule(schedule(services, [order("late", "A", "C")]))
    free = solve_weekly_schedule(
        schedule(services, [order("late", "A", "C")]), WeeklyRules(simple_routes=False)
    )
    assert [leg.service_id for leg in free.routes[0].legs] == ["1", "2", "3", "4"]


def test_an_order_never_comes_back_to_its_origin():
    services = [
        service("1", "A", "B"),
        service("2", "B", "A"),
        service("3", "A", "C", weekdays=(2,)),
    ]
    world = schedule(services, [order("1", "A", "C")])
    with pytest.raises(NoPlanError, match="1 of 1 orders cannot be served"):
        solve_weekly_schedule(world, WeeklyRules(simple_routes=False))
