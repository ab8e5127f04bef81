"""Reach agrees with the routes to each terminal by themselves."""

import pytest

from landbridge.network.network import Network
from landbridge.network.reach import Reach
from landbridge.network.read import load
from landbridge.optimizer.reach import reach
from landbridge.optimizer.routes import routes


@pytest.fixture(scope="module")
def network() -> Network:
    return load("chongqing")


@pytest.fixture(scope="module")
def reached(network: Network) -> dict[str, Reach]:
    return {found.terminal_id: found for found in reach(network, network.orders["O020"])}


@pytest.mark.parametrize("terminal", ["DUI", "MOW", "SIN_P", "CQ_GY", "SHA_YS", "LAX_P", "ALM"])
def test_reach_equals_the_fastest_and_the_cheapest_route(
    network: Network, reached: dict[str, Reach], terminal: str
) -> None:
    shipment = network.orders["O020"].model_copy(update={"destination": terminal})
    answer = routes(network, shipment)
    fastest = min(route.delivered_at for route in answer.routes)
    assert reached[terminal].delivered_at == fastest
    assert reached[terminal].freight_cents == min(map(answer.freight_cents, answer.routes))


def test_every_terminal_is_listed_once_in_the_order_of_the_file(
    network: Network, reached: dict[str, Reach]
) -> None:
    assert list(reached) == list(network.terminals)


def test_a_terminal_that_nothing_serves_is_not_reached(reached: dict[str, Reach]) -> None:
    assert any(found.delivered_at is None for found in reached.values())
    for found in reached.values():
        assert (found.delivered_at is None) == (found.freight_cents is None)
