"""A print map shows what the plan carries, in either language, as the same bytes each time."""

from __future__ import annotations

import pytest

import landbridge as lb
from landbridge.maps.charts.house_style import SLIDE
from landbridge.maps.flows import flows, leg_loads
from landbridge.maps.letters import can_draw
from landbridge.maps.phrases import Language
from landbridge.maps.print_map import draw_print_map
from landbridge.maps.print_map.layout import layout
from landbridge.maps.print_map.lines import width_pt
from landbridge.network.summary import summarise


def gids(figure, prefix):
    """Return what was drawn under a name."""
    return [a for a in figure.findobj() if (a.get_gid() or "").startswith(prefix)]


def test_the_same_plan_is_the_same_bytes_from_either_door(chongqing, few):
    one = draw_print_map(chongqing, few, title="Ours")
    other = lb.draw_print_map(chongqing, few, title="Ours")
    assert one.title == "Ours"
    for kind in ("png", "svg", "pdf"):
        picture = one.picture(kind)
        assert picture == other.picture(kind)
        assert b"CreationDate" not in picture
        assert b"dc:date" not in picture


def test_a_map_below_a_title_of_its_own_has_none_and_is_taller(chongqing, few):
    bare, whole = draw_print_map(chongqing, few, title=""), draw_print_map(chongqing, few)
    assert bare.title == whole.title
    assert whole.title in [text.get_text() for text in whole.figure.texts]
    assert len(bare.figure.texts) < len(whole.figure.texts)
    assert bare.figure.axes[0].bbox.height > 1.1 * whole.figure.axes[0].bbox.height


def test_boxes_of_corridors_are_those_of_the_summary(plan, chart):
    told = {row["corridor"]: row["boxes"] for row in chart(Language.EN).rows}
    asked = {row.name: row.boxes for row in summarise(plan).by_corridor}
    assert {name: told[name] for name in asked} == asked
    assert sum(told.values()) == sum(asked.values())


def test_every_flow_that_is_no_drayage_is_drawn(chongqing, plan, chart):
    rows = {row["corridor"]: row for row in chart(Language.EN).rows}
    for name, row in rows.items():
        own = [f for f in flows(chongqing, leg_loads(plan.assignments)) if f.corridor == name]
        assert row["num_flows"] == len(own)
        drawn = gids(chart(Language.EN).figure, f"flow {name}")
        assert drawn or all(flow.is_drayage for flow in own)


def test_the_widest_line_of_a_corridor_is_that_of_its_largest_flow(chart):
    drawn = chart(Language.EN)
    where = layout(SLIDE, 0, 0, has_inset=True)
    most = max(row["largest_flow_boxes"] for row in drawn.rows)
    for row in drawn.rows:
        lines = [
            a.get_linewidth()
            for a in drawn.figure.axes[0].lines
            if a.get_gid() == f"flow {row['corridor']}"
        ]
        expected = width_pt(row["largest_flow_boxes"], most, where.thinnest_pt, where.widest_pt)
        assert not lines or max(lines) == pytest.approx(expected, abs=0.02)


def test_four_times_the_boxes_are_twice_the_width_above_the_thinnest():
    thin, quarter, all_of_it = (width_pt(boxes, 100, 1.0, 9.0) for boxes in (0, 25, 100))
    assert (thin, quarter, all_of_it) == (1.0, 5.0, 9.0)


@pytest.mark.parametrize("language", Language)
def test_the_key_has_the_boxes_of_every_corridor_that_it_names(language, chart):
    drawn = chart(language)
    words = [a.get_text() for a in gids(drawn.figure, "key")]
    samples = gids(drawn.figure, "swatch")
    assert len(samples) >= 15
    for row in drawn.rows[: len(samples)]:
        if row["boxes"]:
            assert f"{row['boxes']:,}" in words


def test_every_letter_can_be_drawn_and_chinese_is_chinese(chart):
    words = [text.get_text() for text in chart(Language.ZH).figure.findobj(match=_is_text)]
    assert all(can_draw(text.replace("\n", "")) for text in words)
    assert {"重庆", "鹿特丹"} <= set(words)


def _is_text(artist):
    return type(artist).__name__ == "Text" and artist.get_text()
