"""Weights: a linear form over routes, be it an objective, a row, or what prices ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...network.limits import Tag
from ...network.route import Departure
from ..capacity import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each thing that a unit of a column costs, emits, takes or is counts for.

    The objective of a goal, every row of a mix, and the sum of an objective and priced rows
    are all of this kind, so that pricing and bounds need no case for any limit.

    Parameters
    ----------
    freight, penalty
        Per cent of freight, and of lateness (and holding, where it is in the cost).
    co2e
        Per gram.
    late, moved
        Per TEU that is late, or that travels otherwise than in the earlier plan.
    unserved
        Per TEU that is left behind.
    served, units
        Per TEU, and per unit, that is served on whatever route.
    on_time
        Per unit, times the probability that it is on time.
    tags
        Per TEU on a route with a tag.
    departures, hauls
        Per TEU that a departure carries, and per cent of the line haul paid on it.
    resources
        Per unit of a resource.
    """

    freight: float = 0.0
    penalty: float = 0.0
    co2e: float = 0.0
    late: float = 0.0
    moved: float = 0.0
    unserved: float = 0.0
    served: float = 0.0
    units: float = 0.0
    on_time: float = 0.0
    tags: Mapping[Tag, float] = field(default_factory=dict)
    departures: Mapping[Departure, float] = field(default_factory=dict)
    hauls: Mapping[Departure, float] = field(default_factory=dict)
    resources: Mapping[Resource, float] = field(default_factory=dict)

    def constant(self, size_teu: float) -> float:
        """Return what a unit of a size counts for on whatever route."""
        return self.served * size_teu + self.units


_NUMBERS = (
    "freight", "penalty", "co2e", "late", "moved", "unserved", "served", "units", "on_time",
)  # fmt: skip
_MAPPINGS = ("tags", "departures", "hauls", "resources")


def combined(parts: Iterable[tuple[float, Weights]]) -> Weights:
    """Return the sum of weights, each times a factor."""
    numbers = dict.fromkeys(_NUMBERS, 0.0)
    mappings: dict[str, dict[object, float]] = {name: {} for name in _MAPPINGS}
    for factor, weights in parts:
        if factor == 0:
            continue
        for name in _NUMBERS:
            numbers[name] += factor * getattr(weights, name)
        for name in _MAPPINGS:
            total = mappings[name]
            for key, weight in getattr(weights, name).items():
                total[key] = total.get(key, 0.0) + factor * weight
    nonzero = {
        name: {key: weight for key, weight in total.items() if weight}
        for name, total in mappings.items()
    }
    return Weights(**numbers, **nonzero)  # type: ignore[arg-type]  # by name, as declared
