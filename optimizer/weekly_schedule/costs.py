"""What routes over weekly services cost."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from ...network.weekly_schedule import (
    WeeklyCosts,
    WeeklyDeparture,
    WeeklyOrder,
    WeeklyRoute,
    WeeklySchedule,
)


def costs_of(
    schedule: WeeklySchedule,
    routes: Iterable[WeeklyRoute],
    departures: Iterable[WeeklyDeparture],
) -> WeeklyCosts:
    """Return the cost of departures, of waiting, and of taxes and duties."""
    services = {service.id: service for service in schedule.services}
    orders = {order.id: order for order in schedule.orders}
    warehouse, tax = [], []
    for route in routes:
        order = orders[route.order_id]
        warehouse.append(_storage(schedule, order, route))
        duties = fsum(services[leg.service_id].duty_rate for leg in route.legs)
        tax.append(order.value * (order.tax_rate + duties))
    transport = [
        services[d.service_id].fixed_cost + d.containers * services[d.service_id].container_cost
        for d in departures
    ]
    return WeeklyCosts(transport=fsum(transport), warehouse=fsum(warehouse), tax=fsum(tax))


def _storage(schedule: WeeklySchedule, order: WeeklyOrder, route: WeeklyRoute) -> float:
    """Return what waiting costs before each leg; at the destination nothing is charged."""
    origins = {service.id: service.origin for service in schedule.services}
    since, cost = order.ordered_on, 0.0
    for leg in route.legs:
        days = (leg.departs_on - since).days
        if days:
            cost += days * order.volume * schedule.storage_rates[origins[leg.service_id]]
        since = leg.arrives_on
    return cost
