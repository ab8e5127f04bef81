"""What of a plan stands (see verify/hand_plan.py)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.booked import Booked, booked, booked_before, first_cutoff
from landbridge.network.errors import QuestionError

from .verify.changes import route_of
from .verify.hand_plan import PLAN
from .verify.small_world import NETWORK


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2025-{text}").replace(tzinfo=UTC)


# The truck of RAIL leaves before the train closes; BARGE closes 12 h before it leaves.
CUTOFFS = {
    "RAIL": at("11-03 06:00"),
    "BOAT": at("11-05 10:00"),
    "AIR": at("11-03 11:30"),
    "ROAD": at("11-04 06:00"),
}


def names(what: Booked) -> list[str]:
    return [assignment.shipment_id for assignment in what.assignments]


@pytest.mark.parametrize("name", CUTOFFS)
def test_a_route_stands_from_its_first_cut_off_on(name):
    assert first_cutoff(NETWORK, route_of(name)) == CUTOFFS[name]


def test_the_cut_off_of_a_later_leg_may_be_the_first():
    network = NETWORK.services["SHIP"].model_copy(update={"cutoff_hours": 500})
    network = replace(NETWORK, services={**NETWORK.services, "SHIP": network})
    assert first_cutoff(network, route_of("BOAT")) == at("11-17 04:00") - timedelta(hours=500)


def test_what_is_booked_is_what_closes_before_the_moment():
    assert booked_before(PLAN, at("11-04 06:00")) == Booked(
        assignments=(PLAN.assignments[0], PLAN.assignments[2]),
        first_cutoffs=(CUTOFFS["RAIL"], CUTOFFS["AIR"]),
        moment=at("11-04 06:00"),
    )
    assert names(booked_before(PLAN, at("11-04 06:01"))) == ["RAIL", "AIR", "ROAD"]


def test_a_moment_may_be_local():
    local = datetime.fromisoformat("2025-11-04T14:01+08:00")
    assert names(booked_before(PLAN, local)) == ["RAIL", "AIR", "ROAD"]


@given(minutes=st.integers(-10_000, 100_000), more=st.integers(0, 100_000))
def test_what_is_booked_stays_booked(minutes, more):
    moment = at("11-03 00:00") + timedelta(minutes=minutes)
    later = booked_before(PLAN, moment + timedelta(minutes=more))
    assert set(names(booked_before(PLAN, moment))) <= set(names(later))


def test_orders_and_services_can_be_booked_by_name():
    assert names(booked(PLAN, orders=["BOAT"])) == ["BOAT"]
    assert names(booked(PLAN, services=["TRUCK"])) == ["RAIL", "ROAD"]
    all_of_it = booked(PLAN, moment=at("11-03 07:00"), orders=["BOAT"], services=["PLANE"])
    assert names(all_of_it) == ["RAIL", "BOAT", "AIR"]
    assert names(booked(PLAN)) == []


def test_units_are_counted_by_order():
    twice = replace(PLAN, assignments=(*PLAN.assignments, PLAN.assignments[0]))
    assert booked(twice, orders=["RAIL", "AIR"]).units_by_order == {"RAIL": 4, "AIR": 1}


def test_an_order_that_is_not_served_has_nothing_booked():
    assert booked(PLAN, orders=["BOXES"]).assignments == ()


def test_every_mistake_is_named_at_once():
    with pytest.raises(QuestionError, match="3 mistakes") as caught:
        booked(PLAN, moment=datetime(2025, 11, 4), orders=["RAIJ"], services=["TRIAN"])
    said = str(caught.value)
    assert "found 2025-11-04T00:00:00; expected a moment with its offset" in said
    assert "booked order: found unknown id 'RAIJ'; expected an id of the plan (did you" in said
    assert "booked service: found unknown id 'TRIAN'" in said
