"""Practices as switches: every one on and off, with the number that its source prints."""

import pickle
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from landbridge.network.errors import QuestionError, ScenarioError
from landbridge.network.handling import Clearance, Direction
from landbridge.network.network import Network
from landbridge.network.practices import SwitchedPractice, practice_log
from landbridge.network.practices_switches import recorded_because
from landbridge.network.row import Grade
from landbridge.network.scenario import Scenario
from landbridge.network.verify.lookup import Tables
from landbridge.network.verify.opening import opening

EXPORT, IMPORT = Direction.EXPORT, Direction.IMPORT


def cleared(
    network: Network, terminal: str, direction: Direction, cargo: str = "machinery"
) -> Clearance:
    """Return the row by which cargo that came over land is cleared."""
    row = Tables(network).clearance(network.terminals[terminal], direction, cargo, flew=False)
    assert row is not None
    return row


def hours(network: Network, terminal: str, direction: Direction, cargo: str = "machinery") -> float:
    return cleared(network, terminal, direction, cargo).hours_typical


def handled(network: Network, terminal: str, from_mode: str, to_mode: str) -> tuple[float, float]:
    """Return hours and price of a 40ft box from one mode to another."""
    row = Tables(network).transfer(network.terminals[terminal], from_mode, to_mode)
    assert row is not None
    return row.hours_typical, row.usd_per_40ft


def running(network: Network, prefix: str) -> int:
    return sum(service.id.startswith(prefix) for service in network.open_services)


def log(network: Network) -> tuple[SwitchedPractice, ...]:
    return practice_log(network.base or network.raw, network.practices, network.applied)


# clearance


@pytest.mark.parametrize(
    ("vintage", "import_hours", "export_hours"),
    [
        ("2017", 239, 15.12),
        ("2018-11", 98.53, 7.04),
        ("2018-12", 82.48, 0.94),
        ("2020", 68.32, 0.39),
        ("2021-12", 62.5, 0.585),
    ],
)
def test_a_vintage_gives_the_levels_of_its_day(
    chongqing: Network, vintage: str, import_hours: float, export_hours: float
) -> None:
    then = chongqing.with_practices({"clearance_vintage": vintage})
    assert hours(then, "CQ_TJC", IMPORT) == import_hours
    assert hours(then, "CKG", EXPORT) == export_hours
    assert then.applied == (f"clearance_vintage={vintage}",)


def test_the_single_window_is_a_tenth_and_counted_once(chongqing: Network) -> None:
    off = chongqing.with_practices({"single_window_time": False})
    assert hours(off, "CQ_TJC", IMPORT) * 0.9 == pytest.approx(62.5, abs=1e-3)
    assert hours(off, "CQ_TJC", EXPORT) * 0.9 == pytest.approx(0.585, abs=1e-3)
    dearer = chongqing.with_practices({"single_window_cost": False})
    fee = cleared(dearer, "CQ_TJC", IMPORT).usd_per_shipment
    assert fee * 0.7 == pytest.approx(138, abs=0.01)


def test_round_the_clock_release_takes_an_hour_instead_of_two_days(chongqing: Network) -> None:
    off = chongqing.with_practices({"cbec_24_7": False})
    assert hours(off, "CKG", EXPORT, "ecommerce_parcels") == 48
    assert hours(chongqing, "CKG", EXPORT, "ecommerce_parcels") == 1
    assert hours(off, "CKG", EXPORT) == hours(chongqing, "CKG", EXPORT)


def test_an_order_of_friday_evening_waits_for_monday_in_office_hours(chongqing: Network) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    friday = datetime(2025, 11, 7, 19, tzinfo=zone)
    for is_on, expected in ((True, friday), (False, datetime(2025, 11, 10, 8, 30, tzinfo=zone))):
        network = chongqing.with_practices({"cbec_24_7_calendar": is_on})
        row = cleared(network, "CKG", EXPORT, "ecommerce_parcels")
        assert opening(network, row.calendar, network.terminals["CKG"], friday) == expected
    bonded = [row for row in network.clearance if row.regime == "1210"]
    assert [row.calendar for row in bonded] == ["8x5", "8x5"]


def test_two_days_hold_the_nights_already_and_get_no_calendar(chongqing: Network) -> None:
    off = chongqing.with_practices({"F04": False})
    row = cleared(off, "CKG", EXPORT, "ecommerce_parcels")
    assert (row.hours_typical, row.calendar) == (48, None)
    assert "hold nights and weekends already" in log(off)[1].remark


