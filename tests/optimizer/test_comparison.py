"""A comparison joins front, modes, simulation, alternatives and flips without contradiction."""

import pytest

from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.optimizer.comparison import Comparison, compare_modes
from landbridge.optimizer.reliability.candidates import bookings


@pytest.fixture(scope="module")
def network() -> Network:
    return load("chongqing")


@pytest.fixture(scope="module")
def answer(network: Network) -> Comparison:
    return compare_modes(network, network.orders["O001"], samples=2_000)


def test_every_mode_with_a_route_is_rated(answer: Comparison) -> None:
    for row in answer.modes:
        assert (row.rated is None) == (row.mode.route is None)
        if row.rated is not None and row.mode.route is not None:
            assert bookings(row.rated.route) == bookings(row.mode.route)


def test_every_route_considered_is_considered_once(answer: Comparison) -> None:
    keys = [bookings(rated.route) for rated in answer.considered]
    assert len(keys) == len(set(keys))


def test_the_most_reliable_is_on_time_at_least_as_often_as_any(answer: Comparison) -> None:
    picks = {pick.question: pick.rated for pick in answer.picks}
    surest = picks["most reliable"]
    assert surest is not None
    most = max(rated.reliability.probability_on_time for rated in answer.considered)
    assert surest.reliability.probability_on_time == most


def test_the_pick_with_a_probability_is_the_cheapest_that_keeps_it(answer: Comparison) -> None:
    picks = {pick.question: pick.rated for pick in answer.picks}
    found = picks["cheapest on time with 90%"]
    sure = [r for r in answer.considered if r.reliability.probability_on_time >= 0.9]
    assert (found is None) == (not sure)
    if found is not None:
        assert found.freight_cents == min(rated.freight_cents for rated in sure)


def test_each_day_saved_costs_more_than_the_one_before_on_the_hull(answer: Comparison) -> None:
    prices = [step.usd_per_day_saved for step in answer.front.hull_steps]
    assert prices == sorted(prices)
    assert len(prices) > 1


def test_the_same_seed_gives_the_same_comparison(network: Network, answer: Comparison) -> None:
    again = compare_modes(network, network.orders["O001"], samples=2_000)
    assert again == answer
