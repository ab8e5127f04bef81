"""What a service sells between two calls: times, prices, and who may not buy."""

from datetime import date

import pytest
from builders import make

from landbridge.network.cargo import Restriction
from landbridge.network.network import Network
from landbridge.network.row import Row
from landbridge.network.service import Call
from landbridge.optimizer.emissions import EmissionFactors
from landbridge.optimizer.segment import Segment, gross_kg, hard_on, segments_of

from .hand_world import line, world
from .load_units import box, loose


def changed(rows: list[Row], row_id: str, **fields: object) -> list[Row]:
    """Return rows with fields of one of them changed."""
    return [
        row.model_copy(update=fields) if getattr(row, "id", None) == row_id else row for row in rows
    ]


def with_call(rows: list[Row], seq: int, **fields: object) -> list[Row]:
    """Return rows with fields of a call changed."""
    return [
        row.model_copy(update=fields) if isinstance(row, Call) and row.seq == seq else row
        for row in rows
    ]


def sold(rows: list[Row], *others: Row) -> list[Segment]:
    """Return the segments of the first service of a network from A to C."""
    network: Network = world("A B C", rows, others)
    return list(segments_of(network, next(iter(network.services.values()))))


def whole(mode: str = "rail", **service: object) -> Segment:
    """Return the segment over both links of a service: 100 USD each, or 1 USD a kilogram."""
    return next(s for s in sold(line("S", mode, "A B C", **service)) if s.key == ("S", 1, 3))


def refused(segment: Segment, *, cargo: str = "goods", **rule: object) -> bool:
    row = make(Restriction, **{"mode": "rail"} | rule)
    return bool(list(segment.refusals([row], cargo, box(kg=21_500))))


def test_every_pair_of_calls_is_sold():
    assert [s.key for s in sold(line("S", "rail", "A B C"))] == [
        ("S", 1, 2),
        ("S", 1, 3),
        ("S", 2, 3),
    ]


def test_calls_that_may_not_load_or_unload_are_passed():
    rows = with_call(line("S", "rail", "A B C"), 2, may_load=False, may_unload=False)
    [segment] = sold(rows)
    assert segment.key == ("S", 1, 3)
    assert (segment.usd_per_40ft, segment.distance_km, segment.ride_minutes) == (200, 200, 600)


def test_times_count_from_the_first_call():
    rows = with_call(line("S", "rail", "A B C", cutoff_hours=24), 2, depart_offset_hours=6.5)
    last = sold(rows)[-1]
    assert (last.depart_minutes, last.arrive_minutes, last.cutoff_minutes) == (390, 600, 1440)
    assert last.ride_minutes == 210


def test_a_truck_has_no_cut_off_and_is_drayage():
    truck = whole("road", kind="on_demand", cutoff_hours=24)
    assert (truck.cutoff_minutes, truck.is_drayage) == (0, True)
    assert not whole("rail").is_drayage


def test_the_price_factor_is_on_the_sum_of_the_links():
    segment = whole(price_factor=1.08)
    assert segment.ride_usd(box("40ft")) == pytest.approx(216)
    assert segment.ride_usd(box("20ft")) == pytest.approx(129.6)


def test_a_segment_over_a_link_without_a_price_is_not_sold():
    rows = changed(line("S", "rail", "A B C"), "S.2", usd_per_40ft=None)
    first, across, _ = sold(rows)
    assert first.ride_usd(box("40ft")) == 100
    assert across.ride_usd(box("40ft")) is None
    assert across.ride_usd(box("20ft")) == 120


def test_loose_cargo_goes_by_road_and_air_only():
    assert whole("road").ride_usd(loose(kg=1_500)) == 3_000
    assert whole("rail").ride_usd(loose()) is None
    assert whole("sea").ride_usd(loose()) is None


@pytest.mark.parametrize(
    ("unit", "chargeable_kg"),
    [
        (loose(kg=1_000, m3=5), 1_000),
        (loose(kg=1_000, m3=8), 1_336),
        (box(kg=9_600, m3=57), 9_600),
        (box(kg=9_600, m3=60), 10_020),
    ],
)
def test_by_air_everything_pays_the_chargeable_kilogram(unit, chargeable_kg):
    assert whole("air").ride_usd(unit) == pytest.approx(2 * chargeable_kg)


def test_by_road_loose_cargo_pays_its_weight_however_bulky():
    assert whole("road").ride_usd(loose(kg=1_000, m3=50)) == 2_000


