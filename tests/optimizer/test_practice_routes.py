"""What practices do to real routes and plans, with the numbers of their sources."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from landbridge.network.network import Network
from landbridge.network.plan_files import plan_json, read_plan
from landbridge.network.read import load
from landbridge.network.route import Route
from landbridge.network.verify import verify
from landbridge.optimizer.own_route import price_route
from landbridge.optimizer.plan import plan
from landbridge.optimizer.routes import routes

RIVER_SEA = "CQ_FL YZO-WGQ-D WUH_YL YZF-WHY-D SHA_YS OCA-SH5-O JKT"


@pytest.fixture(scope="module")
def chongqing() -> Network:
    return load("chongqing")


def front(network: Network, order: str) -> tuple[Route, ...]:
    return routes(network, network.orders[order]).routes


def corridors(network: Network, order: str) -> set[str]:
    return {leg.corridor for route in front(network, order) for leg in route.main_legs}


def test_without_departure_confirmation_the_ship_is_missed_at_no_cost(chongqing: Network) -> None:
    off = chongqing.with_practices({"departure_confirmation": False})
    order = chongqing.orders["O028"]
    with_it, without = (price_route(net, order, RIVER_SEA).route for net in (chongqing, off))
    assert without.delivered_at - with_it.delivered_at >= timedelta(days=1)
    assert without.freight_cents(order.num_units) == with_it.freight_cents(order.num_units)
    at_sea = [next(h for h in r.handlings if h.terminal_id == "SHA_YS") for r in (with_it, without)]
    assert at_sea[1].duration - at_sea[0].duration == timedelta(hours=24, minutes=-2)


def test_no_train_from_chongqing_reaches_europe_without_yuxinou(chongqing: Network) -> None:
    off = chongqing.with_practices({"yuxinou_services": False})
    alone = off.with_practices({"competing_hubs": False})
    assert "rail" in {route.mode_label for route in front(chongqing, "O020")}
    trains = [route for route in front(off, "O020") if route.mode_label == "rail"]
    assert all(route.legs[0].departure.service_id.startswith("HUB-") for route in trains)
    assert "rail" not in {route.mode_label for route in front(alone, "O020")}


def test_without_the_laos_line_cargo_for_thailand_takes_other_ways(chongqing: Network) -> None:
    off = chongqing.with_practices({"china_laos_rail": False})
    assert "china_laos_thailand" in corridors(chongqing, "O024")
    assert "china_laos_thailand" not in corridors(off, "O024")
    assert corridors(off, "O024") & {"road_asean", "china_vietnam", "land_sea", "sea_asia"}


def test_without_the_mail_centre_mail_takes_no_train(chongqing: Network) -> None:
    off = chongqing.with_practices({"railway_mail_centre": False})
    by_rail = [any(leg.mode == "rail" for route in front(net, "O074") for leg in route.legs)
               for net in (chongqing, off)]  # fmt: skip
    assert by_rail == [True, False]
    assert "air" in {route.mode_label for route in front(off, "O074")}


def test_durian_waits_an_hour_for_customs_by_the_green_channel(chongqing: Network) -> None:
    off = chongqing.with_practices({"green_channel": False})
    on_arrival = [min(r.handlings[-1].clearance_minutes for r in front(net, "O114"))
                  for net in (chongqing, off)]  # fmt: skip
    assert on_arrival[0] <= 60
    assert on_arrival[1] > 24 * 60


def test_parcels_ready_on_friday_evening_are_released_on_monday(chongqing: Network) -> None:
    order = chongqing.orders["O080"].model_copy(
        update={"origin": "CKG", "ready": date(2025, 11, 7), "due": date(2025, 12, 1)}
    )
    off = chongqing.with_practices({"cbec_24_7_calendar": False})
    by_air = [
        next(r for r in routes(net, order).routes if r.legs[0].mode == "air")
        for net in (chongqing, off)
    ]
    ends = [f"{r.handlings[0].ends_at:%a %H:%M}" for r in by_air]
    assert ends == ["Fri 11:00", "Mon 01:30"]  # in UTC: Friday 19:00, Monday 09:30 of Chongqing


def test_a_plan_with_practices_is_sound_and_read_back_with_them(
    chongqing: Network, tmp_path: Path
) -> None:
    off = chongqing.apply(
        "departure_confirmation=off", "clearance_vintage=2018-11", "one_pass=off", "suez_reopens"
    )
    few = off.with_orders([off.orders[name] for name in ("O020", "O028", "O106")])
    found = plan(few)
    assert not verify(found)
    path = tmp_path / "plan.json"
    path.write_text(plan_json(found), encoding="utf-8")
    again = read_plan(path)
    assert again.network.applied == (
        "clearance_vintage=2018-11", "one_pass=off", "river_sea_departure_confirmation=off",
        "suez_reopens",
    )  # fmt: skip
    assert not verify(again)
    assert again.network.links == off.links
