"""What to look at in a plan, against figures worked out by hand (see verify/hand_plan.py)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.order_exceptions import (
    ExceptionKind,
    OrderException,
    Thresholds,
    exceptions,
)
from landbridge.network.plan import Assignment, Plan
from landbridge.network.plan_files import plan_record

from .verify.changes import route_of, with_assignment, with_order, with_route
from .verify.hand_plan import PLAN

NOTHING = Thresholds(tight_hours=0, near_budget=2, assumed=1)


def found(
    plan: Plan, kind: ExceptionKind, thresholds: Thresholds | None = None
) -> list[OrderException]:
    return [e for e in exceptions(plan, thresholds) if e.kind is kind]


def one(plan: Plan, kind: ExceptionKind, thresholds: Thresholds | None = None) -> OrderException:
    [exception] = found(plan, kind, thresholds)
    return exception


def told(exception: OrderException) -> tuple[str, float, str, str]:
    return exception.shipment_id, exception.figure, exception.unit, exception.sentence


def test_what_is_unserved_is_told_with_its_reason():
    assert [told(e) for e in found(PLAN, ExceptionKind.UNSERVED)] == [
        ("BOXES", 3, "units", "all 3 boxes are not served: no room"),
        ("KILOS", 1, "units", "the cargo is not served: no room"),
    ]
    part = replace(PLAN, unserved=(replace(PLAN.unserved[0], units=1),))
    assert one(part, ExceptionKind.UNSERVED).sentence.startswith("1 of 3 boxes is not served")


def test_lateness_is_told_in_days_with_its_price():
    late = one(PLAN, ExceptionKind.LATE)
    assert told(late) == ("BOAT", 2, "days", "all 2 boxes are 2 days late, for 181 USD")
    assert late.price_usd == 181


@pytest.mark.parametrize(("hours", "count"), [(0.9, 0), (0.91, 0), (24, 1)])
def test_an_order_is_tight_below_the_hours_that_are_asked_for(hours, count):
    # AIR is delivered on 5 Nov at 00:48 in Berlin, 23 h 11 before the end of its due date;
    # ROAD at 20:00 in Shanghai, 3 h 59 before.
    tight = found(PLAN, ExceptionKind.TIGHT, Thresholds(tight_hours=hours))
    assert [e.shipment_id for e in tight] == ["AIR", "ROAD"] * count


def test_slack_is_told_in_hours_of_the_destination():
    tight = found(PLAN, ExceptionKind.TIGHT)[0]
    assert told(tight)[2:] == ("h", "the cargo is delivered 23.2 h before the end of the due date")
    assert tight.figure == pytest.approx(23 + 11 / 60)


def test_an_order_delivered_in_the_last_minute_of_its_day_is_tight_and_not_late():
    last = PLAN.orders["ROAD"].due_at(PLAN.network.terminals["A"])
    plan = with_route("ROAD", delivered_at=last + timedelta(seconds=59))
    assert ("ROAD", ExceptionKind.TIGHT) in {(e.shipment_id, e.kind) for e in exceptions(plan)}
    assert [e.shipment_id for e in found(plan, ExceptionKind.LATE)] == ["BOAT"]
    after = with_route("ROAD", delivered_at=last + timedelta(minutes=1))
    assert [e.shipment_id for e in found(after, ExceptionKind.LATE)] == ["BOAT", "ROAD"]


def test_a_budget_that_is_just_kept_is_near_and_one_cent_more_is_over():
    near = one(PLAN, ExceptionKind.NEAR_BUDGET)  # RAIL: 11,430.08 of 11,430.08
    assert told(near) == (
        "RAIL", 1.0, "share", "the freight is 11,430 USD, and the budget 11,430: 100% of it",
    )  # fmt: skip
    over = with_order("RAIL", budget_usd=11430.07)
    assert one(over, ExceptionKind.OVER_BUDGET).figure == pytest.approx(0.01)
    assert found(over, ExceptionKind.NEAR_BUDGET) == []
    wide = with_order("RAIL", budget_usd=11430.08 * 1.25)
    assert found(wide, ExceptionKind.NEAR_BUDGET) == []
    near = one(wide, ExceptionKind.NEAR_BUDGET, Thresholds(near_budget=0.79))
    assert near.figure == pytest.approx(0.8)


def test_a_budget_of_nothing_is_a_budget():
    assert one(with_order("RAIL", budget_usd=0), ExceptionKind.OVER_BUDGET).figure == 11430.08


def test_a_split_order_names_its_routes():
    other = Assignment(route=route_of("BOAT"), units=1)
    route = replace(other.route, shipment_id="RAIL")
    plan = with_assignment("RAIL", units=1)
    plan = replace(plan, assignments=(*plan.assignments, replace(other, route=route)))
    assert told(one(plan, ExceptionKind.SPLIT)) == (
        "RAIL", 2, "routes",
        "split over 2 routes: 1 by TRAIN 11-07 and 1 by BARGE 11-06 > SHIP 11-17",
    )  # fmt: skip


def test_orders_on_full_departures_are_told():
    assert [told(e) for e in found(PLAN, ExceptionKind.FULL)] == [
        ("BOAT", 1.0, "share", "BARGE 2025-11-06 is full: 2 of 2 plugs"),
        ("AIR", 0.9, "share", "PLANE 2025-11-03 is full: 900 of 1,000 kg"),
    ]


def test_warnings_of_routes_are_told_once_each():
    assert told(one(PLAN, ExceptionKind.WARNING))[3] == "TRAIN: dual-use checks"
    plan = with_route("RAIL", warnings=("a", "b", "a"))
    assert [e.sentence for e in found(plan, ExceptionKind.WARNING)] == ["a", "b"]


def test_orders_that_rest_on_assumptions_are_told_above_the_share():
    # RAIL: 6,015 of 11,430.08 USD; AIR: 4,369.20 of 4,582.20 USD.
    names = [e.shipment_id for e in found(PLAN, ExceptionKind.ASSUMED)]
    assert names == ["RAIL", "BOAT", "AIR", "ROAD"]
    sentence = found(PLAN, ExceptionKind.ASSUMED)[0].sentence
    assert sentence == "53% of the freight and 15% of the time rest on assumptions"
    high = found(PLAN, ExceptionKind.ASSUMED, Thresholds(assumed=0.97))
    assert [e.shipment_id for e in high] == ["ROAD"]


def test_the_list_goes_by_order_and_the_gravest_comes_first():
    kinds = list(ExceptionKind)
    listed = [
        (list(PLAN.orders).index(e.shipment_id), kinds.index(e.kind)) for e in exceptions(PLAN)
    ]
    assert listed == sorted(listed)


@given(order=st.permutations(PLAN.assignments))
def test_the_order_of_the_assignments_changes_nothing(order):
    assert exceptions(replace(PLAN, assignments=tuple(order))) == exceptions(PLAN)


def test_a_plan_of_nothing_has_no_exceptions():
    assert exceptions(replace(PLAN, assignments=(), unserved=())) == ()
    easy = replace(with_route("RAIL", warnings=()), unserved=())
    easy = replace(easy, assignments=easy.assignments[:1])
    assert exceptions(easy, NOTHING) == ()


def test_the_json_of_a_plan_holds_the_list():
    listed = plan_record(PLAN)["exceptions"]
    assert len(listed) == len(exceptions(PLAN))
    [late] = [exception for exception in listed if exception["kind"] == "late"]
    assert (late["shipment_id"], late["figure"], late["price_usd"]) == ("BOAT", 2, 181)
