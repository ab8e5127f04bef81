"""The mix as data: shipments to serve, limits on them, and how columns are priced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from ...network.network import Network
from ...network.plan import Limits, Objective
from ...network.shipment import LoadUnit, Shipment
from ..capacity import Capacities, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class MixProblem:
    """Which units of which shipment should travel on which route.

    ``units`` holds one unit of each shipment, by shipment id; ``days_late`` is how many
    days a shipment with a price of lateness may be late.
    """

    network: Network
    shipments: tuple[Shipment, ...]
    units: Mapping[str, LoadUnit]
    objective: Objective
    limits: Limits
    days_late: int
    capacities: Capacities

    def size_teu(self, shipment: Shipment) -> float:
        """Return the size of one unit in TEU; serving as much as possible counts it."""
        return self.units[shipment.id].size_teu

    def order_budget_cents(self, shipment: Shipment) -> float | None:
        """Return the most that the freight of a shipment may cost."""
        if shipment.budget_usd is None or not self.limits.order_budgets:
            return None
        return shipment.budget_usd * 100

    @property
    def budget_cents(self) -> float | None:
        """Most that the freight of the plan may cost."""
        usd = self.limits.budget_usd
        return None if usd is None else usd * 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Dual values of a master: what one more of something would save, all >= 0.

    ``resource`` and ``demand`` are in cents per unit of the resource and per unit of the
    shipment (in the first stage, in TEU instead of cents); ``order_budget`` and
    ``budget`` per cent of freight; ``unserved`` and ``late`` per TEU.
    """

    demand: Mapping[str, float] = field(default_factory=dict)
    resource: Mapping[Resource, float] = field(default_factory=dict)
    order_budget: Mapping[str, float] = field(default_factory=dict)
    budget: float = 0.0
    unserved: float = 0.0
    late: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What earlier stages reached and later ones must not give up, in TEU.

    ``late_teu`` is infinite where lateness is not held.
    """

    unserved_teu: float = 0.0
    late_teu: float = inf
