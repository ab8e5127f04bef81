"""Pricing under any weights, against all routes of a shipment."""

from math import inf
from random import Random

import pytest
from brute_force import FoundRoute
from brute_force_limits import Share, uses
from brute_force_options import days_late, routes_in_time, unit_size_teu
from brute_force_rules import cents, exact
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import Size, small_network

from landbridge.network.limits import Tag, TagKind
from landbridge.network.network import Network
from landbridge.network.shipment import Shipment
from landbridge.optimizer.mix.weights import Weights

from ..small_searches import settled
from .small_mixes import mix_of

HORIZON_DAYS = 60
GRAMS = 20
"""A route may emit a gram more or less for each of its legs and handlings."""

TAGS = [
    *(Tag(TagKind.MODE, mode) for mode in ("rail", "river", "sea", "air", "road")),
    *(Tag(TagKind.EXPOSURE, name) for name in ("lock", "strait", "pass")),
    Tag(TagKind.CORRIDOR, "other"), Tag(TagKind.CARRIER, "carrier"),
]  # fmt: skip


def random_weights(chance: Random, num_tags: int) -> Weights:
    """Return weights as goals and prices may have them, tags with and against a route."""
    return Weights(
        freight=chance.choice((0.0, 1.0, 1.0, 2.5)),
        penalty=chance.choice((0.0, 1.0)),
        co2e=chance.choice((0.0, 0.001, 0.1)),
        late=chance.choice((0.0, 5_000.0)),
        served=chance.uniform(-2_000, 2_000),
        units=chance.uniform(0, 2_000),
        on_time=-chance.choice((0.0, 3_000.0)),
        tags={tag: chance.uniform(-40_000, 40_000) for tag in chance.sample(TAGS, num_tags)},
    )


def worth(network: Network, shipment: Shipment, route: FoundRoute, weights: Weights) -> float:
    """Return what a unit on a route that is surely on time counts for."""
    size = float(unit_size_teu(network, shipment))
    late = days_late(network, shipment, route)
    per_day = exact(shipment.late_usd_per_day or 0)
    value = weights.freight * (route.unit_cents + route.declaration_cents / shipment.num_units)
    value += weights.penalty * cents(per_day * late / shipment.num_units)
    value += weights.co2e * route.co2e_g + size * weights.late * (late > 0)
    value += size * weights.served + weights.units + weights.on_time
    used = (t for t in weights.tags if uses(network, route, Share(t.kind.value, t.name)))
    return value + size * sum(weights.tags[tag] for tag in used)


@settings(max_examples=80)
@given(st.integers(0, 10_000), st.integers(0, 10**6), st.sampled_from((0, 2, 6, 10)))
def test_no_route_is_worth_more_than_pricing_says_and_with_few_tags_one_is(number, seed, num_tags):
    network = settled(small_network(number, Size(terminals=2 + number % 3, rules=number % 3)))
    weights = random_weights(Random(seed), num_tags)
    for name, pricer in mix_of(network).pricers.items():
        shipment = network.orders[name]
        routes = routes_in_time(network, shipment, HORIZON_DAYS, 30)
        best = min((worth(network, shipment, r, weights) for r in routes), default=inf)
        found = pricer.price(weights).unit_value
        near = 1e-6 * abs(best) + 0.01 + GRAMS * weights.co2e
        assert found <= best + near
        if num_tags <= 6:
            assert found == pytest.approx(best, abs=near)
