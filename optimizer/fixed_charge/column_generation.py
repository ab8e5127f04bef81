"""Column generation where openings may be fractions; a proven bound for every part of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..flow.offers import known
from ..program import LinearSolution, solve_linear, solve_whole
from .pool_program import Answer, PoolProgram, Prices, Settled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..flow.commodities import Commodities
    from ..flow.kernels import Kernels
    from ..flow.pool import Pool
    from ..flow.pricing import Pricer
    from .links import Links

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]

LOOSE = 0.1
"""Share of the wanted gap that pricing may leave to the bounds of single classes."""

MOST_ROUNDS = 40
"""Rounds of pricing for one part of the choices."""


class Bounded(NamedTuple):
    """The best bound for a part of the choices, its prices, and the last fractional answer."""

    bound: float
    prices: Prices
    answer: Answer | None


class ColumnGeneration:
    """Finds columns and bounds, from those of the flow with all arcs open.

    Parameters
    ----------
    links
        The problem.
    commodities, pool
        What solved it with all arcs open: classes and columns.
    kernels, pricer
        What computes, and what finds paths; the latter raises where it is time to stop.
    """

    def __init__(
        self,
        links: Links,
        commodities: Commodities,
        pool: Pool,
        kernels: Kernels,
        pricer: Pricer,
    ) -> None:
        self._links, self._kernels, self._pricer = links, kernels, pricer
        self._commodities, self.pool = commodities, pool
        longest = float(links.flow.cost.sum()) + 1.0
        self._program = PoolProgram(links, self._commodities, self.pool, 2.0 * longest)
        self.rounds = 0
        pool.live[:] = True  # among them all rejections, which keep the program feasible

    def bounded(self, settled: Settled, gap: float, ceiling: float) -> Bounded:
        """Price until the bound is within a gap of the program's value, or above a ceiling."""
        best = Bounded(-np.inf, Prices(np.zeros(len(self._links.base)), 0.0), None)
        for _ in range(MOST_ROUNDS):
            solution, answer = self._solved(settled)
            if solution is None or answer is None:
                break
            prices = self._program.prices(solution.prices)
            value, new = self._priced(prices, settled, LOOSE * gap)
            if value > best.bound:
                best = Bounded(value, prices, answer)
            best = best._replace(answer=answer)
            self.rounds += 1
            if solution.cost - best.bound <= gap * abs(solution.cost) or best.bound > ceiling:
                break
            if not new:
                break
        return best

    def whole(self, settled: Settled, gap: float, seconds: float) -> Answer | None:
        """Return the best whole openings over the columns found so far."""
        columns = np.flatnonzero(self.pool.live)
        while True:
            program = self._program.program(columns, settled)
            found = solve_whole(program, seconds=seconds, gap=gap)
            if found.values is None:
                return None
            answer = self._program.answer(columns, found.values)
            answer = answer._replace(openings=np.round(answer.openings))
            if not self._program.hold(self._load(answer), answer.openings):
                return answer

    def _solved(self, settled: Settled) -> tuple[LinearSolution | None, Answer | None]:
        """Solve with openings as fractions, and hold every capacity that is passed."""
        columns = np.flatnonzero(self.pool.live)
        while True:
            solution = solve_linear(self._program.program(columns, settled))
            if solution is None:
                return None, None
            answer = self._program.answer(columns, solution.values)
            if not self._program.hold(self._load(answer), answer.openings):
                return solution, answer

    def _load(self, answer: Answer) -> Vector:
        return self.pool.load(answer.columns, answer.amounts, len(self._links.base))

    def _priced(self, prices: Prices, settled: Settled, share: float) -> tuple[float, int]:
        """Add the columns that are cheap at some prices; return the bound there and their number.

        Of columns known but hidden, those are shown that beat all others.
        """
        pool, demand = self.pool, self._commodities.demand
        reduced = pool.cost + self._kernels.column_sums(pool.first, pool.arcs, prices.links)
        at = known(pool, reduced)
        weight = self._links.flow.cost + prices.links
        priced = self._pricer.price(
            weight, at.limit, at.limit_ticks, share * float(demand @ at.limit)
        )
        hidden = at.hidden(priced.paths.commodity)
        pool.show(hidden)
        pool.add_paths(priced.paths)
        value = float(demand @ priced.lower) - worth(self._links, prices, settled)
        return value, len(hidden) + len(priced.paths)


def worth(links: Links, prices: Prices, settled: Settled) -> float:
    """Return what capacities, openings and the budget are worth at some prices."""
    priced = prices.links > 0
    base = float(prices.links[priced] @ links.base[priced])
    budget = links.problem.budget
    charge = 1.0 if budget is None else prices.budget
    gains = prices.links[links.link] * links.size - charge * links.price
    is_free = np.ones(len(gains), bool)
    is_free[[*settled.opened, *settled.closed]] = False
    gained = float(np.maximum(gains[is_free], 0.0).sum() + gains[list(settled.opened)].sum())
    return base + gained + (0.0 if budget is None else prices.budget * budget)
