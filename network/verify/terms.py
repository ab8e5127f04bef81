"""Commercial terms: what they cost, and what they refuse (docs/terms.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from fractions import Fraction

from ..plan import Plan
from ..route import CostPart
from ..service import Service, ServiceKind
from ..terms import Contract, Overflow, Per, Term, TierKind, VolumeDiscount
from .case import Case
from .exact import HALF, exact
from .journey import size_teu
from .lookup import Tables
from .timetable import why_not_on
from .violation import Rule, Violation

TEU_TOLERANCE = Fraction(1, 10**6)
"""A limit is kept and a threshold reached by so much: loose cargo is counted by its weight."""

CENTS_TOLERANCE = 1
"""A plan may be off by it on each term."""


@dataclass(slots=True)
class Boarded:
    """What a departure carries; a box that boards it twice counts once."""

    service: Service
    teu: Fraction = Fraction(0)
    line_haul_cents: int = 0


def boarded(cases: Sequence[Case]) -> Mapping[tuple[str, str], Boarded]:
    """Return what every scheduled departure carries, by service id and date."""
    found: dict[tuple[str, str], Boarded] = {}
    for case in cases:
        paid: dict[str, int] = defaultdict(int)
        for entry in case.entries:
            if entry.part is CostPart.LINE_HAUL:
                paid[entry.where] += case.times(entry.basis) * entry.accepted_cents
        teu = size_teu(case.journey.shipment, case.assignment.units)
        boards: set[tuple[str, str]] = set()
        for position, timed in enumerate(case.journey.rides):
            if not timed.ride.is_on_demand:
                key = (timed.ride.service.id, timed.ride.day.isoformat())
                aboard = found.setdefault(key, Boarded(timed.ride.service))
                aboard.teu += teu if key not in boards else 0
                boards.add(key)
                aboard.line_haul_cents += paid[case.leg_at(position)]
    return found


class TermBook:
    """The terms of a plan beside what its departures carry."""

    def __init__(self, plan: Plan, cases: Sequence[Case]) -> None:
        self._plan, self._boarded = plan, boarded(cases)
        self._tables = Tables(plan.network)

    def costs(self) -> dict[CostPart, int]:
        """Return what terms cost by part: as the plan has it where that is right."""
        parts = (CostPart.SURCHARGE, CostPart.DISCOUNT, CostPart.SHORTFALL, CostPart.CHARTER)
        expected = dict.fromkeys(parts, Fraction(0))
        terms = self._plan.terms
        for surcharge in terms.surcharges:
            rates = (surcharge.usd_per_teu, surcharge.percent)
            expected[CostPart.SURCHARGE] += self._rated(surcharge, *rates)
        for charter in terms.charters:
            run = len(self._aboard(charter)) * exact(charter.usd_per_departure)
            expected[CostPart.CHARTER] += 100 * run
        for discount in terms.discounts:
            expected[CostPart.DISCOUNT] -= self._discount(discount)
        for contract in terms.contracts:
            missing = exact(contract.shortfall_usd_per_teu) * self._shortfall(contract)
            expected[CostPart.SHORTFALL] += 100 * missing
            taken = exact(contract.discount_usd_per_teu) * sum(self._taken(contract))
            share = exact(contract.discount_percent) / 100 * self._line_haul(contract)
            expected[CostPart.DISCOUNT] -= 100 * taken + share
        found, room = self._plan.cost_by_part_cents(), CENTS_TOLERANCE * len(terms.all_terms)
        return {
            part: found[part] if abs(found[part] - cents) <= room else int(cents + HALF)
            for part, cents in expected.items()
        }

    def violations(self) -> Iterator[Violation]:
        """Yield what terms refuse: too much of a contract, too little on a charter."""
        for contract in self._plan.terms.contracts:
            if contract.overflow is Overflow.REFUSED:
                yield from self._overflow(contract)
        for charter in self._plan.terms.charters:
            for (service_id, day), aboard in self._aboard(charter).items():
                if aboard.teu < exact(charter.least_teu) - TEU_TOLERANCE:
                    yield Violation(
                        rule=Rule.MIN_FILL,
                        where=f"departure {service_id} {day}, charter {charter.id}",
                        found=f"{float(aboard.teu):.10g} TEU",
                        expected=f"at least {charter.least_teu:.10g} TEU, or nothing",
                    )

    def _overflow(self, contract: Contract) -> Iterator[Violation]:
        carried = {f"{key[0]} {key[1]}": a.teu for key, a in self._aboard(contract).items()}
        if contract.allotment_per is Per.PERIOD:
            carried = {"all departures": sum(carried.values(), Fraction(0))}
        for name, teu in carried.items():
            if teu > exact(contract.allotment_teu) + TEU_TOLERANCE:
                yield Violation(
                    rule=Rule.ALLOTMENT,
                    where=f"contract {contract.id}, {name}",
                    found=f"{float(teu):.10g} TEU",
                    expected=f"at most {contract.allotment_teu:.10g} TEU",
                )

    def _aboard(self, term: Term) -> Mapping[tuple[str, str], Boarded]:
        first, last = term.first_day.isoformat(), term.last_day.isoformat()
        return {
            key: aboard
            for key, aboard in self._boarded.items()
            if first <= key[1] <= last and _is_meant(term, aboard.service)
        }

    def _line_haul(self, term: Term) -> int:
        return sum(aboard.line_haul_cents for aboard in self._aboard(term).values())

    def _carried(self, term: Term) -> Fraction:
        return sum((aboard.teu for aboard in self._aboard(term).values()), Fraction(0))

    def _rated(self, term: Term, usd_per_teu: float, percent: float) -> Fraction:
        """Return an amount per TEU and a share of the line haul, in cents."""
        by_teu = 100 * exact(usd_per_teu) * self._carried(term)
        return by_teu + exact(percent) / 100 * self._line_haul(term)

    def _taken(self, contract: Contract) -> list[Fraction]:
        most = exact(contract.allotment_teu)
        if contract.allotment_per is Per.PERIOD:
            return [min(most, self._carried(contract))]
        return [min(most, aboard.teu) for aboard in self._aboard(contract).values()]

    def _shortfall(self, contract: Contract) -> Fraction:
        least, taken = exact(contract.least_teu), self._taken(contract)
        if contract.least_per is Per.PERIOD:
            return max(Fraction(0), least - sum(taken))
        short = sum((max(Fraction(0), least - teu) for teu in taken), Fraction(0))
        return short + least * (self._number_of_departures(contract) - len(taken))

    def _number_of_departures(self, term: Term) -> int:
        days = (term.last_day - term.first_day).days + 1
        return sum(
            not why_not_on(service, term.first_day + timedelta(days=n))
            for service in self._plan.network.services.values()
            if _is_meant(term, service) and self._tables.is_open(service)
            for n in range(days)
        )

    def _discount(self, discount: VolumeDiscount) -> Fraction:
        """Return what a volume discount takes off, in cents."""
        carried = self._carried(discount)
        reached = [t for t in discount.tiers if carried >= exact(t.from_teu) - TEU_TOLERANCE]
        if not reached:
            return Fraction(0)
        if discount.kind is TierKind.ALL_UNIT:
            return self._rated(discount, reached[-1].usd_per_teu, reached[-1].percent)
        total = Fraction(0)
        for tier in reversed(reached):
            total += exact(tier.usd_per_teu) * max(Fraction(0), carried - exact(tier.from_teu))
            carried = min(carried, exact(tier.from_teu))
        return 100 * total


def _is_meant(term: Term, service: Service) -> bool:
    """Tell whether a term is about a service, on the days that it names."""
    if service.kind is ServiceKind.ON_DEMAND:
        return False
    is_of_mode = not term.modes or service.mode in term.modes
    ids = [service.id, service.variant_of or service.id]
    is_named = any(fnmatchcase(id_, name) for id_ in ids for name in term.services)
    is_any = not term.services and not term.corridors
    return is_of_mode and (is_any or is_named or service.corridor in term.corridors)
