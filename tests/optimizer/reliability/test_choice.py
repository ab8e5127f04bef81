"""Which of simulated routes is picked."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from landbridge.network.errors import QuestionError
from landbridge.optimizer.reliability.choice import (
    RatedRoute,
    cheapest_on_time,
    most_reliable,
    rated,
)

from .chain import Hop, chain

WORLD = chain(Hop(60, cv=0.3), Hop(10, cv=0.2), due="11-07")
FOUND = rated(WORLD.network, WORLD.shipment, [WORLD.route], samples=100)[0]


def route(on_time: int, freight_cents: int, days_late: float = 0.0, hours: int = 0) -> RatedRoute:
    planned = replace(WORLD.route, delivered_at=WORLD.route.delivered_at + timedelta(hours=hours))
    reliability = replace(
        FOUND.reliability, num_on_time=on_time, samples=100, expected_days_late=days_late
    )
    return RatedRoute(route=planned, reliability=reliability, freight_cents=freight_cents)


CHEAP, SURE, SURE_AND_DEAR = route(60, 100), route(95, 300), route(95, 400)
LATER, LATEST = route(95, 300, days_late=1.0), route(95, 300, hours=5)
ALL = (CHEAP, SURE, SURE_AND_DEAR, LATER, LATEST)


def test_the_most_reliable_is_the_same_in_any_order():
    assert all(most_reliable(routes) is SURE for routes in permutations(ALL))


@pytest.mark.parametrize(
    ("probability", "expected"), [(0.0, CHEAP), (0.6, CHEAP), (0.61, SURE), (0.95, SURE)]
)
def test_the_cheapest_that_is_sure_enough_is_picked(probability: float, expected: RatedRoute):
    assert cheapest_on_time((SURE_AND_DEAR, SURE, CHEAP), probability) is expected


def test_no_route_is_picked_where_none_is_sure_enough():
    assert cheapest_on_time(ALL, 0.96) is None


def test_no_route_is_picked_of_none():
    assert most_reliable(()) is None


@pytest.mark.parametrize("probability", [-0.01, 90, float("nan")])
def test_a_probability_is_from_0_to_1(probability: float):
    with pytest.raises(QuestionError, match=f"found {probability:g}; expected from 0 to 1"):
        cheapest_on_time(ALL, probability)


def test_rated_routes_know_the_freight_of_the_whole_shipment():
    two = WORLD.shipment.model_copy(update={"boxes_40ft": 2})
    one, both = (
        rated(WORLD.network, s, [WORLD.route], samples=10)[0] for s in (WORLD.shipment, two)
    )
    assert both.freight_cents == 2 * one.freight_cents
