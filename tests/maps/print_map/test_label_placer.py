"""Labels keep clear of one another and of signs always, of lines wherever that can be."""

from __future__ import annotations

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.maps.print_map.label_placer import place_labels
from landbridge.maps.print_map.label_places import Label, candidates, obstacles

ROOM = (0.0, 0.0, 400.0, 300.0)


def label(x, y, width=40.0, height=9.0, **more):
    return Label(x=x, y=y, width=width, height=height, gap=4.0, **more)


def around(lines=(), marks=()):
    boxes = [shapely.box(x - 2, y - 2, x + 2, y + 2) for x, y in marks]
    return obstacles(ROOM, boxes, [shapely.LineString(line).buffer(1) for line in lines], marks)


places = st.tuples(st.integers(10, 390), st.integers(10, 290))


@settings(max_examples=30)
@given(st.lists(places, min_size=1, max_size=25, unique=True), st.lists(
    st.tuples(places, places).filter(lambda ends: ends[0] != ends[1]), max_size=8,
))  # fmt: skip
def test_labels_never_meet_and_stay_in_the_room(anchors, lines):
    ground = around(lines, anchors)
    placed = place_labels([label(x, y) for x, y in anchors], ground)
    boxes = [shapely.box(*place.box) for place in placed if place is not None]
    for number, box in enumerate(boxes):
        assert shapely.box(*ROOM).contains(box)
        assert not any(box.intersects(other) for other in boxes[number + 1 :])
        assert not len(ground.boxes.query(box, predicate="intersects"))


@settings(max_examples=30)
@given(places, st.lists(st.tuples(places, places).filter(lambda e: e[0] != e[1]), max_size=12))
def test_a_label_alone_is_on_a_line_only_where_every_place_is(anchor, lines):
    ground = around(lines, [anchor])
    (place,) = place_labels([label(*anchor)], ground)
    free = [c for c in candidates(label(*anchor), ground) if not c.is_on_line]
    if place is not None:
        assert place.is_on_line == (not free)
        met = ground.lines.query(shapely.box(*place.box), predicate="intersects")
        assert bool(len(met)) <= place.is_on_line


def test_a_label_makes_room_for_one_that_has_no_other_place():
    walls = [
        shapely.box(0, 0, 400, 141),
        shapely.box(0, 159, 400, 300),
        shapely.box(62, 0, 400, 300),
    ]
    ground = obstacles(ROOM, walls, [], [])
    first, second = label(30, 150, width=20.0), label(60, 150, width=20.0)
    (alone,) = place_labels([first], ground)
    assert alone.box[0] > 30
    placed = place_labels([first, second], ground)
    assert placed[0].box[2] < 30 < placed[1].box[0]


def test_a_label_that_may_not_cross_a_line_is_left_out():
    lines = [((0, y), (400, y)) for y in range(0, 300, 4)]
    placed = place_labels([label(200, 150, may_cross=False), label(90, 90)], around(lines))
    assert placed[0] is None
    assert placed[1].is_on_line


def test_the_same_labels_come_out_in_the_same_places():
    anchors = [(20 + 37 * n % 360, 20 + 53 * n % 260) for n in range(30)]
    labels = [label(x, y) for x, y in anchors]
    ground = around([((0, 0), (400, 300))], anchors)
    assert place_labels(labels, ground) == place_labels(labels, ground)
