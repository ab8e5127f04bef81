"""Orders on services that leave on fixed weekdays and share containers, and plans of them.

The model of a published student case (see `importers.weekly_schedule` for its workbook): time
is counted in whole days, an order is never split, every departure has any number of
containers, and orders on one departure share them. Money has the currency of the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyService:
    """A direct connection that leaves on some weekdays.

    ``weekdays`` count from Monday = 0; ``container_volume`` is in the unit of the orders'
    volumes; ``fixed_cost`` is paid once for a departure that is used, ``container_cost``
    for each container; ``duty_rate`` is the share of an order's value that is charged on it.
    """

    id: str
    origin: str
    destination: str
    mode: str
    container_volume: float
    fixed_cost: float
    container_cost: float
    transit_days: int
    duty_rate: float
    weekdays: tuple[int, ...]

    def departs_on(self, day: date) -> bool:
        """Tell whether the service leaves on a day."""
        return day.weekday() in self.weekdays

    def arrives_on(self, day: date) -> date:
        """Return the day of arrival for a day of departure."""
        return day + timedelta(days=self.transit_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyOrder:
    """Cargo that may leave on ``ordered_on`` at the earliest, and arrives by ``due_on``."""

    id: str
    origin: str
    destination: str
    commodity: str
    value: float
    volume: float
    ordered_on: date
    due_on: date
    tax_rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklySchedule:
    """Services, orders, and where cargo may wait.

    ``storage_rates`` holds what a unit of volume pays for a day, by place; elsewhere
    nothing waits: cargo leaves on the day on which it comes.
    """

    name: str
    services: tuple[WeeklyService, ...]
    orders: tuple[WeeklyOrder, ...]
    storage_rates: Mapping[str, float]

    @property
    def places(self) -> frozenset[str]:
        """Return every place that a service calls at."""
        return frozenset(end for s in self.services for end in (s.origin, s.destination))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRules:
    """Which rules hold.

    Parameters
    ----------
    simple_routes
        An order calls at no place twice.
    shared_containers
        Orders on one departure share its fixed cost and its containers.
    most_transit_days
        Days from order date to arrival that an order may take, besides its due date.
    """

    simple_routes: bool = True
    shared_containers: bool = True
    most_transit_days: int | None = None

    def latest_arrival(self, order: WeeklyOrder) -> date:
        """Return the last day on which an order may arrive."""
        if self.most_transit_days is None:
            return order.due_on
        return min(order.due_on, order.ordered_on + timedelta(days=self.most_transit_days))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyLeg:
    """A ride of one order on one departure."""

    service_id: str
    departs_on: date
    arrives_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRoute:
    """How one order travels."""

    order_id: str
    legs: tuple[WeeklyLeg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyDeparture:
    """A departure that is used, by which orders, and in how many containers."""

    service_id: str
    departs_on: date
    order_ids: tuple[str, ...]
    containers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyCosts:
    """What a plan costs: departures and containers, storage, taxes and duties."""

    transport: float
    warehouse: float
    tax: float

    @property
    def total(self) -> float:
        """Return the sum."""
        return self.transport + self.warehouse + self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyPlan:
    """A route for every order, the departures they share, and how good that is.

    ``bound`` is what no plan can cost less than.
    """

    schedule: WeeklySchedule
    rules: WeeklyRules
    routes: tuple[WeeklyRoute, ...]
    departures: tuple[WeeklyDeparture, ...]
    costs: WeeklyCosts
    bound: float
    method: str
    seconds: float

    @property
    def gap(self) -> float:
        """Return how far the cost may be from the optimum, as a share of the cost."""
        cost = self.costs.total
        return max(0.0, cost - self.bound) / cost if cost else 0.0
