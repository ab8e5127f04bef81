"""The seam of batch pricing: asks the compiled core, or the search of each shipment, alike."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol

import numpy as np

from ...network.shipment import Shipment
from ..catalogue import Catalogue
from ..engine import name as engine_name
from .columns import Floats, Ints, Table
from .found_paths import FoundPaths
from .order_columns import OrderColumns
from .packed_network import PackedNetwork
from .path_weights import MOST_MARKS, DepartureTable, PathWeights

ALL_PATHS = 2**31 - 1


class PathEngine(Protocol):
    """Finds the best paths of shipments; all engines find equally good ones."""

    def find(self, weights: PathWeights, queries: Table) -> dict[str, Any]:
        """Return paths as columns, those of a shipment together and the best first."""
        ...


class BatchPricer:
    """Finds the best paths of many shipments at once.

    Parameters
    ----------
    catalogue
        What can be booked; its horizon covers all shipments.
    shipments
        The shipments.
    days_late
        Days that a shipment with a price of lateness may be late.
    with_holding
        Count the holding cost as a penalty.
    num_threads
        Threads of the compiled core; None = one for each core that may be used. Answers do
        not depend on it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        shipments: Sequence[Shipment],
        *,
        days_late: int,
        with_holding: bool = False,
        num_threads: int | None = None,
    ) -> None:
        self.network = PackedNetwork(catalogue)
        self.orders = OrderColumns(self.network, shipments, days_late)
        if not with_holding:
            self.orders.table["holding_usd_per_day"][:] = 0.0
        self._groups, self._order = _groups(self.orders.table)
        self._engine = _engine(self.network, self.orders, num_threads or default_threads())

    def find(
        self,
        weights: PathWeights,
        *,
        wanted: Ints | None = None,
        most_total: Floats | float = np.inf,
        most_paths: int = 1,
        profiles: Ints | None = None,
    ) -> FoundPaths:
        """Return the best paths of shipments, none of which another beats.

        Parameters
        ----------
        weights
            What paths are weighed by.
        wanted
            Positions of the shipments to search; None = all.
        most_total
            Highest total of a path, of all shipments or of each.
        most_paths
            Most paths of a shipment.
        profiles
            What each shipment may use, where that is not what its cargo may use.
        """
        if len(weights.marks) > MOST_MARKS:
            message = f"{len(weights.marks)} marks, at most {MOST_MARKS}"
            raise ValueError(message)
        table = self._queries(weights, most_total, most_paths)
        if profiles is not None:
            table["profile"] = profiles
        order = self._order
        if wanted is not None:
            is_wanted = np.zeros(len(self.orders), bool)
            is_wanted[wanted] = True
            order = order[is_wanted[order]]
        table["order"] = order
        raw = self._engine.find(weights, table)
        return FoundPaths.of(self.network, self.orders, raw)

    def _queries(self, weights: PathWeights, most_total: Floats | float, most_paths: int) -> Table:
        orders = self.orders.table
        count = len(self.orders)

        def for_each(value: Floats | float) -> Floats:
            return np.ascontiguousarray(np.broadcast_to(np.asarray(value, np.float64), (count,)))

        sizes = orders["size_teu"][:, None]
        return {
            **orders,
            "bound_group": self._groups,
            "freight_weight": for_each(weights.freight),
            "co2e_weight": for_each(weights.co2e),
            "penalty_weight": for_each(weights.penalty),
            "late_cost": for_each(weights.late) * orders["size_teu"],
            "most_cost": for_each(most_total),
            "most_paths": np.full(count, most_paths, np.int32),
            "amounts": self.orders.amounts.ravel(),
            "num_marks": len(weights.marks),
            "mark_cost": (sizes * np.array([mark.cost for mark in weights.marks])).ravel(),
            "no_mark_cost": (sizes * np.array([mark.no_cost for mark in weights.marks])).ravel(),
            "handling_grams_per_tonne": self.network.handling_grams_per_tonne,
        }


class CompiledEngine:
    """The compiled core (`_pricing.cpp`)."""

    def __init__(
        self, core: ModuleType, network: PackedNetwork, orders: OrderColumns, num_threads: int
    ) -> None:
        self._network, self._orders, self._num_threads = network, orders, num_threads
        self._departures = DepartureTable(network, orders)
        self._core = core.Network(
            num_nodes=len(network.catalogue.nodes),
            num_terminals=len(network.terminals),
            arcs=network.arcs,
            offers=network.offers,
            handlings=network.handlings,
        )

    def find(self, weights: PathWeights, queries: Table) -> dict[str, Any]:
        """Return paths as columns, those of a shipment together and the best first."""
        orders = self._orders
        origins, destinations = orders.origins.table, orders.destinations.table
        found: dict[str, Any] = self._core.price(
            hours=self._network.hours.table,  # after the ends, which may have met new ones
            origins=origins,
            destinations=destinations,
            profiles=orders.profiles.table,
            prices=self._departures.table(weights),
            queries=queries,
            num_threads=self._num_threads,
        )
        return found


def _engine(network: PackedNetwork, orders: OrderColumns, num_threads: int) -> PathEngine:
    from .by_shipment import EngineByShipment

    core = _core()
    if core is None or not has_core():
        return EngineByShipment(network, orders)
    return CompiledEngine(core, network, orders, num_threads)


@cache
def _core() -> ModuleType | None:
    """Return the compiled core; None where it was not built."""
    try:
        return import_module(".._pricing", __package__)
    except ImportError:
        return None


def has_core() -> bool:
    """Tell whether the compiled core serves."""
    return _core() is not None and engine_name() != "python"


def default_threads() -> int:
    """Return how many threads may run at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _groups(table: Table) -> tuple[Ints, Ints]:
    """Return the group of each shipment that shares bounds, and the order of searches."""
    names = ("profile", "destination", "load", "is_reefer", "kg_bucket", "m3_bucket")
    keys = np.column_stack([table[name] for name in names])
    if not len(keys):
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    _, groups = np.unique(keys, axis=0, return_inverse=True)
    groups = groups.reshape(-1).astype(np.int32)
    order = np.lexsort((table["start"], table["origin"], groups)).astype(np.int32)
    return np.asarray(groups, np.int32), order
