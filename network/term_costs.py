"""What commercial terms make of what a plan carries, from its routes alone (docs/terms.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .network import Network
from .route import CostPart, Departure, Route
from .row import Grade
from .terms import (
    Charter,
    Contract,
    Per,
    Surcharge,
    Term,
    Terms,
    TierKind,
    VolumeDiscount,
    departures_of,
)  # fmt: skip

TEU_TOLERANCE = 1e-6
"""A threshold is reached by so much less: loose cargo is counted by its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """What a plan makes of a term.

    Parameters
    ----------
    kind
        `contract`, `charter`, `discount` or `surcharge`.
    carried_teu, num_departures
        What its departures carry, and how many of them carry anything.
    allotment_teu, taken_teu, shortfall_teu
        Of a contract: what it allows, what is carried at its price, and what must be paid
        for though it is not taken.
    tier_teu
        Of a volume discount: threshold of the tier that is reached; None = of none.
    cents_by_part
        What it costs; discounts are negative.
    """

    kind: str
    term_id: str
    name: str
    grade: Grade
    carried_teu: float
    num_departures: int
    allotment_teu: float = 0.0
    taken_teu: float = 0.0
    shortfall_teu: float = 0.0
    tier_teu: float | None = None
    cents_by_part: Mapping[CostPart, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Load:
    """What a departure carries; a box that boards it twice counts once."""

    teu: float = 0.0
    line_haul_cents: int = 0


_Loads = Mapping[Departure, _Load]


def term_uses(
    network: Network, terms: Terms, parts: Iterable[tuple[Route, int]]
) -> tuple[TermUse, ...]:
    """Return what a plan makes of every term.

    Parameters
    ----------
    parts
        The routes of the plan, each with the units that travel on it.
    """
    if not terms.all_terms:
        return ()
    loads = _loads(parts)
    return (
        *(_contract_use(network, contract, loads) for contract in terms.contracts),
        *(_charter_use(network, charter, loads) for charter in terms.charters),
        *(_discount_use(network, discount, loads) for discount in terms.discounts),
        *(_surcharge_use(network, surcharge, loads) for surcharge in terms.surcharges),
    )


def cents_of(uses: Iterable[TermUse]) -> Mapping[CostPart, int]:
    """Return what terms cost together, by what it is paid for."""
    total: dict[CostPart, int] = defaultdict(int)
    for use in uses:
        for part, cents in use.cents_by_part.items():
            total[part] += cents
    return total


def _loads(parts: Iterable[tuple[Route, int]]) -> _Loads:
    loads: dict[Departure, _Load] = defaultdict(_Load)
    for route, units in parts:
        legs = [leg for leg in route.legs if not leg.is_drayage]
        for departure in dict.fromkeys(leg.departure for leg in legs):
            loads[departure].teu += units * route.unit.size_teu
        for leg in legs:
            loads[leg.departure].line_haul_cents += units * sum(
                c.amount_cents for c in leg.charges if c.part is CostPart.LINE_HAUL
            )
    return loads


def _meant(network: Network, term: Term, loads: _Loads) -> _Loads:
    services = network.services
    return {
        departure: load
        for departure, load in loads.items()
        if (service := services.get(departure.service_id)) is not None
        and term.covers(service, departure.first_call_on)
    }


def _use(kind: str, term: Term, loads: _Loads, **fields: object) -> TermUse:
    return TermUse(
        kind=kind,
        term_id=term.id,
        name=term.name or term.id,
        grade=term.grade,
        carried_teu=sum(load.teu for load in loads.values()),
        num_departures=len(loads),
        **fields,  # type: ignore[arg-type]  # by name, as declared
    )


def _contract_use(network: Network, contract: Contract, loads: _Loads) -> TermUse:
    meant = _meant(network, contract, loads)
    departures = list(departures_of(network, contract))
    carried = [meant[d].teu if d in meant else 0.0 for d in departures]
    if contract.allotment_per is Per.PERIOD:
        carried = [sum(carried)]
    taken = [min(teu, contract.allotment_teu) for teu in carried]
    counted = taken if contract.least_per is Per.DEPARTURE else [sum(taken)]
    shortfall = sum(max(0.0, contract.least_teu - teu) for teu in counted)
    discount = contract.discount_usd_per_teu * sum(taken) * 100
    line_haul = sum(load.line_haul_cents for load in meant.values())
    discount += contract.discount_percent / 100 * line_haul
    return _use(
        "contract",
        contract,
        meant,
        allotment_teu=contract.allotment_teu * len(carried),
        taken_teu=sum(taken),
        shortfall_teu=shortfall,
        cents_by_part={
            CostPart.DISCOUNT: -_whole(discount),
            CostPart.SHORTFALL: _whole(contract.shortfall_usd_per_teu * shortfall * 100),
        },
    )


def _charter_use(network: Network, charter: Charter, loads: _Loads) -> TermUse:
    meant = _meant(network, charter, loads)
    cents = len(meant) * _whole(charter.usd_per_departure * 100)
    return _use("charter", charter, meant, cents_by_part={CostPart.CHARTER: cents})


def _surcharge_use(network: Network, surcharge: Surcharge, loads: _Loads) -> TermUse:
    meant = _meant(network, surcharge, loads)
    cents = surcharge.usd_per_teu * sum(load.teu for load in meant.values()) * 100
    cents += surcharge.percent / 100 * sum(load.line_haul_cents for load in meant.values())
    return _use("surcharge", surcharge, meant, cents_by_part={CostPart.SURCHARGE: _whole(cents)})


def _discount_use(network: Network, discount: VolumeDiscount, loads: _Loads) -> TermUse:
    meant = _meant(network, discount, loads)
    carried = sum(load.teu for load in meant.values())
    reached = [tier for tier in discount.tiers if carried >= tier.from_teu - TEU_TOLERANCE]
    if discount.kind is TierKind.INCREMENTAL:
        cents = sum(_by_increment(discount, carried))
    else:
        line_haul = sum(load.line_haul_cents for load in meant.values())
        cents = 0.0
        if reached:
            cents = reached[-1].usd_per_teu * carried * 100 + reached[-1].percent / 100 * line_haul
    return _use(
        "discount",
        discount,
        meant,
        tier_teu=reached[-1].from_teu if reached else None,
        cents_by_part={CostPart.DISCOUNT: -_whole(cents)},
    )


def _by_increment(discount: VolumeDiscount, carried: float) -> Iterator[float]:
    """Yield what each tier takes off, in cents: on what lies between it and the next one."""
    ends = [tier.from_teu for tier in discount.tiers[1:]]
    for tier, end in zip(discount.tiers, [*ends, carried], strict=True):
        yield tier.usd_per_teu * max(0.0, min(carried, end) - tier.from_teu) * 100


def _whole(cents: float) -> int:
    """Return an amount in whole cents, half up."""
    return int(cents + 0.5)
