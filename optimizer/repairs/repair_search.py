"""The smallest repairs of a mix that leaves something unserved.

An elastic mix lets every lever give at the price of its weight, which counts far more than
the cost; what gives is a repair. Then each lever of it is excluded in turn, and the mix is
solved again, until enough different repairs are known. Each is priced by a mix in which it
is made and nothing gives any more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf
from time import perf_counter

from ...network.errors import NoPlanError
from ...network.limits import Goal
from ...network.repairs import Change, Repair, RepairKind
from ...network.shipment import Shipment
from ..capacity import Resource
from ..mix.limit_rows import TOLERANCE
from ..mix.master import MixModel
from ..mix.problem import MixProblem, MixRow
from ..mix.session import MixAnswer, MixSession
from ..mix.solve import MasterSolution, solve_linear
from .levers import (
    DAY_WEIGHT_USD,
    Lever,
    elastic,
    relaxed,
    row_changes,
    row_levers,
    slot_changes,
    slot_levers,
)

FACTOR = 1e4
"""How much a weight counts beside the cost of the plan: the change is made small first."""

HASTY_GAP = 0.002
HASTY_SECONDS = 5.0
"""Effort for one solve: many are made, and a repair is no less one for costing a little more."""

MOST_TRIES = 24

MOST_DUE_LEVERS = 12
"""Orders whose due dates are moved; each needs a search for later routes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A repair with the levers that give in it."""

    repair: Repair
    levers: frozenset[Lever]

    def contains(self, other: _Made) -> bool:
        """Tell whether another repair is part of this one."""
        mine = {(c.kind, c.name, c.unit): c.amount for c in self.repair.changes}
        return all(
            mine.get((c.kind, c.name, c.unit), 0.0) >= c.amount - TOLERANCE
            for c in other.repair.changes
        )


class RepairSearch:
    """Looks for repairs of one answer.

    Parameters
    ----------
    session
        Routes of the order book.
    answer
        A mix that leaves something unserved.
    unserved
        Ids of the orders that are left behind, in part or as a whole.
    most_days
        Days by which an order may become due later.
    """

    def __init__(
        self,
        session: MixSession,
        answer: MixAnswer,
        unserved: Collection[str],
        most_days: int = 30,
    ) -> None:
        effort = session.effort
        hasty = replace(
            effort,
            gap=max(effort.gap, HASTY_GAP),
            seconds=min(effort.seconds, HASTY_SECONDS),
        )
        session = session.with_effort(hasty)
        self._session, self._answer = session, answer
        self._most_days = most_days
        self._rigid = answer.problem
        keys = self._due_orders(unserved)
        self._late = {key: session.orders[key] for key in keys}
        self._sessions: dict[frozenset[str], MixSession] = {frozenset(): session}
        self._levers: tuple[Lever, ...] = (
            *slot_levers(session.pool, answer.problem),
            *row_levers(answer.problem),
            *(("due", key) for key in self._late),
        )
        # Whoever has no route even then is beyond repair, and is left to its reason.
        self._needed = set(self._with_late_orders(self._levers).pricers)

    def _due_orders(self, unserved: Collection[str]) -> list[str]:
        """Return the orders whose later due date could help, the most promising first.

        Whichever order is left behind, it may help as much that another one waits: one of
        those for which the linear mix that serves most pays, in units served elsewhere.
        """
        prices = self._over_pool(self._rigid).prices.demand
        worth = {key: price for key, price in prices.items() if price > TOLERANCE}
        worth |= dict.fromkeys((k for k in unserved if k not in worth), 0.0)
        hard = [key for key in worth if self._is_hard(self._session.orders[key])]
        without_route = [key for key in hard if key not in self._session.pricers]
        first = sorted(unserved, key=lambda key: (key not in without_route, key))
        hard.sort(key=lambda key: (key not in unserved, -worth[key], key))
        return [k for k in dict.fromkeys((*first, *hard)) if k in hard][:MOST_DUE_LEVERS]

    def _is_hard(self, shipment: Shipment) -> bool:
        days_late = self._rigid.limits.days_late_allowed
        return shipment.late_usd_per_day is None or days_late == 0

    def conflict(self) -> Iterator[str]:
        """Yield levers that together make it impossible, none of them superfluous.

        A deletion filter over the routes found so far: what can be relaxed, and still not
        everything can be served, is no part of the conflict.
        """
        problem, resources = self._rigid, self._resources(self._session)
        if self._left_over_pool(problem) <= TOLERANCE:
            return
        kept = []
        for lever in (lever for lever in self._levers if lever[0] != "due"):
            without = relaxed(problem, lever, resources)
            if self._left_over_pool(without) > TOLERANCE:
                problem = without
            else:
                kept.append(lever)
        for kind, name in kept:
            yield f"slots on {name}" if kind == "slots" else name

    def _left_over_pool(self, problem: MixProblem) -> float:
        return self._over_pool(problem).value

    def _over_pool(self, problem: MixProblem) -> MasterSolution:
        pool = self._session.pool
        model = MixModel(problem, pool.columns, pool.scarce(problem), goal=Goal.UNSERVED, held={})
        return solve_linear(model)

    def repairs(self, most: int = 5, most_seconds: float = inf) -> list[Repair]:
        """Return the smallest repairs, none of which is part of another.

        Parameters
        ----------
        most
            How many to look for.
        most_seconds
            None is begun after this time, except the first.
        """
        started = perf_counter()
        found = [made for lever in self._limits_that_would_do() if (made := self._made([lever]))]
        known_levers = frozenset(lever for made in found for lever in made.levers)
        tried: set[frozenset[Lever]] = set()
        queue: deque[frozenset[Lever]] = deque([known_levers])
        while queue and len(found) < most and len(tried) < MOST_TRIES:
            excluded = queue.popleft()
            if excluded in tried or self._session.interruption.happened:
                continue
            if (found or tried) and perf_counter() - started > most_seconds:
                break
            tried.add(excluded)
            self._session.report(f"repair {len(found) + 1}, without {len(excluded)} changes")
            made = self._made([lever for lever in self._levers if lever not in excluded])
            if made is None:
                continue
            if not any(made.contains(known) for known in found):
                found = [known for known in found if not known.contains(made)] + [made]
            queue.extend(excluded | {lever} for lever in sorted(made.levers))
        return [made.repair for made in found]

    def _limits_that_would_do(self) -> Iterator[Lever]:
        """Yield the limits that need only be loosened for everything to be served."""
        for lever in self._levers:
            if lever[0] == "row":
                self._session.report(f"repair by {lever[1]} alone")
                if self._left_over_pool(relaxed(self._rigid, lever, ())) <= TOLERANCE:
                    yield lever

    def _made(self, levers: Collection[Lever]) -> _Made | None:
        """Return the smallest repair by some levers; None where they do not suffice."""
        session = self._with_late_orders(levers)
        problem = session.problem(self._rigid.limits)
        if {s.id for s in problem.shipments} < self._needed:
            return None
        resources = self._resources(session)
        stretched = elastic(problem, levers, resources, FACTOR)
        if session.linear(stretched, Goal.UNSERVED, {}).value > TOLERANCE:
            return None
        linear = session.linear(stretched, Goal.COST, {})
        try:
            solution = session.whole_units(stretched).solve(Goal.COST, {}, linear)
        except NoPlanError:
            return None
        return self._priced(session, solution, problem, resources)

    def _with_late_orders(self, levers: Collection[Lever]) -> MixSession:
        """Return a session in which orders may be late at the price of their weight."""
        late = frozenset(key for kind, key in levers if kind == "due")
        if late not in self._sessions:
            session = self._session
            for key in sorted(late):
                shipment = self._late[key]
                price = (shipment.late_usd_per_day or 0.0) + DAY_WEIGHT_USD * FACTOR
                changed = shipment.model_copy(update={"late_usd_per_day": price})
                session = session.with_shipment(changed, days_late=self._most_days)
            self._sessions[late] = session
        return self._sessions[late]

    def _resources(self, session: MixSession) -> list[Resource]:
        return sorted({r for column in session.pool.columns for r in column.taken})

    def _priced(
        self,
        session: MixSession,
        solution: MasterSolution,
        problem: MixProblem,
        resources: list[Resource],
    ) -> _Made | None:
        """Return a repair, priced by a mix in which it is made."""
        more, changes = slot_changes(solution.auxiliaries, resources)
        rows = list(row_changes(solution.auxiliaries, problem))
        changes += [change for _, change in rows]
        loose = {row.key: row for row, _ in rows}
        found = self._days_late(solution)
        days = self._fewest_days(found, more, loose)
        cents = self._cost_cents(days, more, loose)
        if cents is None:  # the mix that gave shows that it can be served; it costs this much
            days, cents = found, self._cents_of(session, solution, problem)
        changes += [_later(key, late) for key, late in days.items()]
        if not changes:
            return None
        levers = {("slots", c.name) for c in changes if c.kind is RepairKind.SLOTS}
        levers |= {("row", row.key) for row, _ in rows} | {("due", key) for key in days}
        repair = Repair(
            changes=tuple(changes),
            cost_usd=cents / 100,
            more_usd=(cents - self._answer.solution.value) / 100,
        )
        return _Made(repair=repair, levers=frozenset(levers))

    def _cents_of(
        self, session: MixSession, solution: MasterSolution, problem: MixProblem
    ) -> float:
        """Return the cost of a mix, without what orders pay whose due dates are moved."""
        late = (
            units * column.penalty_cents
            for column, units in solution.amounts.items()
            if column.shipment.id in self._late
        )
        return session.whole_units(problem).valued(solution, Goal.COST).value - sum(late)

    def _days_late(self, solution: MasterSolution) -> dict[str, int]:
        """Return by how many days each hard order arrives late."""
        days: dict[str, int] = {}
        for column in solution.amounts:
            key = column.shipment.id
            if key in self._late:
                ends = self._session.network.terminals[column.shipment.destination]
                late = self._late[key].days_late(column.route.delivered_at, ends)
                days[key] = max(days.get(key, 0), late)
        return {key: late for key, late in sorted(days.items()) if late}

    def _fewest_days(
        self, days: dict[str, int], more: Mapping[Resource, float], rows: Mapping[str, MixRow]
    ) -> dict[str, int]:
        """Return as few days as suffice for each order; the mix counted those of each unit."""
        for key, most in sorted(days.items()):
            enough, low = most, 0
            while low + 1 < enough:
                middle = most - 1 if enough == most else (low + enough) // 2
                if self._suffices({**days, key: middle}, more, rows):
                    enough = middle
                else:
                    low = middle
            days = {**days, key: enough}
        return days

    def _suffices(
        self, days: Mapping[str, int], more: Mapping[Resource, float], rows: Mapping[str, MixRow]
    ) -> bool:
        """Tell whether everything can be served in whole units once the changes are made."""
        session, problem = self._repaired(days, more, rows)
        if {shipment.id for shipment in problem.shipments} < self._needed:
            return False
        linear = session.linear(problem, Goal.UNSERVED, {})
        if linear.value > TOLERANCE:
            return False
        return session.whole_units(problem).solve(Goal.UNSERVED, {}, linear).value <= TOLERANCE

    def _cost_cents(
        self, days: Mapping[str, int], more: Mapping[Resource, float], rows: Mapping[str, MixRow]
    ) -> float | None:
        """Return the cost in whole units once the changes are made."""
        session, problem = self._repaired(days, more, rows)
        if {shipment.id for shipment in problem.shipments} < self._needed:
            return None
        answer = session.solve(problem)
        if answer.reached_for(Goal.UNSERVED).value > TOLERANCE:
            return None
        return answer.solution.value

    def _repaired(
        self, days: Mapping[str, int], more: Mapping[Resource, float], rows: Mapping[str, MixRow]
    ) -> tuple[MixSession, MixProblem]:
        """Return the session and the problem once the changes are made."""
        session = self._session
        for key, late in days.items():
            shipment = self._late[key]
            later = shipment.model_copy(update={"due": shipment.due + timedelta(days=late)})
            session = session.with_shipment(later)
        problem = session.problem(self._rigid.limits, more)
        rows_now = tuple(rows.get(row.key, row) for row in problem.rows)
        return session, replace(problem, rows=rows_now)


def _later(shipment_id: str, days: int) -> Change:
    unit = "day" if days == 1 else "days"
    return Change(kind=RepairKind.DUE_DATE, name=shipment_id, amount=days, unit=unit)
