"""Routes with buffers: valid, and more reliable than the front where that needs a buffer."""

from datetime import date, timedelta

import pytest
from builders import make, network_of
from small_networks import Size, small_network

from landbridge.network.cargo import CargoClass
from landbridge.network.emission import Emission
from landbridge.network.errors import QuestionError
from landbridge.network.handling import Clearance, Transfer
from landbridge.network.link import Link
from landbridge.network.network import Network
from landbridge.network.plan import Assignment, Limits, Objective, Plan, Proof
from landbridge.network.route import Route
from landbridge.network.row import Row
from landbridge.network.service import Call, Service
from landbridge.network.shipment import OrderBook, Shipment
from landbridge.network.terminal import Corridor, Source, Terminal
from landbridge.network.verify import Rule, verify
from landbridge.optimizer.assemble import RouteAssembler
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.clock import to_minute
from landbridge.optimizer.demand import Demand
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.reliability.buffered import BufferedGraph
from landbridge.optimizer.reliability.candidates import bookings, candidates
from landbridge.optimizer.reliability.choice import cheapest_on_time, most_reliable, rated
from landbridge.optimizer.reliability.retime import retimed
from landbridge.optimizer.routes import routes
from landbridge.optimizer.search import ShipmentSearch
from landbridge.optimizer.timetable import Horizon

from .certainty import wobbly

BROKEN_BY_MORE_THAN_THE_ROUTE = {
    Rule.CAPACITY_TEU, Rule.CAPACITY_KG, Rule.CAPACITY_PLUGS, Rule.GROSS_PER_DEPARTURE,
    Rule.PAIRS_OF_20FT, Rule.DUE, Rule.MAX_LATE_DAYS, Rule.ORDER_BUDGET, Rule.COST,
    Rule.COST_PART, Rule.BOUND, Rule.UNSERVED, Rule.ALL_UNITS, Rule.WARNING,
}  # fmt: skip


def service(name: str, path: str, hours: float, usd: float, **fields) -> list[Row]:
    link, (start, end) = f"L-{name}", path.split("-")
    return [
        make(Link, id=link, from_terminal=start, to_terminal=end, usd_per_40ft=usd,
             hours_typical=hours),
        make(Service, id=name, **fields),
        make(Call, service_id=name, seq=1, terminal_id=start, arrive_offset_hours=0,
             depart_offset_hours=0),
        make(Call, service_id=name, seq=2, terminal_id=end, link_id=link,
             arrive_offset_hours=hours, depart_offset_hours=hours),
    ]  # fmt: skip


def two_trains(cv: float, longest_hours: float, *more: Row) -> Network:
    """Return two trains to a weekly ship: the slow one just catches it, the fast one costs more."""
    no_time = {"hours_typical": 0, "hours_low": 0, "hours_high": 0}
    changes = [("origin", "rail"), ("rail", "destination")]
    return network_of([
        make(Corridor), make(Source), make(CargoClass), make(Emission, mode="rail"),
        make(Emission, mode="terminal"),
        *(make(Terminal, id=f"T{n}", timezone="UTC") for n in range(3)),
        *(make(Clearance, direction=side) for side in ("import", "export")),
        *(make(Transfer, from_mode=a, to_mode=b, **no_time) for a, b in changes),
        make(Transfer, from_mode="rail", to_mode="rail",
             **no_time | {"hours_high": longest_hours}),
        *service("SLOW", "T0-T1", 72, 100, reliability_cv=cv),
        *service("FAST", "T0-T1", 36, 200, reliability_cv=cv),
        *service("SHIP", "T1-T2", 10, 100, weekdays=(4,)),
        *more, make(Shipment, id="S", origin="T0", destination="T2", due="2025-11-08"),
    ])  # fmt: skip


@pytest.fixture
def tight() -> Network:
    return two_trains(cv=0.2, longest_hours=0)


def services(route: Route) -> list[str]:
    return [leg.departure.service_id for leg in route.legs]


def test_the_most_reliable_route_is_found_beside_the_front(tight: Network):
    answer = routes(tight, tight.orders["S"])
    assert [services(route) for route in answer.routes] == [["SLOW", "SHIP"]]
    found = rated(tight, answer.shipment, candidates(tight, answer))
    best = most_reliable(found)
    assert best is not None
    assert services(best.route) == ["FAST", "SHIP"]
    assert best.reliability.probability_on_time > 0.999
    assert best is cheapest_on_time(found, 0.9)
    cheapest = cheapest_on_time(found, 0.3)
    assert cheapest is not None
    assert cheapest.route == answer.routes[0]
    assert cheapest.reliability.missed[1] == pytest.approx(0.46, abs=0.02)


