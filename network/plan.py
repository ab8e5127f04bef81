"""Plans: which units of which shipment travel on which route, and how good that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .limits import Lateness, Limits, Objective
from .route import CostPart, Route
from .term_costs import TermUse, cents_of, term_uses
from .terms import NO_TERMS, Terms

if TYPE_CHECKING:
    from .network import Network
    from .shipment import OrderBook, Shipment

__all__ = [
    "Assignment",
    "Lateness",
    "Limits",
    "Objective",
    "Plan",
    "Proof",
    "Terms",
    "Unserved",
    "carbon_cents",
    "holding_cents",
    "lateness_cents",
    "round_cents",
]

MINUTES_PER_DAY = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Units of one shipment that travel together on one route.

    ``on_time`` is the probability that they are on time, where a limit asked for it.
    """

    route: Route
    units: int
    on_time: float | None = None

    @property
    def shipment_id(self) -> str:
        """Shipment that the units belong to."""
        return self.route.shipment_id

    @property
    def freight_cents(self) -> int:
        """What is paid to carriers, terminals and customs."""
        return self.route.freight_cents(self.units)

    @property
    def kg(self) -> float:
        """Weight of the cargo."""
        return self.units * self.route.unit.kg

    @property
    def size_teu(self) -> float:
        """Size in TEU, counting loose cargo by its weight."""
        return self.units * self.route.unit.size_teu

    @property
    def co2e_g(self) -> int:
        """Emissions from door to door."""
        return self.units * self.route.co2e_g


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """Units of a shipment that no route takes, and why."""

    shipment_id: str
    units: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How good a plan is known to be.

    ``bound_cents`` is a proven lower bound on the cost of every plan that serves as
    much; ``unserved_bound_teu`` is one on the size that every plan leaves unserved.
    """

    cost_cents: int
    bound_cents: int
    unserved_teu: float
    unserved_bound_teu: float
    method: str
    num_routes: int
    num_rounds: int
    seconds: float

    @property
    def gap(self) -> float:
        """Share of the cost that the proof leaves open; 0 = proven optimal."""
        if self.cost_cents <= 0:
            return 0.0
        return max(0.0, (self.cost_cents - self.bound_cents) / self.cost_cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An answer to an order book: assignments, what is unserved, and the proof."""

    network: Network
    orders: OrderBook
    objective: Objective
    limits: Limits
    assignments: tuple[Assignment, ...]
    unserved: tuple[Unserved, ...]
    proof: Proof
    terms: Terms = NO_TERMS

    def shipment(self, assignment: Assignment) -> Shipment:
        """Return the shipment of an assignment."""
        return self.orders[assignment.shipment_id]

    def days_late(self, assignment: Assignment) -> int:
        """Return the calendar days by which an assignment misses its due date."""
        shipment = self.shipment(assignment)
        destination = self.network.terminals[shipment.destination]
        return shipment.days_late(assignment.route.delivered_at, destination)

    def lateness_cents(self, assignment: Assignment) -> int:
        """Return the price of lateness; a part of a shipment pays its share."""
        return lateness_cents(
            self.shipment(assignment), self.days_late(assignment), assignment.units
        )

    def holding_cents(self, assignment: Assignment) -> int:
        """Return the holding cost of the goods from ready to delivered."""
        shipment = self.shipment(assignment)
        rate = self.network.cargo_classes[shipment.cargo_class].holding_rate_per_day
        minutes = int(assignment.route.duration.total_seconds() // 60)
        return holding_cents(shipment, rate, minutes, assignment.units)

    def carbon_cents(self, assignment: Assignment) -> int:
        """Return the price of the emissions of an assignment; 0 where they have none."""
        return carbon_cents(self.limits.carbon_usd_per_t, assignment.co2e_g)

    def cost_by_part_cents(self) -> dict[CostPart, int]:
        """Return the cost of the plan by what it is paid for, holding included."""
        total = dict.fromkeys(CostPart, 0)
        for assignment in self.assignments:
            for charge in assignment.route.charges:
                times = assignment.units if charge.basis == "unit" else 1
                total[charge.part] += times * charge.amount_cents
            total[CostPart.LATENESS] += self.lateness_cents(assignment)
            total[CostPart.HOLDING] += self.holding_cents(assignment)
            total[CostPart.CARBON] += self.carbon_cents(assignment)
        for part, cents in cents_of(self.term_uses()).items():
            total[part] += cents
        return total

    def term_uses(self) -> tuple[TermUse, ...]:
        """Return what the plan makes of its commercial terms."""
        parts = ((assignment.route, assignment.units) for assignment in self.assignments)
        return term_uses(self.network, self.terms, parts)

    @property
    def cost_cents(self) -> int:
        """The cost that the plan minimises: its objective."""
        parts = self.cost_by_part_cents()
        if self.objective is Objective.FREIGHT:
            del parts[CostPart.HOLDING]
        return sum(parts.values())


def lateness_cents(shipment: Shipment, days_late: int, units: int) -> int:
    """Return the price of ``units`` of a shipment arriving ``days_late`` calendar days late."""
    per_day = shipment.late_usd_per_day or 0.0
    return units * round_cents(per_day * days_late / shipment.num_units)


def holding_cents(shipment: Shipment, holding_rate_per_day: float, minutes: int, units: int) -> int:
    """Return the holding cost of ``units`` of a shipment over ``minutes`` on the way."""
    per_day_usd = shipment.value_usd * holding_rate_per_day / shipment.num_units
    return units * round_cents(per_day_usd * minutes / MINUTES_PER_DAY)


def carbon_cents(carbon_usd_per_t: float, co2e_g: int) -> int:
    """Return the price of emissions in grams."""
    return round_cents(carbon_usd_per_t * co2e_g / 1e6)


def round_cents(usd: float) -> int:
    """Return an amount in whole cents, half up."""
    return int(usd * 100 + 0.5)
