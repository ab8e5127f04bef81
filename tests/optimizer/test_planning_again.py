"""Planning again: what is booked stands, and little else changes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

import landbridge as lb
from landbridge.network.plan_difference import way
from landbridge.network.scenario import Change, Scenario


@pytest.fixture(scope="module")
def toy() -> lb.Network:
    return lb.load("toy")


@pytest.fixture(scope="module")
def before(toy: lb.Network) -> lb.Plan:
    return lb.plan(toy)


def ways(plan: lb.Plan) -> dict[tuple, int]:
    return {(a.shipment_id, way(plan.network, a.route)): a.units for a in plan.assignments}


def test_a_plan_made_again_with_nothing_new_is_the_same(before):
    again = lb.Planner.again(before).plan()
    assert ways(again) == ways(before)
    assert again.cost_cents == before.cost_cents
    assert not lb.verify(again)


def with_rail(network: lb.Network, field: str, value: float) -> lb.Network:
    """Return the network with all rail links changed."""
    change = Change(op="scale", table="links", where={"mode": "rail"}, field=field, value=value)
    return network.apply(Scenario(id="changed_rail", name="Rail links changed", changes=(change,)))


def without(network: lb.Network, service: str) -> lb.Network:
    """Return the network in which a service does not run."""
    close = Change(op="close", table="services", where={"id": service})
    return network.apply(Scenario(id="closed", name="A service is closed", changes=(close,)))


def test_a_cheaper_way_is_not_taken_where_it_would_move_what_is_planned(toy, before):
    cheaper = with_rail(toy, "usd_per_40ft", 0.2)
    again = lb.Planner.again(before, network=cheaper).plan()
    assert ways(again) == ways(before)
    free = lb.plan(cheaper)
    assert ways(free) != ways(before)
    assert free.cost_cents < again.cost_cents


@pytest.mark.parametrize("order", ["T1", "T2", "T3", "T4", "T5", "T6"])
def test_what_is_booked_stands_although_its_order_is_no_longer_urgent(toy, before, order):
    relaxed = {
        key: s.model_copy(update={"due": s.due.replace(month=12, day=20)})
        for key, s in toy.orders.items()
    }
    orders = lb.OrderBook(relaxed.values())
    again = lb.Planner.again(before, lb.booked(before, orders=[order]), orders=orders).plan()
    mine = {key: n for key, n in ways(before).items() if key[0] == order}
    assert mine.items() <= ways(again).items()
    assert not lb.verify(again)


def test_a_slot_that_is_booked_is_not_given_to_another(toy, before):
    # Without what is booked, a new and dearer order may push an old one off its departure.
    stands = lb.booked(before, orders=list(toy.orders))
    again = lb.Planner.again(before, stands).plan()
    assert ways(again) == ways(before)
    assert again.proof.bound_cents == again.cost_cents


def test_nothing_is_added_that_would_have_been_handed_over_earlier(toy, before):
    moment = datetime(2025, 11, 6, 12, tzinfo=UTC)
    stands = lb.booked_before(before, moment)
    again = lb.Planner.again(before, stands).plan()
    kept = {(a.shipment_id, way(before.network, a.route)) for a in stands.assignments}
    for assignment in again.assignments:
        if (assignment.shipment_id, way(again.network, assignment.route)) not in kept:
            assert first_cutoff(again, assignment) >= moment
    assert not lb.verify(again)


def first_cutoff(plan: lb.Plan, assignment) -> datetime:
    from landbridge.network.booked import first_cutoff as of

    return of(plan.network, assignment.route)


def test_what_is_booked_must_be_in_the_new_order_book(toy, before):
    orders = lb.OrderBook(s for key, s in toy.orders.items() if key != "T1")
    with pytest.raises(lb.QuestionError, match=r"booked order T1.*not in the new order book"):
        lb.Planner.again(before, lb.booked(before, orders=["T1"]), orders=orders)


def test_what_is_booked_must_not_be_more_than_its_order(toy, before):
    largest = max(toy.orders.values(), key=lambda s: s.boxes_40ft)
    fewer = largest.model_copy(update={"boxes_40ft": 1, "kg": largest.kg / largest.boxes_40ft})
    orders = lb.OrderBook(fewer if s.id == fewer.id else s for s in toy.orders.values())
    with pytest.raises(lb.QuestionError, match=r"units are booked.*at most the 1"):
        lb.Planner.again(before, lb.booked(before, orders=[fewer.id]), orders=orders)


def test_what_is_booked_and_no_longer_runs_is_planned_anew(toy, before):
    booked = lb.booked(before, orders=["T1"])
    service = booked.assignments[0].route.main_legs[0].departure.service_id
    planner = lb.Planner.again(before, booked, network=without(toy, service))
    assert [part.shipment_id for part in planner.released] == ["T1"]
    plan = planner.plan()
    used = {leg.departure.service_id for a in plan.assignments for leg in a.route.legs}
    assert service not in used
    assert not lb.verify(plan)


def test_what_is_booked_and_late_now_stands_with_its_new_times(toy, before):
    stands = lb.booked(before, orders=["T1"])
    planner = lb.Planner.again(before, stands, network=toy.apply("border_queue"))
    assert planner.released == ()
    [part] = [a for a in planner.plan().assignments if a.shipment_id == "T1"]
    [old] = stands.assignments
    assert part.route.delivered_at > old.route.delivered_at
    assert [leg.departure for leg in part.route.main_legs] == [
        leg.departure for leg in old.route.main_legs
    ]


def test_a_service_that_closes_moves_its_cargo_and_no_other(toy, before):
    service = next(
        leg.departure.service_id
        for a in before.assignments
        for leg in a.route.main_legs
        if leg.mode == "sea"
    )
    again = lb.Planner.again(before, network=without(toy, service)).plan()
    users = {
        a.shipment_id
        for a in before.assignments
        if service in {leg.departure.service_id for leg in a.route.legs}
    }
    kept = {key: n for key, n in ways(before).items() if key[0] not in users}
    shared = kept.items() & ways(again).items()
    assert len(shared) >= len(kept) - 1
    assert not lb.verify(again)


def test_aims_of_the_plan_before_hold_again(before):
    aims = (lb.Aim(goal=lb.Goal.UNSERVED), lb.Aim(goal=lb.Goal.COST))
    planner = lb.Planner.again(replace(before, limits=replace(before.limits, aims=aims)))
    assert planner.limits.aims == aims


def week_of(first: str, last: str, **change: object) -> Scenario:
    """Return a scenario that changes something on the departures of some days."""
    return Scenario(
        id="week",
        name="A week",
        apply_from=first,
        apply_to=last,
        changes=(Change(**{"op": "scale", "table": "links"} | change),),
    )


LONGER = {"where": {"id": ["RA1", "SE1"]}, "field": "distance_km", "value": 1.5}


@pytest.mark.parametrize(
    ("first", "last"), [("2025-10-06", "2025-10-12"), ("2025-10-06", "2025-12-12")]
)
def test_what_is_booked_stands_where_a_dated_scenario_cuts_its_service(toy, before, first, last):
    # The departures that are booked belong to a later part, which has an id of its own.
    cut = toy.apply(week_of(first, last, **LONGER))
    stands = lb.booked(before, orders=list(toy.orders))
    planner = lb.Planner.again(before, stands, network=cut)
    again = planner.plan()
    assert not planner.released
    assert not lb.verify(again)
    assert ways(again) == ways(before)
    assert all(order.is_kept for order in lb.plan_difference(before, again).orders)
    names = {cut.services[leg.departure.service_id].variant_of
             for a in again.assignments for leg in a.route.main_legs}  # fmt: skip
    assert {"EXPRESS", "SHIP"} <= names


def test_what_is_booked_on_a_part_stands_where_its_scenario_is_gone(toy):
    cut = toy.apply(week_of("2025-10-06", "2025-10-12", **LONGER))
    before = lb.plan(cut)
    stands = lb.booked(before, services=["EXPRESS"])
    assert stands.assignments
    planner = lb.Planner.again(before, stands, network=toy)
    again = planner.plan()
    assert not planner.released
    assert not lb.verify(again)
    kept = {leg.departure.service_id for a in again.assignments for leg in a.route.main_legs}
    assert "EXPRESS" in kept
