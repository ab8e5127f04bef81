"""Labels never cover each other, however close their points are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.maps.charts.frame import Frame, framed, linear_ticks, log_ticks
from landbridge.maps.charts.house_style import HALF_SLIDE, house_style
from landbridge.maps.charts.tags import Obstacles, Tag, place_tags

FRAME = Frame(title="t", subtitle="s", note="n", x_label="x", y_label="y")
points = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=15)


@settings(max_examples=20)
@given(points)
def test_labels_keep_apart_and_clear_of_points(found):
    with house_style(HALF_SLIDE):
        figure, axes = framed(FRAME, HALF_SLIDE)
        obstacles = Obstacles()
        obstacles.add_points(axes, found, radius_px=8)
        marks = list(obstacles.boxes)
        tags = [Tag(x=x, y=y, text="rail-sea", colour="#000000", points=9) for x, y in found]
        boxes = [text.get_window_extent() for text in place_tags(axes, tags, obstacles)]
    for position, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in (*boxes[:position], *marks))
        assert figure.bbox.x0 <= box.x0 <= box.x1 <= figure.bbox.x1


def test_a_label_that_has_no_room_is_left_out():
    with house_style(HALF_SLIDE):
        _, axes = framed(FRAME, HALF_SLIDE)
        long = Tag(x=0.5, y=0.5, text="x" * 300, colour="#000000", points=9)
        assert place_tags(axes, [long], Obstacles()) == []
        assert list(axes.texts) == []


def test_a_label_of_an_area_stands_in_it_or_not_at_all():
    with house_style(HALF_SLIDE):
        _, axes = framed(FRAME, HALF_SLIDE)
        wide = Tag(x=0.5, y=0.5, text="rail", colour="#000000", points=9, inside=(0.4, 0.9, 0, 1))
        thin = Tag(x=0.5, y=0.5, text="rail", colour="#000000", points=9,
                   inside=(0.5, 0.51, 0, 1), may_leave=False)  # fmt: skip
        (text,) = place_tags(axes, [wide, thin], Obstacles())
        box = text.get_window_extent().transformed(axes.transData.inverted())
    assert 0.4 <= box.x0 <= box.x1 <= 0.9


@given(st.floats(0.5, 1e7))
def test_linear_ticks_are_few_round_figures_from_0(high):
    found = linear_ticks(high)
    assert found[0] == 0
    assert 2 <= len(found) <= 9
    assert found[-1] <= high * (1 + 1e-9)


def test_log_ticks_are_powers_where_they_would_be_many():
    assert log_ticks(10_000, 100_000) == [10_000, 20_000, 50_000, 100_000]
    assert log_ticks(0.1, 1_000) == [0.1, 1, 10, 100, 1_000]
