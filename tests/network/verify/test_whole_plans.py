"""What assignments share: units, capacities, weights, due dates, budgets and sums."""

from dataclasses import replace
from datetime import date

import pytest

from landbridge.network.plan import Assignment, Lateness, Limits, Objective, Unserved
from landbridge.network.shipment import OrderBook
from landbridge.network.verify import Rule, verify
from landbridge.network.verify.money import _accepted

from .changes import (
    broken_rules,
    route_of,
    with_assignment,
    with_limits,
    with_order,
    with_proof,
    with_route,
    with_row,
)  # fmt: skip
from .hand_plan import FREIGHT_CENTS, HOLDING_CENTS, LATENESS_CENTS, PLAN, at, order


def with_unserved(*parts: tuple[str, object]):
    """Return the plan with other unserved parts."""
    rows = (Unserved(shipment_id=name, units=units, reason="") for name, units in parts)
    return replace(PLAN, unserved=tuple(rows))


UNITS = {
    "unknown": ([Rule.SHIPMENT], with_unserved(("BOXES", 3), ("KILOS", 1), ("NONE", 1))),
    "none": ([Rule.WHOLE_UNITS], with_unserved(("BOXES", 3), ("KILOS", 1), ("RAIL", 0))),
    "negative": ([Rule.WHOLE_UNITS], with_unserved(("BOXES", 3), ("KILOS", 1), ("RAIL", -1))),
    "half": ([Rule.WHOLE_UNITS], with_unserved(("BOXES", 3), ("KILOS", 1), ("RAIL", 0.5))),
    "missing": (
        [Rule.ALL_UNITS, Rule.BOUND, Rule.UNSERVED], with_unserved(("BOXES", 2), ("KILOS", 1)),
    ),
    "left out": (
        [Rule.ALL_UNITS, Rule.BOUND, Rule.UNSERVED], with_unserved(("BOXES", 3)),
    ),
    "too many": ([Rule.ALL_UNITS, Rule.UNSERVED], with_unserved(("BOXES", 4), ("KILOS", 1))),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "plan"), UNITS.values(), ids=UNITS)
def test_every_unit_of_every_shipment_is_accounted_for(rules, plan):
    assert broken_rules(plan) == sorted(rules)


@pytest.mark.parametrize("units", [1, 3])
def test_a_part_of_a_shipment_that_is_lost_or_doubled_is_a_violation(units):
    assert Rule.ALL_UNITS in broken_rules(with_assignment("BOAT", units=units))


@pytest.mark.parametrize("units", [0, -2, 2.0, True])
def test_an_assignment_has_whole_units(units):
    assert Rule.WHOLE_UNITS in broken_rules(with_assignment("RAIL", units=units))


def test_units_that_travel_together_pay_one_fee():
    apart = [Assignment(route=route_of("RAIL"), units=1)] * 2
    plan = replace(PLAN, assignments=(*apart, *PLAN.assignments[1:]))
    assert Rule.TRAVEL_TOGETHER in broken_rules(plan)


CAPACITIES = {
    "train": (Rule.CAPACITY_TEU, with_row("services", "TRAIN", capacity_teu=3.9)),
    "barge": (Rule.CAPACITY_TEU, with_row("services", "BARGE", capacity_teu=1)),
    "not sold": (Rule.CAPACITY_TEU, with_row("services", "TRUCK", capacity_teu=0)),
    "plane": (Rule.CAPACITY_KG, with_row("services", "PLANE", capacity_kg=899)),
    "truck": (Rule.CAPACITY_KG, with_row("services", "TRUCK", capacity_kg=499)),
    "plugs": (Rule.CAPACITY_PLUGS, with_row("services", "SHIP", reefer_plugs=1)),
}


@pytest.mark.parametrize(("rule", "plan"), CAPACITIES.values(), ids=CAPACITIES)
def test_a_departure_carries_no_more_than_it_has(rule, plan):
    assert broken_rules(plan) == [rule]