def test_documents_are_off_the_path_with_pre_declaration(chongqing: Network) -> None:
    off = chongqing.with_practices({"pre_declaration": False})
    assert hours(off, "CQ_TJC", IMPORT) == 62.5 + 24
    assert hours(off, "CQ_TJC", EXPORT) == 0.585


def test_document_work_grows_with_the_certificates(chongqing: Network) -> None:
    def with_certificates(**switches: bool) -> float:
        off = chongqing.with_practices({"pre_declaration": False, **switches})
        return hours(off, "CQ_TJC", IMPORT) - 62.5

    assert with_certificates() == 24
    assert with_certificates(certificates_41=False) == pytest.approx(24 * 48 / 41, abs=1e-3)
    both = with_certificates(certificates_41=False, certificates_48=False)
    assert both == pytest.approx(24 * 86 / 41, abs=1e-3)
    assert with_certificates(crisis_missing_documents=True) == 0


def test_certificates_matter_only_where_documents_are_on_the_path(chongqing: Network) -> None:
    off = chongqing.with_practices({"F22": False, "crisis_missing_documents": True})
    assert hours(off, "CQ_TJC", IMPORT) == 62.5


def test_the_full_entry_is_off_the_path_with_two_steps(chongqing: Network) -> None:
    off = chongqing.with_practices({"two_step_declaration": False})
    assert hours(off, "CQ_TJC", IMPORT) == 62.5 + 24
    assert hours(off, "CQ_XNY", IMPORT, "durian_chilled") == 1


def test_durian_is_cleared_in_an_hour_by_the_green_channel_alone(chongqing: Network) -> None:
    off = chongqing.with_practices({"green_channel": False})
    assert hours(chongqing, "CQ_XNY", IMPORT, "durian_chilled") <= 1
    assert hours(off, "CQ_XNY", IMPORT, "durian_chilled") == 62.5
    assert hours(off, "CQ_XNY", IMPORT) == hours(chongqing, "CQ_XNY", IMPORT) == 62.5


@pytest.mark.parametrize(("practice", "regime"), [("clearance_9610", "9610"), ("F12", "1210")])
def test_a_regime_can_be_gone(chongqing: Network, practice: str, regime: str) -> None:
    off = chongqing.with_practices({practice: False})
    here = [row for row in off.clearance if row.place == "CN-CQ" and row.regime == regime]
    assert here
    assert not any(row.is_default for row in here)
    if regime == "9610":
        assert cleared(off, "CKG", EXPORT, "ecommerce_parcels").regime == "general"


def test_one_pass_off_adds_a_clearance_at_each_border(chongqing: Network) -> None:
    off = chongqing.with_practices({"one_pass": False})
    borders = [link for link in chongqing.links.values() if link.kind.value == "gauge_change"]
    for link in borders:
        is_meant = link.corridor in ("china_europe_west", "china_europe_east")
        more = off.links[link.id].hours_typical - link.hours_typical
        dearer = (off.links[link.id].usd_per_40ft or 0) - (link.usd_per_40ft or 0)
        assert (more, dearer) == (pytest.approx(12 * is_meant), pytest.approx(80 * is_meant))
    regimes = {row.regime: row.is_default for row in off.clearance if row.place == "CN"}
    assert (regimes["one_pass"], regimes["full_redeclaration"]) == (False, True)


def test_one_pass_off_delays_a_train_to_duisburg_by_two_borders(chongqing: Network) -> None:
    off = chongqing.with_practices({"one_pass": False})
    ends = [net.calls["YXO-DUI-W"][-1].arrive_offset_hours for net in (chongqing, off)]
    assert ends[1] - ends[0] == pytest.approx(24)


def test_fast_inspection_acts_at_rail_yards_and_spares_the_green_channel(
    chongqing: Network,
) -> None:
    off = chongqing.with_practices({"rail_scanning": False})
    assert hours(off, "CQ_TJC", IMPORT) == pytest.approx(62.5 + 0.05 * 24 / 2)
    assert hours(off, "CKG", IMPORT) == 62.5
    assert hours(off, "CQ_XNY", IMPORT, "durian_chilled") == 1


