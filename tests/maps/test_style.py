"""Widths grow with the boxes, and every colour can be told from the background."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.maps.style import (
    DARK_LAND,
    LIGHT_LAND,
    THINNEST_PX,
    WIDEST_PX,
    contrast,
    on_dark,
    on_light,
    width_px,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
boxes = st.floats(0, 1e5)


@given(boxes, boxes, st.floats(1, 1e5))
def test_more_boxes_never_make_a_thinner_line(few, many, most):
    few, many = sorted((few, many))
    assert THINNEST_PX <= width_px(few, most) <= width_px(many, most) <= WIDEST_PX


def test_a_map_without_cargo_has_thin_lines():
    assert width_px(0, 0) == THINNEST_PX


@given(colours)
def test_every_colour_stands_out_on_both_themes(colour):
    assert contrast(on_light(colour), LIGHT_LAND) > 1.85
    assert contrast(on_dark(colour), DARK_LAND) > 2.9


@pytest.mark.parametrize("colour", ["#0072B2", "#D55E00"])
def test_a_colour_that_stands_out_is_left_alone(colour):
    assert on_light(colour) == colour.lower()


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
