"""Lines run where vessels, aircraft and trains could run."""

from __future__ import annotations

import json
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
    joined,
    link_points,
    position,
)
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


def test_lines_that_follow_one_another_are_joined_once():
    a, b, c = Point(0, 0), Point(1, 1), Point(2, 0)
    assert joined([[a, b], [b, c]]) == (a, b, c)


def test_every_link_of_the_dataset_begins_and_ends_at_its_terminals(chongqing):
    for link in chongqing.links.values():
        line = link_points(chongqing, link)
        assert line[0] == position(chongqing.terminals[link.from_terminal])
        end = position(chongqing.terminals[link.to_terminal])
        assert (line[-1].lon - end.lon) % 360 == pytest.approx(0, abs=1e-6)
        assert line[-1].lat == end.lat


def test_every_sea_and_river_link_of_the_dataset_has_a_line_on_water(chongqing):
    collection = json.loads(
        (files("landbridge.datasets") / "chongqing" / "waterways.geojson").read_text("utf-8")
    )
    known = {
        (part["properties"]["from"], part["properties"]["to"], part["properties"]["via"])
        for part in collection["features"]
    }
    for link in chongqing.links.values():
        if link.mode in {Mode.SEA, Mode.RIVER}:
            start, end = sorted((link.from_terminal, link.to_terminal))
            assert (start, end, link.via or "") in known, link.id


@pytest.mark.parametrize(("via", "passes"), [("cape", (18.4, -34.9)), ("suez", (32.5, 30.0))])
def test_a_lane_to_europe_passes_the_cape_or_suez(chongqing, via, passes):
    link = next(
        link
        for link in chongqing.links.values()
        if (link.from_terminal, link.to_terminal, link.via) == ("SHA_YS", "RTM", via)
    )
    line = shapely.LineString(link_points(chongqing, link))
    assert line.distance(shapely.Point(passes)) < 1.5


def test_a_port_that_was_moved_gets_a_straight_line(chongqing):
    link = next(link for link in chongqing.links.values() if link.mode is Mode.SEA)
    start = chongqing.terminals[link.from_terminal]
    moved = start.model_copy(update={"lat": start.lat + 5})
    terminals = {**chongqing.terminals, start.id: moved}

    class Moved:
        pass

    network = Moved()
    network.terminals = terminals
    assert len(link_points(network, link)) == 2
