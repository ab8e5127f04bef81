"""Which option opens which departure, and what the prices of a mix ask for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from ...network.additions import Candidates, Subset
from ...network.network import Network
from ...network.service import ServiceKind
from ..capacity import Capacities, Resource, ResourceKind
from ..timetable import Horizon, service_days
from .shared_mix import COUNTED, SharedMix

Slopes: TypeAlias = Mapping[str, float]
"""By option: what a year costs less at most once it is open, or more once it is not."""

NO_SLOPES: Slopes = {}

_Departure: TypeAlias = tuple[str, date | None]
"""A service on a day; None = on demand, on every day."""


class Networks(Protocol):
    """Knows the network with each subset of some candidates, and the routes that they share."""

    candidates: Candidates

    def network(self, open_: Subset) -> Network:
        """Return the network with some additions."""

    def shared(self, open_: Subset) -> SharedMix:
        """Return the mixes of the largest subset that adds nothing but options to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Openers:
    """The departures that only options offer, and the room that only options give.

    ``by_departure`` holds the options that could open a departure, ``by_service`` those that
    make a service larger, with how much, by what is counted.
    """

    by_departure: Mapping[_Departure, frozenset[str]]
    by_service: Mapping[tuple[str, ResourceKind], Mapping[str, float]]

    @classmethod
    def of(cls, networks: Networks, top: Subset) -> Openers:
        """Return what the options of a subset open."""
        candidates = networks.candidates
        options = frozenset(name for name in top if candidates.by_id[name].is_option)
        horizon = networks.shared(top).session.catalogue.horizon
        group = top - options
        base = _departures(networks.network(group), horizon)
        openers: dict[_Departure, set[str]] = defaultdict(set)
        growers: dict[tuple[str, ResourceKind], dict[str, float]] = defaultdict(dict)
        for name in sorted(options):
            needed = candidates.needed(name) - {name}
            before = networks.network(group | (needed & top))
            after = networks.network(group | (needed & top) | {name})
            for departure in _departures(after, horizon) - _departures(before, horizon):
                openers[departure].add(name)
            for key, more in _growth(before, after):
                growers[key][name] = more
        for departure in _departures(networks.network(top), horizon) - base:
            openers[departure] = openers[departure] or set(options)
        return cls(
            by_departure={d: frozenset(names) for d, names in openers.items()},
            by_service=dict(growers),
        )

    def slopes(
        self, open_: Subset, prices: Mapping[Resource, float], limit: Callable[[Resource], float]
    ) -> dict[str, float]:
        """Return what prices ask for what each option offers.

        One that is open saves as much at least while it is, one that is not as much at most
        once it is. What several options have a part in counts in full for each that is not
        open, and for none that is: what is left is a bound still.
        """
        slopes: dict[str, float] = defaultdict(float)
        for resource, price in prices.items():
            opened = self._openers(resource)
            grown = self.by_service.get((resource.service_id, resource.kind), {})
            names = opened | grown.keys()
            for name in sorted(names if len(names) == 1 else names - open_):
                alone = len(names) == 1 and name not in opened
                slopes[name] += price * (grown[name] if alone else limit(resource))
        return dict(slopes)

    def _openers(self, resource: Resource) -> frozenset[str]:
        on_its_day = resource.service_id, resource.first_call_on
        return self.by_departure.get(
            on_its_day, self.by_departure.get((resource.service_id, None), frozenset())
        )


def _growth(before: Network, after: Network) -> Iterator[tuple[tuple[str, ResourceKind], float]]:
    """Yield by how much services became larger."""
    small, large = Capacities(before), Capacities(after)
    for name, service in before.services.items():
        for kind in COUNTED:
            more = large.limit_of(after.services[name], kind) - small.limit_of(service, kind)
            if more:
                yield (name, kind), more


def _departures(network: Network, horizon: Horizon) -> frozenset[_Departure]:
    found: set[_Departure] = set()
    for service in network.open_services:
        days = service_days(service, horizon)
        is_free = service.kind is ServiceKind.ON_DEMAND
        found.update([(service.id, None)] if is_free else ((service.id, day) for day in days))
    return frozenset(found)
