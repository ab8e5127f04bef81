"""The mix as data: shipments to serve, rows to keep, and what prices ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...network.limits import Goal, Limits, Objective
from ...network.network import Network
from ...network.route import Departure
from ...network.shipment import LoadUnit, Shipment
from ..capacity import Capacities, Resource
from .weights import Weights

if TYPE_CHECKING:
    from .column import Column

CENTS_PER_USD = 100
GRAMS_PER_T = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Auxiliary:
    """A quantity of a mix besides routes: a shortfall, a discounted volume, a running train.

    It lies between 0 and ``most``; ``cost_cents`` is what one of it adds to the cost.
    """

    key: str
    most: float
    cost_cents: float = 0.0
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MixRow:
    """Something that a mix keeps: what its columns count for is at most ``most``.

    Parameters
    ----------
    key
        Names the row.
    weights
        What a unit of a column counts for.
    shipment_id
        The one shipment that the row is about; None = all.
    auxiliaries
        What one of each auxiliary counts for, by its key.
    scale
        Factor on the row in a solver, so that its numbers are near those of boxes.
    """

    key: str
    most: float
    weights: Weights
    shipment_id: str | None = None
    auxiliaries: Mapping[str, float] = field(default_factory=dict)
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MixProblem:
    """Which units of which shipment should travel on which route.

    ``units`` holds one unit of each shipment, by shipment id; ``days_late`` is how many
    days a shipment with a price of lateness may be late. ``more`` is added to the
    capacity of resources, and ``elastic`` names the auxiliary that may add more of it.
    ``booked`` holds the units that stand on a column.
    ``steered`` holds the departures that an auxiliary in whole units decides between.
    """

    network: Network
    shipments: tuple[Shipment, ...]
    units: Mapping[str, LoadUnit]
    objective: Objective
    limits: Limits
    days_late: int
    capacities: Capacities
    rows: tuple[MixRow, ...] = ()
    auxiliaries: tuple[Auxiliary, ...] = ()
    cost: Weights = field(default_factory=lambda: Weights(freight=1.0, penalty=1.0))
    more: Mapping[Resource, float] = field(default_factory=dict)
    elastic: Mapping[Resource, str] = field(default_factory=dict)
    booked: Mapping[Column, int] = field(default_factory=dict)
    steered: Mapping[str, tuple[Departure, ...]] = field(default_factory=dict)

    def open_units(self, shipment: Shipment) -> int:
        """Return the units of a shipment that are not booked."""
        booked = (n for c, n in self.booked.items() if c.shipment.id == shipment.id)
        return shipment.num_units - sum(booked)

    def size_teu(self, shipment: Shipment) -> float:
        """Return the size of one unit in TEU; serving as much as possible counts it."""
        return self.units[shipment.id].size_teu

    def limit(self, resource: Resource) -> float:
        """Return how much there is of a resource."""
        return self.capacities.limit(resource) + self.more.get(resource, 0.0)

    @property
    def holding_counts(self) -> bool:
        """Whether the holding cost of the goods is in the cost."""
        return self.objective is Objective.GENERALISED

    def goal(self, goal: Goal) -> Weights:
        """Return what a goal minimises."""
        if goal is Goal.COST:
            return self.cost
        return {
            Goal.UNSERVED: Weights(unserved=1.0),
            Goal.LATE: Weights(late=1.0),
            Goal.MOVED: Weights(moved=1.0),
            Goal.CO2E: Weights(co2e=1.0),
        }[goal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Dual values of a master: what one more of something would save, all >= 0.

    In units of the goal (cents, TEU or grams): ``demand`` per unit of a shipment,
    ``resource`` per unit of the resource, ``rows`` per unit of what the row counts.
    """

    demand: Mapping[str, float] = field(default_factory=dict)
    resource: Mapping[Resource, float] = field(default_factory=dict)
    rows: Mapping[str, float] = field(default_factory=dict)
