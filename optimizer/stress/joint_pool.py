"""The columns of all futures, and which column of today is which one in each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ...network.plan import Assignment, Plan
from ...network.route import Route
from ..mix.column import Column, ColumnKey, key_of
from ..mix.problem import CENTS_PER_USD, MixProblem
from ..mix.session import MixSession
from ..mix.standing import routes_now
from .second_stage import breaks_budget, rides_on, with_less_room


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureMix:
    """The mix of one future.

    Parameters
    ----------
    name, probability
        What may come.
    session
        Its routes.
    problem
        Its mix; what is left behind has a price in the cost.
    left_cents
        Price of the orders that no route serves there.
    images
        Column of the future by the key of the column of today; None = it is today.
    """

    name: str
    probability: float
    session: MixSession
    problem: MixProblem
    left_cents: float
    images: dict[ColumnKey, Column] | None = field(default=None)


def future_mix(
    name: str, probability: float, session: MixSession, usd_per_teu: float, *, is_today: bool
) -> FutureMix:
    """Return the mix of a future in which a TEU that is left behind has a price."""
    plain = session.problem()
    cents = usd_per_teu * CENTS_PER_USD
    without = [s for key, s in session.orders.items() if key not in session.pricers]
    return FutureMix(
        name=name,
        probability=probability,
        session=session,
        problem=replace(plain, cost=replace(plain.cost, unserved=cents)),
        left_cents=cents * sum(s.num_units * plain.size_teu(s) for s in without),
        images=None if is_today else {},
    )


class JointPool:
    """Columns of today that can be booked, and their images in each future.

    Parameters
    ----------
    today
        Session of the network as it is.
    plan
        A plan of it.
    futures
        Mixes of what may come.
    """

    def __init__(self, today: MixSession, plan: Plan, futures: Iterable[FutureMix]) -> None:
        self.today = today
        self.futures = tuple(futures)
        self._plan = plan
        self._looked_at: set[ColumnKey] = set()

    def add_plans(self, plans: Iterable[Plan]) -> None:
        """Add the routes of plans, where they hold today."""
        for plan in plans:
            _add(self.today, (a.route for a in plan.assignments))

    def look_back(self) -> None:
        """Add what the futures would use to what can be booked, where it holds today."""
        for future in self.futures:
            if future.images is not None:
                columns = future.session.pool.columns
                _add(self.today, self._now(columns, future.session, self.today).values())

    def look_ahead(self) -> None:
        """Look for the images of the columns that are new."""
        known = self._looked_at
        new = [column for column in self.today.pool.columns if column.key not in known]
        known.update(column.key for column in new)
        for future in self.futures:
            if future.images is not None and new:
                smaller = with_less_room(self.today.network, future.session.network)
                found = {
                    key: route
                    for key, route in self._now(new, self.today, future.session).items()
                    if not (rides_on(route, smaller) or self._breaks_budget(route))
                }
                columns = {c.key: c for c in _add(future.session, found.values())}
                future.images.update(
                    (key, columns[key_of(route)])
                    for key, route in found.items()
                    if key_of(route) in columns
                )

    def _breaks_budget(self, route: Route) -> bool:
        return breaks_budget(self._plan.orders[route.shipment_id], route, self._plan.limits)

    def _now(
        self, columns: Iterable[Column], before: MixSession, after: MixSession
    ) -> dict[ColumnKey, Route]:
        """Return routes of one session as they are in another, by the keys that they had."""
        parts = tuple(Assignment(route=c.route, units=c.shipment.num_units) for c in columns)
        plan = replace(self._plan, network=before.network, assignments=parts, unserved=())
        return routes_now(after.network, after.orders, plan) if parts else {}


def _add(session: MixSession, routes: Iterable[Route]) -> Iterator[Column]:
    """Add routes to a session, and return their columns as the session knows them."""
    by_order: dict[str, list[Route]] = defaultdict(list)
    for route in routes:
        if route.shipment_id in session.pricers:
            by_order[route.shipment_id].append(route)
    keys = []
    for key, found in by_order.items():
        columns = session.pricers[key].known_columns(found)
        session.pool.add(columns)
        keys += [column.key for column in columns]
    known = {column.key: column for column in session.pool.columns}
    return iter([known[key] for key in keys])
