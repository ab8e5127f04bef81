"""The order book of the Chongqing dataset: what a plan of it must reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf

import pytest

from landbridge.network.network import Network
from landbridge.network.plan import Assignment, Lateness, Limits, Plan
from landbridge.network.read import load
from landbridge.network.route import Departure
from landbridge.network.shipment import OrderBook
from landbridge.network.verify import verify
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.clock import to_minute
from landbridge.optimizer.graph_options import GraphOptions, RideRef
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.plan import plan
from landbridge.optimizer.search_graph import Path
from landbridge.optimizer.timetable import horizon_of

from .small_searches import search_of

GREEDY_USD = 3_514_774
"""What an order-by-order planner pays for all 141 orders on time, fees counted per box."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def network() -> Network:
    return load("chongqing")


def usd_with_fees_per_box(answer: Plan) -> float:
    """Return the cost of a plan where every box pays the declarations by itself."""
    return (answer.cost_cents + sum(map(other_fees_cents, answer.assignments))) / 100


def other_fees_cents(part: Assignment) -> int:
    return (part.units - 1) * part.route.declaration_cents


def is_late(answer: Plan) -> bool:
    return any(answer.days_late(part) for part in answer.assignments)


def test_all_orders_are_served_for_less_than_a_greedy_planner_pays(network):
    answer = plan(network)
    assert len(network.orders) == 141
    assert answer.unserved == ()
    assert verify(answer) == ()
    assert usd_with_fees_per_box(answer) < GREEDY_USD
    assert answer.proof.gap <= 0.005


def test_the_order_of_orders_and_services_changes_nothing(network):
    some = list(network.orders.values())[::4]
    answer = plan(network, OrderBook(some))
    shuffled = replace(network, services=dict(reversed(network.services.items())))
    again = plan(shuffled, OrderBook(reversed(some)))
    assert again.assignments == answer.assignments
    assert replace(again.proof, seconds=0) == replace(answer.proof, seconds=0)


def test_without_their_budgets_all_orders_are_on_time_for_less(network):
    answer = plan(network, limits=Limits(lateness=Lateness.FORBIDDEN, order_budgets=False))
    assert (answer.unserved, is_late(answer)) == ((), False)
    assert usd_with_fees_per_box(answer) < GREEDY_USD
    assert answer.proof.gap <= 0.005


class OnTime:
    """The routes of order O056 that are on time."""

    TRAIN = Departure(service_id="LSC-SHA-S", first_call_on=date(2025, 11, 7))

    def __init__(self, network: Network) -> None:
        self.shipment = network.orders["O056"]
        horizon = horizon_of(network, {"O056": self.shipment}, 0)
        self.catalogue = Catalogue(network, horizon)
        self.start = to_minute(self.shipment.ready_at(network.terminals[self.shipment.origin]))
        destination = network.terminals[self.shipment.destination]
        self.latest = to_minute(self.shipment.due_at(destination))

    def cheapest(self, *, with_train: bool) -> Path:
        """Return the cheapest path, for all boxes together, with the train of 7 November or not."""
        without = {
            offer.segment.key: {self.TRAIN.first_call_on: inf}
            for offer in self.catalogue.offers_of([self.TRAIN.service_id])
        }
        query = Query(start=self.start, latest=self.latest, with_co2e=False)
        options = GraphOptions(must_fit=True, extra_cents={} if with_train else without)
        return search_of(self.catalogue, self.shipment).paths(query, options)[0]


def departures(path: Path) -> list[Departure]:
    """Return the scheduled departures of a path."""
    rides = ((s.arc.ref.offer, s.leaves) for s in path.steps if isinstance(s.arc.ref, RideRef))
    return [
        Departure(service_id=offer.segment.service.id, first_call_on=offer.date_of(leaves))
        for offer, leaves in rides
        if offer.schedule
    ]


def test_due_dates_and_budgets_of_the_book_contradict_each_other(network):
    """Order O056 alone cannot be on time within its budget."""
    on_time = OnTime(network)
    shipment, train = on_time.shipment, network.services[OnTime.TRAIN.service_id]
    assert (shipment.boxes_40ft, train.capacity_teu) == (12, 14)
    first, other = on_time.cheapest(with_train=True), on_time.cheapest(with_train=False)
    assert OnTime.TRAIN in departures(first)
    assert OnTime.TRAIN not in departures(other)
    assert other.cost / 12 > 5_000 * 100
    at_best = 7 * first.cost / 12 + 5 * other.cost / 12
    assert shipment.budget_usd is not None
    assert at_best > shipment.budget_usd * 100


def test_a_plan_leaves_boxes_of_that_order_behind_or_breaks_one_of_the_two(network):
    alone = OrderBook([network.orders["O056"]])
    strict = plan(network, alone, Limits(lateness=Lateness.FORBIDDEN))
    assert sum(left.units for left in strict.unserved) > 0
    late = plan(network, alone, Limits(lateness=Lateness.AVOIDED))
    assert (late.unserved, is_late(late)) == ((), True)
    dear = plan(network, alone, Limits(lateness=Lateness.FORBIDDEN, order_budgets=False))
    assert (dear.unserved, is_late(dear)) == ((), False)