def test_pre_sorting_halves_the_delay_by_amendments(chongqing: Network) -> None:
    off = chongqing.with_practices({"pre_sorting": False})
    more = hours(off, "CKG", EXPORT, "ecommerce_parcels") - 1
    assert more == pytest.approx(0.04 * 24 / 2)


def test_classes_of_food_shippers_halve_inspections_of_food_alone(chongqing: Network) -> None:
    off = chongqing.with_practices({"food_class_management": False})
    assert hours(off, "CQ_TJC", IMPORT, "wine") == pytest.approx(63.1)
    assert hours(off, "CQ_TJC", IMPORT, "frozen_food") == pytest.approx(1.6)
    assert hours(off, "CQ_TJC", IMPORT, "durian_chilled") == 1
    assert hours(off, "CQ_TJC", IMPORT) == 62.5


def test_certificates_later_speed_up_auto_parts_alone(chongqing: Network) -> None:
    off = chongqing.with_practices({"declare_first_verify_later": False})
    assert hours(off, "CQ_TJC", IMPORT, "auto_parts") * 0.75 == pytest.approx(62.5, abs=1e-3)
    assert hours(off, "CQ_TJC", IMPORT) == 62.5


def test_barcodes_act_at_cuntan_alone_and_on_older_figures(chongqing: Network) -> None:
    on = chongqing.with_practices({"clearance_vintage": "2018-11", "barcode_declaration": True})
    assert hours(on, "CQ_CT", IMPORT, "ecommerce_parcels") == pytest.approx(98.53 * 0.8)
    assert hours(on, "CQ_TJC", IMPORT, "ecommerce_parcels") == 98.53


@pytest.mark.parametrize(
    ("practice", "place", "parcels", "an_hour"),
    [("peak_plan_cuntan", "CQ_CT", 79_000, 25_000), ("peak_plan_xiyong", "CQ_XY", 55_000, 16_000)],
)
def test_parcels_of_double_11_queue_without_a_peak_plan(
    chongqing: Network, practice: str, place: str, parcels: int, an_hour: int
) -> None:
    off = chongqing.with_practices({practice: False})
    with_it, without = (hours(net, place, EXPORT, "ecommerce_parcels") for net in (chongqing, off))
    assert without - with_it == pytest.approx(parcels / an_hour, abs=1e-3)
    assert cleared(off, place, EXPORT, "ecommerce_parcels").grade is Grade.ASSUMPTION
    assert hours(off, place, EXPORT) == hours(chongqing, place, EXPORT)
    assert hours(off, "CKG", EXPORT, "ecommerce_parcels") == with_it
    assert chongqing.with_practices({practice: True}).raw == chongqing.raw


def test_practices_of_one_place_and_of_the_region_add_up(chongqing: Network) -> None:
    off = chongqing.with_practices({"rail_scanning": False, "F21": False, "peer_packs": True})
    assert hours(off, "CQ_TJC", IMPORT, "auto_parts") == pytest.approx(63.1 / 0.75 * 0.9, abs=1e-3)
    assert hours(off, "CKG", IMPORT, "auto_parts") == pytest.approx(62.5 / 0.75 * 0.9, abs=1e-3)


def test_rcep_holds_for_its_members_alone(chongqing: Network) -> None:
    off = chongqing.with_practices({"rcep": False})
    assert [hours(net, "YVI", IMPORT) for net in (chongqing, off)] == [12, 24]
    assert [hours(net, "DUI", IMPORT) for net in (chongqing, off)] == [24, 24]
    on = chongqing.with_practices({"rcep_perishables": True})
    assert hours(on, "YVI", IMPORT, "durian_chilled") == 6
    assert hours(on, "YVI", IMPORT) == 12
    by_air = Tables(on).clearance(on.terminals["HAN"], IMPORT, "durian_chilled", flew=True)
    assert by_air is not None
    assert (by_air.hours_typical, by_air.regime) == (6, "air_import")


def test_what_other_cities_do_better_is_a_tenth(chongqing: Network) -> None:
    on = chongqing.with_practices({"peer_packs": True})
    assert hours(on, "CQ_TJC", IMPORT) == 56.25
    assert hours(on, "WXN", IMPORT) == 72


# handling


def test_departure_confirmation_saves_a_day_between_river_and_sea(chongqing: Network) -> None:
    off = chongqing.with_practices({"departure_confirmation": False})
    for terminal in ("SHA_YS", "SHA_WGQ", "TAC"):
        rows = [Tables(net).river_sea(net.terminals[terminal], "wine") for net in (chongqing, off)]
        before, after = (row.hours_typical if row else 0 for row in rows)
        assert after == 24
        assert before in (0.033, 0)
        assert after - before > 23.9
        assert all(row.usd_per_shipment == 0 for row in rows if row)
    assert off.applied == ("river_sea_departure_confirmation=off",)


