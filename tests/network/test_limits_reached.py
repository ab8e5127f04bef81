"""What the plan made by hand makes of its limits."""

from dataclasses import replace

import pytest

from landbridge.network.limits import Limits, ShareLimit, Tag, TagKind
from landbridge.network.limits_reached import LimitReached, limits_reached

from .verify.hand_plan import FREIGHT_CENTS, PLAN

# The cheapest box of BOAT costs 2,590.15 USD, ROAD 40 USD; ROAD emits 5,800 g.
CO2E_T = 17.451028


def reached(**limits: object) -> list[LimitReached]:
    plan = replace(PLAN, limits=Limits(max_late_days=2, **limits))
    return [found for found in limits_reached(plan) if found.unit != "days"]


def test_a_plan_without_limits_reaches_none():
    assert reached() == []


@pytest.mark.parametrize(("room", "binds"), [(0, True), (39.99, True), (40.01, False)])
def test_a_budget_binds_where_the_cheapest_unit_would_break_it(room, binds):
    [found] = reached(budget_usd=FREIGHT_CENTS / 100 + room)
    assert (found.name, found.reached, found.is_binding) == ("budget", FREIGHT_CENTS / 100, binds)


@pytest.mark.parametrize(("room_t", "binds"), [(0.0057, True), (0.0059, False)])
def test_a_cap_on_emissions_binds_where_the_cleanest_unit_would_break_it(room_t, binds):
    [found] = reached(co2e_t=CO2E_T + room_t)
    assert found.reached == pytest.approx(CO2E_T)
    assert found.is_binding is binds


def test_shares_are_of_what_is_served():
    rail = ShareLimit(tag=Tag(TagKind.MODE, "rail"), at_least=0.2, at_most=0.64)
    least, most = reached(shares=(rail,))
    assert least.reached == most.reached == pytest.approx(4 / 6.28)
    assert (least.limit, least.is_binding) == (0.2, False)
    assert (most.limit, most.is_binding) == (0.64, True)


def test_the_least_sure_order_is_told():
    parts = tuple(
        replace(a, on_time=p) for a, p in zip(PLAN.assignments, (1, 0.9, 1, 0.95), strict=True)
    )
    plan = replace(PLAN, assignments=parts, limits=Limits(on_time_probability=0.9))
    found = next(f for f in limits_reached(plan) if f.unit == "probability")
    assert (found.limit, found.reached, found.is_binding) == (0.9, 0.9, True)


def test_parts_bind_for_orders_that_could_have_more():
    one, least = reached(max_parts=1, min_part_units=2)
    assert (one.reached, one.is_binding) == (1, True)
    assert (least.reached, least.is_binding) == (2, True)
    [many] = reached(max_parts=5)
    assert not many.is_binding


def test_lateness_is_told_where_an_order_is_late():
    [found] = limits_reached(replace(PLAN, limits=Limits(max_late_days=2)))
    assert (found.name, found.reached, found.is_binding) == ("days late at most", 2, True)
