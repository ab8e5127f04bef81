"""The map of a plan says what the plan says."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

import landbridge.maps
from landbridge.maps import PlanMap, draw_plan, draw_route
from landbridge.maps.escaping import script_json
from landbridge.maps.flows import flows, leg_loads
from landbridge.maps.wording import usd
from landbridge.network.plan import Unserved


@pytest.fixture(scope="module")
def html(chongqing, plan):
    return draw_plan(chongqing, plan).html()


def calls_of(html, function):
    """Return the first argument of every call of one of our functions that is a value."""
    lines = re.findall(rf"^landbridge\.{function}\((.*)\);$", html, re.MULTILINE)
    return [json.loads("[" + re.sub(r"^(?:[a-z]\w+, )*", "", line) + "]")[0] for line in lines]


def test_every_flow_is_drawn_once(html, chongqing, plan):
    drawn = [flow for layer in calls_of(html, "drawFlows") for flow in layer]
    expected = flows(chongqing, leg_loads(plan.assignments))
    assert len(drawn) == len(expected)
    assert sum(flow["boxes"] for flow in drawn) == pytest.approx(
        sum(flow.size_boxes for flow in expected), abs=0.01 * len(drawn)
    )


def test_there_is_a_layer_for_each_corridor_and_mode(html, chongqing, plan):
    expected = {(leg.corridor, leg.mode) for a in plan.assignments for leg in a.route.legs}
    assert len(calls_of(html, "drawFlows")) == len(expected)
    for corridor_id in {corridor for corridor, _ in expected}:
        assert script_json(chongqing.corridors[corridor_id].name_zh) in html


def test_a_popup_names_departures_costs_and_grades(html, chongqing, plan):
    (legs,) = calls_of(html, "setLegs")
    loads = leg_loads(plan.assignments)
    assert len(legs) == len(loads)
    facts = {label[0]: value for label, value in legs[0]["facts"] if isinstance(label, list)}
    assert facts["Departs"][0].endswith("UTC)")
    assert facts["Departs"][1].startswith("2025年")
    assert facts["Cost"][0].startswith(usd(loads[0].cost_cents).en)
    assert facts["Grade"][0] == loads[0].leg.grade.value


def test_cards_refer_to_the_departures_on_their_line(html):
    (legs,) = calls_of(html, "setLegs")
    for layer in calls_of(html, "drawFlows"):
        for flow in layer:
            assert flow["card"]["legs"]
            assert max(flow["card"]["legs"]) < len(legs)


def test_the_panel_has_the_figures_of_the_plan(html, plan):
    assert f"{len(plan.orders)} of {len(plan.orders)} shipments" in html
    assert f">{usd(plan.cost_cents).en}</dd>" in html
    assert "Boundaries are indicative" in html


def test_the_page_is_small_and_the_same_every_time(html, chongqing, plan):
    assert len(html.encode()) < 3_000_000
    assert draw_plan(chongqing, plan).html() == html


def test_shipments_that_are_not_served_are_listed(chongqing, plan):
    gone = plan.assignments[0].shipment_id
    unserved = (Unserved(shipment_id=gone, units=1, reason="no slot"),)
    rest = replace(plan, assignments=plan.assignments[1:], unserved=unserved)
    html = draw_plan(chongqing, rest).html()
    assert "140 of 141 shipments" in html
    assert f"{gone}: no slot" in html


def test_an_empty_plan_is_a_map_of_the_world(chongqing, plan):
    html = draw_plan(chongqing, replace(plan, assignments=())).html()
    assert calls_of(html, "drawFlows") == []
    assert html.count("\nlandbridge.drawBasemap(") == 4


def test_no_attack_reaches_the_markup_of_a_page(hostile_plan):
    html = draw_plan(hostile_plan.network, hostile_plan).html()
    assert "<img" not in re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert "<script>window.ran" not in html
    assert "{{ 7*7 }}" in html
    assert "${window" not in html.split("landbridge.setLegs", 1)[0].split("<aside", 1)[0]


def test_routes_of_a_shipment_are_layers_of_their_own(chongqing, plan):
    routes = [plan.assignments[0].route, plan.assignments[1].route]
    page = draw_route(chongqing, routes, units=3)
    html = page.html()
    assert isinstance(page, PlanMap)
    assert "2 routes" in html
    assert usd(plan.assignments[0].route.freight_cents(3)).en in html
    modes = [{leg.mode for leg in route.legs} for route in routes]
    assert len(calls_of(html, "drawFlows")) == sum(len(own) for own in modes)


def test_a_map_without_routes_says_so(chongqing):
    assert "0 routes" in draw_route(chongqing, []).html()


def test_a_name_that_does_not_exist_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'draw_globe'"):
        landbridge.maps.draw_globe  # noqa: B018
