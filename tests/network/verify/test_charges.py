"""Every charge is that of the tables, and rests on assumptions as far as its rows do."""

from dataclasses import replace

import pytest

from landbridge.network.plan import Limits
from landbridge.network.route import Basis, CostPart
from landbridge.network.row import Grade
from landbridge.network.verify import Rule, verify

from .changes import (
    broken_rules,
    route_of,
    with_handling,
    with_handling_charge,
    with_leg,
    with_leg_charge,
    with_row,
)
from .hand_plan import HANDLING, charge

RAIL = route_of("RAIL")

CHARGES = {
    "line haul": with_leg_charge("RAIL", 1, 0, amount_cents=486056),
    "drayage": with_leg_charge("ROAD", 0, 0, amount_cents=1502),
    "surcharge": with_leg_charge("BOAT", 0, 1, amount_cents=10052),
    "by air": with_leg_charge("AIR", 0, 0, amount_cents=410822),
    "handling": with_handling_charge("RAIL", 1, 0, amount_cents=3802),
    "handling by weight": with_handling_charge("AIR", 0, 0, amount_cents=13502),
    "fee": with_handling_charge("RAIL", 0, 1, amount_cents=13802),
    "too many": with_handling("BOAT", 1, charges=(charge(HANDLING, 4100, 0),) * 2),
    "missing": with_handling("BOAT", 1, charges=()),
    "strange": with_leg(
        "RAIL", 0, charges=(*RAIL.legs[0].charges, charge(CostPart.LATENESS, 2, 0)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("plan", CHARGES.values(), ids=CHARGES)
def test_a_charge_that_is_not_in_the_tables_is_a_violation(plan):
    assert broken_rules(plan) == [Rule.CHARGE]


@pytest.mark.parametrize(
    "plan",
    [
        with_leg_charge("RAIL", 1, 0, part=CostPart.DRAYAGE),
        with_handling_charge("RAIL", 0, 1, basis=Basis.UNIT),
    ],
    ids=["part", "basis"],
)
def test_a_charge_of_another_kind_is_one_too_many_and_one_missing(plan):
    assert broken_rules(plan) == [Rule.CHARGE, Rule.CHARGE]


def test_charges_of_nothing_may_stand_or_be_left_out():
    nothing = (charge(HANDLING, 4100, 0), charge(CostPart.CLEARANCE, 0, 0, Basis.DECLARATION))
    assert broken_rules(with_handling("BOAT", 1, charges=nothing)) == []


ASSUMED = {
    "leg": with_leg_charge("RAIL", 1, 0, assumed_cents=270002),
    "whole leg": with_leg_charge("BOAT", 1, 0, assumed_cents=0),
    "surcharge": with_leg_charge("BOAT", 0, 1, assumed_cents=10050),
    "handling": with_handling_charge("RAIL", 0, 0, assumed_cents=0),
    "fee": with_handling_charge("RAIL", 2, 1, assumed_cents=0),
    "graded otherwise": with_row("links", "AB", grade=Grade.ASSUMPTION),
}


@pytest.mark.parametrize("plan", ASSUMED.values(), ids=ASSUMED)
def test_an_assumed_share_that_does_not_follow_from_the_grades_is_a_violation(plan):
    assert broken_rules(plan) == [Rule.ASSUMED]


@pytest.mark.parametrize("assumed_cents", [-1, 487000])
def test_an_assumed_share_outside_the_amount_is_a_violation(assumed_cents):
    plan = with_leg_charge("RAIL", 1, 0, assumed_cents=assumed_cents)
    assert set(broken_rules(plan)) == {Rule.ASSUMED}


def test_charges_below_nothing_do_not_hide_in_a_sum():
    pair = (charge(HANDLING, 4200, 0), charge(HANDLING, -100, 0))
    assert broken_rules(with_handling("BOAT", 1, charges=pair)) == [Rule.ASSUMED]


@pytest.mark.parametrize("cents", [410819, 410821])
def test_a_charge_may_be_off_by_a_cent_if_the_sums_have_that_cent_too(cents):
    plan = with_leg_charge("AIR", 0, 0, amount_cents=cents, assumed_cents=cents)
    assert Rule.COST in broken_rules(plan)
    proof = replace(plan.proof, cost_cents=plan.proof.cost_cents + cents - 410820)
    assert broken_rules(replace(plan, proof=proof, limits=Limits())) == []


def test_a_grade_of_the_service_alone_makes_only_its_surcharge_an_assumption():
    plan = with_row("services", "BARGE", grade=Grade.ASSUMPTION)
    found = [str(v) for v in verify(plan) if v.rule == Rule.ASSUMED]
    assert found == [
        "assignment 2 of BOAT, leg 1 BARGE 2025-11-06, line_haul per unit: "
        "assumed share of a charge: found 0 cents; expected 10050 cents"
    ]
