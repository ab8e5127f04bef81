"""The smallest repairs of a mix that leaves something unserved.

An elastic mix lets every lever give at the price of its weight; what gives is a repair. Then
each lever of it is excluded in turn, and the mix is solved again, until enough different
repairs are known. Each is priced by a mix in which it is made and nothing gives any more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from ...network.errors import NoPlanError
from ...network.limits import Goal
from ...network.repairs import Change, Repair, RepairKind
from ...network.shipment import Shipment
from ..capacity import Resource
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
from .limit_rows import TOLERANCE
from .master import MixModel
from .problem import MixProblem, MixRow
from .session import MixAnswer, MixSession
from .solve import MasterSolution, solve_linear

FACTOR = 10.0
"""How much a weight counts beside the cost of the plan: small changes come first."""

MOST_TRIES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A repair with the levers that give in it."""

    repair: Repair
    levers: frozenset[Lever]


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
        self._session, self._answer = session, answer
        self._most_days = most_days
        self._rigid = answer.problem
        orders = (session.orders[key] for key in sorted(unserved))
        self._late = {s.id: s for s in orders if self._is_hard(s)}
        self._levers: tuple[Lever, ...] = (
            *slot_levers(session.pool, answer.problem),
            *row_levers(answer.problem),
            *(("due", key) for key in self._late),
        )

    def _is_hard(self, shipment: Shipment) -> bool:
        days_late = self._rigid.limits.days_late_allowed
        return shipment.late_usd_per_day is None or days_late == 0

    def conflict(self) -> Iterator[str]:
        """Yield levers that together make it impossible, none of them superfluous.

        A deletion filter over the routes found so far: what can be relaxed without serving
        more is no part of the conflict.
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
        pool = self._session.pool
        model = MixModel(problem, pool.columns, pool.scarce(problem), goal=Goal.UNSERVED, held={})
        return solve_linear(model).value

    def repairs(self, most: int = 5) -> list[Repair]:
        """Return the smallest repairs, none of which is part of another."""
        found: list[_Made] = []
        tried: set[frozenset[Lever]] = set()
        queue: deque[frozenset[Lever]] = deque([frozenset()])
        while queue and len(found) < most and len(tried) < MOST_TRIES:
            excluded = queue.popleft()
            if excluded in tried or self._session.interruption.happened:
                continue
            tried.add(excluded)
            self._session.report(f"repair {len(found) + 1}, without {len(excluded)} changes")
            made = self._made([lever for lever in self._levers if lever not in excluded])
            if made is None:
                continue
            if not any(known.levers <= made.levers for known in found):
                found.append(made)
            queue.extend(excluded | {lever} for lever in sorted(made.levers))
        return [made.repair for made in found]

    def _made(self, levers: Collection[Lever]) -> _Made | None:
        """Return the smallest repair by some levers; None where they do not suffice."""
        session, problem = self._with_late_orders(levers)
        resources = self._resources(session)
        stretched = elastic(problem, levers, resources, FACTOR)
        if session.linear(stretched, Goal.UNSERVED, {}).value > TOLERANCE:
            return None
        linear = session.linear(stretched, Goal.COST, {})
        try:
            solution = session.whole_units(stretched).solve(Goal.COST, {}, linear.bound)
        except NoPlanError:
            return None
        return self._priced(session, solution, problem, resources)

    def _with_late_orders(self, levers: Collection[Lever]) -> tuple[MixSession, MixProblem]:
        """Return a session in which orders may be late at the price of their weight."""
        session, problem = self._session, self._rigid
        for key, shipment in self._late.items():
            if ("due", key) in levers:
                price = (shipment.late_usd_per_day or 0.0) + DAY_WEIGHT_USD * FACTOR
                late = shipment.model_copy(update={"late_usd_per_day": price})
                session = session.with_shipment(late, days_late=self._most_days)
        served = session.problem(problem.limits)
        return session, replace(problem, shipments=served.shipments, rows=served.rows)

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
        days = self._days_late(solution)
        changes += [_later(key, late) for key, late in days.items()]
        if not changes:
            return None
        levers = {("slots", c.name) for c in changes if c.kind is RepairKind.SLOTS}
        levers |= {("row", row.key) for row, _ in rows} | {("due", key) for key in days}
        cents = self._cost_cents(days, more, {row.key: row for row, _ in rows})
        if cents is None:
            return None
        repair = Repair(
            changes=tuple(changes),
            cost_usd=cents / 100,
            more_usd=(cents - self._answer.solution.value) / 100,
        )
        return _Made(repair=repair, levers=frozenset(levers))

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

    def _cost_cents(
        self,
        days: Mapping[str, int],
        more: Mapping[Resource, float],
        rows: Mapping[str, MixRow],
    ) -> float | None:
        """Return the cost in whole units once the changes are made."""
        session = self._session
        for key, late in days.items():
            shipment = self._late[key]
            later = shipment.model_copy(update={"due": shipment.due + timedelta(days=late)})
            session = session.with_shipment(later)
        problem = session.problem(self._rigid.limits, more)
        problem = replace(problem, rows=tuple(rows.get(r.key, r) for r in problem.rows))
        answer = session.solve(problem)
        if answer.reached_for(Goal.UNSERVED).value > TOLERANCE:
            return None
        return answer.solution.value


def _later(shipment_id: str, days: int) -> Change:
    unit = "day" if days == 1 else "days"
    return Change(kind=RepairKind.DUE_DATE, name=shipment_id, amount=days, unit=unit)
