"""Where nothing is uncertain, every route is delivered to the minute as it is planned."""

import pytest
from builders import make
from small_networks import Size, small_network

from landbridge.network.handling import Clearance, Transfer
from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.shipment import Shipment
from landbridge.optimizer.handling_ref import HandlingRef
from landbridge.optimizer.reliability.handling_time import HandlingTime
from landbridge.optimizer.reliability.simulate import simulate
from landbridge.optimizer.routes import routes

from .certainty import certain


def undelivered(network: Network, shipment: Shipment) -> list[str]:
    """Return the routes of a front that are not simulated as they are planned."""
    answer = routes(network, shipment)
    found = simulate(network, shipment, answer.routes, samples=3)
    assert len(found) == len(answer.routes)
    return [
        str(route)
        for route, one in zip(answer.routes, found, strict=True)
        if not one.delivered_p50 == one.delivered_p90 == route.delivered_at
        or one.num_on_time != 3 * answer.is_on_time(route)
        or any(one.missed)
    ]


@pytest.mark.parametrize("order", ["O001", "O070", "O105", "O130"])
def test_routes_of_chongqing_take_their_planned_time(order: str):
    network = certain(load("chongqing"))
    assert undelivered(network, network.orders[order]) == []


@pytest.mark.parametrize("number", range(25))
def test_routes_of_small_networks_take_their_planned_time(number: int):
    network = certain(small_network(number, Size(services=9)))
    for shipment in network.orders.values():
        assert undelivered(network, shipment) == []


@pytest.mark.parametrize(
    ("metric", "direction", "typical", "longest"),
    [
        ("customs", "import", 7, 70),
        ("overall", "import", 4, 40),
        ("overall", "export", 4, 40),
        ("overall", "transit", 7, 70),
    ],
)
def test_customs_add_to_a_handling_or_replace_it(
    metric: str, direction: str, typical: int, longest: int
):
    own = make(Transfer, from_mode="rail", to_mode="sea", hours_typical=3, hours_high=30)
    rule = make(Clearance, direction=direction, metric=metric, hours_typical=4, hours_high=40)
    time = HandlingTime.of(HandlingRef("T", "rail", "sea", own, rule))
    assert time.quantile(0.5) == typical * 60
    assert time.quantile(0.999) == longest * 60
