"""Mixes of small networks, ready to be priced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from landbridge.network.network import Network
from landbridge.network.plan import Limits, Objective
from landbridge.optimizer.capacity import Resource
from landbridge.optimizer.catalogue import Catalogue
from landbridge.optimizer.mix.column_generation import ColumnPool
from landbridge.optimizer.mix.column_maker import ColumnMaker
from landbridge.optimizer.mix.limit_rows import cost_weights, limit_rows
from landbridge.optimizer.mix.pricing import ShipmentPricer
from landbridge.optimizer.mix.problem import MixProblem, Prices
from landbridge.optimizer.mix.tags import TagSegments
from landbridge.optimizer.timetable import horizon_of

ROW_PRICES = {"co2e": 1e-1, "at_most": 1e4, "at_least": 1e4, "on_time": 1e4}
"""Height of the prices of rows in cents for each gram, TEU or box; 1 for a cent of freight."""


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
    maker, segments = ColumnMaker(everything), TagSegments(catalogue)
    pricers = {
        s.id: ShipmentPricer(everything, catalogue, s, maker, segments)
        for s in everything.shipments
    }
    pool = ColumnPool()
    served = [name for name, pricer in pricers.items() if pool.add(pricer.first_columns())]
    return Mix(
        problem=with_rows(problem_of(served)),
        pricers={name: pricers[name] for name in served},
        pool=pool,
    )


def with_rows(problem: MixProblem) -> MixProblem:
    """Return a problem with the rows of its limits."""
    rows = tuple(limit_rows(problem.limits, problem.shipments))
    return replace(problem, rows=rows, cost=cost_weights(problem.limits))


def random_prices(mix: Mix, seed: int) -> Prices:
    """Return prices that no solver would ask, all of them at least 0.

    A limit that is not there has no price.
    """
    chance = Random(seed)
    held = {"held[unserved]": 1e7, "held[late]": 1e4}
    return Prices(
        resource={
            resource: chance.choice((0.5, 3.0, 10.0)) * chance.random() * 1_000
            for resource in mix.resources
            if chance.random() < 0.4
        },
        rows={
            row.key: chance.choice((0.0, 1.0, 1.0))
            * chance.random()
            * ROW_PRICES.get(row.key.partition("[")[0], 1.0)
            for row in mix.problem.rows
        }
        | {key: chance.choice((0.0, most)) * chance.random() for key, most in held.items()},
    )
