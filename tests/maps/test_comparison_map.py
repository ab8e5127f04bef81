"""A map of two plans shows what changes from one to the other, with the figures of both."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from landbridge.maps.comparison_map import draw_comparison
from landbridge.maps.comparison_words import signed_size, way_words
from landbridge.maps.flow_changes import ChangeKind, flow_changes, leg_changes
from landbridge.maps.flows import flows, leg_loads
from landbridge.maps.wording import signed
from landbridge.network.errors import QuestionError
from landbridge.network.plan import Objective
from landbridge.network.plan_difference import plan_difference


def changes_of(before, after, function=flow_changes):
    plans = (before, after)
    loads = tuple(leg_loads(plan.assignments) for plan in plans)
    return function(tuple(plan.network for plan in plans), loads)


def box_stretches(plan):
    drawn = flows(plan.network, leg_loads(plan.assignments))
    return sum(flow.size_boxes * len(flow.parts) for flow in drawn)


def calls_of(html, function):
    lines = re.findall(rf"^landbridge\.{function}\((.*)\);$", html, re.MULTILINE)
    return [json.loads("[" + re.sub(r"^(?:[a-z]\w+, ?)*", "", line) + "]") for line in lines]


@pytest.fixture(scope="module")
def html(plan, other_plan):
    return draw_comparison(plan, other_plan).html()


def test_the_changes_of_all_stretches_add_up_to_the_difference(plan, other_plan):
    changes = changes_of(plan, other_plan)
    more = sum(change.more_boxes * len(change.flow.parts) for change in changes)
    assert more == pytest.approx(box_stretches(other_plan) - box_stretches(plan))
    assert {change.kind for change in changes} == set(ChangeKind)


def test_every_stretch_is_part_of_one_change(plan, other_plan):
    changes = changes_of(plan, other_plan)
    parts = [(c.flow.corridor, c.flow.mode, part) for c in changes for part in c.flow.parts]
    assert len(parts) == len(set(parts))
    for change in changes:
        ends = [part.end for part in change.flow.parts[:-1]]
        assert ends == [part.start for part in change.flow.parts[1:]]


def test_the_other_way_round_what_is_new_is_gone(plan, other_plan):
    there, back = changes_of(plan, other_plan), changes_of(other_plan, plan)
    opposite = {ChangeKind.NEW: ChangeKind.GONE, ChangeKind.GREW: ChangeKind.SHRANK}
    for kind, other in opposite.items():
        found = {part for c in there if c.kind is kind for part in c.flow.parts}
        assert found == {part for c in back if c.kind is other for part in c.flow.parts}


def test_what_is_new_runs_in_the_plan_after_only(plan, other_plan):
    def parts_of(own):
        drawn = flows(own.network, leg_loads(own.assignments))
        return {(flow.corridor, flow.mode, part) for flow in drawn for part in flow.parts}

    before, after = parts_of(plan), parts_of(other_plan)
    found = {ChangeKind.NEW: set(), ChangeKind.GONE: set()}
    for change in changes_of(plan, other_plan):
        if change.kind in found:
            keys = {(change.flow.corridor, change.flow.mode, p) for p in change.flow.parts}
            found[change.kind] |= keys
    assert found == {ChangeKind.NEW: after - before, ChangeKind.GONE: before - after}


def test_a_plan_beside_itself_changes_nothing(plan):
    assert {change.kind for change in changes_of(plan, plan)} == {ChangeKind.SAME}
    assert changes_of(plan, plan, leg_changes) == ()


def test_legs_add_up_to_what_the_main_legs_cost_more(plan, other_plan):
    def cost(own):
        loads = leg_loads(own.assignments)
        return sum(load.cost_cents for load in loads if not load.leg.is_drayage)

    changes = changes_of(plan, other_plan, leg_changes)
    # A leg that carries as much as before may still cost more, and is not in the list.
    same = {c.key for c in changes_of(other_plan, plan, leg_changes)}
    assert same == {c.key for c in changes}
    assert sum(c.more_cents for c in changes) == pytest.approx(
        cost(other_plan) - cost(plan), abs=cost(plan) * 0.01
    )


def test_the_panel_has_the_figures_of_the_difference(html, plan, other_plan):
    difference = plan_difference(plan, other_plan)
    assert f">{difference.before_cents / 100:,.0f}</td>" in html
    assert f">{difference.after_cents / 100:,.0f}</td>" in html
    assert f">{signed(difference.more_cents / 100)}</td>" in html
    assert f">{signed((difference.after_co2e_g - difference.before_co2e_g) / 1e6)}</td>" in html
    changed = [order for order in difference.orders if not order.is_kept]
    assert f"{len(changed)} shipments" in html


def test_each_plan_and_the_difference_are_drawn_whole(html, plan, other_plan):
    calls = calls_of(html, "drawFlows")
    drawn = {"before": 0, "after": 0, "difference": 0}
    for lines, pane in calls:
        drawn[pane] += len(lines)
    loads = {"before": plan, "after": other_plan}
    for pane, own in loads.items():
        assert drawn[pane] == len(flows(own.network, leg_loads(own.assignments)))
    assert drawn["difference"] == len(changes_of(plan, other_plan))


def test_cards_refer_to_the_departures_of_their_own_plan(html, plan):
    ((legs,),) = calls_of(html, "setLegs")
    first = len(leg_loads(plan.assignments))
    for lines, pane in calls_of(html, "drawFlows"):
        for line in lines:
            for number in line["card"].get("legs", ()):
                assert number < len(legs)
                assert (number < first) is (pane == "before")


def test_a_terminal_says_what_it_handles_in_either_plan(html, plan, other_plan):
    ((marks,),) = calls_of(html, "drawTerminals")
    cards = {mark["id"]: mark["card"] for mark in marks}
    assert len(cards) == len(marks)
    for own, label in ((plan, "Before"), (other_plan, "After")):
        loads = [load for load in leg_loads(own.assignments) if load.leg.from_terminal == "CKG"]
        loaded = sum(load.boxes for load in loads)
        facts = {fact[0][0]: fact[1][0] for fact in cards["CKG"]["facts"][:2]}
        assert facts[label].startswith(f"{loaded:,} box")


def test_a_variant_of_a_way_is_named():
    words = [way_words(way).en for way in ("", "suez", "cape", "northern")]
    assert words == ["", " by Suez", " round the Cape", " by northern"]


def test_plans_with_different_aims_are_not_compared(plan):
    other = replace(plan, objective=Objective.GENERALISED)
    with pytest.raises(QuestionError, match="objective"):
        draw_comparison(plan, other)


def test_the_page_is_small_and_the_same_every_time(html, plan, other_plan):
    assert len(html.encode()) < 3_000_000
    assert draw_comparison(plan, other_plan).html() == html


@pytest.mark.parametrize(
    ("number", "text"),
    [(12, "+12"), (-1234, "−1,234"), (0, "0"), (0.04, "0"), (2.5, "+2.5"), (-0.06, "−0.1")],
)
def test_changes_have_a_sign(number, text):
    assert signed_size(number) == text
