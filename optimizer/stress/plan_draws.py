"""Draw disruptions and delays for a plan, and sum up what it then costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from ...network.disruptions import Disruption
from ...network.errors import Mistake, QuestionError
from ...network.plan import Assignment, Plan, holding_cents, lateness_cents
from ...network.plan_risk import DisruptionEffect, PlanRisk
from ...network.route import CostPart, Leg
from ...network.shipment import Shipment
from ...network.similarity import leg_links
from ...network.tail import tail_of
from ..clock import to_minute
from ..reliability.columns import RandomColumns
from ..reliability.durations import Column
from ..reliability.journey import JourneyReader
from ..reliability.simulate import BLOCK, MOST_SAMPLES
from .drawn import DisruptedBlock, Occurrence, occurrences

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


def plan_risk(
    plan: Plan,
    disruptions: Sequence[Disruption],
    *,
    draws: int = 1000,
    seed: int = 1,
    level: float = 0.9,
    late_usd_per_teu_day: float = 0.0,
) -> PlanRisk:
    """Draw disruptions and delays for a plan: the distribution of what it then costs.

    Rides, handlings and clearances take random times as in `simulate`, and all rides with
    the exposure of a disruption are hit by it together. Cargo keeps its way and takes the
    next departure where it misses one. See docs/stress.md.

    Parameters
    ----------
    plan
        The plan.
    disruptions
        What may happen; none = delays alone.
    draws
        How many, from 1 to 1,000,000.
    seed
        Names the random numbers: the same seed gives the same answer.
    level
        Of VaR and CVaR, from 0 to below 1.
    late_usd_per_teu_day
        Price of lateness for orders that have none of their own (assumption).

    Raises
    ------
    QuestionError
        A number is out of range, or nothing of the plan is served.
    """
    _check(plan, draws, level)
    whole = PlanDraws(plan, late_usd_per_teu_day=late_usd_per_teu_day)
    hit, quiet, effects = [], [], []
    for number in range(-(-draws // BLOCK)):
        columns = RandomColumns(seed, number, min(BLOCK, draws - number * BLOCK))
        occurred = occurrences(disruptions, columns, whole.window)
        hit.append(whole.block(columns, occurred))
        quiet.append(whole.block(columns, ()))
        if number == 0:
            effects = list(_effects(whole, columns, occurred, hit[0].cents))
    costs = np.concatenate([block.cents for block in hit]) / 100
    tail = tail_of(costs.tolist(), level)
    effects.sort(key=lambda effect: (-effect.share * (effect.more_usd or 0.0), effect.id))
    return PlanRisk(
        plan=plan,
        seed=seed,
        level=level,
        costs_usd=tuple(costs.tolist()),
        mean_usd=float(costs.mean()),
        var_usd=tail.var,
        cvar_usd=tail.cvar,
        on_time=_share([block.on_time_teu for block in hit], whole.teu),
        on_time_without=_share([block.on_time_teu for block in quiet], whole.teu),
        stranded=_share([block.stranded_teu for block in hit], whole.teu),
        effects=tuple(effects),
    )


def _share(parts: Sequence[Column], teu: float) -> float:
    return float(np.concatenate(parts).mean() / teu)


def _effects(
    whole: PlanDraws, columns: RandomColumns, occurred: Sequence[Occurrence], cents: Column
) -> Iterator[DisruptionEffect]:
    """Yield what each disruption does: the same draws are made without it."""
    for occurrence in occurred:
        disruption, happens = occurrence.disruption, occurrence.happens
        more = None
        if happens.any():
            others = [other for other in occurred if other is not occurrence]
            without = whole.block(columns, others).cents
            more = float((cents - without)[happens].mean()) / 100
        yield DisruptionEffect(
            id=disruption.id,
            name=disruption.name,
            exposure=disruption.exposure,
            share=float(happens.mean()),
            more_usd=more,
            grade=disruption.grade,
        )


def _check(plan: Plan, draws: int, level: float) -> None:
    mistakes = []
    if not 1 <= draws <= MOST_SAMPLES:
        expected = f"from 1 to {MOST_SAMPLES:,}"
        mistakes.append(Mistake(place="draws", found=f"{draws:,}", expected=expected))
    if not 0 <= level < 1:
        expected = "from 0 to below 1"
        mistakes.append(Mistake(place="level", found=f"{level:g}", expected=expected))
    if not plan.assignments:
        mistakes.append(Mistake(place="plan", found="nothing", expected="something that travels"))
    if mistakes:
        raise QuestionError(mistakes)
