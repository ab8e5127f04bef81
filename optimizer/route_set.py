"""What is known of the routes of one shipment: the front, the modes, the usual answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..network.plan import holding_cents
from ..network.route import Route
from ..network.shipment import Shipment
from .absence import Absence
from .demand import Ends


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeAnswer:
    """A mode of shipping: its best route, or why it cannot be used.

    ``route`` is the cheapest one within due date and budget, where there is one;
    otherwise the fastest that comes nearest, and ``absence`` says what it misses.
    """

    product: str
    route: Route | None
    absence: Absence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The route that answers a question; None where no route does."""

    question: str
    route: Route | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What is known of a front: how it was found, and in what it is exact."""

    method: str
    criteria: tuple[str, ...]
    first_departure_on: str
    last_departure_on: str
    nowhere_twice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSet:
    """Every route of a shipment that no other beats in cost, arrival and CO2e.

    ``routes`` are in the order of cost; of several with equal criteria one is kept. A route
    begins and ends at one of the terminals of ``ends``, not always at those of ``shipment``.
    """

    shipment: Shipment
    ends: Ends
    due_at: datetime
    holding_rate_per_day: float
    routes: tuple[Route, ...]
    modes: tuple[ModeAnswer, ...]
    certificate: Certificate

    def by_mode(self) -> tuple[ModeAnswer, ...]:
        """Return rail, sea, air and the others side by side."""
        return self.modes

    def freight_cents(self, route: Route) -> int:
        """Return the freight of the whole shipment on a route."""
        return route.freight_cents(self.shipment.num_units)

    def generalised_cents(self, route: Route) -> int:
        """Return freight and the holding cost of the goods on their way."""
        minutes = int(route.duration.total_seconds() // 60)
        units = self.shipment.num_units
        held = holding_cents(self.shipment, self.holding_rate_per_day, minutes, units)
        return self.freight_cents(route) + held

    def within(self, *, on_time: bool = True, in_budget: bool = True) -> tuple[Route, ...]:
        """Return the routes that keep the due date and the budget."""
        return tuple(
            route
            for route in self.routes
            if (not on_time or self.is_on_time(route))
            and (not in_budget or self.keeps_budget(route))
        )

    def is_on_time(self, route: Route) -> bool:
        """Tell whether a route delivers by the due date, as timetabled."""
        return route.delivered_at <= self.due_at

    def keeps_budget(self, route: Route) -> bool:
        """Tell whether the freight of a route is within the budget."""
        budget = self.shipment.budget_usd
        return budget is None or self.freight_cents(route) <= round(100 * budget)

    def answers(self) -> tuple[Answer, ...]:
        """Return the routes that answer the usual questions, each picked from the front."""
        questions: tuple[
            tuple[str, tuple[Route, ...], Callable[[Route], tuple[float, ...]]], ...
        ] = (
            ("cheapest by the due date", self.within(in_budget=False), self._by_cost),
            ("fastest within the budget", self.within(on_time=False), self._by_arrival),
            ("greenest within both", self.within(), self._by_co2e),
            ("least generalised cost", self.routes, self._by_generalised_cost),
        )
        return tuple(
            Answer(question=text, route=min(allowed, key=key) if allowed else None)
            for text, allowed, key in questions
        )

    def _by_cost(self, route: Route) -> tuple[float, ...]:
        return self.freight_cents(route), route.delivered_at.timestamp()

    def _by_arrival(self, route: Route) -> tuple[float, ...]:
        return route.delivered_at.timestamp(), self.freight_cents(route)

    def _by_co2e(self, route: Route) -> tuple[float, ...]:
        return route.co2e_g, self.freight_cents(route)

    def _by_generalised_cost(self, route: Route) -> tuple[float, ...]:
        return self.generalised_cents(route), route.delivered_at.timestamp()
