"""No label covers another or a sign, in any language and size; lines are left free."""

from __future__ import annotations

import pytest

from landbridge.maps.charts.house_style import HALF_SLIDE, Size
from landbridge.maps.phrases import Language
from landbridge.maps.print_map import A4, draw_print_map

UPRIGHT = Size(width_in=8.27, height_in=11.69, title_pt=16, text_pt=10, note_pt=7.6)


@pytest.mark.parametrize("language", Language)
def test_labels_cover_nothing_on_a_slide(language, chart, overlaps):
    found = overlaps(chart(language).figure)
    assert found.num_labels > 60
    assert (found.other_labels, found.marks, found.edges) == (0, 0, 0)
    assert found.lines <= 0.06 * found.num_labels


@pytest.mark.parametrize("size", [HALF_SLIDE, A4, UPRIGHT], ids=["half", "a4", "upright"])
def test_labels_cover_nothing_on_other_sizes(size, chongqing, few, overlaps):
    found = overlaps(draw_print_map(chongqing, few, size=size).figure)
    assert found.num_labels > 12
    assert (found.other_labels, found.marks, found.edges) == (0, 0, 0)
    assert found.lines <= 0.1 * found.num_labels


def test_the_count_sees_a_label_that_covers_another(chongqing, few, overlaps):
    figure = draw_print_map(chongqing, few).figure
    one, other, *_ = (t for t in figure.axes[0].texts if t.get_gid() == "label")
    one.set_position(other.get_position())
    assert overlaps(figure).other_labels > 0