@pytest.mark.parametrize(
    "plan",
    [
        with_row("services", "TRAIN", capacity_teu=4, capacity_kg=0, reefer_plugs=0),
        with_row("services", "BARGE", capacity_teu=2, reefer_plugs=2),
        with_row("services", "PLANE", capacity_kg=900, capacity_teu=0),
        with_row("services", "TRUCK", capacity_teu=4, capacity_kg=500),
    ],
    ids=["train", "barge", "plane", "truck"],
)
def test_a_departure_may_be_full(plan):
    assert broken_rules(plan) == []


def test_trucks_of_one_date_share_their_capacity():
    # ROAD is moved to the date of RAIL: 4 TEU of boxes, 500 kg loose; then two loads of 500 kg.
    road = PLAN.orders["ROAD"].model_copy(update={"ready": date(2025, 11, 3)})
    two = [road.model_copy(update={"id": name}) for name in ("ROAD", "ROAD2")]
    route = route_of("ROAD")
    assignments = [
        Assignment(route=replace(route, shipment_id=name), units=1) for name in ("ROAD", "ROAD2")
    ]
    others = [o for o in PLAN.orders.values() if o.id != "ROAD"]
    plan = replace(
        PLAN,
        orders=OrderBook([*others, *two]),
        assignments=(*PLAN.assignments[:3], *assignments),
    )
    legs = [replace(route.legs[0], departure=route_of("RAIL").legs[0].departure)]
    moved = [replace(a, route=replace(a.route, legs=tuple(legs))) for a in plan.assignments[3:]]
    plan = replace(plan, assignments=(*plan.assignments[:3], *moved))
    full = [str(v) for v in verify(plan) if v.rule == Rule.CAPACITY_KG]
    assert full == [
        "departure TRUCK 2025-11-03, W to A: capacity in kg: found 1000 kg; expected at most 600 kg"
    ]


WEIGHTS = {
    "gross": (
        Rule.GROSS_PER_DEPARTURE,
        with_row("restrictions", 9, limit_kg=38000),  # 2 x (15,000.25 + 4,000) = 38,000.50
    ),
    "pairs": (
        Rule.PAIRS_OF_20FT,  # 20,000 + 2,300 kg
        with_row("restrictions", 8, mode="river", country_or_service="BARGE", limit_kg=22299),
    ),
}


@pytest.mark.parametrize(("rule", "plan"), WEIGHTS.values(), ids=WEIGHTS)
def test_boxes_of_a_departure_weigh_what_they_may(rule, plan):
    assert broken_rules(plan) == [rule]


@pytest.mark.parametrize(
    "plan",
    [
        with_row("restrictions", 9, limit_kg=38000.5),
        with_row("restrictions", 9, limit_kg=1, hard=False),
        with_row("restrictions", 8, mode="river", country_or_service="BARGE", limit_kg=22300),
        with_row("restrictions", 8, mode="air", country_or_service="*", limit_kg=1),
    ],
)
def test_boxes_at_the_limit_are_no_violation(plan):
    assert broken_rules(plan) == []


def test_an_odd_box_has_no_partner():
    plan = with_row("restrictions", 8, mode="river", country_or_service="BARGE")
    assert Rule.PAIRS_OF_20FT in broken_rules(
        replace(with_assignment("BOAT", plan, units=1), network=plan.network)
    )


DUE = {
    "hard": (Rule.DUE, with_order("AIR", due=date(2025, 11, 4))),
    "forbidden": (Rule.MAX_LATE_DAYS, with_limits(lateness=Lateness.FORBIDDEN)),
    "just late": (Rule.DUE, with_order("RAIL", due=date(2025, 11, 13), late_usd_per_day=None)),
    "soft": (Rule.MAX_LATE_DAYS, with_limits(max_late_days=1)),
    "order budget": (Rule.ORDER_BUDGET, with_order("RAIL", budget_usd=11430.07)),
    "budget": (Rule.TOTAL_BUDGET, with_limits(budget_usd=(FREIGHT_CENTS - 1) / 100)),
    "no budget": (Rule.TOTAL_BUDGET, with_limits(budget_usd=0.0)),
    "cost": (Rule.COST, with_proof(cost_cents=FREIGHT_CENTS + LATENESS_CENTS + 1)),
    "bound": (Rule.BOUND, with_proof(bound_cents=FREIGHT_CENTS + LATENESS_CENTS + 1)),
    "unserved": (Rule.UNSERVED, with_proof(unserved_teu=3.4)),
    "unserved nan": (Rule.UNSERVED, with_proof(unserved_teu=float("nan"))),
    "unserved bound": (Rule.BOUND, with_proof(unserved_bound_teu=3.6)),
    "holding": (Rule.COST, replace(PLAN, objective=Objective.GENERALISED)),
}


