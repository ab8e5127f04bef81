"""What is played back is what the plan says, minute by minute."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from landbridge.maps.flows import flows, leg_loads
from landbridge.maps.geometry import position
from landbridge.maps.playback import ALONG, EPOCH, length_km, playback
from landbridge.maps.standing import minutes, size_boxes


@pytest.fixture(scope="module")
def scene(chongqing, plan):
    loads = leg_loads(plan.assignments)
    drawn = flows(chongqing, loads)
    return loads, drawn, playback(chongqing, plan.assignments, loads, drawn)


def start_of(data):
    return EPOCH + timedelta(minutes=data["start"])


def at(steps, minute):
    """Return the two values of a step function."""
    number = bisect_right(steps[::3], minute) - 1
    return tuple(steps[3 * number + 1 : 3 * number + 3]) if number >= 0 else (0, 0)


def stretches(track):
    return [track[i : i + 5] for i in range(0, len(track), 5)]


def point_on(flow, along):
    """Return longitude and latitude at a share of the length of a line."""
    points = [point for part in flow.parts for point in part.points]
    to_go = along / ALONG * length_km(points)
    for one, other in pairwise(points):
        step = length_km((one, other))
        if step and to_go <= step * (1 + 1e-9):
            share = to_go / step
            turned = (other.lon - one.lon + 180) % 360 - 180
            return one.lon + share * turned, one.lat + share * (other.lat - one.lat)
        to_go -= step
    return points[-1].lon, points[-1].lat


def assert_close(place, terminal):
    point = position(terminal)
    assert abs((place[0] - point.lon + 180) % 360 - 180) < 0.6
    assert place[1] == pytest.approx(point.lat, abs=0.6)


def test_every_load_leaves_and_arrives_when_and_where_the_plan_says(scene, chongqing):
    loads, drawn, data = scene
    for load, (track, _, departs, arrives, boxes) in zip(loads, data["loads"], strict=True):
        leg, parts = load.leg, stretches(data["tracks"][track])
        assert start_of(data) + timedelta(minutes=departs) == leg.departs_at
        assert start_of(data) + timedelta(minutes=arrives) == leg.arrives_at
        assert boxes == pytest.approx(load.size_boxes, abs=0.01)
        assert (parts[0][3], parts[-1][4]) == (0, arrives - departs)
        first, last = parts[0], parts[-1]
        assert_close(point_on(drawn[first[0]], first[1]), chongqing.terminals[leg.from_terminal])
        assert_close(point_on(drawn[last[0]], last[2]), chongqing.terminals[leg.to_terminal])


def test_a_ride_passes_each_call_in_its_minutes(scene, chongqing):
    loads, drawn, data = scene
    passed = 0
    for load, (track, *_) in zip(loads, data["loads"], strict=True):
        leg, parts = load.leg, stretches(data["tracks"][track])
        calls = {c.seq: c for c in chongqing.calls[leg.departure.service_id]}
        begins = calls[leg.load_seq].depart_offset_hours
        for seq in range(leg.load_seq + 1, leg.unload_seq):
            minute = round(60 * (calls[seq].arrive_offset_hours - begins))
            line, _, last, _, _ = next(part for part in parts if part[4] == minute)
            assert_close(point_on(drawn[line], last), chongqing.terminals[calls[seq].terminal_id])
            passed += 1
    assert passed > 100


def test_stretches_follow_one_another(scene):
    for track in scene[2]["tracks"]:
        parts = stretches(track)
        assert all(part[1] <= part[2] and part[3] <= part[4] for part in parts)
        assert all(a[4] <= b[3] + 1 for a, b in pairwise(parts))


def test_whatever_is_ready_stands_moves_or_is_delivered(scene, plan):
    _, _, data = scene
    start = start_of(data)
    for minute in range(0, data["minutes"], 997):
        now = start + timedelta(minutes=minute)
        ready = sum(size_boxes(a) for a in plan.assignments if a.route.ready_at <= now)
        moving = sum(load[4] for load in data["loads"] if load[2] <= minute < load[3])
        standing = sum(at(stay["steps"], minute)[0] for stay in data["stays"])
        open_boxes, delivered = at(data["totals"], minute)
        assert standing + moving == pytest.approx(open_boxes, abs=0.5)
        assert open_boxes + delivered == pytest.approx(ready, abs=0.5)
    assert at(data["totals"], data["minutes"]) == (0, pytest.approx(data["boxes"], abs=0.01))


def test_what_waits_is_what_is_done_and_has_not_left(scene, chongqing, plan):
    _, _, data = scene
    waits = defaultdict(list)
    for a in plan.assignments:
        for handling, leg in zip(a.route.handlings, a.route.legs, strict=False):
            waits[handling.terminal_id].append((handling.ends_at, leg.departs_at, size_boxes(a)))
    for stay in data["stays"]:
        for minute in range(0, data["minutes"], 1999):
            now = start_of(data) + timedelta(minutes=minute)
            expected = sum(n for ends, leaves, n in waits[stay["terminal"]] if ends <= now < leaves)
            assert at(stay["steps"], minute)[1] == pytest.approx(expected, abs=0.1)


def test_only_what_rides_one_departure_shares_a_vehicle(scene, chongqing):
    loads, _, data = scene
    riding = defaultdict(set)
    for load, (_, vehicle, *_) in zip(loads, data["loads"], strict=True):
        calls = {c.seq: c for c in chongqing.calls[load.leg.departure.service_id]}
        offset = minutes(timedelta(hours=calls[load.leg.load_seq].depart_offset_hours))
        begun = load.leg.departs_at - timedelta(minutes=offset)
        riding[vehicle].add((load.leg.departure, begun))
    assert all(len(departures) == 1 for departures in riding.values())


def test_what_boards_one_departure_at_two_calls_shares_a_vehicle(scene, chongqing, plan):
    loads, drawn, _ = scene
    load = next(x for x in loads if x.leg.unload_seq > x.leg.load_seq + 1)
    calls = {c.seq: c for c in chongqing.calls[load.leg.departure.service_id]}
    first, second = calls[load.leg.load_seq], calls[load.leg.load_seq + 1]
    later = timedelta(hours=second.depart_offset_hours - first.depart_offset_hours)
    boards = {"load_seq": second.seq, "departs_at": load.leg.departs_at + later}
    other = replace(load, legs=(replace(load.leg, **boards),))
    data = playback(chongqing, plan.assignments, (load, other), drawn)
    assert data["loads"][0][1] == data["loads"][1][1]


def test_the_clock_is_that_of_the_city_where_most_begins(scene):
    assert scene[2]["home"]["zone"] == "Asia/Shanghai"
    assert scene[2]["home"]["name"].zh == "重庆"


def test_an_empty_plan_plays_nothing(chongqing):
    assert playback(chongqing, (), (), ()) == {}
