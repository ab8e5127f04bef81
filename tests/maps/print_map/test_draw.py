"""A print map shows what the plan carries, in either language, as the same bytes each time."""

from __future__ import annotations

import pytest

import landbridge as lb
from landbridge.maps.flows import flows, leg_loads
from landbridge.maps.letters import can_draw
from landbridge.maps.phrases import Language
from landbridge.network.summary import summarise


def gids(figure, prefix):
    """Return what was drawn under a name."""
    return [a for a in figure.findobj() if (a.get_gid() or "").startswith(prefix)]


def test_the_map_is_public(chongqing, plan):
    assert lb.draw_print_map(chongqing, plan, title="Ours").title == "Ours"


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_plan_is_the_same_bytes(kind, chongqing, plan, charts):
    again = lb.draw_print_map(chongqing, plan)
    assert again.picture(kind) == charts[Language.EN].picture(kind)


def test_boxes_of_corridors_are_those_of_the_summary(plan, charts):
    told = {row["corridor"]: row["boxes"] for row in charts[Language.EN].rows}
    asked = {row.name: row.boxes for row in summarise(plan).by_corridor}
    assert {name: told[name] for name in asked} == asked
    assert sum(told.values()) == sum(asked.values())


def test_every_flow_that_is_no_drayage_is_drawn(chongqing, plan, charts):
    rows = {row["corridor"]: row for row in charts[Language.EN].rows}
    for name, row in rows.items():
        own = [f for f in flows(chongqing, leg_loads(plan.assignments)) if f.corridor == name]
        assert row["num_flows"] == len(own)
        drawn = gids(charts[Language.EN].figure, f"flow {name}")
        assert drawn or all(flow.is_drayage for flow in own)


def test_every_letter_can_be_drawn_and_chinese_is_chinese(charts):
    words = [text.get_text() for text in charts[Language.ZH].figure.findobj(match=_is_text)]
    assert all(can_draw(text.replace("\n", "")) for text in words)
    assert {"重庆", "鹿特丹"} <= set(words)


def _is_text(artist):
    return type(artist).__name__ == "Text" and artist.get_text()
