"""The map of a stress report says what the report says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from stress_reports import report_on

from landbridge.maps import draw_stress
from landbridge.maps.flows import leg_loads, leg_parts
from landbridge.maps.stress_scene import stress_scene


@pytest.fixture(scope="module")
def report(chongqing, plan):
    return report_on(chongqing, plan)


@pytest.fixture(scope="module")
def scene(chongqing, report):
    return stress_scene(chongqing, report)


def test_the_list_has_the_figures_of_the_report_in_its_order(scene, report):
    assert [(c["ids"], c["teu"], c["usd"], c["orders"]) for c in scene["singles"]] == [
        ([f.name for f in c.failures], c.more_unserved_teu, c.more_usd, c.num_orders)
        for c in report.closures
    ]
    assert len(scene["pairs"]) == len(report.pairs)


def test_a_failure_closes_its_lines_and_its_terminal(scene, chongqing, report):
    terminal, exposure, service, link, border = scene["singles"]
    for point in (terminal, border):
        assert (len(point["points"]), point["lines"]) == (1, [])
    assert len(link["lines"]) >= 1
    assert set(link["lines"]) <= set(service["lines"])
    assert len(exposure["lines"]) > 0
    mark = scene["terminals"][border["points"][0]]
    assert mark["lat"] == chongqing.terminals[report.closures[4].failures[0].name].lat


def test_a_link_that_is_closed_ends_at_its_terminals(scene, chongqing, report):
    link = chongqing.links[report.closures[3].failures[0].name]
    points = [p for line in scene["singles"][3]["lines"] for p in scene["lines"][line]["points"]]
    ends = {tuple(point) for piece in points for point in (piece[0], piece[-1])}
    for terminal_id in (link.from_terminal, link.to_terminal):
        terminal = chongqing.terminals[terminal_id]
        assert any(abs(lat - terminal.lat) < 0.6 for lat, _ in ends)


def test_flows_before_and_after_are_those_of_the_plans(scene, chongqing, report):
    for flat, plan in zip(
        scene["plans"], (report.plan, report.closures[0].whole_plan), strict=True
    ):
        boxes = defaultdict(float)
        for load in leg_loads(plan.assignments):
            for part in leg_parts(chongqing, load.leg):
                ends = frozenset((part.start, part.end))
                boxes[ends, part.variant, load.leg.mode] += load.size_boxes
        assert len(flat) == 2 * len(boxes)
        assert sum(flat[1::2]) == pytest.approx(sum(boxes.values()), abs=0.01 * len(boxes))
    assert [c["plan"] for c in scene["singles"]] == [1, -1, -1, -1, -1]


def test_only_kinds_that_were_tested_can_be_shown(chongqing, report):
    some = replace(report, closures=report.closures[2:3])
    assert [kinds for _, kinds in stress_scene(chongqing, some)["views"]] == [["service"]]


def test_things_are_ranked_by_what_they_leave_behind_and_by_cost(scene, report):
    assert scene["ranks"]["teu"] == [0, 1, 2, 3, 4]
    assert [report.closures[n] for n in scene["ranks"]["usd"]] == list(report.dearest)
    assert scene["bands"]["usd"][-1] >= 70_000
    assert scene["bands"]["teu"][-1] >= 40


def test_a_report_of_nothing_is_a_map_of_the_plan(chongqing, report):
    html = draw_stress(chongqing, replace(report, closures=(), pairs=())).html()
    assert len(html.encode()) < 3_000_000
    assert draw_stress(chongqing, replace(report, closures=(), pairs=())).html() == html
