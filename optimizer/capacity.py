"""What routes share: slots, weight and plugs of a departure between two calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ..network.cargo import RestrictionRule
from ..network.network import Network
from ..network.row import Mode
from ..network.service import Service
from ..network.shipment import LoadKind, LoadUnit
from .segment import gross_kg


class ResourceKind(StrEnum):
    """What is scarce on a departure."""

    TEU = "teu"
    KG = "kg"
    PLUGS = "plugs"
    GROSS_KG = "gross_kg"


class Resource(NamedTuple):
    """One scarce thing: of a departure, from the call at ``hop`` to the next."""

    service_id: str
    first_call_on: date
    hop: int
    kind: ResourceKind


class Capacities:
    """How much there is of every resource, and what a ride takes (docs/concepts.md, 21-23)."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def limit(self, resource: Resource) -> float:
        """Return how much there is of a resource."""
        return self.limit_of(self._network.services[resource.service_id], resource.kind)

    def limit_of(self, service: Service, kind: ResourceKind) -> float:
        """Return how much of something a departure of a service has open."""
        if kind is ResourceKind.GROSS_KG:
            return self._gross_limits[service.id]
        return {
            ResourceKind.TEU: service.capacity_teu,
            ResourceKind.KG: service.capacity_kg,
            ResourceKind.PLUGS: float(service.reefer_plugs),
        }[kind]

    def taken(self, service: Service, unit: LoadUnit) -> Mapping[ResourceKind, float]:
        """Return what one unit takes on a service, all the way that it rides."""
        if service.mode is Mode.AIR or not unit.is_box:
            return {ResourceKind.KG: unit.kg}
        taken: dict[ResourceKind, float] = {ResourceKind.TEU: unit.teu}
        if unit.is_reefer and service.reefer_plugs:
            taken[ResourceKind.PLUGS] = 1.0
        if service.id in self._gross_limits:
            taken[ResourceKind.GROSS_KG] = gross_kg(unit)
        return taken

    def fits(self, service: Service, unit: LoadUnit) -> bool:
        """Tell whether one unit finds room on an empty departure."""
        return all(
            amount <= self.limit_of(service, kind)
            for kind, amount in self.taken(service, unit).items()
        )

    def hops(self, service: Service, load_seq: int, unload_seq: int) -> Iterator[int]:
        """Yield the hops of a ride at which it can be tight: those behind a loading call."""
        for call in self._network.calls[service.id][load_seq - 1 : unload_seq - 1]:
            if call.may_load:
                yield call.seq

    def needs_pairs(self, service: Service, unit: LoadUnit) -> bool:
        """Tell whether 20-foot boxes must travel on a service in pairs."""
        return unit.kind is LoadKind.BOX_20FT and service.id in self._paired_services

    @cached_property
    def _gross_limits(self) -> Mapping[str, float]:
        limits: dict[str, float] = {}
        for service_id, limit_kg in self._rule_services(RestrictionRule.GROSS_PER_DEPARTURE):
            limits[service_id] = min(limit_kg, limits.get(service_id, limit_kg))
        return limits

    @cached_property
    def _paired_services(self) -> frozenset[str]:
        return frozenset(s for s, _ in self._rule_services(RestrictionRule.PAIRS_OF_20FT))

    def _rule_services(self, wanted: RestrictionRule) -> Iterator[tuple[str, float]]:
        """Yield the services that a hard rule for all cargo names, with its limit."""
        for rule in self._network.restrictions:
            if rule.rule is wanted and rule.hard:
                for service in self._network.services.values():
                    if service.mode is rule.mode and rule.names_service(
                        service.id, service.corridor
                    ):
                        yield service.id, rule.limit_kg or 0.0
