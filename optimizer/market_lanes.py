"""What each mode costs for the shipments of a book, as lanes of a market."""

from __future__ import annotations

from collections.abc import Iterable

from ..network.economics.market import Lane
from ..network.network import Network
from ..network.shipment import Shipment
from .batch import routes_of_many
from .route_set import RouteSet


def market_lanes(
    network: Network, shipments: Iterable[Shipment], *, workers: int | None = None
) -> tuple[Lane, ...]:
    """Return a lane for each shipment that has a route: tonnes, and USD a kilogram by mode.

    The cost of a mode is the freight and holding cost of its route in `RouteSet.by_mode`:
    the cheapest freight by the due date, otherwise the fastest, not the least of both.
    Shipments that cannot be answered, or have no route or weight, are left out.
    """
    answers = routes_of_many(network, shipments, workers=workers)
    lanes = (_lane(one.answer) for one in answers if one.answer and one.shipment.kg > 0)
    return tuple(lane for lane in lanes if lane.costs)


def _lane(answer: RouteSet) -> Lane:
    kg = answer.shipment.kg
    costs = {
        mode.product: answer.generalised_cents(mode.route) / 100 / kg
        for mode in answer.modes
        if mode.route is not None
    }
    return Lane(name=answer.shipment.id, size=kg / 1000, costs=costs)