def test_the_import_side_saves_48_hours_in_shanghai(chongqing: Network) -> None:
    off = chongqing.with_practices({"river_sea_confirmation_import": False})
    assert handled(chongqing, "SHA_YS", "sea", "river")[0] == 24
    assert handled(off, "SHA_YS", "sea", "river")[0] == 72
    assert handled(off, "NGB", "sea", "river") == handled(chongqing, "NGB", "sea", "river")


def test_direct_pickup_saves_a_lift_and_dwell_on_older_figures_alone(chongqing: Network) -> None:
    older = chongqing.with_practices({"clearance_vintage": "2018-11", "F08": True})
    assert handled(older, "SHA_YS", "river", "sea") == (pytest.approx(24 * 0.7), 60 - 38)
    assert handled(older, "HAM", "rail", "sea") == handled(chongqing, "HAM", "rail", "sea")
    now = chongqing.with_practices({"F08": True})
    assert handled(now, "SHA_YS", "river", "sea") == (24, 60)


def test_one_box_through_saves_a_fifth_at_qinzhou(chongqing: Network) -> None:
    on = chongqing.with_practices({"one_box_through": True})
    assert handled(chongqing, "QZH", "rail", "sea")[0] == 24
    assert handled(on, "QZH", "rail", "sea")[0] == pytest.approx(24 * 0.8)


def test_zero_wait_at_ningbo_saves_36_hours_and_3000_yuan(chongqing: Network) -> None:
    on = chongqing.with_practices({"F34": True})
    before, after = handled(chongqing, "NGB", "rail", "sea"), handled(on, "NGB", "rail", "sea")
    assert before[0] - after[0] == 36
    links = [net.links["RA126"].usd_per_40ft or 0 for net in (chongqing, on)]
    assert before[1] - after[1] + links[0] - links[1] == 423


# services, links and orders


@pytest.mark.parametrize(
    ("practice", "prefixes"),
    [
        ("yuxinou_services", ["YXO-"]),
        ("jiangjin_cold_chain", ["CCE-"]),
        ("china_laos_rail", ["CLR-", "CCE-01-", "CCE-02-", "CCE-03-"]),
        ("china_vietnam_rail", ["CVR-", "CCE-04-", "CCE-05-"]),
        ("land_sea_corridor", ["LSC-"]),
        ("river_direct_express", ["YZE-"]),
    ],
)
def test_services_can_be_switched_off(
    chongqing: Network, practice: str, prefixes: list[str]
) -> None:
    off = chongqing.with_practices({practice: False})
    closed = sum(running(chongqing, prefix) for prefix in prefixes)
    assert all(running(chongqing, prefix) for prefix in prefixes)
    assert not any(running(off, prefix) for prefix in prefixes)
    assert len(chongqing.open_services) - len(off.open_services) == closed


def test_wanzhou_gets_its_regional_freighters_and_no_more(chongqing: Network) -> None:
    on = chongqing.with_practices({"wanzhou_airport": True})
    assert running(on, "WXN-") == running(chongqing, "WXN-") + 10
    assert not on.is_open("WXN-FRA-O")


def test_without_priority_a_barge_waits_223_hours_at_the_lock(chongqing: Network) -> None:
    off = chongqing.with_practices({"river_lock_priority": False})
    assert off.links["RI133"].hours_typical == off.links["RI133R"].hours_typical == 223
    assert off.links["RI133"].usd_per_40ft == chongqing.links["RI133"].usd_per_40ft
    ends = [net.calls["YZE-WGQ-D"][-1].arrive_offset_hours for net in (chongqing, off)]
    assert ends[1] - ends[0] == pytest.approx(223 - 28.8)


def test_pooled_slots_leave_every_day(chongqing: Network) -> None:
    on = chongqing.with_practices({"chengdu_chongqing_pool": True})
    assert chongqing.services["HUB-CTU-W"].weekdays == (1, 2, 3, 4, 5)
    assert on.services["HUB-CTU-W"].weekdays == (1, 2, 3, 4, 5, 6, 7)


