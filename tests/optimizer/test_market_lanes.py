"""Lanes of a market: each mode at its least generalised cost, or the reason why it is not there."""

from __future__ import annotations

import pytest

import landbridge as lb
from landbridge.network.economics.market_split import LaneSize
from landbridge.network.row import Mode
from landbridge.optimizer.market_lanes import LaneQuestion, main_mode, market_lanes


@pytest.fixture(scope="module")
def chongqing():
    return lb.load("chongqing")


def test_a_mode_costs_its_least_generalised_cost_not_its_least_freight():
    toy = lb.load("toy")
    order = toy.orders["T4"].model_copy(update={"value_usd": 4_000_000.0})
    answer = lb.routes(toy, order)
    by_mode = {}
    for route in answer.within():
        by_mode.setdefault(main_mode(route).value, []).append(route)
    [lane] = market_lanes(toy, [order], workers=1)
    for offer in lane.offers:
        least = min(answer.generalised_cents(route) for route in by_mode[offer.mode])
        assert offer.usd_per_kg * order.kg * 100 == pytest.approx(least, abs=1)
    assert lane.size == LaneSize(2, order.kg / 1000, 4_000_000.0)


def test_what_is_late_is_offered_only_at_a_price():
    toy = lb.load("toy")
    hard = toy.orders["T1"]
    [lane] = market_lanes(toy, [hard], workers=1)
    assert "too slow" in lane.absent["sea"]
    asked = LaneQuestion(late_usd_per_teu_day=100.0)
    [late] = market_lanes(toy, [hard], asked, workers=1)
    cost = {offer.mode: offer.usd_per_kg for offer in late.offers}
    asked = LaneQuestion(late_usd_per_teu_day=200.0)
    [later] = market_lanes(toy, [hard], asked, workers=1)
    more = {offer.mode: offer.usd_per_kg for offer in later.offers}["sea"] - cost["sea"]
    days = more * hard.kg / (100 * 4)
    assert days == pytest.approx(round(days))
    assert days >= 1


def test_a_hop_along_a_coast_does_not_hide_the_way_over_the_ocean(chongqing):
    [lane] = market_lanes(
        chongqing, [chongqing.orders["O012"]], LaneQuestion(late_usd_per_teu_day=0.0), workers=1
    )
    via = {offer.via: offer.mode for offer in lane.offers}
    assert via["china_europe_west > sea_europe"] == Mode.RAIL.value
    assert via["land_sea > sea_europe"] == Mode.SEA.value


def test_routes_round_each_corridor_are_found_and_none_is_cheaper_than_the_best(chongqing):
    order = chongqing.orders["O020"]
    [plain] = market_lanes(chongqing, [order], workers=1)
    [lane] = market_lanes(chongqing, [order], LaneQuestion(by_corridor=True), workers=1)
    rail = [offer for offer in lane.offers if offer.mode == "rail"]
    assert len({offer.via for offer in rail}) > 1
    for mode in ("rail", "air"):
        least = {min(o.usd_per_kg for o in a.offers if o.mode == mode) for a in (plain, lane)}
        assert len(least) == 1


def test_what_cannot_be_answered_says_why_and_any_number_of_workers_agrees():
    toy = lb.load("toy")
    wrong = toy.orders["T1"].model_copy(update={"cargo_class": "nothing"})
    empty = toy.orders["T1"].model_copy(update={"kg": 0.0})
    lanes = market_lanes(toy, [wrong, empty, toy.orders["T2"]], workers=1)
    assert "nothing" in lanes[0].failure
    assert lanes[1].failure is not None
    assert lanes[2].offers
    assert market_lanes(toy, [wrong, empty, toy.orders["T2"]], workers=2) == lanes