def test_a_reefer_box_pays_the_same_surcharge_whatever_its_size():
    train = whole(reefer_usd_per_40ft=350)
    assert train.reefer_usd(box("40ft", reefer=True)) == 350
    assert train.reefer_usd(box("20ft", reefer=True)) == 350
    assert train.reefer_usd(box("40ft")) == 0


def test_aircraft_take_no_reefer_surcharge():
    assert whole("air", reefer_usd_per_40ft=350).reefer_usd(box(reefer=True)) == 0


def test_the_share_of_assumptions_is_weighed_by_price():
    rows = changed(line("S", "road", "A B C"), "S.1", grade="sourced", usd_per_40ft=300.0)
    across = sold(rows)[1]
    assert across.assumed_share_of(box("40ft")) == pytest.approx(100 / 400)
    assert across.assumed_share_of(box("20ft")) == pytest.approx(60 / 120)
    assert across.assumed_share_of(loose()) == pytest.approx(1 / 2)


def test_an_assumed_price_factor_makes_the_whole_price_one():
    sourced = changed(line("S", "rail", "A B C", price_factor=1.1), "S.1", grade="sourced")
    assert sold(sourced)[0].assumed_share_of(box()) == 1
    as_is = changed(line("S", "rail", "A B C"), "S.1", grade="sourced")
    assert sold(as_is)[0].assumed_share_of(box()) == 0


@pytest.mark.parametrize("target", ["S", "S*", "?", "*", "corridor", "strait"])
def test_a_rule_names_services_by_pattern_corridor_and_tag(target):
    rows = changed(line("S", "rail", "A B C"), "S.2", exposures=("strait",))
    first, across, _ = sold(rows)
    assert refused(across, country_or_service=target)
    assert refused(first, country_or_service=target) == (target != "strait")


def test_a_rule_for_another_mode_or_class_refuses_nothing():
    assert not refused(whole(), mode="sea")
    assert not refused(whole(), cargo_class="cold")
    assert refused(whole(), cargo="cold", cargo_class="cold")


@pytest.mark.parametrize(
    ("rule", "limit_kg", "is_refused"),
    [
        ("needs_plug", None, True),
        ("cargo_per_40ft", 21_000, True),
        ("cargo_per_40ft", 21_500, False),
        ("gross_per_departure", 25_500, False),
        ("gross_per_departure", 25_499, True),
        ("pairs_of_20ft", 1_000, False),
    ],
)
def test_a_box_of_21_tonnes_and_a_half_breaks_the_rules_that_it_breaks(rule, limit_kg, is_refused):
    assert refused(whole(), rule=rule, limit_kg=limit_kg) is is_refused


def test_a_20_foot_box_that_is_too_heavy_for_a_pair_is_refused():
    row = make(Restriction, mode="rail", rule="pairs_of_20ft", limit_kg=24_000)
    heavy, light = box("20ft", kg=21_701), box("20ft", kg=21_700)
    assert list(whole().refusals([row], "goods", heavy)) == [row]
    assert list(whole().refusals([row], "goods", light)) == []


def test_a_service_with_plugs_meets_the_demand_for_one():
    row = make(Restriction, mode="rail", rule="needs_plug")
    assert list(whole(reefer_plugs=1).refusals([row], "goods", box(reefer=True))) == []


def test_boxes_weigh_their_tare_and_loose_cargo_nothing_more():
    weights = [gross_kg(unit) for unit in (box("40ft"), box("20ft"), loose())]
    assert weights == [14_000, 12_300, 0]


def test_rules_hold_from_their_first_day_to_their_last_and_soft_ones_never():
    days = {"valid_from": "2025-11-02", "valid_to": "2025-11-03"}
    row = make(Restriction, mode="rail", **days)
    held = [hard_on([row], date(2025, 11, day)) for day in (1, 2, 3, 4)]
    assert held == [False, True, True, False]
    assert not hard_on([make(Restriction, mode="rail", hard=False)], date(2025, 11, 2))


def test_a_ride_emits_by_distance_and_tonnes():
    network = world("A B C", line("S", "rail", "A B C"))
    _, across, _ = segments_of(network, network.services["S"])
    factors = EmissionFactors(network)
    # 10 g/tkm x 200 km x 9.6 t, and 10 g/t x 9.6 t for each handling.
    assert factors.ride_g(across, box(kg=9_600)) == 19_200
    assert factors.handling_g(box(kg=9_600)) == 96
    assert factors.handling_g(box(kg=9_650)) == 97
