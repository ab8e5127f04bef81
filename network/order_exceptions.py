"""What somebody should look at in a plan, order by order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from .departure_loads import Loads, departure_loads, taken_by_unit
from .plan import Assignment, Plan, Unserved
from .route_label import route_label
from .shipment import Shipment
from .summary import assumed_cost_share, assumed_time_share


class ExceptionKind(StrEnum):
    """Why an order is in the list, gravest first."""

    UNSERVED = "unserved"
    LATE = "late"
    OVER_BUDGET = "over_budget"
    TIGHT = "tight"
    NEAR_BUDGET = "near_budget"
    WARNING = "warning"
    SPLIT = "split"
    FULL = "full"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderException:
    """One thing to look at in one order.

    ``figure`` is in ``unit``: units of the order that are unserved, days late, hours of
    slack, USD over the budget, share of the budget, routes of a split order, share of a
    departure's room, or share of the freight that rests on assumptions. ``price_usd`` is
    what it costs, where it has a price: that of lateness.
    """

    shipment_id: str
    kind: ExceptionKind
    figure: float
    unit: str
    price_usd: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From when on something is an exception (assumptions).

    An order is tight with less than ``tight_hours`` from its delivery to the end of its
    due date, near its budget from the share ``near_budget`` of it on, and rests on
    assumptions where more than ``assumed`` of its freight or its time does.
    """

    tight_hours: float = 24.0
    near_budget: float = 0.95
    assumed: float = 0.5


def exceptions(plan: Plan, thresholds: Thresholds | None = None) -> tuple[OrderException, ...]:
    """Return what to look at, in the order of the order book, gravest first in each order."""
    parts: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in plan.assignments:
        parts[assignment.shipment_id].append(assignment)
    unserved: dict[str, list[Unserved]] = defaultdict(list)
    for left in plan.unserved:
        unserved[left.shipment_id].append(left)
    case = _Case(plan, parts, unserved, departure_loads(plan), thresholds or Thresholds())
    kinds = list(ExceptionKind)
    return tuple(
        exception
        for shipment in plan.orders.values()
        for exception in sorted(case.of(shipment), key=lambda e: kinds.index(e.kind))
    )


@dataclass(frozen=True, slots=True)
class _Case:
    plan: Plan
    parts: Mapping[str, list[Assignment]]
    unserved: Mapping[str, list[Unserved]]
    loads: Loads
    thresholds: Thresholds

    def of(self, shipment: Shipment) -> Iterator[OrderException]:
        parts = self.parts.get(shipment.id, [])
        yield from self._unserved(shipment)
        if not parts:
            return
        yield from self._times(shipment, parts)
        yield from self._budget(shipment, parts)
        yield from self._split(shipment, parts)
        yield from self._full(shipment, parts)
        yield from self._assumed(shipment, parts)
        for warning in dict.fromkeys(text for part in parts for text in part.route.warnings):
            yield _exception(shipment, ExceptionKind.WARNING, 1, "warnings", warning)

    def _unserved(self, shipment: Shipment) -> Iterator[OrderException]:
        for left in self.unserved.get(shipment.id, ()):
            sentence = f"{_units(left.units, shipment)} not served: {left.reason}"
            yield _exception(shipment, ExceptionKind.UNSERVED, left.units, "units", sentence)

    def _times(self, shipment: Shipment, parts: list[Assignment]) -> Iterator[OrderException]:
        due = shipment.due_at(self.plan.network.terminals[shipment.destination])
        for part in parts:
            days = self.plan.days_late(part)
            hours = (due - part.route.delivered_at) / timedelta(hours=1)
            who = _units(part.units, shipment)
            if days:
                usd = self.plan.lateness_cents(part) / 100
                sentence = f"{who} {_days(days)} late, for {usd:,.0f} USD"
                yield _exception(shipment, ExceptionKind.LATE, days, "days", sentence, usd)
            elif hours < self.thresholds.tight_hours:
                sentence = f"{who} delivered {max(hours, 0):.1f} h before the end of the due date"
                yield _exception(shipment, ExceptionKind.TIGHT, hours, "h", sentence)

    def _budget(self, shipment: Shipment, parts: list[Assignment]) -> Iterator[OrderException]:
        if shipment.budget_usd is None:
            return
        budget, cents = shipment.budget_usd, sum(part.freight_cents for part in parts)
        over_usd = cents / 100 - budget
        text = f"the freight is {cents / 100:,.0f} USD, and the budget {budget:,.0f}"
        if cents > round(100 * budget):
            kind = ExceptionKind.OVER_BUDGET
            yield _exception(shipment, kind, over_usd, "USD", f"{text}: {over_usd:,.0f} over")
        elif cents >= self.thresholds.near_budget * 100 * budget:
            share = cents / 100 / budget if budget else 1.0
            sentence = f"{text}: {share:.0%} of it"
            yield _exception(shipment, ExceptionKind.NEAR_BUDGET, share, "share", sentence)

    def _split(self, shipment: Shipment, parts: list[Assignment]) -> Iterator[OrderException]:
        if len(parts) > 1:
            shares = " and ".join(f"{part.units} by {route_label(part.route)}" for part in parts)
            sentence = f"split over {len(parts)} routes: {shares}"
            yield _exception(shipment, ExceptionKind.SPLIT, len(parts), "routes", sentence)

    def _full(self, shipment: Shipment, parts: list[Assignment]) -> Iterator[OrderException]:
        rides = ((part, leg) for part in parts for leg in part.route.legs if not leg.is_drayage)
        keys = dict.fromkeys(
            (leg.departure, kind)
            for part, leg in rides
            for kind, _ in taken_by_unit(leg, part.route.unit)
        )
        for load in (self.loads[key] for key in keys):
            if load.is_full:
                taken = f"{load.most:,.0f} of {load.room:,.0f} {load.kind}"
                sentence = f"{load.departure} is full: {taken}"
                share = load.most / load.room if load.room else 1.0
                yield _exception(shipment, ExceptionKind.FULL, share, "share", sentence)

    def _assumed(self, shipment: Shipment, parts: list[Assignment]) -> Iterator[OrderException]:
        cost, time = assumed_cost_share(parts), assumed_time_share(parts)
        most = max(cost, time)
        if most > self.thresholds.assumed:
            sentence = f"{cost:.0%} of the freight and {time:.0%} of the time rest on assumptions"
            yield _exception(shipment, ExceptionKind.ASSUMED, most, "share", sentence)


def _exception(
    shipment: Shipment,
    kind: ExceptionKind,
    figure: float,
    unit: str,
    sentence: str,
    price_usd: float = 0.0,
) -> OrderException:
    return OrderException(
        shipment_id=shipment.id,
        kind=kind,
        figure=figure,
        unit=unit,
        price_usd=price_usd,
        sentence=sentence,
    )


def _units(units: int, shipment: Shipment) -> str:
    """Return the beginning of a sentence about units of a shipment."""
    boxes = shipment.num_boxes
    if not boxes:
        return "the cargo is"
    if units == boxes:
        return "the box is" if boxes == 1 else f"all {boxes} boxes are"
    return f"{units} of {boxes} boxes {'is' if units == 1 else 'are'}"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
