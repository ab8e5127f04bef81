"""What routes share: slots, weight and plugs of a departure between two calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ..network.cargo import Restriction, RestrictionRule
from ..network.network import Network
from ..network.route import Leg
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


ALL_HOPS = 0
"""Stands for the whole way of a departure; calls count from 1."""


class Resource(NamedTuple):
    """One scarce thing: of a departure, from the call at ``hop`` to the next.

    Gross weight counts wherever a box rides (`ALL_HOPS`); ``rule`` is the position of the
    restriction that caps it.
    """

    service_id: str
    first_call_on: date
    hop: int
    kind: ResourceKind
    rule: int = -1


class Capacities:
    """How much there is of every resource, and what a ride takes (docs/concepts.md, 21-23)."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def limit(self, resource: Resource) -> float:
        """Return how much there is of a resource."""
        if resource.rule >= 0:
            return self._network.restrictions[resource.rule].limit_kg or 0.0
        return self.limit_of(self._network.services[resource.service_id], resource.kind)

    def limit_of(self, service: Service, kind: ResourceKind) -> float:
        """Return how much of something a departure of a service has open."""
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
        if unit.is_reefer and (service.reefer_plugs or service.mode is not Mode.ROAD):
            taken[ResourceKind.PLUGS] = 1.0
        return taken

    def taken_by(
        self, leg: Leg, unit: LoadUnit, cargo_class: str
    ) -> Iterator[tuple[Resource, float]]:
        """Yield what one unit takes on a leg."""
        service, day = self._network.services[leg.departure.service_id], leg.departure.first_call_on
        for hop in self.hops(service, leg.load_seq, leg.unload_seq):
            for kind, amount in self.taken(service, unit).items():
                yield Resource(service.id, day, hop, kind), amount
        if unit.is_box:
            seqs = (leg.load_seq, leg.unload_seq)
            for rule in self.gross_rules(service, seqs, cargo_class):
                if self._network.restrictions[rule].is_in_force(day):
                    kind = ResourceKind.GROSS_KG
                    yield Resource(service.id, day, ALL_HOPS, kind, rule), gross_kg(unit)

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

    def needs_pairs(self, leg: Leg, unit: LoadUnit, cargo_class: str) -> bool:
        """Tell whether 20-foot boxes must travel on a leg in pairs."""
        if unit.kind is not LoadKind.BOX_20FT:
            return False
        service = self._network.services[leg.departure.service_id]
        seqs = (leg.load_seq, leg.unload_seq)
        day = leg.departure.first_call_on
        return any(rule.is_in_force(day) for rule in self.pair_rules(service, seqs, cargo_class))

    def pair_rules(
        self, service: Service, seqs: tuple[int, int], cargo_class: str
    ) -> tuple[Restriction, ...]:
        """Return the rules on pairs of 20-foot boxes that are about a ride, on any day.

        Parameters
        ----------
        seqs
            Positions of the calls where the ride begins and ends.
        """
        rules = self._rules(RestrictionRule.PAIRS_OF_20FT, service, seqs, cargo_class)
        return tuple(self._network.restrictions[rule] for rule in rules)

    def gross_rules(
        self, service: Service, seqs: tuple[int, int], cargo_class: str
    ) -> tuple[int, ...]:
        """Return the rules on gross weight that are about a ride, on any day.

        Parameters
        ----------
        seqs
            Positions of the calls where the ride begins and ends.
        """
        return self._rules(RestrictionRule.GROSS_PER_DEPARTURE, service, seqs, cargo_class)

    def _rules(
        self, wanted: RestrictionRule, service: Service, seqs: tuple[int, int], cargo_class: str
    ) -> tuple[int, ...]:
        rules = [
            (position, rule)
            for position, rule in self._hard_rules.get(wanted, ())
            if rule.mode is service.mode and rule.concerns_class(cargo_class)
        ]
        if not rules:
            return ()
        calls = self._network.calls[service.id][seqs[0] : seqs[1]]
        tags = {tag for c in calls for tag in self._network.links[c.link_id or ""].exposures}
        return tuple(
            position
            for position, rule in rules
            if rule.country_or_service in tags or rule.names_service(service.id, service.corridor)
        )

    @cached_property
    def _hard_rules(self) -> Mapping[RestrictionRule, list[tuple[int, Restriction]]]:
        rules: dict[RestrictionRule, list[tuple[int, Restriction]]] = {}
        for position, rule in enumerate(self._network.restrictions):
            if rule.hard:
                rules.setdefault(rule.rule, []).append((position, rule))
        return rules
