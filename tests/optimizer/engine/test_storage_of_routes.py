"""Storage on the embedded network: the search, the ledger and the verifier agree to the cent."""

from collections.abc import Iterator

import pytest

import landbridge as lb
from landbridge.network.plan import Assignment, Limits, Objective, Plan, Proof
from landbridge.network.route import CostPart, Route
from landbridge.network.verify import Rule
from landbridge.optimizer.assemble import RouteAssembler
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.clock import to_minute
from landbridge.optimizer.demand import Demand
from landbridge.optimizer.graph_options import GraphOptions
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.routes import long_due
from landbridge.optimizer.search import ShipmentSearch
from landbridge.optimizer.search_graph import Path
from landbridge.optimizer.shipment_graph import ShipmentGraph
from landbridge.optimizer.timetable import horizon_of

PROOF = Proof(
    cost_cents=0, bound_cents=0, unserved_teu=0, unserved_bound_teu=0, method="", num_routes=1,
    num_rounds=0, seconds=0,
)  # fmt: skip
SHARED = {
    Rule.COST,
    Rule.CAPACITY_TEU,
    Rule.CAPACITY_KG,
    Rule.CAPACITY_PLUGS,
    Rule.DUE,
    Rule.ORDER_BUDGET,
}


@pytest.fixture(scope="module")
def found() -> list[tuple[lb.Shipment, Path, Route]]:
    """Return the routes with storage of some orders, each with its path."""
    network = lb.load("chongqing")
    return [
        (shipment, path, route)
        for shipment in list(network.orders.values())[::12]
        for path, route in _front(network, shipment)
    ]


def _front(network: lb.Network, shipment: lb.Shipment) -> Iterator[tuple[Path, Route]]:
    catalogue = Catalogue(network, horizon_of(network, {shipment.id: long_due(shipment)}, 0))
    demand = Demand.of(catalogue, shipment)
    search = ShipmentSearch(ShipmentGraph(catalogue, demand))
    start = to_minute(shipment.ready_at(network.terminals[shipment.origin]))
    assembler = RouteAssembler(catalogue, demand)
    for path in search.paths(Query(start=start), GraphOptions(storage=True)):
        yield path, assembler.route(path)


def stored_cents(route: Route) -> int:
    return sum(c.amount_cents for c in route.charges if c.part is CostPart.STORAGE)


def test_some_routes_pay_storage_and_most_do_not(found):
    paying = [route for _, _, route in found if stored_cents(route)]
    assert 0 < len(paying) < len(found) / 2


def test_the_ledger_adds_up_to_the_cost_of_the_search(found):
    wrong = [s.id for s, path, route in found if route.freight_cents(s.num_units) != path.cost]
    assert wrong == []


def test_the_verifier_finds_the_same_storage(found):
    network = lb.load("chongqing")
    for shipment, _, route in found:
        if stored_cents(route):
            plan = Plan(
                network=network, orders=lb.OrderBook([shipment]), objective=Objective.FREIGHT,
                limits=Limits(), assignments=(Assignment(route=route, units=shipment.num_units),),
                unserved=(), proof=PROOF,
            )  # fmt: skip
            rules = {violation.rule for violation in lb.verify(plan)} - SHARED
            assert rules == set(), (shipment.id, lb.verify(plan))


def test_nothing_is_paid_at_the_origin_and_labels_name_terminal_and_days(found):
    for _, _, route in found:
        assert not any(c.part is CostPart.STORAGE for c in route.handlings[0].charges)
        for handling in route.handlings[1:]:
            for charge in handling.charges:
                if charge.part is CostPart.STORAGE:
                    assert charge.label.startswith(f"{handling.terminal_id} storage, ")
                    assert charge.label.endswith(" days after the free time")