def test_a_buffer_is_kept_by_a_later_departure(tight: Network):
    answer = routes(tight, tight.orders["S"])
    ships = {
        str(route.legs[-1].departure)
        for route in candidates(tight, answer, quantiles=[0.95])
        if services(route)[0] == "SLOW"
    }
    assert ships == {"SHIP 2025-11-06", "SHIP 2025-11-13"}


def test_a_service_is_taken_with_its_buffer_and_at_once():
    """After the slow train the boat beats the ship where a buffer is wanted, and only there."""
    boat = service("BOAT", "T1-T2", 20, 150, departure_local="13:00")
    network = two_trains(0.2, 0, *boat)
    answer = routes(network, network.orders["S"])
    assert ["SLOW", "BOAT"] not in map(services, answer.routes)
    boats = {
        str(route.legs[1].departure)
        for route in candidates(network, answer, quantiles=[0.95])
        if services(route) == ["SLOW", "BOAT"]
    }
    assert boats == {"BOAT 2025-11-06", "BOAT 2025-11-08"}


def test_a_long_handling_needs_a_buffer_too():
    network = two_trains(cv=0, longest_hours=40)
    answer = routes(network, network.orders["S"])
    found = {tuple(services(route)) for route in candidates(network, answer)}
    assert found == {("SLOW", "SHIP"), ("FAST", "SHIP")}


def test_a_path_with_buffers_is_put_back_to_planned_times(tight: Network):
    answer = routes(tight, tight.orders["S"])
    catalogue = Catalogue(tight, Horizon(first=date(2025, 11, 1), last=date(2025, 12, 1)))
    demand = Demand.of(catalogue, answer.shipment)
    start = to_minute(answer.routes[0].ready_at)
    search = ShipmentSearch(BufferedGraph(catalogue, demand, 0.95))
    path = search.paths(Query(start=start, with_co2e=False))[0]
    assembler = RouteAssembler(catalogue, demand)
    kept, at_once = (retimed(path, start, at_once=choice) for choice in (False, True))
    assert kept is not None
    assert at_once is not None
    assert assembler.route(at_once) == answer.routes[0]
    assert services(assembler.route(kept)) == services(answer.routes[0])
    assert kept.arrives == at_once.arrives + 7 * 24 * 60


@pytest.mark.parametrize("number", range(12))
def test_candidates_are_the_front_and_other_routes_that_keep_every_rule(number: int):
    network = wobbly(small_network(number, Size(terminals=5, services=9, orders=1)), cv=0.3)
    shipment = next(iter(network.orders.values()))
    answer = routes(network, shipment)
    found = candidates(network, answer)
    assert found[: len(answer.routes)] == answer.routes
    assert len({bookings(route) for route in found}) == len(found)
    assert broken(network, shipment, found) == []


def broken(network: Network, shipment: Shipment, found: tuple[Route, ...]) -> list[str]:
    long = shipment.model_copy(update={"due": shipment.due + timedelta(days=200)})
    proof = Proof(
        cost_cents=0, bound_cents=0, unserved_teu=0, unserved_bound_teu=0, method="",
        num_routes=0, num_rounds=0, seconds=0,
    )  # fmt: skip
    violations = []
    for route in found:
        plan = Plan(
            network=network, orders=OrderBook([long]), objective=Objective.FREIGHT,
            limits=Limits(), unserved=(), proof=proof,
            assignments=(Assignment(route=route, units=shipment.num_units),),
        )  # fmt: skip
        violations += [
            str(violation)
            for violation in verify(plan)
            if violation.rule not in BROKEN_BY_MORE_THAN_THE_ROUTE
        ]
    return violations


@pytest.mark.parametrize("quantile", [0.0, 1.0, -1.0, float("nan")])
def test_a_quantile_lies_between_0_and_1(tight: Network, quantile: float):
    answer = routes(tight, tight.orders["S"])
    with pytest.raises(QuestionError, match=f"quantile of the buffer: found {quantile:g}"):
        candidates(tight, answer, quantiles=[0.5, quantile])
