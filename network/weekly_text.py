"""A plan over weekly services as text."""

from __future__ import annotations

from collections.abc import Iterator

from .weekly_schedule import WeeklyPlan, WeeklyRoute, WeeklyService


def weekly_text(plan: WeeklyPlan) -> str:
    """Return a plan as lines: the cost, how each order travels, and what each departure holds."""
    services = {service.id: service for service in plan.schedule.services}
    costs = plan.costs
    orders = f"{len(plan.routes)} order{'s' * (len(plan.routes) != 1)}"
    lines = [
        f"{orders} for {costs.total:,.2f}, proven to cost at least {plan.bound:,.2f}",
        f"  transport {costs.transport:,.2f}, warehouse {costs.warehouse:,.2f},"
        f" taxes and duties {costs.tax:,.2f}",
    ]
    for route in plan.routes:
        lines += _route_lines(plan, route, services)
    lines.append("Departures")
    for departure in plan.departures:
        service = services[departure.service_id]
        lines.append(
            f"  {departure.departs_on:%a} {departure.departs_on}  {_name(service)}:"
            f" {departure.containers} container{'s' * (departure.containers != 1)}"
            f" for {', '.join(departure.order_ids)}"
        )
    return "\n".join(lines)


def _route_lines(
    plan: WeeklyPlan, route: WeeklyRoute, services: dict[str, WeeklyService]
) -> Iterator[str]:
    (order,) = (order for order in plan.schedule.orders if order.id == route.order_id)
    yield (
        f"Order {order.id} ({order.commodity}, {order.volume:g}), ready {order.ordered_on},"
        f" due {order.due_on}"
    )
    since = order.ordered_on
    for leg in route.legs:
        days = (leg.departs_on - since).days
        waited = f", after {days} day{'s' * (days != 1)} of waiting" if days else ""
        name = _name(services[leg.service_id])
        yield f"  {leg.departs_on} to {leg.arrives_on}  {name}{waited}"
        since = leg.arrives_on


def _name(service: WeeklyService) -> str:
    return f"{service.mode} {service.id}, {service.origin} - {service.destination}"
