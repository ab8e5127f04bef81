"""Paths in arrays: they cost and take what their routes cost and take."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_networks import Size, small_network

from landbridge.optimizer.assemble import RouteAssembler
from landbridge.optimizer.batch_pricing.batch_pricer import ALL_PATHS, BatchPricer
from landbridge.optimizer.batch_pricing.path_weights import PathWeights
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.demand import Demand
from landbridge.optimizer.large_mix.path_pool import PathPool
from landbridge.optimizer.large_mix.resource_rows import ResourceRows
from landbridge.optimizer.timetable import horizon_of

pytest.importorskip("landbridge.optimizer._pricing", reason="the core is not built")


def pool_of(number: int) -> PathPool:
    size = Size(orders=6, rules=5, with_weight_rules=True)
    network = small_network(number, size)
    catalogue = Catalogue(network, horizon_of(network, network.orders, 10))
    pricer = BatchPricer(catalogue, tuple(network.orders.values()), days_late=10)
    pool = PathPool(pricer.network, pricer.orders, ResourceRows(pricer.network, pricer.orders))
    pool.add(pricer.find(PathWeights(), most_paths=ALL_PATHS))
    return pool


@given(number=st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_path_takes_what_its_route_takes(number) -> None:
    pool = pool_of(number)
    catalogue, capacities = pool.network.catalogue, pool.network.catalogue.capacities
    for column in range(len(pool)):
        shipment = pool.orders.shipments[pool.shipment[column]]
        path = pool.paths.path(column)
        route = RouteAssembler(catalogue, Demand.of(catalogue, shipment)).route(path)
        taken: dict[object, float] = {}
        for leg in route.legs:
            uses = capacities.taken_by(leg, route.unit, shipment.cargo_class)
            for resource, amount in uses:
                taken[resource] = taken.get(resource, 0.0) + amount
        places = range(pool.first[column], pool.first[column + 1])
        found = {pool.rows.resource(int(pool.row[n])): pool.amount[n] for n in places}
        limits = {
            pool.rows.resource(int(pool.row[n])): pool.rows.limits[pool.row[n]] for n in places
        }
        counted = {r: amount for r, amount in found.items() if np.isfinite(limits[r])}
        assert counted == pytest.approx(taken)
        assert all(limits[r] == capacities.limit(r) for r in counted)
        in_pairs = any(
            capacities.needs_pairs(leg, route.unit, shipment.cargo_class) for leg in route.legs
        )
        assert pool.in_pairs[column] == in_pairs


@given(number=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_a_path_is_in_the_pool_once(number) -> None:
    pool = pool_of(number)
    before = len(pool)
    assert pool.add(pool.paths) == 0
    assert len(pool) == before
