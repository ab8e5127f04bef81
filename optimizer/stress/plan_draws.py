"""What a plan comes to in draws of disruptions and delays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from ...network.plan import Assignment, Plan, holding_cents, lateness_cents
from ...network.route import CostPart, Leg
from ...network.shipment import Shipment
from ...network.similarity import leg_links
from ..clock import to_minute
from ..reliability.columns import RandomColumns
from ..reliability.durations import Column
from ..reliability.journey import JourneyReader
from .drawn import DisruptedBlock, Occurrence

STRANDED_DAYS = 60
"""Cargo that does not arrive counts as so many days after its due date (assumption)."""

MINUTES_PER_DAY = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a plan comes to in the draws of a block: cents, and TEU by what became of them."""

    cents: Column
    on_time_teu: Column
    stranded_teu: Column


class PlanDraws:
    """Draws of one plan.

    Parameters
    ----------
    plan
        The plan.
    late_usd_per_teu_day
        Price of lateness for orders that have none of their own.
    """

    def __init__(self, plan: Plan, *, late_usd_per_teu_day: float = 0.0) -> None:
        self.plan = plan
        self._late_usd = late_usd_per_teu_day
        by_order: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in plan.assignments:
            by_order[assignment.shipment_id].append(assignment)
        self._by_order = {key: by_order[key] for key in sorted(by_order)}
        self.teu = sum(assignment.size_teu for assignment in plan.assignments)
        network = plan.network
        self._journeys = {
            key: JourneyReader(network, plan.orders[key]).journeys([a.route for a in parts])
            for key, parts in self._by_order.items()
        }

    @property
    def window(self) -> tuple[int, int]:
        """First minute of the plan, and the last at which it should still be under way."""
        legs = [leg for a in self.plan.assignments for leg in a.route.legs]
        if not legs:
            return 0, 0
        first = min(leg.departs_at for leg in legs)
        return to_minute(first), to_minute(max(leg.arrives_at for leg in legs))

    def block(self, columns: RandomColumns, occurred: Sequence[Occurrence]) -> Drawn:
        """Return what the plan comes to in one block of draws."""
        cents = np.full(columns.samples, float(self.plan.cost_cents))
        on_time, stranded = np.zeros(columns.samples), np.zeros(columns.samples)
        for part, minutes in self.minutes(columns, occurred):
            shipment = self.plan.shipment(part)
            days = self._days_late(shipment, minutes)
            arrived = np.isfinite(minutes)
            on_time += part.size_teu * (arrived & (days == 0))
            stranded += part.size_teu * ~arrived
            cents += self._more_cents(part, days, minutes)
            cents += self._surcharge_cents(part, occurred)
        return Drawn(cents=cents, on_time_teu=on_time, stranded_teu=stranded)

    def minutes(
        self, columns: RandomColumns, occurred: Sequence[Occurrence]
    ) -> Iterator[tuple[Assignment, Column]]:
        """Yield when each assignment is delivered in a block of draws; infinite where never."""
        for key, parts in self._by_order.items():
            shipment = self.plan.orders[key]
            origin = self.plan.network.terminals[shipment.origin]
            ready = to_minute(shipment.ready_at(origin))
            block = DisruptedBlock(columns, ready=ready, occurred=occurred)
            outcomes = block.outcomes(self._journeys[key])
            for part, outcome in zip(parts, outcomes, strict=True):
                yield part, outcome.minutes

    def _days_late(self, shipment: Shipment, minutes: Column) -> Column:
        """Return calendar days late at the destination; cargo that is stranded is very late."""
        destination = self.plan.network.terminals[shipment.destination]
        zone = ZoneInfo(destination.timezone)
        due = to_minute(shipment.due_at(destination))
        last = np.max(minutes, where=np.isfinite(minutes), initial=float(due))
        num_days = int(last - due) // MINUTES_PER_DAY + 2
        midnights = [
            to_minute(datetime.combine(shipment.due + timedelta(days=n + 1), time(), zone))
            for n in range(num_days)
        ]
        days = np.searchsorted(midnights, minutes, side="right").astype(float)
        late: Column = np.where(np.isfinite(minutes), days, STRANDED_DAYS)
        return late

    def _more_cents(self, part: Assignment, days: Column, minutes: Column) -> Column:
        """Return what lateness, and holding where it counts, cost more than planned."""
        plan, shipment = self.plan, self.plan.shipment(part)
        found, position = np.unique(days, return_inverse=True)
        late = [self._late_cents(part, int(day)) for day in found]
        more = np.array(late, dtype=float)[position] - self._late_cents(part, plan.days_late(part))
        if plan.objective.value == "generalised":
            rate = plan.network.cargo_classes[shipment.cargo_class].holding_rate_per_day
            day = holding_cents(shipment, rate, MINUTES_PER_DAY, part.units)
            planned = to_minute(part.route.delivered_at)
            due = (
                to_minute(shipment.due_at(plan.network.terminals[shipment.destination]))
                + STRANDED_DAYS * MINUTES_PER_DAY
            )
            ended = np.where(np.isfinite(minutes), minutes, due)
            more = more + day * (ended - planned) / MINUTES_PER_DAY
        return more

    def _late_cents(self, part: Assignment, days: int) -> float:
        shipment = self.plan.shipment(part)
        if shipment.late_usd_per_day is not None:
            return lateness_cents(shipment, days, part.units)
        return 100 * self._late_usd * part.size_teu * days

    def _surcharge_cents(self, part: Assignment, occurred: Sequence[Occurrence]) -> Column:
        """Return what line haul costs more on departures planned while a disruption lasts."""
        total = np.zeros(len(occurred[0].begins) if occurred else 1)
        for leg in part.route.legs:
            haul = sum(c.amount_cents for c in leg.charges if c.part is CostPart.LINE_HAUL)
            tags = set(self._exposures(leg))
            for occurrence in occurred:
                factor = occurrence.disruption.price_factor
                if factor > 1 and haul and occurrence.disruption.exposure in tags:
                    departs = np.full_like(occurrence.begins, to_minute(leg.departs_at))
                    arrives = np.full_like(occurrence.begins, to_minute(leg.arrives_at))
                    more = part.units * haul * (factor - 1)
                    total += more * occurrence.hits(departs, arrives)
        return total

    def _exposures(self, leg: Leg) -> Iterator[str]:
        links = self.plan.network.links
        for link_id in leg_links(self.plan.network, leg):
            yield from links[link_id].exposures
