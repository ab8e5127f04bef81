"""What departures have, and what a box takes of them."""

from datetime import date

import pytest
from builders import make

from landbridge.network.cargo import Restriction
from landbridge.network.network import Network
from landbridge.network.route import Departure, Leg
from landbridge.network.row import Grade, Mode
from landbridge.network.service import Service
from landbridge.network.shipment import LoadUnit
from landbridge.optimizer.capacity import ALL_HOPS, Capacities, Resource, ResourceKind

from .hand_world import line, world
from .load_units import box, loose
from .test_segment import changed, with_call

MONDAY = date(2025, 11, 3)
TEU, KG = ResourceKind.TEU, ResourceKind.KG
PLUGS, GROSS = ResourceKind.PLUGS, ResourceKind.GROSS_KG


def service(mode: str = "rail", **fields: object) -> Service:
    return make(Service, id="S", mode=mode, **fields)


def taken(mode: str, unit: LoadUnit, **fields: object) -> dict[ResourceKind, float]:
    return dict(Capacities(world("A")).taken(service(mode, **fields), unit))


def fits(mode: str, unit: LoadUnit, **fields: object) -> bool:
    return Capacities(world("A")).fits(service(mode, **fields), unit)


def leg(load_seq: int = 1, unload_seq: int = 3, *, on: date = MONDAY) -> Leg:
    """Return a leg of service S; the capacities look at nothing but the calls and the date."""
    return Leg(
        departure=Departure(service_id="S", first_call_on=on),
        corridor="corridor",
        mode=Mode.RAIL,
        from_terminal="A",
        to_terminal="C",
        load_seq=load_seq,
        unload_seq=unload_seq,
        departs_at=None,
        arrives_at=None,
        distance_km=0,
        co2e_g=0,
        charges=(),
        grade=Grade.SOURCED,
        is_drayage=False,
    )


def ruled(rule: str, *, limit_kg: float, tags: tuple[str, ...] = (), **fields: object) -> Network:
    """Return a network of a service over A, B and C with a rule; the last link has tags."""
    rows = changed(line("S", "rail", "A B C"), "S.2", exposures=tags)
    row = make(Restriction, **{"mode": "rail", "rule": rule, "limit_kg": limit_kg} | fields)
    return world("A B C", rows, [row])


def gross(network: Network, a_leg: Leg, *, cargo: str = "goods") -> list[tuple[Resource, float]]:
    """Return what a leg takes of gross weights."""
    used = Capacities(network).taken_by(a_leg, box(kg=20_000), cargo)
    return [(resource, amount) for resource, amount in used if resource.kind is GROSS]


@pytest.mark.parametrize(
    ("mode", "unit", "expected"),
    [
        ("rail", box("40ft"), {TEU: 2}),
        ("sea", box("20ft"), {TEU: 1}),
        ("rail", box("40ft", reefer=True), {TEU: 2, PLUGS: 1}),
        ("road", box("40ft", reefer=True), {TEU: 2}),
        ("air", box("40ft", kg=9_600, m3=60, reefer=True), {KG: 9_600}),
        ("road", loose(kg=1_500), {KG: 1_500}),
    ],
)
def test_a_unit_takes_slots_or_weight_and_a_plug(mode, unit, expected):
    assert taken(mode, unit) == expected


def test_a_truck_counts_plugs_where_it_has_any():
    assert taken("road", box(reefer=True), reefer_plugs=4) == {TEU: 2, PLUGS: 1}


@pytest.mark.parametrize(
    ("mode", "unit", "fields", "is_sold"),
    [
        ("rail", box("40ft"), {"capacity_teu": 2}, True),
        ("rail", box("40ft"), {"capacity_teu": 1}, False),
        ("rail", box("20ft"), {"capacity_teu": 1}, True),
        ("rail", box("20ft"), {"capacity_teu": 0}, False),
        ("rail", box(reefer=True), {"reefer_plugs": 1}, True),
        ("rail", box(reefer=True), {"reefer_plugs": 0}, False),
        ("road", box(reefer=True), {"reefer_plugs": 0}, True),
        ("air", box(kg=9_600), {"capacity_kg": 9_600, "capacity_teu": 0}, True),
        ("air", box(kg=9_601), {"capacity_kg": 9_600}, False),
        ("road", loose(kg=5_001), {"capacity_kg": 5_000}, False),
    ],
)
def test_what_does_not_fit_an_empty_departure_is_not_sold(mode, unit, fields, is_sold):
    assert fits(mode, unit, **fields) is is_sold


def test_a_ride_is_counted_behind_every_call_that_loads():
    rows = with_call(line("S", "rail", "A B C D"), 2, may_load=False)
    network = world("A B C D", rows)
    capacities, train = Capacities(network), network.services["S"]
    assert list(capacities.hops(train, 1, 4)) == [1, 3]
    assert list(capacities.hops(train, 1, 3)) == [1]
    assert list(capacities.hops(train, 3, 4)) == [3]


def test_a_leg_takes_slots_behind_every_call():
    network = world("A B C", line("S", "rail", "A B C", reefer_plugs=1))
    used = dict(Capacities(network).taken_by(leg(), box(reefer=True), "cold"))
    assert used == {
        Resource("S", MONDAY, hop, kind): amount
        for hop in (1, 2)
        for kind, amount in ((TEU, 2), (PLUGS, 1))
    }


def test_limits_are_those_of_the_service():
    rows = line("S", "rail", "A B C", capacity_teu=14, capacity_kg=3, reefer_plugs=5)
    capacities = Capacities(world("A B C", rows))
    limits = [capacities.limit(Resource("S", MONDAY, 1, kind)) for kind in (TEU, KG, PLUGS)]
    assert limits == [14, 3, 5]


def test_gross_weight_counts_once_however_far_a_box_rides():
    network = ruled("gross_per_departure", limit_kg=50_000)
    whole_way = Resource("S", MONDAY, ALL_HOPS, GROSS, 0)
    assert gross(network, leg(1, 3)) == gross(network, leg(1, 2)) == [(whole_way, 24_000)]
    assert Capacities(network).limit(whole_way) == 50_000


@pytest.mark.parametrize(
    "fields",
    [
        {"cargo_class": "cold"},
        {"valid_from": "2025-11-04"},
        {"valid_to": "2025-11-02"},
        {"country_or_service": "T*"},
        {"mode": "sea"},
        {"hard": False},
    ],
)
def test_a_weight_rule_that_is_about_something_else_takes_nothing(fields):
    network = ruled("gross_per_departure", limit_kg=50_000, **fields)
    assert gross(network, leg()) == []
    paired = ruled("pairs_of_20ft", limit_kg=24_000, **fields)
    assert not Capacities(paired).needs_pairs(leg(), box("20ft"), "goods")


def test_a_weight_rule_for_a_tag_is_about_the_legs_over_its_links():
    network = ruled("gross_per_departure", limit_kg=50_000, tags=("RU",), country_or_service="RU")
    assert gross(network, leg(1, 2)) == []
    assert len(gross(network, leg(1, 3))) == len(gross(network, leg(2, 3))) == 1


def test_only_20_foot_boxes_go_in_pairs():
    capacities = Capacities(ruled("pairs_of_20ft", limit_kg=24_000))
    assert capacities.needs_pairs(leg(), box("20ft"), "goods")
    assert not capacities.needs_pairs(leg(), box("40ft"), "goods")
    assert not capacities.needs_pairs(leg(), loose(), "goods")
