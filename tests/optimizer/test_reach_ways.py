"""Ways of a reach: they lead where they say, and end when and at what cost the reach says."""

from __future__ import annotations

import pytest

from landbridge.network.network import Network
from landbridge.network.reach import ReachWays
from landbridge.network.read import load
from landbridge.network.row import Mode
from landbridge.network.service import ServiceKind
from landbridge.optimizer.reach import reach
from landbridge.optimizer.reach_ways import reach_ways
from landbridge.optimizer.routes import routes


@pytest.fixture(scope="module")
def network() -> Network:
    return load("chongqing")


@pytest.fixture(scope="module")
def ways(network: Network) -> tuple[ReachWays, ...]:
    return reach_ways(network, network.orders["O020"])


def ends_of(network, ride):
    calls = {call.seq: call for call in network.calls[ride.service_id]}
    return calls[ride.load_seq].terminal_id, calls[ride.unload_seq].terminal_id


def test_all_modes_together_reach_what_the_reach_says(network, ways) -> None:
    assert ways[0].reaches == reach(network, network.orders["O020"])
    assert ways[0].modes == frozenset(Mode)


def test_there_is_a_reach_for_every_choice_of_modes(ways) -> None:
    assert len({found.modes for found in ways}) == len(ways) == 2 ** len(Mode) - 1


def test_ways_lead_from_the_origin_to_the_terminal(network, ways) -> None:
    for found in ways:
        for by_terminal in (found.soonest, found.cheapest):
            for terminal_id, rides in by_terminal.items():
                ends = [ends_of(network, ride) for ride in rides]
                stops = [network.orders["O020"].origin, *(end for _, end in ends)]
                assert [start for start, _ in ends] == stops[:-1]
                assert stops[-1] == terminal_id


def test_main_legs_use_the_chosen_modes_only(network, ways) -> None:
    for found in ways:
        rides = [r for by in (found.soonest, found.cheapest) for own in by.values() for r in own]
        services = {network.services[ride.service_id] for ride in rides}
        main = {s.mode for s in services if s.kind is not ServiceKind.ON_DEMAND}
        assert main <= found.modes


def test_what_is_spent_only_grows_and_stays_below_the_reach(network, ways) -> None:
    shipment = network.orders["O020"]
    ready = shipment.ready_at(network.terminals[shipment.origin])
    for found in ways[:3]:
        for reached in found.reaches:
            if reached.delivered_at is None:
                assert reached.terminal_id not in found.soonest
                continue
            taken = (reached.delivered_at - ready).total_seconds() / 60
            for rides, most in (
                (found.soonest[reached.terminal_id], taken),
                (found.cheapest[reached.terminal_id], reached.freight_cents),
            ):
                spent = [value for ride in rides for value in (ride.begins, ride.ends)]
                assert spent == sorted(spent)
                assert all(value <= most for value in spent)


@pytest.mark.parametrize("terminal", ["DUI", "SIN_P", "LAX_P"])
def test_the_soonest_way_is_the_fastest_route(network, ways, terminal: str) -> None:
    shipment = network.orders["O020"].model_copy(update={"destination": terminal})
    fastest = min(routes(network, shipment).routes, key=lambda route: route.delivered_at)
    rides = ways[0].soonest[terminal]
    ready = fastest.ready_at
    arrivals = [(leg.arrives_at - ready).total_seconds() / 60 for leg in fastest.legs]
    assert rides[-1].ends <= arrivals[-1]


def test_fewer_modes_are_never_faster_or_cheaper(ways) -> None:
    everything = {reached.terminal_id: reached for reached in ways[0].reaches}
    for found in ways[1:]:
        for reached in found.reaches:
            if reached.delivered_at is not None:
                best = everything[reached.terminal_id]
                assert best.delivered_at <= reached.delivered_at
                assert best.freight_cents <= reached.freight_cents
