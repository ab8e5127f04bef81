"""The map of two plans shows what changes, with the boxes of both summaries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from landbridge.maps.change_style import CHANGE_COLOURS
from landbridge.maps.flow_changes import ChangeKind
from landbridge.maps.phrases import Language
from landbridge.maps.print_map import draw_print_comparison
from landbridge.maps.style import on_light
from landbridge.network.summary import summarise


@pytest.fixture(scope="module")
def pair(few):
    """Return a plan before and after: some assignments are gone, some new, one grew."""
    found = few.assignments
    grown = replace(found[2], units=found[2].units + 1)
    return (
        replace(few, assignments=found[:-4]),
        replace(few, assignments=(*found[:2], grown, *found[6:])),
    )


def colours(figure):
    lines = [a for axes in figure.axes for a in axes.lines]
    return {a.get_color() for a in lines if str(a.get_gid()).startswith("flow")}


@pytest.mark.parametrize("language", Language)
def test_boxes_are_those_of_both_summaries(pair, overlaps, language):
    chart = draw_print_comparison(*pair, language=language)
    for plan, column in zip(pair, ("boxes_before", "boxes_after"), strict=True):
        asked = {row.name: row.boxes for row in summarise(plan).by_corridor}
        told = {row["corridor"]: row[column] for row in chart.rows if row[column]}
        assert told == {name: boxes for name, boxes in asked.items() if boxes}
    found = overlaps(chart.figure)
    assert (found.other_labels, found.marks, found.edges) == (0, 0, 0)


def test_what_is_new_and_what_is_gone_have_their_colours(pair):
    shown = colours(draw_print_comparison(*pair).figure)
    for kind in (ChangeKind.NEW, ChangeKind.GONE, ChangeKind.SAME):
        assert on_light(CHANGE_COLOURS[kind]) in shown


def test_a_plan_compared_with_itself_is_grey_without_arrows(few):
    figure = draw_print_comparison(few, few).figure
    assert colours(figure) == {on_light(CHANGE_COLOURS[ChangeKind.SAME])}
    assert not any(a.get_gid() == "arrow" for axes in figure.axes for a in axes.patches)
