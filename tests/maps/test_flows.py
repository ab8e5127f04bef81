"""Everything a plan moves is drawn, once, on the links it runs over."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from landbridge.maps.flows import Cargo, flows, leg_loads, leg_parts
from landbridge.network.row import Grade


@pytest.fixture(scope="module")
def loads(plan):
    return leg_loads(plan.assignments)


@pytest.fixture(scope="module")
def drawn(chongqing, loads):
    return flows(chongqing, loads)


def test_loads_hold_every_leg_of_the_plan_once(plan, loads):
    assert sum(len(load.legs) for load in loads) == sum(
        len(assignment.route.legs) for assignment in plan.assignments
    )


def test_the_legs_of_a_load_share_departure_calls_and_times(loads):
    for load in loads:
        assert len({(leg.departure, leg.load_seq, leg.departs_at) for leg in load.legs}) == 1


def test_loads_come_in_order_of_departure(loads):
    times = [load.leg.departs_at for load in loads]
    assert times == sorted(times)


def test_every_stretch_carries_the_boxes_of_the_legs_over_it(chongqing, plan, drawn):
    expected, found = Counter(), Counter()
    for assignment in plan.assignments:
        for leg in assignment.route.legs:
            for part in leg_parts(chongqing, leg):
                expected[leg.corridor, leg.mode, part] += assignment.units
    for flow in drawn:
        for part in flow.parts:
            found[flow.corridor, flow.mode, part] += sum(a.units for a in flow.assignments)
    assert found == expected


def test_cost_and_emissions_of_the_loads_are_those_of_the_legs(plan, loads):
    legs = [(a, leg) for a in plan.assignments for leg in a.route.legs]
    cents = sum(a.units * charge.amount_cents for a, leg in legs for charge in leg.charges)
    assert sum(load.cost_cents for load in loads) == cents
    assert sum(load.co2e_g for load in loads) == sum(a.units * leg.co2e_g for a, leg in legs)


def test_the_stretches_of_a_flow_follow_one_another(drawn):
    for flow in drawn:
        assert all(a.end == b.start for a, b in pairwise(flow.parts))
        assert tuple(pairwise(flow.places)) == flow.segments


def test_flows_that_follow_one_another_carry_different_loads(drawn):
    ends = {(f.corridor, f.mode, f.places[-1], f.loads) for f in drawn}
    assert not any((f.corridor, f.mode, f.places[0], f.loads) in ends for f in drawn)


def test_a_flow_is_as_good_as_its_weakest_leg(drawn):
    for flow in drawn:
        grades = {load.leg.grade for load in flow.loads}
        assert (flow.grade is Grade.ASSUMPTION) == (Grade.ASSUMPTION in grades)


def test_the_order_of_assignments_changes_nothing(chongqing, plan, drawn):
    again = flows(chongqing, leg_loads(plan.assignments[::-1]))
    assert [(f.places, f.boxes) for f in again] == [(f.places, f.boxes) for f in drawn]


def test_ten_tonnes_of_loose_cargo_count_as_one_box(plan):
    loose = tuple(a for a in plan.assignments if not a.route.unit.is_box)
    cargo = Cargo(assignments=loose)
    assert cargo.boxes == 0
    assert cargo.size_boxes == pytest.approx(cargo.kg / 10_000)


def test_no_cargo_makes_no_flows(chongqing):
    assert flows(chongqing, leg_loads(())) == ()
