"""Routes between cities against the fronts of every pair of their terminals."""

from collections.abc import Iterable
from datetime import datetime
from itertools import product

import pytest
from hypothesis import given, settings
from strategies import networks

from landbridge.network.errors import QuestionError
from landbridge.network.network import Network
from landbridge.network.places import Place, find_place, handover_terminals
from landbridge.network.read import load
from landbridge.network.shipment import Shipment
from landbridge.optimizer.city_routes import city_routes, handed_over
from landbridge.optimizer.route_set import RouteSet
from landbridge.optimizer.routes import routes

Criteria = tuple[int, datetime, int]


@pytest.fixture(scope="module")
def toy() -> Network:
    return load("toy")


@pytest.fixture(scope="module")
def chongqing() -> Network:
    return load("chongqing")


def criteria(answer: RouteSet) -> set[Criteria]:
    return {(answer.freight_cents(r), r.delivered_at, r.co2e_g) for r in answer.routes}


def best_of(points: Iterable[Criteria]) -> set[Criteria]:
    """Return the points that no other is as good as in everything."""
    every = set(points)
    return {
        p for p in every if not any(q != p and all(map(_no_worse, q, p)) for q in every)
    }  # fmt: skip


def _no_worse(one: object, other: object) -> bool:
    return one <= other  # type: ignore[operator]


def place(network: Network, terminals: Iterable[str], country: str) -> Place:
    return Place(name="City", name_zh="城", country=country, terminals=tuple(sorted(terminals)))


def pair_fronts(network: Network, shipment: Shipment, ends: tuple[Place, Place]) -> set[Criteria]:
    pairs = product(ends[0].terminals, ends[1].terminals)
    moved = (shipment.model_copy(update={"origin": a, "destination": b}) for a, b in pairs)
    return best_of(point for each in moved for point in criteria(routes(network, each)))


@settings(max_examples=40)
@given(networks(max_orders=1))
def test_a_city_has_the_best_of_every_pair_of_terminals(network: Network) -> None:
    [shipment] = network.orders.values()
    zones = {t: (network.terminals[t].country, network.terminals[t].timezone)
             for t in handover_terminals(network)}  # fmt: skip
    if not {shipment.origin, shipment.destination} <= zones.keys():
        return
    origins = {t for t in zones if zones[t] == zones[shipment.origin]} - {shipment.destination}
    destinations = {t for t in zones if zones[t] == zones[shipment.destination]} - origins
    ends = place(network, origins, "CN"), place(network, destinations, "CN")
    answer = city_routes(network, shipment, origin=ends[0], destination=ends[1])
    assert criteria(answer) == pair_fronts(network, shipment, ends)


def test_the_toy_is_what_the_pairs_of_its_cities_are(toy: Network) -> None:
    home, away = find_place(toy, "Hometown"), find_place(toy, "Faraway")
    answer = city_routes(toy, toy.orders["T4"], origin=home, destination=away)
    assert len(answer.routes) == 3
    assert criteria(answer) == pair_fronts(toy, toy.orders["T4"], (home, away))


@pytest.fixture(scope="module")
def to_duisburg(chongqing: Network) -> RouteSet:
    ends = (find_place(chongqing, "重庆"), find_place(chongqing, "DEDUI"))
    return city_routes(chongqing, chongqing.orders["O001"], origin=ends[0], destination=ends[1])


def test_a_route_begins_where_the_main_leg_does(to_duisburg: RouteSet) -> None:
    starts = {r.mode_label: r.legs[0].from_terminal for r in to_duisburg.routes}
    assert starts["rail"] == "CQ_TJC"
    assert starts["air"] == "CKG"


def test_modes_are_answered_for_the_whole_city(to_duisburg: RouteSet) -> None:
    by_mode = {mode.product: mode for mode in to_duisburg.by_mode()}
    assert by_mode["rail"].route in to_duisburg.routes
    reason = "no connection: nothing runs by river from Chongqing to Duisburg"
    assert str(by_mode["river"].absence) == reason


def test_handed_over_names_the_terminals_of_a_route(
    chongqing: Network, to_duisburg: RouteSet
) -> None:
    cheapest = to_duisburg.routes[0]
    shipment = handed_over(to_duisburg.shipment, cheapest)
    assert (shipment.origin, shipment.destination) == (cheapest.legs[0].from_terminal, "DUI")
    assert routes(chongqing, shipment).routes[0] == cheapest


def test_a_city_is_not_its_own_destination(toy: Network) -> None:
    home, works = find_place(toy, "Hometown"), find_place(toy, "WORKS")
    message = r"Works \(工厂\), which is where it starts \(WORKS\); expected another place"
    with pytest.raises(QuestionError, match=message):
        city_routes(toy, toy.orders["T4"], origin=home, destination=works)
