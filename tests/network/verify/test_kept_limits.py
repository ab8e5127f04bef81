"""Limits besides budgets: emissions, shares, parts, probabilities; each kept, and each broken."""

from dataclasses import replace

import pytest

from landbridge.network.limits import ShareLimit, Tag, TagKind
from landbridge.network.plan import Plan
from landbridge.network.route import CostPart
from landbridge.network.shipment import OrderBook
from landbridge.network.verify import Rule, verify

from .changes import broken_rules, with_limits, with_order, with_proof, with_route
from .hand_plan import FREIGHT_CENTS, LATENESS_CENTS, PLAN

CO2E_G = 2 * 2029534 + 2 * 4532000 + 4322160 + 5800  # RAIL, BOAT, AIR, ROAD
# Served: RAIL 2 x 2, BOAT 2 x 1, AIR 0.18, ROAD 0.1 TEU.
SERVED_TEU = 6.28
CARBON_CENTS = 12177 + 27192 + 12966 + 17  # at 30 USD a tonne, each assignment by itself


def share(tag: str, **shares: float) -> ShareLimit:
    kind, name = tag.split(":")
    return ShareLimit(tag=Tag(TagKind(kind), name), **shares)


def with_shares(*shares: ShareLimit) -> Plan:
    return with_limits(shares=shares)


def with_carbon(cents: int) -> Plan:
    """Return the plan at 30 USD a tonne, with that much of the cost for emissions."""
    priced = with_limits(carbon_usd_per_t=30)
    proof = replace(priced.proof, cost_cents=FREIGHT_CENTS + LATENESS_CENTS + cents)
    return replace(priced, proof=proof)


def with_on_time(least: float | None, *found: float | None) -> Plan:
    """Return the plan with the recorded probabilities of RAIL, BOAT, AIR and ROAD."""
    plan = with_limits(on_time_probability=least)
    pairs = zip(plan.assignments, found, strict=True)
    return replace(plan, assignments=tuple(replace(a, on_time=p) for a, p in pairs))


def apart(plan: Plan) -> Plan:
    """Return a plan in which each box of BOAT travels by itself."""
    boat = plan.assignments[1]
    parts = (replace(boat, units=1), replace(boat, units=1))
    return replace(plan, assignments=(plan.assignments[0], *parts, *plan.assignments[2:]))


KEPT = {
    "cap": with_limits(co2e_t=CO2E_G / 1e6),
    "rail": with_shares(share("mode:rail", at_least=4 / SERVED_TEU - 1e-7, at_most=0.637)),
    "no road": with_shares(share("mode:road", at_most=0.016)),  # ROAD is drayage all the way
    "Russia": with_shares(share("exposure:RU", at_least=0.6, at_most=0.64)),
    "west": with_shares(share("corridor:west", at_most=0.637)),
    "unknown": with_shares(share("service:NONE", at_most=0)),
    "parts": with_limits(max_parts=1, min_part_units=2),
    "own parts": with_order("RAIL", max_parts=1),
    "probability": with_on_time(0.9, 0.9, 0.95, 1.0, 0.9),
    "not asked": with_on_time(None, 0.1, 0.0, 1.0, None),
    "carbon": with_carbon(CARBON_CENTS),
}

BROKEN = {
    "cap": (Rule.CO2E_CAP, with_limits(co2e_t=(CO2E_G - 1) / 1e6)),
    "nothing emitted": (Rule.CO2E_CAP, with_limits(co2e_t=0.0)),
    "mode": (Rule.SHARE_AT_MOST, with_shares(share("mode:rail", at_most=0.636))),
    "sea": (Rule.SHARE_AT_LEAST, with_shares(share("mode:sea", at_least=0.319))),
    "drayage": (Rule.SHARE_AT_LEAST, with_shares(share("mode:road", at_least=0.01))),
    "truck": (Rule.SHARE_AT_LEAST, with_shares(share("service:TRUCK", at_least=0.01))),
    "exposure": (Rule.SHARE_AT_MOST, with_shares(share("exposure:malaszewicze", at_most=0.6))),
    "corridor": (Rule.SHARE_AT_LEAST, with_shares(share("corridor:west", at_least=0.64))),
    "carrier": (Rule.SHARE_AT_MOST, with_shares(share("carrier:x", at_most=0.98))),
    "service": (Rule.SHARE_AT_MOST, with_shares(share("service:SHIP", at_most=0.3))),
    "too unsure": (Rule.ON_TIME, with_on_time(0.9, 0.89, 1, 1, 1)),
    "no probability": (Rule.PROBABILITY, with_on_time(None, 1.01, 1, 1, 1)),
    "negative": (Rule.PROBABILITY, with_on_time(None, -0.01, 1, 1, 1)),
    "not a number": (Rule.PROBABILITY, with_on_time(None, float("nan"), 1, 1, 1)),
    "carbon": (Rule.COST, with_carbon(CARBON_CENTS - 1)),
    "carbon that is free": (Rule.COST, with_carbon(0)),
}


