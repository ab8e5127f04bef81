"""The course of a route ends at the figures of the route, and never goes back."""

from __future__ import annotations

from itertools import pairwise

import pytest

import landbridge as lb
from landbridge.network.course import CourseKind, course


@pytest.fixture(scope="module")
def toy():
    return lb.load("toy")


@pytest.fixture(scope="module")
def routes(toy):
    """Return every route of every order of the toy network, with its units."""
    return [
        (route, order.num_units)
        for order in toy.orders.values()
        for route in lb.routes(toy, order).routes
    ]


def test_a_course_ends_at_distance_time_and_freight_of_the_route(toy, routes):
    for route, units in routes:
        last = course(toy, route, units=units)[-1]
        assert last.distance_km == pytest.approx(route.distance_km)
        assert last.days == pytest.approx(route.duration.total_seconds() / 86_400)
        assert last.cost_usd == pytest.approx(route.freight_cents(units) / 100)


def test_nothing_goes_back(toy, routes):
    for route, units in routes:
        for before, after in pairwise(course(toy, route, units=units)):
            assert after.distance_km >= before.distance_km
            assert after.days >= before.days - 1e-9
            assert after.cost_usd >= before.cost_usd - 1e-9
            assert after.from_terminal == before.terminal


def test_only_moves_and_borders_cover_distance(toy, routes):
    for route, _ in routes:
        for before, after in pairwise(course(toy, route)):
            if after.distance_km > before.distance_km:
                assert after.kind in (CourseKind.MOVE, CourseKind.BORDER)


def test_handlings_start_and_end_when_the_route_says(toy, routes):
    for route, _ in routes:
        ends = {(h.terminal_id, (h.ends_at - route.ready_at).total_seconds()) for h in
                route.handlings}  # fmt: skip
        found = {
            (point.terminal, round(point.days * 86_400))
            for point in course(toy, route)
            if point.kind in (CourseKind.HANDLING, CourseKind.CLEARANCE)
        }
        assert ends <= found


def test_a_leg_is_paid_along_its_links(toy, routes):
    route, _ = routes[0]
    points = course(toy, route)
    moved = sum(
        b.cost_usd - a.cost_usd
        for a, b in pairwise(points)
        if b.kind in (CourseKind.MOVE, CourseKind.BORDER)
    )
    legs = sum(charge.amount_cents for leg in route.legs for charge in leg.charges)
    assert moved == pytest.approx(legs / 100)
