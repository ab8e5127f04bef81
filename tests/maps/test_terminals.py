"""Terminals are drawn by what the plan does there, and named by place where they are close."""

from __future__ import annotations

import pytest

from landbridge.maps.flows import flows, leg_loads
from landbridge.maps.terminals import place_names, short_name, terminal_marks
from landbridge.maps.views import views


@pytest.fixture(scope="module")
def marks(chongqing, plan):
    loads = leg_loads(plan.assignments)
    return terminal_marks(chongqing, flows(chongqing, loads), loads)


def by_name(marks):
    return {mark["card"]["title"].en: mark for mark in marks}


def test_every_end_of_a_shipment_is_marked_as_one(chongqing, plan, marks):
    ends = {chongqing.terminals[o.origin].name for o in plan.orders.values()}
    ends |= {chongqing.terminals[o.destination].name for o in plan.orders.values()}
    assert {mark["card"]["title"].en for mark in marks if mark["kind"] == "end"} == ends


def test_the_busiest_terminals_come_first_and_passed_ones_last(marks):
    kinds = [mark["kind"] for mark in marks]
    first_passed = kinds.index("pass")
    assert set(kinds[first_passed:]) == {"pass"}
    assert marks[0]["place"].en.startswith("Chongqing")


def test_boxes_loaded_at_the_terminals_are_those_of_the_legs(plan, marks):
    legs = sum(a.units * len(a.route.legs) for a in plan.assignments if a.route.unit.is_box)
    loaded = [mark["card"]["facts"][0][1].en for mark in marks if mark["kind"] != "pass"]
    assert sum(int(text.split(" box")[0].replace(",", "")) for text in loaded) == legs


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Duisburg (logport / DIT)", "Duisburg"),
        ("Los Angeles / Long Beach", "Los Angeles"),
        ("Bruzgi-Kuznica", "Bruzgi-Kuznica"),
    ],
)
def test_a_short_name_has_no_brackets_and_no_second_name(name, short):
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("terminal_id", "place"),
    [
        ("SHA_YS", ("Shanghai", "上海")),
        ("PVG", ("Shanghai", "上海")),
        ("WZ_XT", ("Wanzhou", "万州")),
        ("QZH_E", ("Qinzhou Port", "钦州港")),
        ("DUI", ("Duisburg", "杜伊斯堡")),
    ],
)
def test_close_terminals_with_names_that_begin_alike_share_a_place(chongqing, terminal_id, place):
    names = place_names(list(chongqing.terminals.values()))
    assert names[terminal_id][0] == place[0]
    assert names[terminal_id][1].startswith(place[1]) or terminal_id == "WZ_XT"


def test_views_begin_with_everything_and_name_the_regions_in_use(marks):
    found = views(marks, [[0.0, 0.0]])
    names = [view["name"].en for view in found]
    assert names[:4] == ["All", "Eurasia", marks[0]["place"].en, "Europe"]
    for view in found:
        (south, west), (north, east) = view["bounds"]
        assert south < north
        assert west < east


def test_an_empty_map_has_no_views():
    assert views([], []) == []
