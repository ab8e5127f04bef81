"""The small networks of the property tests are valid and varied, and the oracle is sane."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise, permutations

import pytest
from brute_force import FoundRoute, Ride, all_routes
from brute_force_plan import best_plan
from hypothesis import given, settings
from small_networks import Size, small_network
from strategies import HORIZON_DAYS, networks

from landbridge.network.network import Network
from landbridge.network.service import Service


def routes_of(network: Network) -> Iterator[FoundRoute]:
    """Yield all routes of all orders."""
    for shipment in network.orders.values():
        yield from all_routes(network, shipment, horizon_days=HORIZON_DAYS)


def test_a_number_makes_the_same_network_again() -> None:
    assert small_network(7, Size()) == small_network(7, Size())
    assert small_network(7, Size()) != small_network(8, Size())


@given(network=networks(with_weight_rules=True))
def test_every_network_is_valid(network: Network) -> None:
    assert network.orders
    assert len(network.services) >= len(network.terminals) - 1


@settings(max_examples=30)
@given(network=networks())
def test_routes_of_the_oracle_hang_together(network: Network) -> None:
    for route in routes_of(network):
        for ride, after in pairwise(route.rides):
            assert ride.arrives_at <= after.departs_at
            assert stop(network, ride, ride.unload_seq) == stop(network, after, after.load_seq)
        places = [stop(network, ride, ride.unload_seq) for ride in route.rides]
        assert len(set(places)) == len(places)
        assert route.delivered_at >= route.rides[-1].arrives_at
        assert all(network.is_open(ride.service_id) for ride in route.rides)


def stop(network: Network, ride: Ride, seq: int) -> str:
    """Return the terminal of a call."""
    return network.calls[ride.service_id][seq - 1].terminal_id


@settings(max_examples=30)
@given(network=networks(max_orders=1))
def test_more_days_only_add_routes(network: Network) -> None:
    [shipment] = network.orders.values()
    few = all_routes(network, shipment, horizon_days=HORIZON_DAYS - 7)
    more = all_routes(network, shipment, horizon_days=HORIZON_DAYS)
    assert not Counter(few) - Counter(more)


@settings(max_examples=20)
@given(network=networks(max_orders=2))
def test_a_plan_of_the_oracle_serves_at_most_everything(network: Network) -> None:
    plan = best_plan(network, network.orders.values(), horizon_days=7)
    units = network.orders.values()
    most = sum(o.num_units * o.unit(network.cargo_classes[o.cargo_class]).size_teu for o in units)
    assert 0 <= plan.size_teu <= most
    assert plan.cost_cents == sum(p.freight_cents + p.late_cents for p in plan.placed)


def overtakes(first: Service, second: Service, network: Network) -> bool:
    """Tell whether one of two services leaves later in the week and is there earlier."""
    ends = [[network.calls[s.id][n] for n in (0, -1)] for s in (first, second)]
    if [c.terminal_id for c in ends[0]] != [c.terminal_id for c in ends[1]]:
        return False
    days = [timedelta(days=s.weekdays[0]) for s in (first, second)]
    there = [d + timedelta(hours=e[1].arrive_offset_hours) for d, e in zip(days, ends, strict=True)]
    return days[0] < days[1] and there[1] < there[0]


def features(network: Network) -> Iterator[str]:
    """Name what there is to get wrong in a network."""
    services = network.open_services
    if any(overtakes(*pair, network) for pair in permutations(services, 2)):
        yield "overtaking"
    for service in services:
        yield f"mode {service.mode}"
        yield f"interval {service.interval_weeks}"
        yield f"kind {service.kind}"
        if not all(c.may_load or c.may_unload for c in network.calls[service.id][1:-1]):
            yield "passing a call"
        if service.cutoff_hours:
            yield "cut-off"
    for shipment in network.orders.values():
        unit = shipment.unit(network.cargo_classes[shipment.cargo_class])
        yield f"load {unit.kind}"
        yield "reefer" if unit.is_reefer else "dry"
        yield "hard" if shipment.late_usd_per_day is None else "soft"
        if shipment.budget_usd is not None:
            yield "budget"
        if shipment.num_units > 1:
            yield "several units"
    yield from (f"metric {row.metric}" for row in network.clearance)
    yield from (f"rule {row.rule}" for row in network.restrictions)
    yield from (f"route of {len(route.rides)} legs" for route in routes_of(network))


EXPECTED = {
    "overtaking", "passing a call", "cut-off", "interval 2", "kind on_demand", "kind regular",
    "mode rail", "mode river", "mode sea", "mode air", "mode road", "load 40ft", "load 20ft",
    "load loose", "reefer", "hard", "soft", "budget", "several units", "metric overall",
    "metric customs", "rule refuse", "rule needs_plug", "rule cargo_per_40ft",
    "rule pairs_of_20ft", "rule gross_per_departure", "route of 1 legs", "route of 2 legs",
    "route of 3 legs",
}  # fmt: skip


@pytest.mark.parametrize("feature", sorted(EXPECTED))
def test_the_networks_are_varied(seen: Counter[str], feature: str) -> None:
    assert seen[feature] >= 3


@pytest.fixture(scope="module")
def seen() -> Counter[str]:
    """How many of 150 networks have a feature."""
    size = Size(terminals=4, services=5, orders=2, rules=3, with_weight_rules=True)
    return Counter(feature for n in range(150) for feature in set(features(small_network(n, size))))
