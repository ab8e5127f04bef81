"""Order books of any size, made from the one that came with a dataset. Generated, not data.

An order is drawn after one of the book, its model: it has the model's cargo, and keeps or
swaps its ends with an order of the same cargo and direction; how much it is, when it is
ready and how long it may take vary around the model. So lanes, cargo, sizes and prices of
lateness are as varied as in the book, and hardly two orders are equal.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from .network import Network
from .scenario import Change, Operation, Scenario
from .shipment import OrderBook, Shipment

SWAPPED = 0.4
"""Share of orders that have an end of another order of the same cargo and direction."""

MOST_KG = {"boxes_40ft": 26_000.0, "boxes_20ft": 21_000.0}
"""Most cargo of a generated box."""


def generated_orders(network: Network, shipments: int, seed: int = 0) -> OrderBook:
    """Return an order book drawn after the one of a network.

    Parameters
    ----------
    network
        Network with an order book.
    shipments
        How many orders to make.
    seed
        The same number makes the same book.
    """
    book = _Book(network, Random(f"orders {seed}"))
    return OrderBook(book.order(f"G{number:06}") for number in range(1, shipments + 1))


def with_capacity_for(network: Network, shipments: int) -> Network:
    """Return a network whose departures hold as much more as a generated book is larger.

    Slots, weights and plugs of every service, and the weight that a departure may have,
    are multiplied by the same whole number.
    """
    times = max(1, round(shipments / max(1, len(network.orders))))
    fields = ("capacity_teu", "capacity_kg", "reefer_plugs", "physical_teu", "physical_kg")
    changes = [Change(op=Operation.SCALE, table="services", field=f, value=times) for f in fields]
    rule: dict[str, tuple[str, ...]] = {"rule": ("gross_per_departure",)}
    if any(row.rule == "gross_per_departure" for row in network.restrictions):
        changes.append(
            Change(
                op=Operation.SCALE,
                table="restrictions",
                where=rule,
                field="limit_kg",
                value=times,
            )
        )
    scenario = Scenario(
        id="generated_capacity", name=f"Capacity times {times}", changes=tuple(changes)
    )
    return network.apply(scenario)


class _Book:
    """The book that orders are drawn after."""

    def __init__(self, network: Network, chance: Random) -> None:
        self._chance = chance
        self._models = list(network.orders.values())
        self._alike: dict[tuple[str, ...], list[Shipment]] = defaultdict(list)
        self._terminals = network.terminals
        for order in self._models:
            self._alike[self._kind(order)].append(order)
        days = sorted(order.ready for order in self._models)
        self._first, self._last = days[0], days[-1]

    def _kind(self, order: Shipment) -> tuple[str, ...]:
        """Return the cargo of an order, and the countries of its ends."""
        ends = (order.origin, order.destination)
        return (order.cargo_class, *(self._terminals[end].country for end in ends))

    def order(self, name: str) -> Shipment:
        """Return an order drawn after one of the book."""
        chance = self._chance
        model = chance.choice(self._models)
        ends = {"origin": model.origin, "destination": model.destination}
        if chance.random() < SWAPPED:
            end = chance.choice(("origin", "destination"))
            ends[end] = getattr(chance.choice(self._alike[self._kind(model)]), end)
        ready = self._ready(model)
        days = round((model.due - model.ready).days * chance.uniform(0.95, 1.3))
        return model.model_copy(
            update={
                "id": name,
                **ends,
                **self._amounts(model),
                "ready": ready,
                "due": ready + timedelta(days=days),
                "note": "generated",
            }
        )

    def _ready(self, model: Shipment) -> date:
        """Return a day within a week of the model's, on a day on which the book has orders."""
        day = model.ready + timedelta(days=self._chance.randint(-7, 7))
        return min(max(day, self._first), self._last)

    def _amounts(self, model: Shipment) -> dict[str, float | int | None]:
        """Return boxes, weight and money: as many times the model's, give or take."""
        chance = self._chance
        times, density = chance.uniform(0.4, 1.6), chance.uniform(0.85, 1.1)
        amounts: dict[str, float | int | None] = {}
        if model.num_boxes:
            name = "boxes_40ft" if model.boxes_40ft else "boxes_20ft"
            boxes = max(1, round(model.num_boxes * times))
            times = boxes / model.num_boxes
            amounts[name] = boxes
            density = min(density, MOST_KG[name] * boxes / (model.kg * times))
        amounts["kg"] = round(model.kg * times * density, -1) or 10.0
        amounts["m3"] = round(model.m3 * times, 1)
        amounts["value_usd"] = round(model.value_usd * times * density, -2)
        for name, room in (("late_usd_per_day", 1.0), ("budget_usd", 1.2)):
            usd = getattr(model, name)
            amounts[name] = usd if usd is None else round(usd * times * room, -1)
        return amounts
