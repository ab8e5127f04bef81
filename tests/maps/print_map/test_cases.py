"""Plans of every kind can be drawn: none, loose cargo, other gateways, names that are attacks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

import landbridge as lb
from landbridge.maps.letters import can_draw
from landbridge.maps.phrases import Language
from landbridge.maps.print_map import draw_print_map
from landbridge.maps.print_map.projection import EURASIA

HOSTILE = (
    "=A1 $\\frac{$ <b>&'\" \u202egnp \u05e9\u05dc\u05d5\u05dd\u0000\n\u2028 \U0001f600 _x % {} "
    + "long " * 80
)


def texts(figure):
    return [a.get_text() for a in figure.findobj() if type(a).__name__ == "Text" and a.get_text()]


def only(plan, keep):
    """Return the plan of the assignments that are kept."""
    return replace(plan, assignments=tuple(a for a in plan.assignments if keep(a)))


@pytest.mark.parametrize("language", Language)
def test_a_plan_of_nothing_says_so(chongqing, plan, language):
    chart = draw_print_map(chongqing, only(plan, lambda _: False), language=language)
    assert chart.rows == ()
    assert chart.title.startswith("No cargo" if language is Language.EN else "没有货物")
    assert chart.picture("png").startswith(b"\x89PNG")


def test_a_plan_of_loose_cargo_has_tonnes(chongqing, plan):
    loose = only(plan, lambda a: not a.route.unit.is_box)
    chart = draw_print_map(chongqing, loose)
    assert all(row["boxes"] == 0 for row in chart.rows)
    assert "on time" in chart.title
    assert any(text.endswith(" t") for text in texts(chart.figure))


@pytest.mark.parametrize("place", ["DUI", "LAX_P", "SSZ"])
def test_routes_from_another_gateway_are_centred_there(chongqing, plan, place):
    near = only(
        plan, lambda a: place in (a.route.legs[0].from_terminal, a.route.legs[-1].to_terminal)
    )
    last = only(near, lambda a: a is near.assignments[0])
    short = [replace(a, route=replace(a.route, legs=a.route.legs[-1:])) for a in last.assignments]
    chart = draw_print_map(chongqing, replace(plan, assignments=tuple(short)))
    assert len(chart.rows) >= 1
    assert chart.picture("svg").startswith(b"<?xml")


@pytest.mark.parametrize("language", Language)
def test_names_that_are_attacks_are_only_text(chongqing, few, overlaps, language):
    names = {"name": HOSTILE, "name_zh": HOSTILE}
    network = replace(
        chongqing,
        name=HOSTILE,
        applied=(HOSTILE,),
        terminals={k: t.model_copy(update=names) for k, t in chongqing.terminals.items()},
        cities={k: c.model_copy(update=names) for k, c in chongqing.cities.items()},
        corridors={k: c.model_copy(update=names) for k, c in chongqing.corridors.items()},
    )
    chart = draw_print_map(network, replace(few, network=network), language=language)
    assert all(can_draw(text.replace("\n", "")) for text in texts(chart.figure))
    assert overlaps(chart.figure).other_labels == 0
    ET.fromstring(chart.picture("svg"))
    assert chart.picture("pdf").startswith(b"%PDF")


def test_a_plan_of_the_toy_network_is_drawn():
    toy = lb.load("toy")
    plan = lb.plan(toy, toy.orders)
    chart = draw_print_map(toy, plan)
    assert chart.rows
    assert EURASIA.note()[Language.EN] in chart.note
