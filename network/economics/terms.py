"""Terms: what decides between choices for one shipment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ..plan import MINUTES_PER_DAY, Objective
from ..shipment import Shipment
from ..terminal import Terminal
from .choice import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Due date, budget, price of lateness and holding cost of a shipment.

    ``rate_per_day`` is the holding rate of its cargo class; it counts in the cost where the
    objective is generalised. A late choice is refused, unless the shipment has a price for
    each day late; a choice over the budget is refused always.
    """

    shipment: Shipment
    destination: Terminal
    objective: Objective
    rate_per_day: float

    def due(self, day: date) -> Terms:
        """Return the same terms with another due date."""
        return replace(self, shipment=self.shipment.model_copy(update={"due": day}))

    @property
    def holding_cents_per_minute(self) -> Fraction:
        """What a minute on the way costs in the objective."""
        if self.objective is Objective.FREIGHT:
            return Fraction(0)
        per_day = Fraction(self.shipment.value_usd) * Fraction(self.rate_per_day)
        return per_day * 100 / MINUTES_PER_DAY

    @property
    def usd_per_kg(self) -> float:
        """Value of the goods."""
        return self.shipment.value_usd / self.shipment.kg if self.shipment.kg else 0.0

    def days_late(self, choice: Choice) -> int:
        """Return the calendar days by which a choice misses the due date."""
        if choice.route is None:
            return 0
        return self.shipment.days_late(choice.route.delivered_at, self.destination)

    def lateness_cents(self, choice: Choice) -> Fraction | None:
        """Return the price of being late; None where that is refused."""
        late = self.days_late(choice)
        per_day = self.shipment.late_usd_per_day
        if late and per_day is None:
            return None
        return Fraction(per_day or 0) * 100 * late

    def keeps_budget(self, choice: Choice) -> bool:
        """Tell whether a choice is within the budget."""
        budget = self.shipment.budget_usd
        return budget is None or choice.freight_cents <= round(100 * budget)

    def cost_cents(self, choice: Choice) -> Fraction | None:
        """Return what a choice costs under these terms; None where it is refused."""
        lateness = self.lateness_cents(choice)
        if lateness is None or not self.keeps_budget(choice):
            return None
        held = self.holding_cents_per_minute * choice.minutes
        return choice.freight_cents + lateness + held

    def allowed(self, choices: Sequence[Choice]) -> list[Choice]:
        """Return the choices that are not refused."""
        return [choice for choice in choices if self.cost_cents(choice) is not None]

    def winner(self, choices: Sequence[Choice]) -> Choice | None:
        """Return the cheapest choice, the faster one of equals; None where all are refused."""
        costs = [
            (cost, choice.minutes, position)
            for position, choice in enumerate(choices)
            if (cost := self.cost_cents(choice)) is not None
        ]
        return choices[min(costs)[2]] if costs else None
