"""The usual questions are answered from the front, and equal a search for each."""

import pytest

from landbridge.network.network import Network
from landbridge.network.plan import holding_cents
from landbridge.network.read import load
from landbridge.optimizer.route_set import RouteSet
from landbridge.optimizer.routes import PRODUCTS, routes


@pytest.fixture(scope="module")
def network() -> Network:
    return load("chongqing")


@pytest.fixture(scope="module", params=["O001", "O017", "O059", "O080", "O117"])
def answer(request: pytest.FixtureRequest, network: Network) -> RouteSet:
    return routes(network, network.orders[request.param])


def test_no_route_of_the_front_beats_another(answer: RouteSet) -> None:
    points = [(answer.freight_cents(r), r.delivered_at, r.co2e_g) for r in answer.routes]
    for one in points:
        for other in points:
            assert one is other or not all(a <= b for a, b in zip(one, other, strict=True))


def test_answers_are_the_best_of_what_they_may_pick(answer: RouteSet) -> None:
    picked = {a.question: a.route for a in answer.answers()}
    cheapest = picked["cheapest by the due date"]
    on_time = [r for r in answer.routes if r.delivered_at <= answer.due_at]
    assert (cheapest is None) == (not on_time)
    if cheapest is not None:
        assert answer.freight_cents(cheapest) == min(map(answer.freight_cents, on_time))
    least = picked["least generalised cost"]
    assert least is not None
    assert answer.generalised_cents(least) == min(map(answer.generalised_cents, answer.routes))


def test_generalised_cost_adds_the_holding_of_the_goods(answer: RouteSet) -> None:
    route = answer.routes[0]
    minutes = int(route.duration.total_seconds() // 60)
    shipment = answer.shipment
    held = holding_cents(shipment, answer.holding_rate_per_day, minutes, shipment.num_units)
    assert answer.generalised_cents(route) == answer.freight_cents(route) + held


def test_every_product_has_a_route_or_a_reason(answer: RouteSet) -> None:
    assert [mode.product for mode in answer.modes] == list(PRODUCTS)
    for mode in answer.modes:
        assert mode.route is not None or mode.absence is not None
        if mode.route is not None:
            used = {leg.mode for leg in mode.route.main_legs}
            assert used == PRODUCTS[mode.product]


def test_a_mode_without_an_absence_keeps_due_date_and_budget(answer: RouteSet) -> None:
    for mode in answer.modes:
        if mode.route is not None:
            keeps = answer.is_on_time(mode.route) and answer.keeps_budget(mode.route)
            assert keeps == (mode.absence is None)
