"""Turn a path of the search graph into a route with times, ledger and grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date
from itertools import zip_longest
from zoneinfo import ZoneInfo

from ..network.handling import DESTINATION, ORIGIN
from ..network.network import Network
from ..network.plan import MINUTES_PER_DAY, round_cents
from ..network.route import (
    Basis,
    Charge,
    CostPart,
    Departure,
    Handling,
    HandlingKind,
    Leg,
    Route,
)  # fmt: skip
from ..network.row import Grade
from ..network.shipment import LoadUnit
from .catalogue import Catalogue, Offer
from .clock import to_datetime
from .demand import Demand
from .emissions import EmissionFactors
from .graph_options import RideRef
from .handling_ref import HandlingRef, handling_cents, own_work_ends
from .search_graph import Path, Step

_GRADES = list(Grade)


class RouteAssembler:
    """Makes routes of one shipment out of paths of its search graphs."""

    def __init__(self, catalogue: Catalogue, demand: Demand) -> None:
        self._network: Network = catalogue.network
        self._demand = demand
        self._emissions = EmissionFactors(catalogue.network)

    def route(self, path: Path) -> Route:
        """Return the route that a path stands for."""
        handlings, legs = [], []
        for step, after in zip_longest(path.steps, path.steps[1:]):
            ref = step.arc.ref
            if isinstance(ref, HandlingRef):
                handlings.append(self._handling(ref, step, after))
            elif isinstance(ref, RideRef):
                legs.append(self._leg(ref.offer, step))
        unit = self._demand.unit
        origin = self._network.terminals[self._demand.shipment.origin]
        handling_g = self._emissions.handling_g(unit) * len(handlings)
        return Route(
            shipment_id=self._demand.shipment.id,
            unit=unit,
            handlings=tuple(handlings),
            legs=tuple(legs),
            ready_at=self._demand.shipment.ready_at(origin).astimezone(UTC),
            delivered_at=to_datetime(path.arrives),
            co2e_g=sum(leg.co2e_g for leg in legs) + handling_g,
            warnings=self._warnings(path.steps, legs),
        )

    def _handling(self, ref: HandlingRef, step: Step, after: Step | None) -> Handling:
        rule = ref.clearance
        kinds = {ORIGIN: HandlingKind.ORIGIN}
        kind = kinds.get(ref.from_mode, HandlingKind.TRANSFER)
        if ref.to_mode == DESTINATION:
            kind = HandlingKind.DESTINATION
        grades = [ref.transfer.grade, *([rule.grade] if rule else []), *self._hours_grades(ref)]
        return Handling(
            kind=kind,
            terminal_id=ref.terminal_id,
            from_mode=ref.from_mode,
            to_mode=ref.to_mode,
            starts_at=to_datetime(step.leaves),
            ends_at=to_datetime(step.arrives),
            clearance_rule=rule.label if rule else None,
            clearance_minutes=step.arrives - int(own_work_ends(ref, step.leaves)),
            charges=(
                *_handling_charges(ref, self._demand.unit),
                *self._storage_charges(ref.terminal_id, step, after),
            ),
            grade=_weakest(grades),
        )

    def _hours_grades(self, ref: HandlingRef) -> Iterator[Grade]:
        """Yield the grades of the opening hours that are kept at a handling."""
        calendars = {self._network.terminals[ref.terminal_id].calendar}
        if ref.clearance is not None:
            calendars.add(ref.clearance.calendar)
        yield from (row.grade for row in self._network.opening_hours if row.id in calendars)

    def _storage_charges(
        self, terminal_id: str, step: Step, after: Step | None
    ) -> Iterator[Charge]:
        """Yield the charge for the wait between a handling and the departure after it."""
        if after is None or after.arc.storage is None:
            return
        waited = after.leaves - step.arrives
        cents = after.arc.storage.unit_cents(waited)
        if cents:
            days = (waited - after.arc.storage.free_minutes) / MINUTES_PER_DAY
            label = f"{terminal_id} storage, {days:.1f} days after the free time"
            grade = self._network.terminals[terminal_id].grade
            yield _charge(CostPart.STORAGE, label, cents, grade)

    def _leg(self, offer: Offer, step: Step) -> Leg:
        segment = offer.segment
        service = segment.service
        load, unload = segment.load, segment.unload
        leaves = step.leaves + segment.cutoff_minutes
        return Leg(
            departure=Departure(service_id=service.id, first_call_on=self._date(offer, step)),
            corridor=service.corridor,
            mode=service.mode,
            from_terminal=load.terminal_id,
            to_terminal=unload.terminal_id,
            load_seq=load.seq,
            unload_seq=unload.seq,
            departs_at=to_datetime(leaves),
            arrives_at=to_datetime(step.arrives),
            distance_km=segment.distance_km,
            co2e_g=self._emissions.ride_g(segment, self._demand.unit),
            charges=tuple(_ride_charges(offer, self._demand.unit)),
            grade=service.grade,
            is_drayage=segment.is_drayage,
        )

    def _date(self, offer: Offer, step: Step) -> date:
        """Return the local date at the first call of the departure that a step takes."""
        if offer.schedule is None:
            terminal = self._network.terminals[offer.segment.load.terminal_id]
            return to_datetime(step.leaves).astimezone(ZoneInfo(terminal.timezone)).date()
        return offer.date_of(step.leaves)

    def _warnings(self, steps: Sequence[Step], legs: Sequence[Leg]) -> tuple[str, ...]:
        """Return what soft restrictions say about the legs."""
        rides = [step.arc.ref.offer for step in steps if isinstance(step.arc.ref, RideRef)]
        found: dict[str, None] = {}
        for offer, leg in zip(rides, legs, strict=True):
            for rule in offer.segment.refusals(
                self._network.restrictions, self._demand.cargo.id, self._demand.unit
            ):
                if not rule.hard and rule.is_in_force(leg.departure.first_call_on):
                    found[f"{leg.departure.service_id}: {rule.reason}"] = None
        return tuple(found)


def _handling_charges(ref: HandlingRef, unit: LoadUnit) -> list[Charge]:
    label = f"{ref.terminal_id} {ref.from_mode}-{ref.to_mode}"
    cents = handling_cents(ref, unit)
    charges = [_charge(CostPart.HANDLING, label, cents, ref.transfer.grade)]
    rule = ref.clearance
    if rule is not None and rule.usd_per_shipment:
        fee = round_cents(rule.usd_per_shipment)
        charge = _charge(CostPart.CLEARANCE, rule.label, fee, rule.grade, Basis.DECLARATION)
        charges.append(charge)
    return charges


def _ride_charges(offer: Offer, unit: LoadUnit) -> list[Charge]:
    segment = offer.segment
    part = CostPart.DRAYAGE if segment.is_drayage else CostPart.LINE_HAUL
    label = f"{segment.service.id} {segment.load.terminal_id}-{segment.unload.terminal_id}"
    cents = round_cents(segment.ride_usd(unit) or 0.0)
    charges = [
        Charge(
            part=part,
            label=label,
            basis=Basis.UNIT,
            amount_cents=cents,
            assumed_cents=int(cents * segment.assumed_share_of(unit) + 0.5),
        )
    ]
    surcharge = round_cents(segment.reefer_usd(unit))
    if surcharge:
        charges.append(_charge(part, f"{label} reefer", surcharge, segment.service.grade))
    return charges


def _charge(
    part: CostPart, label: str, cents: int, grade: Grade, basis: Basis = Basis.UNIT
) -> Charge:
    assumed = cents if grade is Grade.ASSUMPTION else 0
    return Charge(part=part, label=label, basis=basis, amount_cents=cents, assumed_cents=assumed)


def _weakest(grades: list[Grade]) -> Grade:
    return max(grades, key=_GRADES.index)
