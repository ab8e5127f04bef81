"""The map of a reach says what the reach says."""

from __future__ import annotations

import json
import re

import pytest

from landbridge.maps import draw_reach
from landbridge.maps.bands import NICE_USD, bands, fourfold_bands
from landbridge.maps.phrases import Language
from landbridge.maps.reach_scene import NEVER, reach_scene
from landbridge.optimizer.reach_ways import reach_ways


@pytest.fixture(scope="module")
def shipment(chongqing):
    return chongqing.orders["O020"]


@pytest.fixture(scope="module")
def ways(chongqing, shipment):
    return reach_ways(chongqing, shipment)


@pytest.fixture(scope="module")
def scene(chongqing, shipment, ways):
    return reach_scene(chongqing, shipment, ways)


def test_every_choice_of_modes_has_the_figures_of_its_reach(scene, chongqing, shipment, ways):
    ready = shipment.ready_at(chongqing.terminals[shipment.origin])
    assert [set(c["modes"]) for c in scene["choices"]] == [
        {mode.value for mode in found.modes} for found in ways
    ]
    for choice, found in zip(scene["choices"], ways, strict=True):
        for minutes, cents, reach in zip(
            choice["time"], choice["cost"], found.reaches, strict=True
        ):
            if reach.delivered_at is None:
                assert (minutes, cents) == (NEVER, NEVER)
            else:
                assert minutes == (reach.delivered_at - ready).total_seconds() / 60
                assert cents == reach.freight_cents


def test_ways_are_the_rides_of_the_reach(scene, chongqing, ways):
    ids = list(chongqing.terminals)
    for measure, by_terminal in (("time", ways[0].soonest), ("cost", ways[0].cheapest)):
        for number, node in enumerate(scene["choices"][0][f"{measure}_ways"]):
            rides = []
            while node != NEVER:
                ride, node, begins, ends = scene["nodes"][node]  # noqa: PLW2901
                row = scene["rides"][ride]
                rides.append((ids[row["from"]], ids[row["to"]], begins, ends))
            expected = by_terminal.get(ids[number], ())
            assert [(b, e) for *_, b, e in reversed(rides)] == [
                (r.begins, r.ends) for r in expected
            ]


def test_a_ride_runs_over_its_lines_from_end_to_end(scene):
    for ride in scene["rides"]:
        assert len(ride["lines"]) == len(ride["ends"]) > 0
        assert ride["ends"] == sorted(ride["ends"])
        assert ride["ends"][-1] == 1
        start, end = (scene["terminals"][ride[side]] for side in ("from", "to"))
        first = scene["lines"][ride["lines"][0]]["points"][0][0]
        last = scene["lines"][ride["lines"][-1]]["points"][-1][-1]
        assert first == pytest.approx([start["lat"], start["lon"]], abs=0.6)
        assert last[0] == pytest.approx(end["lat"], abs=0.6)


def test_bands_are_round_grow_and_hold_everything():
    ends = bands([30, 400, 800, 1500, 2600, 5000], [50, 100, 500, 1000, 2500, 5000])
    assert ends == sorted(set(ends))
    assert ends[-1] >= 5000
    assert set(ends) <= {50, 100, 500, 1000, 2500, 5000}
    assert bands([], [10, 20]) == [10]


def test_bands_of_few_large_values_grow_fourfold():
    assert fourfold_bands([3, 900, 4_100_000], NICE_USD) == [
        5000, 20_000, 80_000, 300_000, 1_500_000, 5_000_000,
    ]  # fmt: skip
    assert fourfold_bands([], [10, 20]) == [10]


def test_the_page_is_small_and_the_same_every_time(chongqing, shipment, ways):
    html = draw_reach(chongqing, shipment, ways).html()
    assert len(html.encode()) < 2_000_000
    assert draw_reach(chongqing, shipment, ways).html() == html
    (call,) = re.findall(r"^landbridge\.setUpReach\(\w+, (.*)\);$", html, re.MULTILINE)
    assert len(json.loads(call)["terminals"]) == len(chongqing.terminals)


def test_the_page_can_begin_in_chinese(chongqing, shipment, ways):
    html = draw_reach(chongqing, shipment, ways, language=Language.ZH).html()
    assert '<html lang="zh-CN">' in html
    assert ">可达场站<" in html
