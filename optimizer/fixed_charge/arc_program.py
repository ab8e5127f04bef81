"""The program over arcs: flow of every commodity on every arc, and which arcs are open.

An open arc carries of each commodity at most its demand (strong inequalities): without them
the linear relaxation is useless (Gendron, Crainic and Frangioni 1999). Those that a relaxed
solution breaks are added in rounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..program import Entries, Program

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...network.multicommodity import FixedChargeProblem

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]

BROKEN = 1e-5
"""Share of a demand by which a strong inequality must be broken to be added."""


class Opening(NamedTuple):
    """Flow of commodities on arcs (k, arcs), openings of the arcs with a fixed cost."""

    flow: Vector
    openings: Vector


class ArcProgram:
    """Builds the program over some of the arcs; the others stay closed.

    Parameters
    ----------
    problem
        The problem, without time limits.
    arcs
        Arcs that may be open.
    """

    def __init__(self, problem: FixedChargeProblem, arcs: Longs) -> None:
        flow = problem.flow
        self.problem, self.arcs = problem, arcs
        self._k, self._m = flow.num_commodities, len(arcs)
        self.charged = np.flatnonzero(problem.fixed_cost[arcs] > 0)
        self._opening_of = np.full(self._m, -1)
        self._opening_of[self.charged] = np.arange(len(self.charged))
        self._most = np.minimum(flow.demand[:, None], flow.capacity[arcs][None, :])
        self._may_reject = np.flatnonzero(np.isfinite(flow.reject_cost))
        self._num_x = self._k * self._m
        self._first_opening = self._num_x + len(self._may_reject)
        self.strong = np.zeros((self._k, len(self.charged)), bool)

    @property
    def num_strong(self) -> int:
        """Number of strong inequalities that there could be."""
        return self.strong.size

    def read(self, values: Vector) -> Opening:
        """Return what values of the variables mean."""
        flow = values[: self._num_x].reshape(self._k, self._m)
        return Opening(flow, values[self._first_opening :])

    def strengthen(self, solution: Opening) -> int:
        """Add the strong inequalities that a solution breaks; return how many."""
        allowed = self._most[:, self.charged] * solution.openings
        broken = solution.flow[:, self.charged] - allowed > BROKEN * self._most[:, self.charged]
        new = broken & ~self.strong
        self.strong |= new
        return int(new.sum())

    def program(self) -> Program:
        """Return the program with the strong inequalities so far."""
        flow, charged = self.problem.flow, self.charged
        num_y = len(charged)
        budget = self.problem.budget
        price = self.problem.fixed_cost[self.arcs[charged]]
        parts, rows = [], 0
        lowers: list[Vector] = []
        uppers: list[Vector] = []
        for entries, low, high in (self._conserved(), self._within(), self._strong(), self._paid()):
            parts.append(entries._replace(row=entries.row + rows))
            rows += len(low)
            lowers.append(low)
            uppers.append(high)
        reject = flow.demand[self._may_reject]
        cost = [
            np.tile(flow.cost[self.arcs], self._k),
            flow.reject_cost[self._may_reject],
            price if budget is None else np.zeros(num_y),
        ]
        return Program(
            cost=np.concatenate(cost),
            lower=np.zeros(self._first_opening + num_y),
            upper=np.concatenate([self._most.ravel(), reject, np.ones(num_y)]),
            whole=np.arange(self._first_opening + num_y) >= self._first_opening,
            row_lower=np.concatenate(lowers),
            row_upper=np.concatenate(uppers),
            entries=Entries.joined(parts),
        )

    def _conserved(self) -> tuple[Entries, Vector, Vector]:
        """Return a row for every commodity and node: what leaves less what arrives."""
        flow, nodes = self.problem.flow, self.problem.flow.num_nodes
        k = np.repeat(np.arange(self._k), self._m)
        x = np.arange(self._num_x)
        tail, head = (np.tile(end[self.arcs], self._k) for end in (flow.tail, flow.head))
        loop = tail == head
        who = self._may_reject
        away = flow.origin[who] != flow.destination[who]
        who, r = who[away], (self._num_x + np.arange(len(self._may_reject)))[away]
        parts = [
            Entries((k * nodes + tail)[~loop], x[~loop], np.ones((~loop).sum())),
            Entries((k * nodes + head)[~loop], x[~loop], -np.ones((~loop).sum())),
            Entries(who * nodes + flow.origin[who], r, np.ones(len(who))),
            Entries(who * nodes + flow.destination[who], r, -np.ones(len(who))),
        ]
        sent = np.zeros((self._k, nodes))
        np.add.at(sent, (np.arange(self._k), flow.origin), flow.demand)
        np.add.at(sent, (np.arange(self._k), flow.destination), -flow.demand)
        return Entries.joined(parts), sent.ravel(), sent.ravel()

    def _within(self) -> tuple[Entries, Vector, Vector]:
        """Return a row for every arc: its load is within its capacity, and that of closed ones."""
        flow = self.problem.flow
        capacity = np.minimum(flow.capacity[self.arcs], flow.demand.sum())
        is_charged, y = self._opening_of >= 0, self._first_opening + np.arange(len(self.charged))
        parts = [
            Entries(
                np.tile(np.arange(self._m), self._k), np.arange(self._num_x), np.ones(self._num_x)
            ),
            Entries(self.charged, y, -capacity[self.charged]),
        ]
        high = np.where(is_charged, 0.0, capacity)
        return Entries.joined(parts), np.full(self._m, -np.inf), high

    def _strong(self) -> tuple[Entries, Vector, Vector]:
        """Return a row for every strong inequality so far."""
        k, y = np.nonzero(self.strong)
        a, row = self.charged[y], np.arange(len(k))
        parts = [
            Entries(row, k * self._m + a, np.ones(len(k))),
            Entries(row, self._first_opening + y, -self._most[k, a]),
        ]
        return Entries.joined(parts), np.full(len(k), -np.inf), np.zeros(len(k))

    def _paid(self) -> tuple[Entries, Vector, Vector]:
        """Return the row of the budget, where there is one."""
        nothing = np.zeros(0)
        if self.problem.budget is None:
            return Entries(np.zeros(0, int), np.zeros(0, int), nothing), nothing, nothing
        y = np.arange(len(self.charged))
        price = self.problem.fixed_cost[self.arcs[self.charged]]
        entries = Entries(np.zeros(len(y), int), self._first_opening + y, price)
        return entries, np.array([-np.inf]), np.array([self.problem.budget])