def test_mail_goes_by_no_train_without_the_mail_centre(chongqing: Network) -> None:
    off = chongqing.with_practices({"railway_mail_centre": False})
    new = [rule for rule in off.restrictions if rule not in chongqing.restrictions]
    (rule,) = new
    assert (rule.cargo_class, rule.mode, rule.country_or_service) == ("rail_mail", "rail", "*")
    assert rule.hard


def test_the_parcel_train_takes_everything_when_its_slots_are_not_kept(chongqing: Network) -> None:
    off = chongqing.with_practices({"cbec_express_train": False})
    assert "*" not in chongqing.services["YXO-CBE-W"].accepts
    assert off.services["YXO-CBE-W"].accepts == chongqing.services["YXO-DUI-W"].accepts


def test_cars_are_barred_where_the_permit_is_absent(chongqing: Network) -> None:
    off = chongqing.with_practices({"distribution_centres": False})
    assert {"-cars", "-pharma_chilled"} <= {*off.services["YXO-DUI-W"].accepts}
    assert "-cars" not in off.services["YZE-WGQ-D"].accepts
    assert "-machinery" not in off.services["YXO-DUI-W"].accepts


def test_less_unpacking_narrows_the_spread_at_the_border(chongqing: Network) -> None:
    older = chongqing.with_practices({"clearance_vintage": "2020"})
    on = older.with_practices({"rail_scanning_variance": True})
    for name in ("YXO-DUI-W", "CLR-XNY-S"):
        before, after = older.services[name].reliability_cv, on.services[name].reliability_cv
        assert after == pytest.approx(0.95 * before, abs=1e-4)
    assert "contain it already" in log(chongqing.with_practices({"F17": True}))[1].remark


def test_a_bonded_move_skips_one_clearance(chongqing: Network) -> None:
    off = chongqing.with_practices({"split_line_supervision": False})
    was, now = chongqing.links["RO255"], off.links["RO255"]
    assert now.hours_typical - was.hours_typical == pytest.approx(0.585)
    assert (now.usd_per_40ft or 0) - (was.usd_per_40ft or 0) == 138


def test_cargo_cannot_leak_where_no_other_hub_may_be_used(chongqing: Network) -> None:
    off = chongqing.with_practices({"competing_hubs": False})
    calls = [call for calls in off.calls.values() for call in calls]
    hubs = ("CTU_QBJ", "XIY_IP", "CGO_PT", "WUH_WJS", "YIW")
    assert not any(c.may_load or c.may_unload for c in calls if c.terminal_id in hubs)
    assert any(c.may_load for cs in chongqing.calls.values() for c in cs if c.terminal_id in hubs)


def test_a_closed_loop_leaves_four_slots_of_five(chongqing: Network) -> None:
    on = chongqing.with_practices({"crisis_closed_loop": True})
    assert chongqing.services["YXO-DUI-W"].capacity_teu == 14
    assert on.services["YXO-DUI-W"].capacity_teu == 11
    assert on.services["YZE-WGQ-D"] == chongqing.services["YZE-WGQ-D"]


def test_parcels_of_the_plan_for_2025_are_2_17_times_as_many(chongqing: Network) -> None:
    on = chongqing.with_practices({"cbec_volume_2025": True})
    assert on.orders["O080"].kg == pytest.approx(6800 * 2.17)
    assert on.orders["O071"].boxes_40ft == 14  # 6 x 2.17 = 13.02, whole boxes
    assert on.orders["O020"] == chongqing.orders["O020"]


# switches


def test_every_practice_is_a_switch_or_says_why_not(chongqing: Network) -> None:
    for practice in chongqing.practices.values():
        reason = recorded_because(practice, chongqing.raw)
        assert reason != "nothing reads this parameter", practice.id
        if reason:
            with pytest.raises(QuestionError, match="recorded only"):
                chongqing.with_practices({practice.id: True})


def test_what_is_so_already_changes_nothing_and_says_so(chongqing: Network) -> None:
    able = [p for p in chongqing.practices.values() if not recorded_because(p, chongqing.raw)]
    for practice in able:
        state = "2021-12" if practice.id == "clearance_vintage" else practice.default_on
        same = chongqing.with_practices({practice.id: state})
        assert same == Network(**{**vars_of(chongqing), "applied": same.applied}), practice.id
        (step,) = log(same)
        assert not step.changes
        assert step.remark
        assert "changes nothing: " in str(step)


