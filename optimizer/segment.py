"""Segments: what a service sells between two of its calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..network.cargo import Restriction, RestrictionRule
from ..network.link import Link
from ..network.network import Network
from ..network.row import Grade, Mode
from ..network.service import Call, Service, ServiceKind
from ..network.shipment import LoadKind, LoadUnit
from .clock import whole_minutes

AIR_CHARGEABLE_KG_PER_M3 = 167
"""Volumetric weight by air, 1:6000, as air waybills of IATA's carriers count it."""

TARE_KG = {LoadKind.BOX_40FT: 4_000, LoadKind.BOX_20FT: 2_300, LoadKind.LOOSE: 0}
"""Weight of an empty box: 25 t gross less 21 t cargo for 40ft; 20ft is an assumption."""


SegmentKey = tuple[str, int, int]
"""Service, and the positions of the calls where it loads and unloads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A ride from one call of a service to a later one.

    Minutes count from the departure at the first call; ``None`` prices mean that the
    segment is not sold that way. ``assumed_share`` is the share of each price that
    rests on assumptions, in the order 40ft, 20ft, kg.
    """

    service: Service
    load: Call
    unload: Call
    depart_minutes: int
    arrive_minutes: int
    cutoff_minutes: int
    distance_km: float
    usd_per_40ft: float | None
    usd_per_20ft: float | None
    usd_per_kg: float | None
    assumed_share: tuple[float, float, float]
    tags: frozenset[str]
    is_drayage: bool

    @property
    def key(self) -> SegmentKey:
        """What identifies the segment."""
        return self.service.id, self.load.seq, self.unload.seq

    @property
    def mode(self) -> Mode:
        """Mode of the service."""
        return self.service.mode

    @property
    def ride_minutes(self) -> int:
        """Time on board."""
        return self.arrive_minutes - self.depart_minutes

    def ride_usd(self, unit: LoadUnit) -> float | None:
        """Return the price of a unit without its reefer charge; None = not sold."""
        if self.mode is Mode.AIR or not unit.is_box:
            if self.mode not in (Mode.AIR, Mode.ROAD) or self.usd_per_kg is None:
                return None
            return self.usd_per_kg * self.chargeable_kg(unit)
        return self.usd_per_40ft if unit.kind is LoadKind.BOX_40FT else self.usd_per_20ft

    def chargeable_kg(self, unit: LoadUnit) -> float:
        """Return the weight that is charged where the price is by the kilogram."""
        if self.mode is Mode.AIR:
            return max(unit.kg, unit.m3 * AIR_CHARGEABLE_KG_PER_M3)
        return unit.kg

    def reefer_usd(self, unit: LoadUnit) -> float:
        """Return the extra charge of a reefer box."""
        is_reefer = unit.is_reefer and self.mode is not Mode.AIR
        return self.service.reefer_usd_per_40ft if is_reefer else 0.0

    def assumed_share_of(self, unit: LoadUnit) -> float:
        """Return the share of a unit's price that rests on assumptions."""
        if self.mode is Mode.AIR or not unit.is_box:
            return self.assumed_share[2]
        return self.assumed_share[0 if unit.kind is LoadKind.BOX_40FT else 1]

    def refusals(
        self, restrictions: Iterable[Restriction], cargo_class: str, unit: LoadUnit
    ) -> Iterator[Restriction]:
        """Yield the restrictions on a cargo class and unit, on any day, hard or soft."""
        for rule in restrictions:
            concerns = rule.mode is self.mode and rule.concerns_class(cargo_class)
            if concerns and self._named(rule) and _is_broken(rule, self.service, unit):
                yield rule

    def _named(self, rule: Restriction) -> bool:
        return rule.country_or_service in self.tags or rule.names_service(
            self.service.id, self.service.corridor
        )


def _is_broken(rule: Restriction, service: Service, unit: LoadUnit) -> bool:
    limit_kg = rule.limit_kg or 0.0
    if rule.rule is RestrictionRule.REFUSE:
        return True
    if rule.rule is RestrictionRule.NEEDS_PLUG:
        return service.reefer_plugs == 0
    if rule.rule is RestrictionRule.CARGO_PER_40FT:
        return unit.kind is LoadKind.BOX_40FT and unit.kg > limit_kg
    if rule.rule is RestrictionRule.PAIRS_OF_20FT:
        return unit.kind is LoadKind.BOX_20FT and gross_kg(unit) > limit_kg
    return unit.is_box and gross_kg(unit) > limit_kg


def gross_kg(unit: LoadUnit) -> float:
    """Return the weight of a box with its cargo; 0 for loose cargo."""
    return unit.kg + TARE_KG[unit.kind] if unit.is_box else 0.0


def hard_on(rules: Iterable[Restriction], day: date) -> bool:
    """Tell whether a hard rule among them is in force on a day."""
    return any(rule.hard and rule.is_in_force(day) for rule in rules)


def segments_of(network: Network, service: Service) -> Iterator[Segment]:
    """Yield every pair of calls between which a service may carry cargo."""
    calls = network.calls[service.id]
    for position, load in enumerate(calls):
        if not load.may_load:
            continue
        links: list[Link] = []
        for unload in calls[position + 1 :]:
            links.append(network.links[unload.link_id or ""])
            if unload.may_unload:
                yield _segment(service, load, unload, tuple(links))


def _segment(service: Service, load: Call, unload: Call, links: tuple[Link, ...]) -> Segment:
    on_demand = service.kind is ServiceKind.ON_DEMAND
    return Segment(
        service=service,
        load=load,
        unload=unload,
        depart_minutes=whole_minutes(load.depart_offset_hours),
        arrive_minutes=whole_minutes(unload.arrive_offset_hours),
        cutoff_minutes=0 if on_demand else whole_minutes(service.cutoff_hours),
        distance_km=sum(link.distance_km for link in links),
        usd_per_40ft=_price([link.usd_per_40ft for link in links], service.price_factor),
        usd_per_20ft=_price([link.usd_per_20ft for link in links], service.price_factor),
        usd_per_kg=_price([link.usd_per_kg for link in links], service.price_factor),
        assumed_share=(
            _assumed([(link.usd_per_40ft, link.grade) for link in links], service),
            _assumed([(link.usd_per_20ft, link.grade) for link in links], service),
            _assumed([(link.usd_per_kg, link.grade) for link in links], service),
        ),
        tags=frozenset(tag for link in links for tag in link.exposures),
        is_drayage=on_demand,
    )


def _price(prices: list[float | None], factor: float) -> float | None:
    if any(price is None for price in prices):
        return None
    return sum(price for price in prices if price is not None) * factor


def _assumed(prices: list[tuple[float | None, Grade]], service: Service) -> float:
    """Return the share of a price that rests on links graded as assumptions."""
    if service.price_factor != 1 and service.grade is Grade.ASSUMPTION:
        return 1.0
    total = sum(price or 0.0 for price, _ in prices)
    assumed = sum(price or 0.0 for price, grade in prices if grade is Grade.ASSUMPTION)
    return assumed / total if total else 0.0
