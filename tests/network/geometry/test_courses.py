"""Lines run where vessels, aircraft and trains could run."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from math import cos, hypot, radians

import pytest
import shapely
from shapely.affinity import translate

from landbridge.network.geometry.courses import drawn_line, line_credits, link_parts, position
from landbridge.network.row import Mode

DATASETS = files("landbridge.datasets")
KM_PER_DEG = 111.2
MAIN_CORRIDORS = (
    "china_europe_west", "china_europe_east", "china_laos_thailand", "china_vietnam", "land_sea",
    "china_hubs", "central_asia",
)  # fmt: skip
SUEZ_KM = 150
TO_YANGSHAN = {"CQ_TJC", "SHA_YS"}
"""Over the Donghai bridge."""


def length_km(line):
    return KM_PER_DEG * sum(
        hypot(b[1] - a[1], (b[0] - a[0]) * cos(radians((a[1] + b[1]) / 2)))
        for part in shapely.get_parts(line)
        for a, b in pairwise(part.coords)
    )


def by_mode(network, *modes):
    return [link for link in network.links.values() if link.mode in modes]


def long_roads(network):
    """Return the links of trucks that run on roads of the dataset."""
    return [k for k in by_mode(network, Mode.ROAD) if len(drawn_line(network, k)) > 2]


@pytest.fixture(scope="module")
def land():
    """Return the land of the basemap."""
    collection = json.loads((DATASETS / "basemap" / "basemap.geojson").read_text("utf-8"))
    [part] = [f for f in collection["features"] if f["properties"]["layer"] == "land"]
    return shapely.make_valid(shapely.geometry.shape(part["geometry"]))


def test_every_link_begins_and_ends_at_its_terminals(chongqing):
    for link in chongqing.links.values():
        parts = link_parts(chongqing, link)
        assert (parts[0].start, parts[-1].end) == (link.from_terminal, link.to_terminal)
        line = drawn_line(chongqing, link)
        for point, terminal_id in ((line[0], parts[0].start), (line[-1], parts[-1].end)):
            place = position(chongqing.terminals[terminal_id])
            assert point[1] == pytest.approx(place.lat, abs=1e-3)
            assert (point[0] - place.lon + 180) % 360 == pytest.approx(180, abs=1e-3)


def test_the_parts_of_a_link_follow_one_another(chongqing):
    for link in chongqing.links.values():
        for before, after in pairwise(link_parts(chongqing, link)):
            assert before.end == after.start
            assert before.points[-1].lat == after.points[0].lat


@pytest.mark.parametrize("mode", [Mode.SEA, Mode.RAIL])
def test_a_link_and_its_reverse_share_their_parts(chongqing, mode):
    there = next(k for k in by_mode(chongqing, mode) if len(link_parts(chongqing, k)) > 1)
    back = there.model_copy(
        update={"from_terminal": there.to_terminal, "to_terminal": there.from_terminal}
    )
    parts = link_parts(chongqing, back)[::-1]
    assert [part.points[::-1] for part in parts] == [
        part.points for part in link_parts(chongqing, there)
    ]


@pytest.mark.parametrize(
    ("name", "modes"),
    [("waterways", {Mode.SEA, Mode.RIVER}), ("railways", {Mode.RAIL})],
)
def test_every_link_on_water_or_rails_has_its_line(chongqing, name, modes):
    collection = json.loads((DATASETS / "chongqing" / f"{name}.geojson").read_text("utf-8"))
    known = {(k["start"], k["end"], k["mode"], k["via"]) for k in collection["links"]}
    for link in by_mode(chongqing, *modes):
        start, end = sorted((link.from_terminal, link.to_terminal))
        assert (start, end, link.mode, link.via or "") in known, link.id


@pytest.mark.parametrize(("via", "passes"), [("cape", (18.4, -34.9)), ("suez", (32.5, 30.0))])
def test_a_lane_to_europe_passes_the_cape_or_suez(chongqing, via, passes):
    link = next(
        link
        for link in chongqing.links.values()
        if (link.from_terminal, link.to_terminal, link.via) == ("SHA_YS", "RTM", via)
    )
    line = shapely.LineString(drawn_line(chongqing, link))
    assert line.distance(shapely.Point(passes)) < 1.5


def test_lanes_keep_to_the_sea_but_for_suez_and_the_mouths_of_rivers(chongqing, land):
    inland = land.buffer(-0.03)
    shapely.prepare(inland)
    for link in by_mode(chongqing, Mode.SEA):
        if "DUI" in (link.from_terminal, link.to_terminal):
            continue  # begins on the Rhine
        line = shapely.LineString(drawn_line(chongqing, link))
        turns = (translate(line, turn) for turn in (-360, 0, 360))
        ashore_km = sum(length_km(turned.intersection(inland)) for turned in turns)
        assert ashore_km < 20 + (SUEZ_KM if link.via == "suez" else 0), link.id


def test_trains_and_trucks_keep_to_the_land(chongqing, land):
    ashore = land.buffer(0.05)
    shapely.prepare(ashore)
    for link in [*by_mode(chongqing, Mode.RAIL), *long_roads(chongqing)]:
        if {link.from_terminal, link.to_terminal} != TO_YANGSHAN:
            line = shapely.LineString(drawn_line(chongqing, link))
            assert length_km(line.difference(ashore)) < 20, link.id


def test_a_line_on_rails_is_about_as_long_as_its_link(chongqing):
    for link in by_mode(chongqing, Mode.RAIL):
        ratio = length_km(shapely.LineString(drawn_line(chongqing, link))) / link.distance_km
        if link.distance_km >= 100:
            assert 0.7 < ratio < 1.2, link.id
        if link.corridor in MAIN_CORRIDORS and link.distance_km >= 100:
            assert 0.75 < ratio < 1.15, link.id


def test_most_long_links_of_trucks_follow_a_road_about_as_long(chongqing):
    roads = long_roads(chongqing)
    far = [link for link in by_mode(chongqing, Mode.ROAD) if link.distance_km >= 100]
    assert len(roads) >= 0.85 * len(far)
    for link in roads:
        ratio = length_km(shapely.LineString(drawn_line(chongqing, link))) / link.distance_km
        assert 0.7 < ratio < 1.15, link.id


def test_no_train_turns_back_on_its_line(chongqing):
    for link in by_mode(chongqing, Mode.RAIL):
        parts = link_parts(chongqing, link)
        used = [frozenset((part.start, part.end)) for part in parts]
        assert len(used) == len(set(used)), link.id
        line = drawn_line(chongqing, link)
        assert len(line) == len(set(line)), link.id


def test_trains_to_hanoi_and_to_the_sea_share_their_track_through_guizhou(chongqing):
    to_nanning, to_qinzhou = (
        {part.points for part in link_parts(chongqing, chongqing.links[link_id])}
        for link_id in ("RA104", "RA114")
    )
    shared = to_nanning & to_qinzhou
    assert sum(length_km(shapely.LineString(p[:2] for p in line)) for line in shared) > 800


def test_a_port_that_was_moved_gets_a_straight_line(chongqing):
    link = by_mode(chongqing, Mode.SEA)[0]
    start = chongqing.terminals[link.from_terminal]
    moved = start.model_copy(update={"lat": start.lat + 5})
    network = replace(chongqing, terminals={**chongqing.terminals, start.id: moved})
    assert len(drawn_line(network, link)) == 2


def test_lines_name_their_sources(chongqing, toy):
    assert [text.split(":")[0] for text in line_credits(chongqing)] == [
        "sea lanes", "rivers", "rail lines", "roads",
    ]  # fmt: skip
    assert "© OpenStreetMap contributors, ODbL" in line_credits(chongqing)[-1]
    assert line_credits(toy) == ()
