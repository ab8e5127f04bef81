"""How full departures are (see verify/hand_plan.py)."""

from dataclasses import replace
from datetime import date

from landbridge.network.departure_loads import DepartureLoad, departure_loads
from landbridge.network.plan import Assignment, Plan
from landbridge.network.route import Departure

from .verify.changes import changed, route_of, with_assignment
from .verify.hand_plan import PLAN
from .verify.small_world import NETWORK


def load_of(service: str, day: str, kind: str, plan: Plan = PLAN) -> DepartureLoad:
    departure = Departure(service_id=service, first_call_on=date.fromisoformat(f"2025-{day}"))
    return departure_loads(plan)[departure, kind]


def test_boxes_take_slots_between_the_calls_that_they_ride():
    train = load_of("TRAIN", "11-07", "TEU")
    assert (dict(train.by_call), train.room, train.smallest) == ({1: 4.0, 2: 4.0}, 6, 2)
    assert (train.most, train.is_full, train.is_drayage) == (4, False, False)
    assert load_of("TRAIN", "11-07", "TEU", with_assignment("RAIL", units=3)).is_full


def test_reefers_take_plugs_and_air_and_loose_cargo_takes_kilograms():
    kinds = {(d.service_id, d.first_call_on.day, kind) for d, kind in departure_loads(PLAN)}
    assert kinds == {
        ("TRUCK", 3, "TEU"), ("TRUCK", 4, "kg"), ("TRAIN", 7, "TEU"), ("BARGE", 6, "TEU"),
        ("BARGE", 6, "plugs"), ("SHIP", 17, "TEU"), ("SHIP", 17, "plugs"), ("PLANE", 3, "kg"),
    }  # fmt: skip


def test_a_departure_can_be_full_on_a_part_of_its_way():
    leg = replace(route_of("RAIL").legs[1], unload_seq=2)
    short = Assignment(route=replace(route_of("RAIL"), legs=(leg,)), units=1)
    train = load_of("TRAIN", "11-07", "TEU", replace(PLAN, assignments=(*PLAN.assignments, short)))
    assert (train.share(1, 3), train.share(1, 2), train.share(2, 3)) == (1, 1, 4 / 6)
    assert train.is_full


def test_a_capacity_that_is_not_sold_is_full():
    network = changed(NETWORK, "services", "PLANE", capacity_kg=0)
    plane = load_of("PLANE", "11-03", "kg", replace(PLAN, network=network))
    assert (plane.share(1, 2), plane.is_full) == (1, True)
