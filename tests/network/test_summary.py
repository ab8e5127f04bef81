"""What a plan comes to, against figures worked out by hand (see verify/hand_plan.py)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.plan import Objective, Plan
from landbridge.network.route import CostPart
from landbridge.network.row import Grade
from landbridge.network.shipment import LoadKind
from landbridge.network.summary import MixRow, Summary, cost_lines, summarise, time_by_grade

from .verify.changes import changed, route_of, with_assignment
from .verify.hand_plan import FREIGHT_CENTS, HOLDING_CENTS, LATENESS_CENTS, PLAN

GENERALISED = replace(PLAN, objective=Objective.GENERALISED)
EMPTY = replace(PLAN, assignments=(), unserved=())


def only(*names: str, plan: Plan = PLAN) -> Plan:
    """Return the plan with the assignments of some shipments."""
    return replace(plan, assignments=tuple(a for a in plan.assignments if a.shipment_id in names))


def test_shipments_are_counted_as_served_on_time_and_late():
    summary = summarise(PLAN)
    assert (summary.num_shipments, summary.num_served, summary.num_on_time) == (6, 4, 3)
    [late] = summary.late
    assert (late.shipment_id, late.units, late.days_late, late.price_usd) == ("BOAT", 2, 2, 181)


def test_a_shipment_of_which_a_part_is_left_is_not_served():
    left = (*PLAN.unserved, replace(PLAN.unserved[0], shipment_id="RAIL", units=1))
    summary = summarise(replace(with_assignment("RAIL", units=1), unserved=left))
    assert (summary.num_served, summary.num_on_time) == (3, 2)


def test_two_parts_of_a_shipment_are_one_shipment():
    [rail] = only("RAIL").assignments
    plan = replace(PLAN, assignments=(replace(rail, units=1),) * 2, unserved=())
    summary = summarise(plan)
    assert (summary.num_served, summary.by_mode[0].shipments, summary.by_mode[0].boxes) == (1, 1, 2)


def test_the_cost_is_told_by_part():
    summary = summarise(PLAN)
    # Line haul: 2 x 4,860.54 + 2 x (280.75 + 1,717.40) + 4,108.20; drayage 2 x 150 + 15;
    # clearance 138 + 75 + 160 + 75 + 138 + 75; handling is the rest of the freight.
    assert {part: usd for part, usd in summary.cost_by_part_usd.items() if usd} == {
        "line_haul": 17825.58,
        "drayage": 315.00,
        "clearance": 661.00,
        "handling": 2666.00,
        "lateness": LATENESS_CENTS / 100,
        "holding": HOLDING_CENTS / 100,
    }
    assert sum((1782558, 31500, 66100, 266600)) == FREIGHT_CENTS


def test_holding_is_reported_but_not_counted_under_freight():
    summary = summarise(PLAN)
    assert (summary.objective, summary.holding_in_cost) == ("freight", False)
    assert summary.cost_usd == (FREIGHT_CENTS + LATENESS_CENTS) / 100
    assert {part for part, _, counts in cost_lines(summary) if not counts} == {CostPart.HOLDING}


def test_holding_is_counted_under_generalised():
    summary = summarise(GENERALISED)
    assert (summary.objective, summary.holding_in_cost) == ("generalised", True)
    assert summary.cost_usd == (FREIGHT_CENTS + LATENESS_CENTS + HOLDING_CENTS) / 100
    assert all(counts for _, _, counts in cost_lines(summary))


@pytest.mark.parametrize("plan", [PLAN, GENERALISED, EMPTY], ids=["freight", "generalised", "none"])
def test_the_lines_that_count_add_up_to_the_cost(plan):
    summary = summarise(plan)
    counted = sum(usd for _, usd, counts in cost_lines(summary) if counts)
    assert counted == pytest.approx(summary.cost_usd)
    usual = {CostPart.LINE_HAUL, CostPart.HANDLING, CostPart.LATENESS, CostPart.HOLDING}
    assert {part for part, _, _ in cost_lines(summary)} >= usual


def row(summary: Summary, name: str) -> MixRow:
    [found] = [row for row in (*summary.by_corridor, *summary.by_mode) if row.name == name]
    return found


def test_the_mix_by_corridor_goes_by_the_longest_main_leg():
    summary = summarise(PLAN)
    assert [r.name for r in summary.by_corridor] == ["west", "c"]
    assert row(summary, "west") == MixRow(
        name="west", shipments=1, boxes=2, teu=4, tonnes=30.0005, freight_usd=11430.08,
        co2e_t=4.059068,
    )  # fmt: skip
    # BOAT 40 t, AIR 0.9 t, ROAD 0.5 t; 2 x 4,532,000 + 4,322,160 + 5,800 g.
    assert row(summary, "c") == MixRow(
        name="c", shipments=3, boxes=2, teu=2, tonnes=41.4, freight_usd=10037.50, co2e_t=13.39196
    )


def test_the_mix_by_mode_leaves_drayage_away_and_loose_cargo_has_no_boxes():
    summary = summarise(PLAN)
    assert [r.name for r in summary.by_mode] == ["rail", "river-sea", "air", "road"]
    assert [(r.boxes, r.teu, r.freight_usd) for r in summary.by_mode] == [
        (2, 4, 11430.08), (2, 2, 5415.30), (0, 0, 4582.20), (0, 0, 40.00),
    ]  # fmt: skip


subsets = st.sets(st.sampled_from([a.shipment_id for a in PLAN.assignments]))


@given(names=subsets, units=st.integers(1, 40))
def test_every_mix_adds_up_to_the_plan(names, units):
    plan = only(*names, plan=with_assignment("RAIL", units=units))
    summary = summarise(plan)
    freight = sum(a.freight_cents for a in plan.assignments) / 100
    boxes = sum(a.units for a in plan.assignments if a.route.unit.is_box)
    for mix in (summary.by_corridor, summary.by_mode):
        assert sum(r.freight_usd for r in mix) == pytest.approx(freight)
        assert sum(r.tonnes for r in mix) == pytest.approx(summary.tonnes)
        assert sum(r.co2e_t for r in mix) == pytest.approx(summary.co2e_t)
        assert (sum(r.boxes for r in mix), sum(r.shipments for r in mix)) == (boxes, len(names))


@given(order=st.permutations(PLAN.assignments))
def test_the_order_of_the_assignments_changes_nothing(order):
    shuffled, as_it_was = summarise(replace(PLAN, assignments=tuple(order))), summarise(PLAN)
    assert replace(shuffled, co2e_t=0, tonnes=0, by_corridor=(), by_mode=()) == replace(
        as_it_was, co2e_t=0, tonnes=0, by_corridor=(), by_mode=()
    )
    assert [r.name for r in shuffled.by_mode] == [r.name for r in as_it_was.by_mode]
    assert shuffled.tonnes == pytest.approx(as_it_was.tonnes)


def full(plan: Plan) -> list[tuple[str, date, str, float, float]]:
    return [
        (f.departure.service_id, f.departs_on, f.kind, f.taken, f.open)
        for f in summarise(plan).full
    ]


PLANE = ("PLANE", date(2025, 11, 3), "kg", 900, 1000)
BARGE = ("BARGE", date(2025, 11, 6), "plugs", 2, 2)


def test_a_departure_is_full_where_no_further_unit_fits():
    # TRAIN carries 4 of 6 TEU in units of 2; BARGE 2 of 4 TEU, but its plugs are taken.
    assert full(PLAN) == [PLANE, BARGE]


def resized(service_id: str, **cells: Any) -> Plan:
    return replace(PLAN, network=changed(PLAN.network, "services", service_id, **cells))


TRAIN = ("TRAIN", date(2025, 11, 7), "TEU", 4, 5)
SHIP = date(2025, 11, 17)
SIZES: dict[str, tuple[Callable[[], Plan], list[tuple[str, date, str, float, float]]]] = {
    "one slot left for units of two": (
        lambda: resized("TRAIN", capacity_teu=5), [PLANE, BARGE, TRAIN]),
    "two slots left": (lambda: resized("TRAIN", capacity_teu=6), [PLANE, BARGE]),
    "one plug left": (lambda: resized("BARGE", reefer_plugs=3), [PLANE]),
    "no slot and no plug left": (
        lambda: resized("SHIP", capacity_teu=2, reefer_plugs=2),
        [PLANE, BARGE, ("SHIP", SHIP, "TEU", 2, 2), ("SHIP", SHIP, "plugs", 2, 2)]),
    "room for one more": (lambda: resized("PLANE", capacity_kg=1800), [BARGE]),
    "a gram too little": (lambda: resized("PLANE", capacity_kg=1799.999),
                          [(*PLANE[:4], 1799.999), BARGE]),
    "full trucks": (lambda: resized("TRUCK", capacity_teu=4, capacity_kg=500), [PLANE, BARGE]),
}  # fmt: skip


@pytest.mark.parametrize(("plan", "expected"), SIZES.values(), ids=SIZES)
def test_what_is_full_depends_on_the_smallest_unit(plan, expected):
    assert full(plan()) == expected


@pytest.mark.parametrize(("teu", "is_full"), [(6, False), (5, True)])
def test_the_smallest_unit_on_board_decides(teu, is_full):
    [rail] = only("RAIL").assignments
    small = replace(rail.route, unit=replace(rail.route.unit, kind=LoadKind.BOX_20FT))
    boxes = (rail, replace(rail, route=small, units=1))  # 5 TEU
    plan = replace(resized("TRAIN", capacity_teu=teu), assignments=boxes)
    assert bool(full(plan)) == is_full


def test_the_room_of_a_departure_is_counted_between_calls():
    [rail] = only("RAIL").assignments
    truck, train = rail.route.legs
    halves = [
        replace(rail, route=replace(rail.route, legs=(truck, replace(train, **seqs))))
        for seqs in ({"unload_seq": 2}, {"load_seq": 2})
    ]
    apart = replace(PLAN, assignments=tuple(halves))  # 4 TEU to B, and 4 TEU from there
    assert full(apart) == []
    together = replace(PLAN, assignments=(halves[0], halves[0]))
    assert full(together) == [("TRAIN", date(2025, 11, 7), "TEU", 8, 6)]


def test_the_share_of_cost_that_rests_on_assumptions():
    # RAIL 2 x (120 + 150 + 2,700) + 75 = 6,015; BOAT 2 x (129 + 1,717.40 + 422) + 235 = 4,771.80;
    # AIR 135 + 4,108.20 + 126 = 4,369.20; ROAD 40.
    assumed_usd = 6015 + 4771.80 + 4369.20 + 40
    share = summarise(PLAN).assumed_cost_share
    assert share == pytest.approx(assumed_usd / (FREIGHT_CENTS / 100))
    assert summarise(only("ROAD")).assumed_cost_share == 1
    assert summarise(only("RAIL")).assumed_cost_share == pytest.approx(6015 / 11430.08)


def test_the_share_of_time_that_rests_on_assumptions():
    # RAIL: 6 h and 38 h of handling are assumptions; truck, hand-over, train and its wait are not.
    hours = 285 + 55 / 60  # 3 Nov 00:00 to 14 Nov 21:55
    assert summarise(only("RAIL")).assumed_time_share == pytest.approx((6 + 38) / hours)
    # BOAT: all but 24:02 at S, the barge's 100 h and the wait for it, 3 Nov 13:30 to 5 Nov 22:00.
    other = 24 + 2 / 60 + 100 + 56.5
    share = summarise(only("BOAT")).assumed_time_share
    assert share == pytest.approx(1 - other / (57 * 24 + 4))


def test_the_share_of_time_goes_by_units():
    both = only("RAIL", "ROAD", plan=with_assignment("RAIL", units=3))
    rail_hours, road_hours = 285 + 55 / 60, 12  # ROAD: 6 h and 4 h of handling, 2 h by truck
    share = (3 * 44 + 10) / (3 * rail_hours + road_hours)
    assert summarise(both).assumed_time_share == pytest.approx(share)


@pytest.mark.parametrize("name", ["RAIL", "BOAT", "AIR", "ROAD"])
def test_the_spans_of_a_route_fill_its_time(name):
    route = route_of(name)
    assert sum((span for span, _ in time_by_grade(route)), timedelta()) == route.duration


def test_a_wait_has_the_grade_of_the_service_that_is_waited_for():
    wait = timedelta(days=6, hours=1, minutes=58)  # for the ship, 11 Nov 02:02 to 17 Nov 04:00
    assert (wait, Grade.ASSUMPTION) in list(time_by_grade(route_of("BOAT")))


def test_a_plan_of_nothing_comes_to_nothing():
    summary = summarise(EMPTY)
    assert (summary.num_served, summary.cost_usd, summary.co2e_t, summary.tonnes) == (0, 0, 0, 0)
    assert (summary.by_mode, summary.by_corridor, summary.full, summary.late) == ((), (), (), ())
    assert (summary.assumed_cost_share, summary.assumed_time_share) == (0, 0)


def test_the_proof_is_told_in_usd():
    summary = summarise(PLAN)
    assert summary.bound_usd == FREIGHT_CENTS / 100
    assert summary.gap == pytest.approx(LATENESS_CENTS / (FREIGHT_CENTS + LATENESS_CENTS))
