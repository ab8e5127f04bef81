"""The slot book against figures worked out by hand (see verify/hand_plan.py)."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_networks import Size, small_network

import landbridge as lb
from landbridge.network.plan import Assignment, Plan
from landbridge.network.plan_files import plan_json, plan_record
from landbridge.network.row import Grade
from landbridge.network.shipment import LoadKind
from landbridge.network.slot_book import SlotBooking, next_cutoffs, slot_book
from landbridge.network.slot_book_files import SLOT_BOOK_COLUMNS, slot_book_csv

from .verify.changes import changed, route_of, with_assignment, with_leg_charge
from .verify.hand_plan import PLAN
from .verify.small_world import NETWORK

BOOK = slot_book(PLAN)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2025-{text}").replace(tzinfo=UTC)


def booked(service: str, plan: Plan = PLAN) -> SlotBooking:
    [booking] = [b for b in slot_book(plan) if b.departure.service_id == service]
    return booking


def test_the_book_goes_by_week_and_service():
    assert [(b.week, str(b.departure)) for b in BOOK] == [
        ("2025-W45", "BARGE 2025-11-06"), ("2025-W45", "PLANE 2025-11-03"),
        ("2025-W45", "TRAIN 2025-11-07"), ("2025-W45", "TRUCK 2025-11-03"),
        ("2025-W45", "TRUCK 2025-11-04"), ("2025-W47", "SHIP 2025-11-17"),
    ]  # fmt: skip


def test_a_booking_says_where_when_and_until_when():
    train = booked("TRAIN")
    assert (train.from_terminal, train.to_terminal, train.timezone) == ("A", "D", "Asia/Shanghai")
    assert (train.departs_at, train.cutoff_at) == (at("11-07 01:40"), at("11-06 01:40"))
    assert train.local(train.departs_at).isoformat() == "2025-11-07T09:40:00+08:00"
    assert booked("BARGE").cutoff_at == at("11-05 10:00")  # 12 h before 6 Nov 06:00 +08:00


def test_documents_have_a_cut_off_of_their_own():
    network = changed(NETWORK, "services", "TRAIN", doc_cutoff_hours=48.5)
    train = booked("TRAIN", replace(PLAN, network=network))
    assert (train.doc_cutoff_at, train.cutoff_at) == (at("11-05 01:10"), at("11-06 01:40"))


def test_the_week_is_that_of_the_local_departure():
    # Sunday 9 Nov 23:00 UTC is Monday in Shanghai: the week after.
    leg = replace(route_of("RAIL").legs[1], departs_at=at("11-09 23:00"))
    route = replace(route_of("RAIL"), legs=(route_of("RAIL").legs[0], leg))
    assert booked("TRAIN", with_assignment("RAIL", route=route)).week == "2025-W46"
    first = replace(leg, departs_at=datetime(2025, 12, 31, 12, tzinfo=UTC))
    route = replace(route, legs=(route.legs[0], first))
    assert booked("TRAIN", with_assignment("RAIL", route=route)).week == "2026-W01"


def test_boxes_are_told_by_size_with_rate_and_amount():
    train, ship = booked("TRAIN"), booked("SHIP")
    [boxes] = train.lines
    assert (boxes.size, boxes.units, boxes.teu, boxes.kg) == ("40ft", 2, 4, 30000.5)
    assert (boxes.rate_cents, boxes.amount_cents, boxes.assumed_cents) == (486054, 972108, 540000)
    assert (train.num_boxes(LoadKind.BOX_40FT), train.num_reefers, train.teu) == (2, 0, 4)
    [reefers] = ship.lines
    assert (reefers.size, reefers.units, reefers.rate_cents) == ("20ft reefer", 2, 91740 + 80000)
    assert (ship.num_boxes(LoadKind.BOX_20FT), ship.num_reefers, ship.teu) == (2, 2, 2)
    assert (train.orders, ship.orders) == (("RAIL",), ("BOAT",))


def test_by_air_the_chargeable_weight_is_told():
    [parcels] = booked("PLANE").lines
    assert (parcels.size, parcels.kg, parcels.chargeable_kg) == ("loose", 900, 1002)
    assert booked("PLANE").loose_kg == 900


def test_trucks_are_booked_by_day_and_have_no_cut_off():
    trucks = [b for b in BOOK if b.is_drayage]
    assert [b.departure.first_call_on.day for b in trucks] == [3, 4]
    assert {(b.cutoff_at, b.doc_cutoff_at) for b in trucks} == {(None, None)}
    assert [b.amount_cents for b in trucks] == [30000, 1500]


def test_trucks_of_one_day_are_one_booking_with_the_span_of_its_hours():
    later = replace(route_of("ROAD").legs[0], departs_at=at("11-04 09:30"))
    second = Assignment(route=replace(route_of("ROAD"), legs=(later,)), units=1)
    plan = replace(PLAN, assignments=(second, *PLAN.assignments))
    [truck] = [b for b in slot_book(plan) if str(b.departure) == "TRUCK 2025-11-04"]
    assert (truck.departs_at, truck.last_departs_at) == (at("11-04 06:00"), at("11-04 09:30"))
    [line] = truck.lines
    assert (line.units, line.amount_cents, truck.loose_kg) == (2, 3000, 1000)


def test_boxes_of_another_rate_are_another_line():
    dearer = with_leg_charge("RAIL", 1, 0, amount_cents=500000).assignments[0]
    plan = replace(PLAN, assignments=(replace(dearer, units=1), *PLAN.assignments))
    lines = booked("TRAIN", plan).lines
    assert [(line.units, line.rate_cents) for line in lines] == [(2, 486054), (1, 500000)]


def test_the_share_that_is_taken_is_that_of_the_scarcest_capacity():
    shares = {str(b.departure): b.taken_share for b in BOOK}
    assert shares == {
        "BARGE 2025-11-06": 1.0,  # 2 of 2 plugs, and 2 of 4 TEU
        "PLANE 2025-11-03": 0.9,  # 900 of 1,000 kg
        "TRAIN 2025-11-07": pytest.approx(4 / 6),
        "TRUCK 2025-11-03": 1.0,  # 4 of 4 TEU
        "TRUCK 2025-11-04": pytest.approx(500 / 600),
        "SHIP 2025-11-17": pytest.approx(2 / 5),
    }


def test_the_share_is_that_of_the_whole_plan_on_the_stretch():
    # A second box rides only from B on: aboard are 4 TEU before, 6 behind it.
    leg = replace(route_of("RAIL").legs[1], from_terminal="B", load_seq=2)
    late = Assignment(route=replace(route_of("RAIL"), legs=(leg,)), units=1)
    book = slot_book(replace(PLAN, assignments=(*PLAN.assignments, late)))
    trains = [b for b in book if b.departure.service_id == "TRAIN"]
    assert [(b.load_seq, b.taken_share) for b in trains] == [(1, 1.0), (2, 1.0)]
    leg = replace(leg, load_seq=1, unload_seq=2)
    early = Assignment(route=replace(route_of("RAIL"), legs=(leg,)), units=1)
    late_too = replace(PLAN.assignments[0], route=replace(route_of("RAIL"), legs=(
        replace(route_of("RAIL").legs[1], load_seq=2),)))  # fmt: skip
    book = slot_book(replace(PLAN, assignments=(early, late_too)))
    assert [b.taken_share for b in book] == [pytest.approx(2 / 6), pytest.approx(4 / 6)]


def test_a_booking_has_the_grade_of_its_service():
    assert (booked("SHIP").grade, booked("TRAIN").grade) == (Grade.ASSUMPTION, Grade.DERIVED)


def test_the_next_cut_off_comes_first_and_trucks_have_none():
    names = [b.departure.service_id for b in next_cutoffs(BOOK)]
    assert names == ["PLANE", "BARGE", "TRAIN", "SHIP"]


def totals(plan: Plan) -> tuple[int, int]:
    book = slot_book(plan)
    slots = sum(b.amount_cents for b in book if not b.is_drayage)
    return slots, sum(b.amount_cents for b in book if b.is_drayage)


def paid(plan: Plan) -> tuple[int, int]:
    parts = plan.cost_by_part_cents()
    return parts["line_haul"], parts["drayage"]


@given(units=st.lists(st.integers(0, 9), min_size=4, max_size=4), order=st.permutations(range(4)))
def test_the_amounts_are_line_haul_and_drayage_to_the_cent(units, order):
    wanted = [replace(PLAN.assignments[n], units=units[n]) for n in order if units[n]]
    plan = replace(PLAN, assignments=tuple(wanted))
    assert totals(plan) == paid(plan)
    again = slot_book(replace(plan, assignments=tuple(sorted(wanted, key=lambda a: a.shipment_id))))
    assert slot_book(plan) == again


SOME_NETWORKS = [
    lb.load("toy"),
    *(small_network(number, Size(orders=5, services=9)) for number in range(6)),
]


@pytest.fixture(scope="module", params=SOME_NETWORKS, ids=lambda network: network.name)
def found_plan(request: pytest.FixtureRequest) -> Plan:
    return lb.plan(request.param)


def test_the_book_of_a_found_plan_adds_up(found_plan):
    assert totals(found_plan) == paid(found_plan)
    in_files = sum(round(100 * float(row["amount_usd"])) for row in rows(found_plan))
    assert in_files == sum(paid(found_plan))
    rides = Counter(
        (leg.departure, leg.from_terminal, leg.to_terminal, order)
        for order, leg in (
            (a.shipment_id, leg) for a in found_plan.assignments for leg in a.route.legs
        )
    )
    booked_rides = Counter(
        (b.departure, b.from_terminal, b.to_terminal, order)
        for b in slot_book(found_plan)
        for order in b.orders
    )
    assert set(booked_rides) == set(rides)


def test_cargo_of_a_found_plan_is_there_by_the_cut_off(found_plan):
    cutoffs = {(b.departure, b.load_seq): b.cutoff_at for b in slot_book(found_plan)}
    for assignment in found_plan.assignments:
        route = assignment.route
        for handling, leg in zip(route.handlings, route.legs, strict=False):
            cutoff = cutoffs[leg.departure, leg.load_seq]
            assert handling.ends_at <= (cutoff or leg.departs_at)


def test_no_departure_of_a_found_plan_is_overbooked(found_plan):
    assert all(0 < b.taken_share <= 1 + 1e-9 for b in slot_book(found_plan))


def rows(plan: Plan = PLAN) -> list[dict[str, str]]:
    text = slot_book_csv(plan.network, slot_book(plan))
    assert text.startswith("\ufeff" + ",".join(SLOT_BOOK_COLUMNS) + "\r\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_for_each_size_with_local_and_utc_cut_offs():
    train = rows()[2]
    assert (train["booking"], train["week"], train["booked_as"]) == ("3", "2025-W45", "slot")
    assert (train["cutoff_local"], train["cutoff_utc"], train["timezone"]) == (
        "2025-11-06T09:40+08:00", "2025-11-06T01:40+00:00", "Asia/Shanghai",
    )  # fmt: skip
    assert (train["size"], train["units"], train["rate_usd"], train["rate_usd_per_kg"]) == (
        "40ft", "2", "4860.54", "",
    )  # fmt: skip
    assert (train["amount_usd"], train["assumed_usd"], train["taken_share"]) == (
        "9721.08", "5400.0", "0.6667",
    )  # fmt: skip
    truck = rows()[3]
    assert (truck["booked_as"], truck["cutoff_local"], truck["cutoff_utc"]) == ("truck", "", "")
    assert rows()[1]["rate_usd_per_kg"] == "4.1"


def test_no_name_is_a_formula_in_csv():
    network = changed(NETWORK, "services", "TRAIN", name='=HYPERLINK("x")', carrier_type="@x")
    network = changed(network, "terminals", "A", name="-1+1")
    train = rows(replace(PLAN, network=network))[2]
    assert train["service_name"] == '\'=HYPERLINK("x")'
    assert (train["carrier_type"], train["load_name"]) == ("'@x", "'-1+1")


def test_the_json_of_a_plan_holds_the_book():
    booking = json.loads(plan_json(PLAN))["slot_book"][2]
    assert booking["departure"] == {"service_id": "TRAIN", "first_call_on": "2025-11-07"}
    assert booking["cutoff_local"] == "2025-11-06T09:40+08:00"
    assert booking["lines"][0]["rate_cents"] == 486054
    assert booking["amount_usd"] == 9721.08
    assert plan_record(PLAN)["slot_book"][3]["cutoff_local"] is None