@pytest.mark.parametrize(("rule", "plan"), DUE.values(), ids=DUE)
def test_due_dates_budgets_and_sums_hold(rule, plan):
    assert broken_rules(plan) == [rule]


def test_the_due_date_is_that_on_the_wall_at_the_destination():
    # 14 Nov 22:55 in Berlin is 15 Nov in Shanghai.
    plan = with_order("RAIL", due=date(2025, 11, 14), late_usd_per_day=None)
    assert broken_rules(plan) == []


def test_where_lateness_is_forbidden_one_day_late_is_too_late():
    late = with_order("BOAT", due=date(2025, 12, 29), late_usd_per_day=181)
    plan = replace(late, limits=Limits(lateness=Lateness.FORBIDDEN))
    assert broken_rules(plan) == [Rule.MAX_LATE_DAYS]


def test_budgets_of_orders_count_unless_they_are_ignored():
    plan = with_order("RAIL", budget_usd=1)
    assert broken_rules(plan) == [Rule.ORDER_BUDGET]
    assert broken_rules(replace(plan, limits=Limits(order_budgets=False))) == []


def test_a_budget_is_named_with_its_order():
    found = [str(v) for v in verify(with_order("RAIL", budget_usd=10000))]
    assert found == [
        "shipment RAIL: budget of the order: found 11430.08 USD; expected at most 10000.00 USD"
    ]


def test_parts_are_named_by_their_number():
    plan = with_unserved(("BOXES", 3), ("KILOS", 1), ("NONE", 1))
    plan = replace(plan, assignments=(*plan.assignments, replace(plan.assignments[0], units=0)))
    places = [v.where for v in verify(plan)]
    assert places[:2] == ["assignment 5 of RAIL", "unserved 3 of NONE"]


@pytest.mark.parametrize(
    ("found", "units", "accepted"), [(101, 1, 101), (102, 1, 100), (97, 3, 97), (96, 3, 100)]
)
def test_a_price_of_time_may_be_off_by_a_cent_for_each_unit(found, units, accepted):
    assert _accepted(found, 100, units) == accepted


def test_a_generalised_cost_holds_the_goods_too():
    cost = FREIGHT_CENTS + LATENESS_CENTS + HOLDING_CENTS
    plan = replace(with_proof(cost_cents=cost), objective=Objective.GENERALISED)
    assert broken_rules(plan) == []


def test_a_wrong_delivery_makes_wrong_parts_of_the_cost():
    # Three days late instead of two, and 20 hours more to hold.
    plan = with_route("BOAT", delivered_at=at("12-31 00:00"))
    assert broken_rules(plan) == sorted([Rule.ROUTE_TIMES, Rule.COST_PART, Rule.COST_PART])


def test_an_order_that_is_served_whole_and_empty_books_are_fine():
    plan = replace(
        PLAN,
        orders=OrderBook(),
        assignments=(),
        unserved=(),
        proof=replace(
            PLAN.proof, cost_cents=0, bound_cents=0, unserved_teu=0, unserved_bound_teu=0
        ),
    )
    assert broken_rules(plan) == []


def test_a_budget_counts_the_freight_of_all_parts():
    orders = [*PLAN.orders.values(), order("MORE", "W-A", "machinery", kg=1, ready="2025-11-04",
              due="2025-11-04", budget_usd=0)]  # fmt: skip
    plan = replace(
        PLAN,
        orders=OrderBook(orders),
        unserved=(*PLAN.unserved, Unserved(shipment_id="MORE", units=1, reason="")),
        proof=replace(PLAN.proof, unserved_teu=3.5 + 1 / 5000),
    )
    assert broken_rules(plan) == []
