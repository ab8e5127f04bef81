"""Alternatives differ in what they are exposed to, and share little of their way."""

from datetime import date
from itertools import combinations

import pytest

from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.scenario import Scenario
from landbridge.network.similarity import corridors, exposures, leg_links, shared_distance_share
from landbridge.optimizer.alternatives import MOST_SHARED, alternatives
from landbridge.optimizer.own_route import price_route
from landbridge.optimizer.route_set import RouteSet
from landbridge.optimizer.routes import routes


@pytest.fixture(scope="module")
def network() -> Network:
    return load("chongqing")


@pytest.fixture(scope="module")
def answer(network: Network) -> RouteSet:
    return routes(network, network.orders["O001"])


def test_the_first_is_the_cheapest_on_time(network: Network, answer: RouteSet) -> None:
    first = alternatives(network, answer)[0]
    assert first.delivered_at <= answer.due_at
    assert answer.freight_cents(first) == min(map(answer.freight_cents, answer.within()))


def test_any_two_differ_in_exposure_and_in_most_of_their_way(
    network: Network, answer: RouteSet
) -> None:
    found = alternatives(network, answer, count=4)
    assert len(found) == 4
    for one, other in combinations(found, 2):
        assert shared_distance_share(network, one, other) <= MOST_SHARED
        risks = [(corridors(route), exposures(network, route)) for route in (one, other)]
        assert risks[0] != risks[1]


def test_alternatives_to_a_given_route_start_with_it(network: Network, answer: RouteSet) -> None:
    pick = answer.routes[-1]
    assert alternatives(network, answer, count=2, pick=pick)[0] is pick


def test_a_route_shares_all_of_its_way_with_itself(network: Network, answer: RouteSet) -> None:
    route = answer.routes[0]
    assert shared_distance_share(network, route, route) == 1


def test_sharing_is_symmetric_and_counts_links_not_services(
    network: Network, answer: RouteSet
) -> None:
    for one, other in combinations(answer.routes, 2):
        share = shared_distance_share(network, one, other)
        assert share == pytest.approx(shared_distance_share(network, other, one))
    rail = [route for route in answer.routes if route.mode_label == "rail"]
    ordinary, timetabled = rail[0], rail[-1]
    services = {
        leg.departure.service_id for route in (ordinary, timetabled) for leg in route.main_legs
    }
    assert len(services) > 1
    assert shared_distance_share(network, ordinary, timetabled) > MOST_SHARED


def test_a_train_shares_its_way_with_one_on_the_days_of_a_dated_scenario() -> None:
    longer = {"op": "scale", "table": "links", "where": {"id": "RA1"}, "field": "distance_km",
              "value": 2}  # fmt: skip
    days = {"apply_from": "2025-11-10", "apply_to": "2025-11-16"}
    toy = load("toy").apply(
        Scenario.model_validate({"id": "w", "name": "Week", "changes": [longer], **days})
    )
    order = toy.orders["T4"].model_copy(update={"due": date(2025, 12, 20)})
    words = "WORKS truck YARD EXPRESS@{} CITY"
    one, other = (
        price_route(toy, order, words.format(day)).route for day in ("2025-11-07", "2025-11-14")
    )
    assert one.main_legs[0].departure.service_id != other.main_legs[0].departure.service_id
    assert shared_distance_share(toy, one, other) == 1


def test_the_links_of_a_leg_add_up_to_its_distance(network: Network, answer: RouteSet) -> None:
    for leg in (leg for route in answer.routes for leg in route.legs):
        km = sum(network.links[link].distance_km for link in leg_links(network, leg))
        assert km == pytest.approx(leg.distance_km)
