"""Two plans side by side (see verify/hand_plan.py)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.errors import QuestionError
from landbridge.network.plan import Assignment, Objective, Plan
from landbridge.network.plan_difference import OrderDifference, PlanDifference, plan_difference
from landbridge.network.shipment import OrderBook

from .verify.changes import with_assignment, with_departure, with_leg_charge, with_order
from .verify.hand_plan import PLAN

RAIL, BOAT, AIR, ROAD = PLAN.assignments
LATER = with_departure("RAIL", 1, first_call_on=PLAN.orders["RAIL"].due).assignments[0]


def having(*assignments: Assignment) -> Plan:
    return replace(PLAN, assignments=assignments)


def of(difference: PlanDifference, name: str) -> OrderDifference:
    [found] = [order for order in difference.orders if order.shipment_id == name]
    return found


def counts(order: OrderDifference) -> tuple[int, int, int, int]:
    return order.kept, order.moved, order.newly_served, order.dropped


def test_a_plan_does_not_differ_from_itself():
    difference = plan_difference(PLAN, PLAN)
    assert [o.shipment_id for o in difference.kept] == ["RAIL", "BOAT", "AIR", "ROAD"]
    assert (difference.moved, difference.newly_served, difference.dropped) == ((), (), ())
    assert (difference.more_cents, difference.after_cents) == (0, PLAN.cost_cents)


def test_an_order_on_another_departure_has_moved():
    difference = plan_difference(having(RAIL), having(LATER))
    rail = of(difference, "RAIL")
    assert (counts(rail), difference.moved, difference.kept) == ((0, 2, 0, 0), (rail,), ())
    assert [str(part) for part in rail.left] == ["2 by TRAIN 11-07"]
    assert [str(part) for part in rail.taken] == ["2 by TRAIN 11-20"]


def test_a_part_can_move_and_a_part_stay():
    after = having(replace(RAIL, units=1), replace(LATER, units=1))
    rail = of(plan_difference(having(RAIL), after), "RAIL")
    assert counts(rail) == (1, 1, 0, 0)
    assert not rail.is_kept
    back = of(plan_difference(after, having(RAIL)), "RAIL")
    assert (counts(back), back.left, back.taken) == (counts(rail), rail.taken, rail.left)


def test_units_are_newly_served_or_dropped():
    difference = plan_difference(having(RAIL, replace(BOAT, units=1)), having(BOAT, AIR))
    assert counts(of(difference, "RAIL")) == (0, 0, 0, 2)
    assert counts(of(difference, "BOAT")) == (1, 0, 1, 0)
    assert counts(of(difference, "AIR")) == (0, 0, 1, 0)
    assert counts(of(difference, "ROAD")) == (0, 0, 0, 0)
    assert [o.shipment_id for o in difference.newly_served] == ["BOAT", "AIR"]
    assert ([o.shipment_id for o in difference.dropped], difference.kept) == (["RAIL"], ())


def test_an_order_that_only_one_book_has_is_served_or_dropped():
    fewer = replace(having(BOAT), orders=OrderBook([PLAN.orders["BOAT"]]))
    difference = plan_difference(having(RAIL, BOAT), fewer)
    assert [o.shipment_id for o in difference.dropped] == ["RAIL"]
    assert len(difference.orders) == 6


def test_another_price_is_no_other_route():
    dearer = with_leg_charge("RAIL", 1, 0, amount_cents=500000)
    rail = of(plan_difference(PLAN, dearer), "RAIL")
    assert (rail.is_kept, rail.more_cents) == (True, 2 * (500000 - 486054))


def test_lateness_is_told_and_counts_in_the_cost():
    after = with_order("BOAT", due=date(2025, 12, 27))
    boat = of(plan_difference(PLAN, after), "BOAT")
    assert (boat.days_late_before, boat.days_late_after, boat.more_cents) == (2, 3, 9050)


pieces = st.lists(
    st.tuples(st.sampled_from([RAIL, LATER, BOAT, AIR, ROAD]), st.integers(1, 9)), max_size=6
)


def made(parts: list[tuple[Assignment, int]], objective: Objective) -> Plan:
    plan = having(*(replace(part, units=units) for part, units in parts))
    return replace(plan, objective=objective)


@given(one=pieces, two=pieces, objective=st.sampled_from(Objective))
def test_the_orders_add_up_to_the_plans(one, two, objective):
    before, after = made(one, objective), made(two, objective)
    difference = plan_difference(before, after)
    assert sum(o.before_cents for o in difference.orders) == before.cost_cents
    assert sum(o.after_cents for o in difference.orders) == after.cost_cents
    for plan, gone in ((before, "dropped"), (after, "newly_served")):
        served = sum(o.kept + o.moved + getattr(o, gone) for o in difference.orders)
        assert served == sum(a.units for a in plan.assignments)
    for order in difference.orders:
        assert sum(part.units for part in order.left) == order.moved + order.dropped
        assert sum(part.units for part in order.taken) == order.moved + order.newly_served
        assert order.dropped == 0 or order.newly_served == 0


def test_plans_with_different_objectives_are_refused():
    other = replace(PLAN, objective=Objective.GENERALISED)
    with pytest.raises(QuestionError, match="objective: found generalised; expected freight"):
        plan_difference(PLAN, other)


def test_plans_of_other_orders_are_refused():
    other = replace(
        having(), orders=OrderBook([PLAN.orders["BOAT"].model_copy(update={"id": "X"})])
    )
    with pytest.raises(QuestionError, match="orders: found none that both plans have"):
        plan_difference(PLAN, other)


def test_the_same_departure_from_another_call_is_another_route():
    leg = replace(RAIL.route.legs[1], load_seq=2)
    route = replace(RAIL.route, legs=(RAIL.route.legs[0], leg))
    after = with_assignment("RAIL", route=route)
    assert counts(of(plan_difference(PLAN, after), "RAIL")) == (0, 2, 0, 0)
