"""Cases on the embedded network: the whole way from a shipment to its routes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median

from measuring import Clock, Row

import landbridge as lb
from landbridge.optimizer.assemble import RouteAssembler
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.clock import to_minute
from landbridge.optimizer.demand import Demand
from landbridge.optimizer.engine import VARIABLE, engine
from landbridge.optimizer.graph_options import GraphOptions
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.routes import long_due
from landbridge.optimizer.search import ShipmentSearch
from landbridge.optimizer.shipment_graph import ShipmentGraph
from landbridge.optimizer.timetable import horizon_of

from . import baselines

FIRST_QUERY = (
    "import time, landbridge as lb; network = lb.load('chongqing'); start = time.perf_counter();"
    "lb.routes(network, network.orders['O001']); print(1000 * (time.perf_counter() - start))"
)


class Embedded:
    """The embedded network with a catalogue for all orders, as it is once loaded."""

    def __init__(self) -> None:
        self.network = lb.load("chongqing")
        orders = self.network.orders
        horizon = horizon_of(self.network, {s: long_due(orders[s]) for s in orders}, 0)
        self.catalogue = Catalogue(self.network, horizon)
        self.shipments = list(orders.values())[::7]
        for name in ("nodes", "rides", "transfers"):
            getattr(self.catalogue, name)

    def routes(self, shipment: lb.Shipment, *, storage: bool = False) -> list[lb.Route]:
        """Return the front of a shipment: graph, bounds, search and ledgers."""
        demand = Demand.of(self.catalogue, shipment)
        search = ShipmentSearch(ShipmentGraph(self.catalogue, demand))
        paths = search.paths(self.query(shipment), GraphOptions(storage=storage))
        assembler = RouteAssembler(self.catalogue, demand)
        return [assembler.route(path) for path in paths]

    def query(self, shipment: lb.Shipment) -> Query:
        origin = self.network.terminals[shipment.origin]
        return Query(start=to_minute(shipment.ready_at(origin)))


def cases(clock: Clock) -> Iterator[Row]:
    embedded = Embedded()
    for storage in (False, True):
        asked = [partial(embedded.routes, s, storage=storage) for s in embedded.shipments]
        found = sum(len(function()) for function in asked) / len(asked)
        ours = clock.median(asked)
        with forced("python"):
            slow = clock.median(asked)
        name = "routes of an order" + (" with storage" if storage else "")
        yield Row(
            f"embedded network, {name}", ours, "the same in Python", slow, f"{found:.0f} routes"
        )
    yield against_networkx(clock, embedded)
    first = median(first_query() for _ in range(1 if clock.smoke else 5))
    yield Row("embedded network, first query of a process, imports included", first)


def against_networkx(clock: Clock, embedded: Embedded) -> Row:
    shipment = embedded.shipments[0]
    demand = Demand.of(embedded.catalogue, shipment)
    graph = ShipmentGraph(embedded.catalogue, demand).build(GraphOptions())
    query = embedded.query(shipment)
    bounds = engine().bounds_to_target(graph)
    best = list(engine().pareto_paths(graph, query, bounds))
    vectors = {(path.cost, path.arrives, path.co2e) for path in best}
    seconds = 0.2 if clock.smoke else 60
    enumerate_all = partial(
        baselines.enumerate_paths, graph, query.start, cutoff=max(len(p.steps) for p in best),
        seconds=seconds,
    )  # fmt: skip
    taken, (found, paths) = clock.once(enumerate_all)
    ours = clock.median([partial(embedded.routes, shipment)])
    share = f"{len(vectors & set(found))} of {len(vectors)} points in {paths:,} paths, then stopped"
    return Row("embedded network, routes of an order", ours, "networkx", taken, share)


@contextmanager
def forced(name: str) -> Iterator[None]:
    """Let one engine answer."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = name
    try:
        yield
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before


def first_query() -> float:
    """Return the milliseconds of the first query of a process, once the network is loaded."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", FIRST_QUERY], capture_output=True, text=True, check=True
    )
    return float(done.stdout)
