"""What a plan comes to: the figures that are printed, written and drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .departure_loads import DepartureLoad, departure_loads
from .plan import Assignment, Objective, Plan
from .route import Basis, CostPart, Departure, Route
from .row import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class MixRow:
    """One line of the mix: what travels by a corridor or a mode.

    ``boxes`` counts containers of either size; loose cargo is in ``tonnes`` only.
    """

    name: str
    shipments: int
    boxes: int
    teu: int
    tonnes: float
    freight_usd: float
    co2e_t: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FullDeparture:
    """A departure on which not one more unit of some kind finds room."""

    departure: Departure
    departs_on: date
    kind: str
    taken: float
    open: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LateShipment:
    """A shipment of which units arrive after the due date."""

    shipment_id: str
    units: int
    days_late: int
    price_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of a plan.

    ``assumed_cost_share`` and ``assumed_time_share`` are the shares of the freight and
    of the time under way (by unit) that rest on rows graded as assumptions.
    """

    num_shipments: int
    num_served: int
    num_on_time: int
    late: tuple[LateShipment, ...]
    cost_usd: float
    cost_by_part_usd: Mapping[str, float]
    objective: str
    holding_in_cost: bool
    co2e_t: float
    tonnes: float
    by_corridor: tuple[MixRow, ...]
    by_mode: tuple[MixRow, ...]
    full: tuple[FullDeparture, ...]
    bound_usd: float
    gap: float
    assumed_cost_share: float
    assumed_time_share: float


def summarise(plan: Plan) -> Summary:
    """Return the figures of a plan."""
    parts = {part.value: cents / 100 for part, cents in plan.cost_by_part_cents().items()}
    planned = {assignment.shipment_id for assignment in plan.assignments}
    unserved = {left.shipment_id for left in plan.unserved}
    late = tuple(_late(plan))
    served = planned - unserved
    return Summary(
        num_shipments=len(plan.orders),
        num_served=len(served),
        num_on_time=len(served - {row.shipment_id for row in late}),
        late=late,
        cost_usd=plan.cost_cents / 100,
        cost_by_part_usd=parts,
        objective=plan.objective.value,
        holding_in_cost=plan.objective is Objective.GENERALISED,
        co2e_t=sum(a.co2e_g for a in plan.assignments) / 1e6,
        tonnes=sum(a.kg for a in plan.assignments) / 1000,
        by_corridor=mix_rows(plan.assignments, lambda a: a.route.main_corridor),
        by_mode=mix_rows(plan.assignments, lambda a: a.route.mode_label),
        full=tuple(full_departures(plan)),
        bound_usd=plan.proof.bound_cents / 100,
        gap=plan.proof.gap,
        assumed_cost_share=assumed_cost_share(plan.assignments),
        assumed_time_share=assumed_time_share(plan.assignments),
    )


def _late(plan: Plan) -> Iterator[LateShipment]:
    for assignment in plan.assignments:
        days = plan.days_late(assignment)
        if days:
            yield LateShipment(
                shipment_id=assignment.shipment_id,
                units=assignment.units,
                days_late=days,
                price_usd=plan.lateness_cents(assignment) / 100,
            )


def mix_rows(
    assignments: Iterable[Assignment], name: Callable[[Assignment], str]
) -> tuple[MixRow, ...]:
    """Return the mix by what assignments are named, the most freight first."""
    groups: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        groups[name(assignment)].append(assignment)
    rows = (
        MixRow(
            name=key,
            shipments=len({a.shipment_id for a in group}),
            boxes=sum(a.units for a in group if a.route.unit.is_box),
            teu=sum(a.units * a.route.unit.teu for a in group),
            tonnes=sum(a.kg for a in group) / 1000,
            freight_usd=sum(a.freight_cents for a in group) / 100,
            co2e_t=sum(a.co2e_g for a in group) / 1e6,
        )
        for key, group in groups.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.freight_usd, row.name)))


def full_departures(plan: Plan) -> Iterator[FullDeparture]:
    """Yield the scheduled departures that are full somewhere on their way, by date.

    A departure is full where the smallest unit that it carries would not fit once more.
    """
    full = [load for load in departure_loads(plan).values() if load.is_full and not load.is_drayage]
    for load in sorted(full, key=_by_date):
        yield FullDeparture(
            departure=load.departure,
            departs_on=load.departure.first_call_on,
            kind=load.kind,
            taken=load.most,
            open=load.room,
        )


def _by_date(load: DepartureLoad) -> tuple[date, str, str]:
    return load.departure.first_call_on, load.departure.service_id, load.kind


def assumed_cost_share(assignments: Iterable[Assignment]) -> float:
    """Return the share of the freight that rests on assumptions."""
    assumed = total = 0
    for assignment in assignments:
        for charge in assignment.route.charges:
            times = assignment.units if charge.basis is Basis.UNIT else 1
            assumed += times * charge.assumed_cents
            total += times * charge.amount_cents
    return assumed / total if total else 0.0


def assumed_time_share(assignments: Iterable[Assignment]) -> float:
    """Return the share of the time under way (by unit) that rests on assumptions."""
    assumed = total = timedelta()
    for assignment in assignments:
        for duration, grade in time_by_grade(assignment.route):
            total += assignment.units * duration
            if grade is Grade.ASSUMPTION:
                assumed += assignment.units * duration
    return assumed / total if total else 0.0


def time_by_grade(route: Route) -> Iterator[tuple[timedelta, Grade]]:
    """Yield the spans of a route with the grade of what they rest on.

    A wait has the grade of the service that is waited for.
    """
    for handling in route.handlings:
        yield handling.duration, handling.grade
    for wait, leg in zip(route.waits(), route.legs, strict=True):
        yield wait, leg.grade
        yield leg.arrives_at - leg.departs_at, leg.grade


_SELDOM = frozenset(
    {CostPart.STORAGE, CostPart.CARBON, CostPart.SURCHARGE, CostPart.DISCOUNT, CostPart.SHORTFALL,
     CostPart.CHARTER}
)  # fmt: skip
"""Parts of the cost that most plans do not have."""


def cost_lines(summary: Summary) -> Iterator[tuple[CostPart, float, bool]]:
    """Yield the parts of the cost, and whether they count in the objective."""
    for part in CostPart:
        usd = summary.cost_by_part_usd[part.value]
        if usd or part not in _SELDOM:
            yield part, usd, part is not CostPart.HOLDING or summary.holding_in_cost
