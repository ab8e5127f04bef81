"""Lanes of a market are the modes of each shipment, priced with holding."""

import pytest

from landbridge.network.read import load
from landbridge.optimizer.market_lanes import market_lanes
from landbridge.optimizer.routes import routes


def test_a_lane_has_the_tonnes_and_the_generalised_cost_of_each_mode():
    toy = load("toy")
    order = next(iter(toy.orders.values()))
    answer = routes(toy, order)
    [lane] = market_lanes(toy, [order], workers=1)
    modes = {m.product: m.route for m in answer.modes if m.route}
    assert lane.size == pytest.approx(order.kg / 1000)
    assert {way: cost * order.kg * 100 for way, cost in lane.costs.items()} == pytest.approx(
        {way: answer.generalised_cents(route) for way, route in modes.items()}
    )
