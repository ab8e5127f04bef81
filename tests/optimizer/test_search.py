"""Searches of a shipment: no terminal handles the cargo twice, and nothing better is missed."""

from itertools import islice

import pytest
from hypothesis import given, settings
from strategies import networks

from landbridge.network.network import Network
from landbridge.optimizer.search import ShipmentSearch, handled_twice

from .hand_world import change, line, order, world
from .small_searches import (
    catalogue_of,
    found_front,
    known_front,
    query_of,
    search_of,
    settled,
)  # fmt: skip


def network_with_a_hop() -> Network:
    """Return a network in which a truck to YARD and back makes a hand-over cheap.

    From train to ship at PORT costs 1,000 USD. By truck to YARD and back it would cost
    two rides of 10 USD, but PORT would handle the cargo twice.
    """
    trucks = [("OUT", "PORT YARD"), ("BACK", "YARD PORT")]
    return world(
        "WORKS PORT YARD ISLAND",
        line("TRAIN", "rail", "WORKS PORT", usd=10),
        line("SHIP", "sea", "PORT ISLAND", usd=10),
        *(line(name, "road", stops, usd=10, kind="on_demand") for name, stops in trucks),
        [
            change("origin", "rail"),
            change("rail", "sea", usd_per_40ft=1_000),
            *(change(*ends) for ends in (("rail", "road"), ("road", "road"), ("road", "sea"))),
            change("sea", "destination"),
            order("S1", "WORKS", "ISLAND"),
        ],
    )


@pytest.fixture(scope="module")
def hop() -> Network:
    """A network in which a needless truck hop would undercut a hand-over."""
    return network_with_a_hop()


def learned(search: ShipmentSearch) -> frozenset[str]:
    return search.once


@settings(max_examples=150)
@given(networks(max_orders=2, with_weight_rules=True))
def test_fronts_are_those_of_all_routes(network):
    network = settled(network)
    for shipment in network.orders.values():
        assert found_front(network, shipment) == known_front(network, shipment)


def test_a_needless_hop_does_not_undercut_a_hand_over(hop):
    shipment = hop.orders["S1"]
    assert [cents for cents, _ in found_front(hop, shipment)] == [102_000]
    assert found_front(hop, shipment) == known_front(hop, shipment)


def test_a_search_learns_the_terminals_that_it_must_remember(hop):
    shipment = hop.orders["S1"]
    search = search_of(catalogue_of(hop, shipment), shipment)
    assert learned(search) == frozenset()
    paths = search.paths(query_of(hop, shipment))
    assert learned(search) == {"PORT"}
    assert [handled_twice(path) for path in paths] == [frozenset()]


def test_the_first_path_alone_handles_nowhere_twice_either(hop):
    shipment = hop.orders["S1"]
    search = search_of(catalogue_of(hop, shipment), shipment)
    [path] = search.paths(query_of(hop, shipment), None, lambda paths: list(islice(paths, 1)))
    assert (path.cost, handled_twice(path)) == (102_000, frozenset())
