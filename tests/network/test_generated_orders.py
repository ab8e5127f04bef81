"""Generated order books: as asked, repeatable, and of orders that may be asked for."""

from __future__ import annotations

import pytest

from landbridge.network.generated_orders import generated_orders, with_capacity_for
from landbridge.network.network import Network
from landbridge.network.read import load


@pytest.fixture(scope="module")
def network() -> Network:
    return load("chongqing")


def test_a_generated_book_is_accepted_and_varied(network: Network) -> None:
    book = generated_orders(network, 500, seed=1)
    assert len(network.with_orders(book.values()).orders) == 500
    kinds = {(o.origin, o.destination, o.cargo_class, o.kg, o.ready, o.due) for o in book.values()}
    assert len(kinds) > 490
    assert {o.cargo_class for o in book.values()} == {
        o.cargo_class for o in network.orders.values()
    }


def test_the_seed_makes_the_book(network: Network) -> None:
    one, same, other = (generated_orders(network, 50, seed=n) for n in (1, 1, 2))
    assert list(one.values()) == list(same.values())
    assert list(one.values()) != list(other.values())


def test_capacity_grows_with_the_book(network: Network) -> None:
    larger = with_capacity_for(network, 10 * len(network.orders))
    for service_id, service in network.services.items():
        assert larger.services[service_id].capacity_teu == pytest.approx(10 * service.capacity_teu)
        assert larger.services[service_id].reefer_plugs == 10 * service.reefer_plugs


def test_few_orders_leave_the_network_as_it_is(network: Network) -> None:
    assert with_capacity_for(network, 10).services == network.services
