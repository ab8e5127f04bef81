"""One thing changed in a route, or in a row behind it, breaks exactly the rule that guards it."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from landbridge.network.cargo import RestrictionRule
from landbridge.network.route import HandlingKind
from landbridge.network.row import Grade, Mode, Status
from landbridge.network.shipment import LoadKind
from landbridge.network.verify import Rule, verify

from .changes import (
    broken_rules,
    changed,
    route_of,
    with_departure,
    with_handling,
    with_leg,
    with_leg_charge,
    with_order,
    with_route,
    with_row,
    with_unit,
)  # fmt: skip
from .hand_plan import PLAN, at

RAIL = route_of("RAIL")
MINUTE = timedelta(minutes=1)
BEIJING = timezone(timedelta(hours=8))


def test_the_plan_made_by_hand_keeps_every_rule():
    assert [str(violation) for violation in verify(PLAN)] == []


def late(moment: datetime) -> datetime:
    return moment + MINUTE


LEG_FIELDS = {
    "mode": (Rule.LEG, with_leg("RAIL", 1, mode=Mode.SEA)),
    "corridor": (Rule.LEG, with_leg("RAIL", 1, corridor="c")),
    "from": (Rule.LEG, with_leg("RAIL", 1, from_terminal="B")),
    "to": (Rule.LEG, with_leg("RAIL", 1, to_terminal="B")),
    "drayage": (Rule.LEG, with_leg("RAIL", 1, is_drayage=True)),
    "grade": (Rule.GRADE, with_leg("RAIL", 1, grade=Grade.ASSUMPTION)),
    "first call": (Rule.LEG_TIMES, with_row("calls", ("TRAIN", 1), depart_offset_hours=0.1)),
    "leaves late": (Rule.LEG_TIMES, with_leg("RAIL", 1, departs_at=at("11-07 01:41"))),
    "arrives late": (Rule.LEG_TIMES, with_leg("RAIL", 1, arrives_at=at("11-13 07:56"))),
    "truck leaves early": (Rule.LEG_TIMES, with_leg("RAIL", 0, departs_at=at("11-03 05:59"))),
    "naive": (Rule.UTC, with_leg("RAIL", 1, departs_at=datetime(2025, 11, 7, 1, 40))),
    "local": (Rule.UTC, with_leg("RAIL", 1, departs_at=at("11-07 01:40").astimezone(BEIJING))),
    "distance": (Rule.DISTANCE, with_leg("RAIL", 1, distance_km=6999.9)),
    "no distance": (Rule.DISTANCE, with_leg("RAIL", 1, distance_km=float("nan"))),
    "co2e": (Rule.CO2E, with_leg("RAIL", 1, co2e_g=1837533)),
    "co2e of the route": (Rule.CO2E, with_route("RAIL", co2e_g=2029539)),
    "cut-off": (Rule.CUTOFF, with_row("services", "TRAIN", cutoff_hours=86.7)),
    "weekday": (Rule.DEPARTURE_DATE, with_row("services", "TRAIN", weekdays=(1, 2, 3, 4, 6, 7))),
    "other week": (
        Rule.DEPARTURE_DATE, with_row("services", "TRAIN", valid_from=date(2025, 10, 29)),
    ),
    "not yet": (Rule.DEPARTURE_DATE, with_row("services", "TRAIN", valid_from=date(2025, 11, 8))),
    "no more": (Rule.DEPARTURE_DATE, with_row("services", "TRAIN", valid_to=date(2025, 11, 6))),
    "truck on another date": (
        Rule.DEPARTURE_DATE, with_departure("RAIL", 0, first_call_on=date(2025, 11, 2)),
    ),
    "closed service": (Rule.OPEN, with_row("services", "TRAIN", status=Status.CLOSED)),
    "closed link": (Rule.OPEN, with_row("links", "AB", status=Status.CLOSED)),
    "no loading": (Rule.LOADING, with_row("calls", ("TRAIN", 1), may_load=False)),
    "no unloading": (Rule.LOADING, with_row("calls", ("TRAIN", 3), may_unload=False)),
}  # fmt: skip

HANDLING_FIELDS = {
    "kind": (Rule.HANDLING, with_handling("RAIL", 1, kind=HandlingKind.ORIGIN)),
    "terminal": (Rule.HANDLING, with_handling("RAIL", 1, terminal_id="P")),
    "from mode": (Rule.HANDLING, with_handling("RAIL", 1, from_mode="rail")),
    "to mode": (Rule.HANDLING, with_handling("RAIL", 1, to_mode="road")),
    "start": (Rule.HANDLING_TIMES, with_handling("RAIL", 1, starts_at=at("11-03 07:59"))),
    "end": (Rule.HANDLING_TIMES, with_handling("RAIL", 1, ends_at=at("11-03 11:01"))),
    "naive": (Rule.UTC, with_handling("RAIL", 1, ends_at=datetime(2025, 11, 3, 11))),
    "rule": (Rule.CLEARANCE, with_handling("RAIL", 2, clearance_rule="default/general/import")),
    "no rule": (Rule.CLEARANCE, with_handling("BOAT", 1, clearance_rule=None)),
    "rule too many": (Rule.CLEARANCE, with_handling("ROAD", 0, clearance_rule="CN/general")),
    "minutes": (Rule.CLEARANCE, with_handling("AIR", 1, clearance_minutes=719)),
    "grade": (Rule.GRADE, with_handling("RAIL", 2, grade=Grade.DERIVED)),
    "transfer": (Rule.TRANSFER, with_row("transfers", 3, to_mode="air")),
}  # fmt: skip

CARGO = {
    "kind": (Rule.LOAD_UNIT, with_unit("RAIL", kind=LoadKind.BOX_20FT)),
    "kg": (Rule.LOAD_UNIT, with_unit("RAIL", kg=15000)),
    "no kg": (Rule.LOAD_UNIT, with_unit("RAIL", kg=float("nan"))),
    "m3": (Rule.LOAD_UNIT, with_unit("RAIL", m3=100)),
    "reefer": (Rule.LOAD_UNIT, with_unit("BOAT", is_reefer=False)),
    "refused by the carrier": (
        Rule.ACCEPTED, with_row("services", "TRAIN", accepts=("*", "-machinery")),
    ),
    "not listed by the carrier": (Rule.ACCEPTED, with_row("services", "SHIP", accepts=("cars",))),
    "unsold boxes": (Rule.SOLD, with_row("links", "BD", usd_per_40ft=None)),
    "unsold 20ft": (Rule.SOLD, with_row("links", "PS", usd_per_20ft=None)),
    "unsold kilograms": (Rule.SOLD, with_row("links", "QF", usd_per_kg=None)),
    "hard": (Rule.RESTRICTION, with_row("restrictions", 0, hard=True)),
    "hard for a tag": (
        Rule.RESTRICTION,
        with_row("restrictions", 2, cargo_class="*", country_or_service="malaszewicze"),
    ),
    "hard for a corridor": (
        Rule.RESTRICTION,
        with_row("restrictions", 2, cargo_class="*", country_or_service="west"),
    ),
    "hard for a pattern": (Rule.RESTRICTION, with_row("restrictions", 3, cargo_class="fruit")),
    "in force again": (Rule.RESTRICTION, with_row("restrictions", 1, valid_to=date(2025, 11, 7))),
    "in force": (
        Rule.RESTRICTION,
        with_row("restrictions", 2, cargo_class="*", valid_from=date(2025, 11, 7)),
    ),
    "40ft box": (Rule.CARGO_PER_40FT, with_row("restrictions", 7, limit_kg=15000)),
    "no warning": (Rule.WARNING, with_route("RAIL", warnings=("something else",))),
    "soft box": (Rule.WARNING, with_row("restrictions", 7, limit_kg=15000, hard=False)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "plan"),
    [
        pytest.param(*case, id=f"{where}: {name}")
        for where, cases in (("leg", LEG_FIELDS), ("handling", HANDLING_FIELDS), ("cargo", CARGO))
        for name, case in cases.items()
    ],
)
def test_one_change_breaks_one_rule(rule, plan):
    assert set(broken_rules(plan)) == {rule}


@pytest.mark.parametrize(
    "plan",
    [
        with_leg("RAIL", 1, co2e_g=1837530),
        with_leg("RAIL", 1, distance_km=7000.0000001),
        with_row("services", "TRAIN", cutoff_hours=86.66),  # 11:00 + 86 h 40 = 01:40
        with_row("services", "TRAIN", valid_from=date(2025, 11, 7)),
        with_row("services", "TRAIN", valid_to=date(2025, 11, 7)),
        with_row("services", "TRUCK", cutoff_hours=500, weekdays=(7,)),
        with_row("restrictions", 1, valid_to=date(2025, 11, 6)),
        with_row("restrictions", 2, cargo_class="*", valid_from=date(2025, 11, 8)),
        with_route("RAIL", co2e_g=2029538),  # 2,029,533.8, and 1 g for each leg and handling
        with_row("restrictions", 2, cargo_class="*", rule=RestrictionRule.NEEDS_PLUG),
        with_row("restrictions", 7, limit_kg=15000.25),
        with_row("links", "QF", usd_per_40ft=1, usd_per_20ft=1),
        with_leg_charge("RAIL", 1, 0, label="anything"),
    ],
)
def test_what_is_just_right_is_no_violation(plan):
    assert broken_rules(plan) == []


def test_a_service_without_plugs_may_not_carry_what_needs_one():
    plan = with_row("services", "BARGE", reefer_plugs=0)
    assert broken_rules(plan) == sorted([Rule.PLUG, Rule.CAPACITY_PLUGS])


def test_a_moment_off_by_a_minute_is_named_with_both_moments():
    plan = with_leg("RAIL", 1, departs_at=late(RAIL.legs[1].departs_at))
    assert [str(violation) for violation in verify(plan)] == [
        "assignment 1 of RAIL, leg 2 TRAIN 2025-11-07: times of the leg: "
        "found departs_at 2025-11-07T01:41:00+00:00; expected departs_at 2025-11-07T01:40:00+00:00"
    ]


def test_an_on_demand_service_may_load_at_a_later_call():
    network = changed(PLAN.network, "calls", ("TRUCK", 1), depart_offset_hours=0.5)
    network = changed(network, "calls", ("TRUCK", 2), arrive_offset_hours=2.5)
    assert broken_rules(replace(PLAN, network=network)) == []


def test_a_single_box_may_be_a_reefer():
    found = [str(violation) for violation in verify(with_order("BOAT", boxes_20ft=1))]
    assert not [sentence for sentence in found if "is_reefer" in sentence]


def test_loose_cargo_that_is_kept_cool_is_no_reefer_box():
    assert Rule.LOAD_UNIT not in broken_rules(with_order("AIR", cargo_class="fruit"))


def test_a_missing_transfer_is_named_by_its_modes():
    found = [str(v) for v in verify(with_row("transfers", 3, to_mode="air"))]
    assert found == [
        "assignment 1 of RAIL, handling at A: transfer exists: found from road to rail; "
        "expected a change with a row in transfers.csv"
    ]


def test_loose_cargo_travels_by_road_and_air_only():
    assert broken_rules(with_order("RAIL", boxes_40ft=0)).count(Rule.LOOSE) == 1


def test_a_route_is_ready_when_the_order_says():
    plan = with_route("RAIL", ready_at=at("11-03 08:00"))  # eight hours less to hold
    assert broken_rules(plan) == sorted([Rule.COST_PART, Rule.ROUTE_TIMES])


def test_a_train_that_comes_back_handles_cargo_at_a_terminal_twice():
    assert Rule.TERMINAL_TWICE in broken_rules(with_row("calls", ("TRAIN", 3), terminal_id="A"))


@pytest.mark.parametrize(("origin", "destination"), [("P", "D"), ("W", "F")])
def test_a_route_begins_and_ends_where_the_order_says(origin, destination):
    plan = with_order("RAIL", origin=origin, destination=destination)
    assert broken_rules(plan).count(Rule.CONNECTION) == 1
