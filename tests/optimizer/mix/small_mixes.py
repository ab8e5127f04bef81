"""Mixes of small networks, ready to be priced."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from landbridge.network.network import Network
from landbridge.network.plan import Limits, Objective
from landbridge.optimizer.capacity import Resource
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.mix.column_generation import ColumnPool
from landbridge.optimizer.mix.pricing import ShipmentPricer
from landbridge.optimizer.mix.problem import MixProblem, Prices
from landbridge.optimizer.timetable import horizon_of


@dataclass(frozen=True, kw_only=True)
class Mix:
    """A mix with its pricers and first columns; shipments without a route are left out."""

    problem: MixProblem
    pricers: dict[str, ShipmentPricer]
    pool: ColumnPool

    @property
    def resources(self) -> list[Resource]:
        """What the first columns take, in order."""
        return sorted({resource for column in self.pool.columns for resource in column.taken})


def mix_of(network: Network, limits: Limits | None = None) -> Mix:
    """Return the mix of the order book of a network."""
    asked = limits or Limits()
    catalogue = Catalogue(network, horizon_of(network, network.orders, asked.days_late_allowed))
    classes = network.cargo_classes
    units = {s.id: s.unit(classes[s.cargo_class]) for s in network.orders.values()}

    def problem_of(names: list[str]) -> MixProblem:
        return MixProblem(
            network=network,
            shipments=tuple(network.orders[name] for name in names),
            units=units,
            objective=Objective.FREIGHT,
            limits=asked,
            days_late=asked.days_late_allowed,
            capacities=catalogue.capacities,
        )

    everything = problem_of(list(network.orders))
    pricers = {s.id: ShipmentPricer(everything, catalogue, s) for s in everything.shipments}
    pool = ColumnPool()
    served = [name for name, pricer in pricers.items() if pool.add(pricer.first_columns())]
    return Mix(
        problem=problem_of(served), pricers={name: pricers[name] for name in served}, pool=pool
    )


def random_prices(mix: Mix, seed: int) -> Prices:
    """Return prices that no solver would ask, all of them at least 0.

    A limit that is not there has no price.
    """
    chance = Random(seed)
    with_budget = [
        shipment.id
        for shipment in mix.problem.shipments
        if mix.problem.order_budget_cents(shipment) is not None
    ]
    return Prices(
        resource={
            resource: chance.choice((0.5, 3.0, 10.0)) * chance.random() * 1_000
            for resource in mix.resources
            if chance.random() < 0.4
        },
        order_budget={name: chance.random() for name in with_budget},
        budget=0.0 if mix.problem.budget_cents is None else chance.random(),
        unserved=chance.choice((0.0, 1e4, 1e7)) * chance.random(),
        late=chance.choice((0.0, 1e4)) * chance.random(),
    )
