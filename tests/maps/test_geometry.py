"""Lines run where vessels, aircraft and trains could run."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landbridge.maps.geometry import (
    Point,
    continuous,
    cut_at_edge,
    great_circle,
    link_parts,
    position,
)
from landbridge.maps.lanes import shifted_line
from landbridge.network.row import Mode

points = st.builds(Point, st.floats(-179, 179), st.floats(-80, 80))


@given(st.lists(points, min_size=1))
def test_a_continuous_line_never_jumps_and_keeps_its_places(line):
    result = continuous(line)
    assert all(abs(b.lon - a.lon) <= 180 + 1e-9 for a, b in pairwise(result))
    for before, after in zip(line, result, strict=True):
        assert (after.lon - before.lon) % 360 == pytest.approx(0, abs=1e-6) or (
            (after.lon - before.lon) % 360 == pytest.approx(360)
        )


@given(st.lists(points, min_size=2))
def test_a_line_that_is_cut_lies_within_the_frame(line):
    for piece in cut_at_edge(continuous(line)):
        assert all(-30 - 1e-9 <= point.lon <= 330 + 1e-9 for point in piece)


def test_a_line_that_leaves_at_30_w_goes_on_at_330_e():
    west, east = cut_at_edge([Point(0, -20), Point(-40, -40)])
    assert west == (Point(0, -20), Point(-30, -35))
    assert east == (Point(330, -35), Point(320, -40))


@given(points, points)
def test_a_great_circle_joins_its_ends_without_a_jump(start, end):
    line = great_circle(start, end)
    assert line[0] == start
    assert line[-1].lat == end.lat
    assert all(abs(b.lon - a.lon) <= 180 + 1e-9 for a, b in pairwise(line))


def test_a_great_circle_over_the_pacific_is_one_line_north_of_both_ends():
    line = great_circle(Point(121.8, 31.1), Point(241.6, 33.9))
    assert max(point.lat for point in line) > 45
    assert len(cut_at_edge(line)) == 1


def line_of(network, link):
    parts = link_parts(network, link)
    return shifted_line(parts, [0.0] * len(parts))


def test_every_link_of_the_dataset_begins_and_ends_at_its_terminals(chongqing):
    for link in chongqing.links.values():
        parts = link_parts(chongqing, link)
        assert (parts[0].start, parts[-1].end) == (link.from_terminal, link.to_terminal)
        line = line_of(chongqing, link)
        for point, terminal_id in ((line[0], parts[0].start), (line[-1], parts[-1].end)):
            place = position(chongqing.terminals[terminal_id])
            assert point.lat == pytest.approx(place.lat, abs=1e-3)
            assert (point.lon - place.lon + 180) % 360 == pytest.approx(180, abs=1e-3)


def test_the_parts_of_a_link_follow_one_another(chongqing):
    for link in chongqing.links.values():
        for before, after in pairwise(link_parts(chongqing, link)):
            assert before.end == after.start
            assert before.points[-1].lat == after.points[0].lat


def test_a_link_and_its_reverse_share_their_water(chongqing):
    there = next(k for k in chongqing.links.values() if k.mode is Mode.SEA)
    back = there.model_copy(
        update={"from_terminal": there.to_terminal, "to_terminal": there.from_terminal}
    )
    parts = link_parts(chongqing, back)[::-1]
    assert [part.points[::-1] for part in parts] == [
        part.points for part in link_parts(chongqing, there)
    ]


def test_every_sea_and_river_link_of_the_dataset_has_its_water(chongqing):
    path = files("landbridge.datasets") / "chongqing" / "waterways.geojson"
    known = {
        (line["start"], line["end"], line["mode"], line["via"])
        for line in json.loads(path.read_text("utf-8"))["links"]
    }
    for link in chongqing.links.values():
        if link.mode in {Mode.SEA, Mode.RIVER}:
            start, end = sorted((link.from_terminal, link.to_terminal))
            assert (start, end, link.mode, link.via or "") in known, link.id


@pytest.mark.parametrize(("via", "passes"), [("cape", (18.4, -34.9)), ("suez", (32.5, 30.0))])
def test_a_lane_to_europe_passes_the_cape_or_suez(chongqing, via, passes):
    link = next(
        link
        for link in chongqing.links.values()
        if (link.from_terminal, link.to_terminal, link.via) == ("SHA_YS", "RTM", via)
    )
    line = shapely.LineString([point[:2] for point in line_of(chongqing, link)])
    assert line.distance(shapely.Point(passes)) < 1.5


def test_a_port_that_was_moved_gets_a_straight_line(chongqing):
    link = next(link for link in chongqing.links.values() if link.mode is Mode.SEA)
    start = chongqing.terminals[link.from_terminal]
    moved = start.model_copy(update={"lat": start.lat + 5})
    network = replace(chongqing, terminals={**chongqing.terminals, start.id: moved})
    assert len(line_of(network, link)) == 2