@pytest.mark.parametrize("plan", KEPT.values(), ids=KEPT)
def test_limits_that_are_kept_to_the_last_unit_are_no_violation(plan):
    assert broken_rules(plan) == []


@pytest.mark.parametrize(("rule", "plan"), BROKEN.values(), ids=BROKEN)
def test_limits_that_are_broken_by_a_little_are_violations(rule, plan):
    assert broken_rules(plan) == [rule]


def test_a_probability_that_is_asked_for_and_not_recorded_is_a_violation():
    plan = with_on_time(0.5, None, 1, 1, 1)
    assert broken_rules(plan) == [Rule.ON_TIME, Rule.PROBABILITY]


PARTS = {Rule.NEVER_SPLIT, Rule.MAX_PARTS, Rule.MIN_PART}


@pytest.mark.parametrize(
    ("rules", "plan"),
    [
        ({Rule.NEVER_SPLIT}, with_order("BOAT", max_parts=1)),
        (set(), with_order("BOAT", max_parts=2)),
        ({Rule.NEVER_SPLIT}, with_limits(max_parts=1)),
        ({Rule.MIN_PART}, with_limits(min_part_units=2)),
        ({Rule.MIN_PART}, with_limits(min_part_units=5)),
        (set(), with_limits(max_parts=2)),
    ],
)
def test_an_order_in_two_parts_of_one_box_keeps_or_breaks_limits_on_parts(rules, plan):
    assert {v.rule for v in verify(apart(plan))} & PARTS == rules


def test_three_parts_are_one_too_many_where_there_may_be_two():
    two = apart(with_order("BOAT", max_parts=2))
    three = replace(two, assignments=(*two.assignments, two.assignments[1]))
    assert {v.rule for v in verify(three)} & PARTS == {Rule.MAX_PARTS}


def test_an_order_that_is_never_split_is_not_served_in_part():
    rows = [o.model_copy(update={"max_parts": 1}) for o in PLAN.orders.values()]
    part = replace(PLAN.assignments[0], units=1)
    plan = replace(PLAN, orders=OrderBook(rows), assignments=(part, *PLAN.assignments[1:]))
    found = [str(v) for v in verify(plan) if v.rule == Rule.NEVER_SPLIT]
    assert found == [
        "shipment RAIL: order that is never split: found parts of 1 units; "
        "expected all 2 on one route, or none"
    ]


def test_the_limit_of_an_order_counts_instead_of_that_of_the_plan():
    def rules(least, own):
        plan = with_on_time(least, 0.5, 0.5, 0.5, 0.5)
        rows = [o.model_copy(update={"on_time_probability": own}) for o in plan.orders.values()]
        return set(broken_rules(replace(plan, orders=OrderBook(rows))))

    assert rules(0.9, 0.5) == set()
    assert rules(None, 0.51) == {Rule.ON_TIME}
    assert rules(0.9, 0.0) == set()


def test_emissions_are_those_of_the_tables_where_the_plan_is_wrong():
    route = PLAN.assignments[0].route
    plan = with_route("RAIL", co2e_g=route.co2e_g - 1_000_000)
    capped = replace(plan, limits=replace(plan.limits, co2e_t=(CO2E_G - 1) / 1e6))
    assert Rule.CO2E_CAP in broken_rules(capped)
    priced = replace(capped, limits=replace(plan.limits, carbon_usd_per_t=30))
    assert Rule.COST_PART in broken_rules(priced)


def test_the_price_of_emissions_is_a_part_of_the_cost_and_not_of_the_freight():
    plan = with_carbon(CARBON_CENTS)
    assert plan.cost_by_part_cents()[CostPart.CARBON] == CARBON_CENTS
    assert plan.cost_cents == with_proof().cost_cents + CARBON_CENTS
    assert sum(a.freight_cents for a in plan.assignments) == FREIGHT_CENTS