def vars_of(network: Network) -> dict[str, object]:
    return {name: getattr(network, name) for name in network.__dataclass_fields__}


def test_a_gain_that_an_older_vintage_lacks_is_counted(chongqing: Network) -> None:
    older = chongqing.with_practices({"clearance_vintage": "2017"})
    on = older.with_practices({"two_step_declaration": True, "declare_first_verify_later": True})
    assert hours(on, "CQ_TJC", IMPORT) == 239 - 24
    assert hours(on, "CQ_TJC", IMPORT, "auto_parts") == pytest.approx((239 - 24) * 0.75)
    off = older.with_practices({"two_step_declaration": False})
    assert hours(off, "CQ_TJC", IMPORT) == 239
    assert "2017 do not contain it" in log(off)[1].remark


def test_the_order_is_vintage_practices_scenarios_whatever_was_asked_first(
    chongqing: Network,
) -> None:
    longer = Scenario.model_validate(
        {
            "id": "longer",
            "name": "Two hours more",
            "changes": [
                {
                    "op": "add", "table": "clearance", "field": "hours_typical", "value": 2,
                    "where": {"regime": "general", "place": "CN-CQ", "direction": "import"},
                }
            ],
        }
    )  # fmt: skip
    late = chongqing.apply(longer).with_practices({"peer_packs": True}).apply(
        "clearance_vintage=2020"
    )  # fmt: skip
    assert late.applied == ("clearance_vintage=2020", "peer_packs=on", "longer")
    assert hours(late, "CQ_TJC", IMPORT) == pytest.approx(68.32 * 0.9 + 2)


def test_a_switch_turned_back_leaves_no_trace(chongqing: Network) -> None:
    back = chongqing.with_practices({"one_pass": False}).with_practices({"one_pass": "on"})
    assert back.applied == ("one_pass=on",)
    assert back.links == chongqing.links


def test_an_order_book_of_the_user_stays(chongqing: Network) -> None:
    book = [chongqing.orders["O071"]]
    on = chongqing.with_orders(book).with_practices({"cbec_volume_2025": True})
    assert list(on.orders.values()) == book


def test_a_pickled_network_can_be_switched_back(chongqing: Network) -> None:
    off = pickle.loads(pickle.dumps(chongqing.with_practices({"one_pass": False})))
    assert off.with_practices({"one_pass": True}).links == chongqing.links


@pytest.mark.parametrize(
    ("name", "state", "message"),
    [
        ("one_pas", True, r"unknown id 'one_pas'.*did you mean one_pass"),
        ("24_7", True, r"'24_7', which means 2; expected one of cbec_24_7, cbec_24_7_calendar"),
        ("F50", False, r"feature F50, which is recorded only"),
        ("one_pass", "maybe", r"practice one_pass: found state 'maybe'; expected one of on, off"),
        ("clearance_vintage", "1999", r"expected one of 2017, 2018-11, 2018-12, 2020, 2021-12"),
    ],
)
def test_a_switch_that_means_nothing_is_named(
    chongqing: Network, name: str, state: bool | str, message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        chongqing.with_practices({name: state})


def test_every_wrong_switch_is_named_at_once(chongqing: Network) -> None:
    with pytest.raises(QuestionError, match="2 mistakes"):
        chongqing.apply("nothing=on", "one_pass=perhaps")


def test_figures_that_a_practice_assumed_are_graded_so(chongqing: Network) -> None:
    off = chongqing.with_practices({"pre_declaration": False, "one_pass": False})
    assert cleared(off, "CQ_TJC", IMPORT).grade == "assumption"
    assert off.links["RA005"].grade == "assumption"


@pytest.mark.parametrize(
    ("column", "value"), [("value", "much"), ("value", "0"), ("off_value", "long")]
)
def test_a_practice_with_a_figure_that_does_not_fit_is_named(
    chongqing: Network, column: str, value: str
) -> None:
    changes = [
        {"op": "set", "table": "practices", "where": {"id": name}, "field": column, "value": value}
        for name in ("single_window_time", "pre_declaration")
    ]
    spoilt = Scenario.model_validate({"id": "spoilt", "name": "Spoilt", "changes": changes})
    world = chongqing.apply(spoilt)
    name = "pre_declaration" if column == "off_value" else "single_window_time"
    with pytest.raises(ScenarioError, match=rf"practice {name}: found .*expected figures"):
        world.with_practices({name: False})
