"""Paths that pricing found: arrays, from which single paths are made when they are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..graph_options import RideRef
from ..handling_ref import HandlingRef
from ..search_graph import Arc, Path, Step
from .columns import Floats, Ints
from .order_columns import OrderColumns
from .packed_network import PackedNetwork


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FoundPaths:
    """Paths of shipments; those of a shipment stand together, the best first.

    Parameters
    ----------
    shipment
        Position of the shipment, by path.
    total
        Cost with penalties and everything that was priced, by path.
    arrives
        Minute of delivery, by path.
    unit_cents, fee_cents, unit_grams
        What a unit pays and emits, and what a declaration costs, by path.
    marks
        Bits of the marks that a path has.
    first_step
        Where the steps of each path begin, and where the last one's end.
    item, departure, leaves, reached
        By step: what it uses, which departure (-1 for handlings), and its minutes.
    unfinished, floor
        Shipments whose search was given up, and what their best path costs at least.
    """

    network: PackedNetwork
    orders: OrderColumns
    shipment: Ints
    total: Floats
    arrives: Ints
    unit_cents: Floats
    fee_cents: Floats
    unit_grams: Floats
    marks: npt.NDArray[np.uint64]
    first_step: Ints
    item: Ints
    departure: Ints
    leaves: Ints
    reached: Ints
    unfinished: Ints
    floor: Floats

    @classmethod
    def of(cls, network: PackedNetwork, orders: OrderColumns, raw: Mapping[str, Any]) -> FoundPaths:
        """Make it from what an engine returned."""
        first_step = np.append(raw["first_step"], len(raw["item"])).astype(np.int32)
        names = ("total", "arrives", "unit_cents", "fee_cents", "unit_grams", "marks", "item",
                 "departure", "leaves", "reached", "unfinished", "floor")  # fmt: skip
        return cls(
            network=network,
            orders=orders,
            shipment=raw["query"],
            first_step=first_step,
            **{name: raw[name] for name in names},
        )

    def __len__(self) -> int:
        """Return the number of paths."""
        return len(self.shipment)

    def path(self, number: int) -> Path:
        """Return one path, ready to be made into a route."""
        steps = range(self.first_step[number], self.first_step[number + 1])
        return Path(
            float(self.total[number]),
            int(self.arrives[number]),
            0,
            tuple(
                Step(self._arc(int(self.item[n])), int(self.leaves[n]), int(self.reached[n]))
                for n in steps
            ),
        )

    def best(self, num_shipments: int) -> Floats:
        """Return what the best path of each shipment costs at least; infinite where none is."""
        best = np.full(num_shipments, np.inf)
        best[self.unfinished] = self.floor
        np.minimum.at(best, self.shipment, self.total)
        return best

    def _arc(self, item: int) -> Arc:
        return Arc(0, 0, 0.0, 0, 0, None, 0, 0, self.ref(item))

    def ref(self, item: int) -> RideRef | HandlingRef:
        """Return what an item stands for."""
        items, origins = self.network.items, self.orders.origins.refs
        if item < len(items):
            return items[item]
        if item < len(items) + len(origins):
            return origins[item - len(items)]
        return self.orders.destinations.refs[item - len(items) - len(origins)]
