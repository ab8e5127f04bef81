"""Plans that are surely on time: which routes they take, and what is known of them."""

from dataclasses import replace

import pytest

from landbridge.network.limits import Limits
from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.shipment import OrderBook
from landbridge.optimizer.mix.on_time import SAMPLES, SEED, OnTimeRater
from landbridge.optimizer.plan import Effort, plan
from landbridge.optimizer.reliability import simulate as simulation
from landbridge.optimizer.reliability.simulate import simulate
from landbridge.optimizer.routes import routes as lb_routes


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


def solved(network: Network, **limits: object):
    return plan(network, limits=Limits(**limits), effort=Effort(gap=0))


@pytest.mark.parametrize("least", [0.5, 0.9, 0.99])
def test_every_order_is_as_sure_as_asked_by_simulation(toy, least):
    answer = solved(toy, on_time_probability=least)
    assert answer.assignments
    for part in answer.assignments:
        shipment = toy.orders[part.shipment_id]
        [found] = simulate(toy, shipment, [part.route], samples=SAMPLES, seed=SEED)
        assert part.on_time == found.probability_on_time
        if shipment.num_units == part.units:
            assert part.on_time >= least


def test_surer_plans_serve_no_more_and_cost_no_less(toy):
    answers = [solved(toy, on_time_probability=least) for least in (None, 0.5, 0.9)]
    unserved = [answer.proof.unserved_teu for answer in answers]
    assert unserved == sorted(unserved)
    assert answers[0].cost_cents < answers[1].cost_cents


def test_an_order_has_a_limit_of_its_own(toy):
    orders = OrderBook(
        o.model_copy(update={"on_time_probability": 0.9 if o.id == "T5" else None})
        for o in toy.orders.values()
    )
    answer = solved(replace(toy, orders=orders))
    sure = {part.shipment_id: part.on_time for part in answer.assignments}
    assert sure.pop("T5") >= 0.9
    assert set(sure.values()) == {None}


def test_an_order_that_no_route_can_serve_surely_is_told_how_sure_it_could_be(toy):
    answer = solved(toy, on_time_probability=0.9999)
    reasons = {left.shipment_id: left.reason for left in answer.unserved}
    assert reasons["T3"].startswith("the surest route is on time with ")
    assert reasons["T3"].endswith(", not with 0.9999")


def test_nothing_is_simulated_where_no_limit_asks_for_it(toy, monkeypatch):
    def never(*_: object, **__: object) -> None:
        pytest.fail("a simulation that nobody asked for")

    monkeypatch.setattr("landbridge.optimizer.mix.on_time.simulate", never)
    assert all(part.on_time is None for part in solved(toy).assignments)


def test_the_routes_of_a_shipment_are_simulated_in_one_call(toy, monkeypatch):
    shipment, calls = toy.orders["T1"], []
    routes = [mode.route for mode in lb_routes(toy, shipment).modes if mode.route]
    assert len(routes) > 1

    def counted(network, order, asked, **options):
        calls.append(len(asked))
        return simulation.simulate(network, order, asked, **options)

    monkeypatch.setattr("landbridge.optimizer.mix.on_time.simulate", counted)
    rater = OnTimeRater(toy, samples=100)
    for route in routes:
        rater.expect(shipment, route)
    found = [rater.probability(shipment, route) for route in (*routes, *routes)]
    assert found[: len(routes)] == found[len(routes) :]
    assert calls == [len(routes)]


def test_a_later_due_date_is_another_question(toy):
    [route] = [a.route for a in solved(toy).assignments if a.shipment_id == "T5"]
    rater, shipment = OnTimeRater(toy, samples=1_000), toy.orders["T5"]
    hurried = shipment.model_copy(update={"due": shipment.ready})
    assert rater.probability(shipment, route) > rater.probability(hurried, route) == 0
