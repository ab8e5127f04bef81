"""Batch pricing: the compiled core finds the fronts that one search for each shipment finds."""

from __future__ import annotations

from collections import defaultdict
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import Size, small_network

from landbridge.network.network import Network
from landbridge.network.read import load
from landbridge.network.route import Departure
from landbridge.optimizer.assemble import RouteAssembler
from landbridge.optimizer.batch_pricing.batch_pricer import ALL_PATHS, BatchPricer, CompiledEngine
from landbridge.optimizer.batch_pricing.by_shipment import EngineByShipment
from landbridge.optimizer.batch_pricing.found_paths import FoundPaths
from landbridge.optimizer.batch_pricing.path_weights import Mark, PathWeights
from landbridge.optimizer.capacity import Resource
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.demand import Demand
from landbridge.optimizer.timetable import horizon_of

DAYS_LATE = 10

pytest.importorskip("landbridge.optimizer._pricing", reason="the core is not built")


def pricer_of(network: Network, **asked) -> BatchPricer:
    catalogue = Catalogue(network, horizon_of(network, network.orders, DAYS_LATE))
    shipments = tuple(network.orders.values())
    return BatchPricer(catalogue, shipments, days_late=DAYS_LATE, **asked)


def both(pricer: BatchPricer, weights: PathWeights, **asked) -> tuple[FoundPaths, FoundPaths]:
    """Return what the core finds and what the searches by shipment find."""
    assert isinstance(pricer._engine, CompiledEngine)
    by_core = pricer.find(weights, **asked)
    core, pricer._engine = pricer._engine, EngineByShipment(pricer.network, pricer.orders)
    try:
        return by_core, pricer.find(weights, **asked)
    finally:
        pricer._engine = core


def fronts(found: FoundPaths) -> dict[int, list[tuple[float, int, int]]]:
    by_shipment = defaultdict(list)
    rows = zip(found.shipment, found.total, found.arrives, found.marks, strict=True)
    for shipment, total, arrives, marks in rows:
        by_shipment[int(shipment)].append((round(float(total), 4), int(arrives), int(marks)))
    return {shipment: sorted(front) for shipment, front in by_shipment.items()}


def resources_of(pricer: BatchPricer) -> list[Resource]:
    """Return what the best paths take."""
    found = pricer.find(PathWeights(), most_paths=ALL_PATHS)
    capacities = pricer.network.catalogue.capacities
    taken = set()
    for number in range(len(found)):
        shipment = pricer.orders.shipments[found.shipment[number]]
        demand = Demand.of(pricer.network.catalogue, shipment)
        route = RouteAssembler(pricer.network.catalogue, demand).route(found.path(number))
        for leg in route.legs:
            taken.update(r for r, _ in capacities.taken_by(leg, route.unit, shipment.cargo_class))
    return sorted(taken)


def random_weights(pricer: BatchPricer, chance: Random, num_marks: int) -> PathWeights:
    resources = resources_of(pricer)
    priced = [r for r in resources if chance.random() < 0.5]
    departures = {Departure(service_id=r.service_id, first_call_on=r.first_call_on) for r in priced}
    keys = sorted(pricer.network.item_of)
    return PathWeights(
        freight=chance.choice((1.0, 0.25, 3.0)),
        co2e=chance.choice((0.0, 0.03)),
        penalty=chance.choice((0.0, 1.0)),
        late=chance.choice((0.0, 5_000.0)),
        resources={r: chance.choice((0.5, 3.0, 10.0)) * chance.random() * 1_000 for r in priced},
        departures={
            d: chance.random() * 5_000 for d in sorted(departures, key=str) if chance.random() < 0.3
        },
        marks=tuple(
            Mark(
                segments=frozenset(chance.sample(keys, len(keys) // 3)),
                cost=chance.random() * 20_000,
                no_cost=chance.choice((0.0, 0.0, 15_000.0)),
            )
            for _ in range(num_marks)
        ),
    )


@given(number=st.integers(0, 10_000), num_marks=st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_core_finds_the_fronts_of_the_oracle(number, num_marks) -> None:
    size = Size(orders=5, rules=4, with_weight_rules=number % 2 == 0)
    pricer = pricer_of(small_network(number, size), with_holding=number % 3 == 0)
    weights = random_weights(pricer, Random(number), num_marks)
    by_core, by_shipment = both(pricer, weights, most_paths=ALL_PATHS)
    # Of paths that cost and arrive the same one is kept: which marks it has is left open.
    assert best_by_arrival(by_core) == best_by_arrival(by_shipment)


def best_by_arrival(found: FoundPaths) -> dict[int, list[tuple[float, int]]]:
    """Return the front over all marks."""
    kept: dict[int, list[tuple[float, int]]] = {}
    for shipment, front in fronts(found).items():
        kept[shipment] = []
        for total, arrives, _ in front:
            if all(arrives < earlier for _, earlier in kept[shipment]):
                kept[shipment].append((total, arrives))
    return kept


@pytest.fixture(scope="module")
def embedded() -> BatchPricer:
    return pricer_of(load("chongqing"), num_threads=1)


def test_core_finds_the_fronts_of_the_embedded_book(embedded: BatchPricer) -> None:
    some = np.arange(0, len(embedded.orders), 6, dtype=np.int32)
    by_core, by_shipment = both(embedded, PathWeights(), wanted=some, most_paths=ALL_PATHS)
    assert fronts(by_core) == fronts(by_shipment)
    assert amounts(by_core) == amounts(by_shipment)


def amounts(found: FoundPaths) -> set[tuple[float, ...]]:
    """Return what each path costs and emits."""
    names = ("shipment", "total", "arrives", "unit_cents", "fee_cents", "unit_grams")
    return set(zip(*(getattr(found, name).tolist() for name in names), strict=True))


def test_a_limit_on_the_total_leaves_out_what_is_dearer(embedded: BatchPricer) -> None:
    everything = fronts(embedded.find(PathWeights(), most_paths=ALL_PATHS))
    most = np.array([np.median([f[0] for f in everything.get(n, [(0,)])])
                     for n in range(len(embedded.orders))])  # fmt: skip
    found = fronts(embedded.find(PathWeights(), most_paths=ALL_PATHS, most_total=most))
    cheap = {n: [f for f in front if f[0] <= most[n]] for n, front in everything.items()}
    assert found == {n: front for n, front in cheap.items() if front}


def test_answers_do_not_depend_on_the_number_of_threads() -> None:
    network = load("chongqing")
    one, many = (pricer_of(network, num_threads=n).find(PathWeights()) for n in (1, 3))
    for name in ("shipment", "total", "arrives", "item", "departure", "leaves", "reached"):
        assert np.array_equal(getattr(one, name), getattr(many, name))
