"""What a plan makes of its limits: how far each one is reached, and whether it binds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .limits import Limits, ShareLimit
from .plan import Assignment, Plan
from .route_tags import tags_of
from .term_costs import cents_of

CENTS_PER_USD = 100
GRAMS_PER_T = 1e6
NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitReached:
    """A limit of a plan and what was reached.

    ``limit`` and ``reached`` are in ``unit``: USD, t, share, routes, units, days or
    probability. ``is_binding`` tells that there is no room for one more unit of any order of
    the plan, in whole units; what a little more room would be worth is another question
    (docs/concepts.md, 42).
    """

    name: str
    limit: float
    reached: float
    unit: str
    is_binding: bool


def limits_reached(plan: Plan) -> tuple[LimitReached, ...]:
    """Return every limit that a plan was given, in the order in which `Limits` has them."""
    reach = _Reach(plan)
    return tuple(
        limit
        for kind in (reach.amounts, reach.shares, reach.on_time, reach.parts, reach.lateness)
        for limit in kind()
    )


class _Reach:
    def __init__(self, plan: Plan) -> None:
        self._plan, self._limits = plan, plan.limits
        self._by_order: dict[str, list[Assignment]] = defaultdict(list)
        for assignment in plan.assignments:
            self._by_order[assignment.shipment_id].append(assignment)

    def amounts(self) -> Iterator[LimitReached]:
        """Yield the budget and the cap on emissions."""
        parts = self._plan.assignments
        if self._limits.budget_usd is not None:
            cents = sum(cents_of(self._plan.term_uses()).values())
            spent = (sum(part.freight_cents for part in parts) + cents) / CENTS_PER_USD
            least = min((part.route.unit_cents / CENTS_PER_USD for part in parts), default=0.0)
            yield _amount("budget", self._limits.budget_usd, spent, "USD", least)
        if self._limits.co2e_t is not None:
            emitted = sum(part.co2e_g for part in parts) / GRAMS_PER_T
            least = min((part.route.co2e_g / GRAMS_PER_T for part in parts), default=0.0)
            yield _amount("CO2e", self._limits.co2e_t, emitted, "t", least)

    def shares(self) -> Iterator[LimitReached]:
        """Yield the shares; at least and at most of one tag are two limits."""
        served = sum(part.size_teu for part in self._plan.assignments)
        for share in self._limits.shares:
            yield from self._share(share, served)

    def _share(self, share: ShareLimit, served: float) -> Iterator[LimitReached]:
        parts = self._plan.assignments
        network = self._plan.network
        tagged = [part for part in parts if share.tag in tags_of(network, part.route)]
        size = sum(part.size_teu for part in tagged)
        reached = size / served if served else 0.0
        smallest = min((part.route.unit.size_teu for part in parts), default=0.0)
        if share.at_least > 0:
            fewer = size - smallest < share.at_least * served - NEAR
            yield _share_reached(f"{share.tag} at least", share.at_least, reached, fewer)
        if share.at_most < 1:
            more = size + smallest > share.at_most * served + NEAR
            yield _share_reached(f"{share.tag} at most", share.at_most, reached, more)

    def on_time(self) -> Iterator[LimitReached]:
        """Yield the least probability, of the order that is least sure beside its limit."""
        spare: list[tuple[float, float, float]] = []
        for name, parts in self._by_order.items():
            least = self._limits.sure(self._plan.orders[name])
            if least:
                units = sum(part.units for part in parts)
                reached = sum(part.units * (part.on_time or 0.0) for part in parts) / units
                spare.append((reached - least, least, reached))
        if spare:
            _, least, reached = min(spare)
            unit = "probability"
            yield LimitReached(
                name="on time, least sure order", limit=least, reached=reached, unit=unit,
                is_binding=reached - least < NEAR,
            )  # fmt: skip

    def parts(self) -> Iterator[LimitReached]:
        """Yield the limits on parts, of the order that is nearest to them."""
        if self._limits.max_parts is not None:
            most = self._limits.max_parts
            free = [name for name in self._by_order if self._plan.orders[name].num_units > most]
            counts = [len(parts) for parts in self._by_order.values()]
            binds = any(len(self._by_order[name]) >= most for name in free)
            reached = max(counts, default=0)
            yield LimitReached(
                name="parts of an order at most", limit=most, reached=reached, unit="routes",
                is_binding=binds,
            )  # fmt: skip
        if self._limits.min_part_units > 1:
            least = self._limits.min_part_units
            units = [
                part.units
                for name, parts in self._by_order.items()
                for part in parts
                if self._plan.orders[name].num_units >= least
            ]
            reached = min(units, default=least)
            yield LimitReached(
                name="units of a part at least", limit=least, reached=reached, unit="units",
                is_binding=bool(units) and reached == least,
            )  # fmt: skip

    def lateness(self) -> Iterator[LimitReached]:
        """Yield the most days late, where that was asked for or any order is late."""
        allowed = self._limits.days_late_allowed
        late = max(map(self._plan.days_late, self._plan.assignments), default=0)
        if late or self._limits.max_late_days != Limits().max_late_days:
            yield LimitReached(
                name="days late at most", limit=allowed, reached=late, unit="days",
                is_binding=late >= allowed,
            )  # fmt: skip


def _amount(name: str, limit: float, reached: float, unit: str, least: float) -> LimitReached:
    binds = reached + least > limit
    return LimitReached(name=name, limit=limit, reached=reached, unit=unit, is_binding=binds)


def _share_reached(name: str, limit: float, reached: float, binds: bool) -> LimitReached:
    return LimitReached(name=name, limit=limit, reached=reached, unit="share", is_binding=binds)
