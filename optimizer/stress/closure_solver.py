"""What each of many closures comes to in the linear mix, in one process or on several.

Every closure begins from the same routes, those of the mix without any, so that its figures
do not depend on what was closed before, or by whom. Some need no solve at all:

- Nothing that is closed is used by the mix without any closure: it stays the best.
- Nothing that is closed is used by the mix of a closure of less: closing more leaves no
  better mix, and this one is still there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from ...network.limits import Goal
from ..mix.effort import Effort
from ..mix.session import MixQuestion, MixSession
from ..segment import SegmentKey
from .closed_mix import ClosedMix, LinearPlan
from .closure_bound import ClosureBound

Segments = frozenset[SegmentKey]

NEAR_TEU = 1e-4
"""What is left behind differs where it differs by more."""

LEVELS = (1, 4, 16, 64)
"""Closures of up to so many segments are solved before larger ones, which they may settle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureQuestion:
    """What a solver of closures is about; it can be pickled.

    Parameters
    ----------
    question
        Order book, network and limits.
    effort
        How hard to try.
    capacity_left
        Share of the capacity that is left of what is closed.
    """

    question: MixQuestion
    effort: Effort
    capacity_left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureFigures:
    """What a closure comes to.

    Parameters
    ----------
    more_unserved_teu
        What is left behind more than without it.
    more_cents
        What is still served costs so much more than it would without the closure.
    saved_cents
        What it would have cost to serve the rest as well.
    used
        Segments that the mix uses.
    """

    more_unserved_teu: float
    more_cents: float
    saved_cents: float
    used: Segments


class ClosureSolver:
    """Solves closures of one order book, each from the same routes.

    Parameters
    ----------
    asked
        What it is about.
    report
        Is told what is done.
    """

    def __init__(self, asked: ClosureQuestion, report: Callable[[str], None]) -> None:
        self._session = MixSession(asked.question, asked.effort, report)
        self._left = asked.capacity_left
        self._whole = ClosedMix(self._session, frozenset())
        self.base: LinearPlan = self._whole.linear()
        self.used: Segments = self.base.segments
        self._bound = ClosureBound(self._whole, self.base)

    def solve(self, closed: Segments) -> ClosureFigures:
        """Return what a closure comes to."""
        session = self._session
        if self._left:
            session = session.without(frozenset())  # whose columns stay as they are
        mix = ClosedMix(session, closed, self._left)
        found = mix.linear(self._floors(mix, closed))
        left_teu = found.unserved_teu - self.base.unserved_teu
        more = found.cost_cents - self.base.cost_cents
        saved = 0.0
        if left_teu > NEAR_TEU:
            # What closes lets nothing be cheaper: the closed mix is one of those compared.
            floor = self._bound.same(found.served)
            same = min(self._whole.cost_of_the_same(found.served, floor), found.cost_cents)
            more, saved = found.cost_cents - same, self.base.cost_cents - same
        return ClosureFigures(
            more_unserved_teu=round(left_teu, 4) + 0.0,
            more_cents=more,
            saved_cents=saved,
            used=found.segments,
        )

    def _floors(self, mix: ClosedMix, closed: Segments) -> Mapping[Goal, float] | None:
        """Return bounds on the goals of a closed mix, each as long as those before hold."""
        # An order that has no route any more is in no goal, so that bounds do not hold.
        is_whole = len(mix.problem.shipments) == len(self._whole.problem.shipments)
        floors = dict(self.base.bounds) if is_whole else None
        if self._left or not self._bound.is_usable:
            return floors
        cost = max((floors or {}).get(Goal.COST, -inf), self._bound.closed(mix, closed))
        return {Goal.UNSERVED: 0.0, Goal.COST: cost}


Solve = Callable[[Collection[Segments]], Iterable[ClosureFigures]]
"""Solves closures and returns their figures in the same order."""


class ClosureTable:
    """The figures of closures that are known, and which follow from them.

    Parameters
    ----------
    used
        Segments that the mix without any closure uses.
    is_closing
        Whether things are closed; a cut of capacity settles nothing else.
    """

    def __init__(self, used: Segments, *, is_closing: bool) -> None:
        self._nothing = ClosureFigures(
            more_unserved_teu=0.0, more_cents=0.0, saved_cents=0.0, used=used
        )
        self._is_closing = is_closing
        self._known: dict[Segments, ClosureFigures] = {}
        self.num_solved = 0

    def figures(self, closed: Segments) -> ClosureFigures:
        """Return the figures of a closure that is known or follows."""
        found = self._following(closed)
        if found is None:
            raise KeyError(closed)
        return found

    def learn(self, wanted: Iterable[Segments], solve: Solve) -> None:
        """Solve what does not follow, smaller closures first."""
        for level in _levels(wanted):
            todo = [closed for closed in level if self._following(closed) is None]
            self.num_solved += len(todo)
            self._known.update(zip(todo, solve(todo), strict=True))

    def _following(self, closed: Segments) -> ClosureFigures | None:
        if closed in self._known:
            return self._known[closed]
        if closed.isdisjoint(self._nothing.used):
            return self._nothing
        if not self._is_closing:
            return None
        for less, figures in self._known.items():
            if less < closed and closed.isdisjoint(figures.used):
                return figures
        return None


def _levels(wanted: Iterable[Segments]) -> Iterator[list[Segments]]:
    """Yield closures by size, each once and always in the same order."""
    ordered = sorted(set(wanted), key=lambda closed: (len(closed), sorted(closed)))
    low = 0
    for high in (*LEVELS, None):
        yield [c for c in ordered if low < len(c) and (high is None or len(c) <= high)]
        low = high or 0
