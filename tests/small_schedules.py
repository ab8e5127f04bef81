"""Small weekly schedules, and the cheapest plan of one by trying all of them."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from landbridge.network.weekly_schedule import (
    WeeklyOrder,
    WeeklyRules,
    WeeklySchedule,
    WeeklyService,
)

MONDAY = date(2018, 2, 5)

Ride = tuple[WeeklyService, date]


def service(id: str, origin: str, destination: str, **changes: object) -> WeeklyService:
    """Return a daily service of one day that costs 100 a departure."""
    fields = {
        "mode": "truck",
        "container_volume": 10.0,
        "fixed_cost": 100.0,
        "container_cost": 0.0,
        "transit_days": 1,
        "duty_rate": 0.0,
        "weekdays": tuple(range(7)),
    }
    return WeeklyService(id=id, origin=origin, destination=destination, **{**fields, **changes})


def order(id: str, origin: str, destination: str, **changes: object) -> WeeklyOrder:
    """Return an order of 5 units of volume that has a week from Monday on."""
    fields = {
        "commodity": "tea",
        "value": 1000.0,
        "volume": 5.0,
        "ordered_on": MONDAY,
        "due_on": MONDAY + timedelta(days=7),
        "tax_rate": 0.0,
    }
    return WeeklyOrder(id=id, origin=origin, destination=destination, **{**fields, **changes})


def schedule(
    services: list[WeeklyService], orders: list[WeeklyOrder], **rates: float
) -> WeeklySchedule:
    """Return a schedule; ``rates`` are storage rates by place."""
    return WeeklySchedule(
        name="small", services=tuple(services), orders=tuple(orders), storage_rates=rates
    )


def random_schedule(seed: int) -> WeeklySchedule:
    """Return a schedule of four places and up to three orders."""
    draw = random.Random(seed)
    places = "ABCD"
    services = [
        service(
            str(number),
            *draw.sample(places, 2),
            container_volume=draw.choice([5.0, 8.0]),
            fixed_cost=draw.choice([0.0, 30.0, 100.0]),
            container_cost=draw.choice([0.0, 20.0, 70.0]),
            transit_days=draw.randint(1, 2),
            duty_rate=draw.choice([0.0, 0.01]),
            weekdays=tuple(sorted(draw.sample(range(7), draw.randint(2, 6)))),
        )
        for number in range(draw.randint(4, 9))
    ]
    orders = [
        order(
            f"O{number}",
            *draw.sample(places, 2),
            volume=draw.choice([2.0, 5.0, 7.0]),
            tax_rate=draw.choice([0.0, 0.1]),
            due_on=MONDAY + timedelta(days=draw.randint(3, 6)),
        )
        for number in range(draw.randint(1, 3))
    ]
    rates = {place: float(draw.randint(1, 9)) for place in places if draw.random() < 0.5}
    return schedule(services, orders, **rates)


def ways(
    world: WeeklySchedule, asked: WeeklyOrder, rules: WeeklyRules, rides: tuple[Ride, ...] = ()
) -> Iterator[tuple[Ride, ...]]:
    """Yield every way in time that goes on from some rides."""
    place = rides[-1][0].destination if rides else asked.origin
    day = rides[-1][0].arrives_on(rides[-1][1]) if rides else asked.ordered_on
    if place == asked.destination:
        yield rides
        return
    seen = {asked.origin} | ({s.destination for s, _ in rides} if rules.simple_routes else set())
    last = day + timedelta(days=14) if place in world.storage_rates else day
    for one in world.services:
        leaves = day
        while one.origin == place and one.destination not in seen and leaves <= last:
            if one.departs_on(leaves) and one.arrives_on(leaves) <= rules.latest_arrival(asked):
                yield from ways(world, asked, rules, (*rides, (one, leaves)))
            leaves += timedelta(days=1)


def least_cost(world: WeeklySchedule, rules: WeeklyRules) -> float | None:
    """Return the cost of the cheapest plan, or None where there is none."""
    choices = [list(ways(world, asked, rules)) for asked in world.orders]
    if not all(choices):
        return None
    return min(cost(world, rules, chosen) for chosen in product(*choices))


def cost(world: WeeklySchedule, rules: WeeklyRules, chosen: tuple[tuple[Ride, ...], ...]) -> float:
    """Return what a way for each order costs together."""
    total, loads = 0.0, defaultdict(float)
    for asked, rides in zip(world.orders, chosen, strict=True):
        total += asked.tax_rate * asked.value
        day = asked.ordered_on
        for one, leaves in rides:
            if leaves > day:
                days = (leaves - day).days
                total += days * asked.volume * world.storage_rates[one.origin]
            total += one.duty_rate * asked.value
            loads[one, leaves, "" if rules.shared_containers else asked.id] += asked.volume
            day = one.arrives_on(leaves)
    for (one, _, _), volume in loads.items():
        boxes = math.ceil(volume / one.container_volume)
        total += one.fixed_cost + boxes * one.container_cost
    return total
