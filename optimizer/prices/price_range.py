"""How far a price holds, and what one more and one less come to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...network.plan_prices import Range
from ..mix.solve import MasterSolution
from .resolve import Resolver
from .sides import Side
from .value_function import Tangent, holds_up_to

PLENTY = 1e7
"""More of something than any plan could use."""

EDGE = 1e-7
"""How exactly the least amount is found with which as much can be served."""

STEP = 0.5
"""How far beyond the end of a range it is looked for routes that would move it."""

DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """By how much something can change: the tightest and the loosest.

    ``falls`` says that a limit becomes looser as its amount falls.
    """

    least: float
    most: float = PLENTY
    falls: bool = False

    def range_of(self, amount: float, least: float, most: float) -> Range:
        """Return the amounts that stand for two changes of an amount."""
        if self.falls:
            return Range(least=_neat(amount - most), most=_neat(amount - least))
        return Range(
            least=_neat(amount + least), most=_neat(amount + most) if most < PLENTY else None
        )

    def looser(self, amount: float) -> Range:
        """Return the amounts at which a limit is no tighter."""
        return self.range_of(amount, 0.0, self.most)


class PriceRange:
    """The price of one right-hand side, proven over all routes.

    Parameters
    ----------
    resolver
        Solves the mix again.
    side
        What there is more or less of.
    span
        By how much it can change.
    """

    def __init__(self, resolver: Resolver, side: Side, span: Span) -> None:
        self._resolver, self._side, self._span = resolver, side, span
        self._at = self._tangent(0.0, resolver.base)
        self._proven: dict[float, Tangent | None] = {0.0: self._at}

    @property
    def usd(self) -> float:
        """Price of one unit."""
        return self._at.price / 100

    def saves(self, by: float) -> float | None:
        """Return what ``by`` more save in USD; None = less can be served."""
        there = self._over_all_routes(by)
        return None if there is None else (self._at.cents - there.cents) / 100

    def holds(self, amount: float) -> Range:
        """Return the amounts between which the price holds."""
        least, most = self._end(self._span.least), self._end(self._span.most)
        return self._span.range_of(amount, least, most)

    def _end(self, bound: float) -> float:
        """Return the last point towards a bound at which the price holds, over all routes.

        Routes found so far say where it may be; a mix over all routes beyond it says
        whether it is there.
        """
        end = self._end_over_pool(bound)
        while end != bound and not self._resolver.is_stopped:
            before = self._resolver.num_routes
            beyond = self._over_all_routes(self._beyond(end, bound))
            if beyond is not None and not self._at.passes(beyond):
                return holds_up_to(self._at, beyond, self._careful)
            if self._resolver.num_routes == before:
                break
            end = self._end_over_pool(bound)
        return end

    def _beyond(self, end: float, bound: float) -> float:
        """Return a point beyond an end: that of one more or one less, or a step."""
        direction = 1.0 if bound > 0 else -1.0
        if 0 <= direction * end < 1 <= direction * bound:
            return direction
        step = max(STEP, abs(end) * 1e-3)
        return max(bound, end - step) if bound < 0 else min(bound, end + step)

    def _end_over_pool(self, bound: float) -> float:
        far = self._over_pool(bound) or self._edge
        return holds_up_to(self._at, far, self._surely)

    @cached_property
    def _edge(self) -> Tangent:
        """The tangent where as much can just be served.

        It is proven where serving is all that comes before the cost; else it is that of
        the routes found so far.
        """
        bound = self._span.least
        least = self._resolver.least(self._side, bound)
        if least is not None:
            there = self._over_all_routes(least + EDGE * max(1.0, abs(bound)))
            if there is not None:
                return there
        return self._edge_over_pool(bound)

    def _edge_over_pool(self, bound: float) -> Tangent:
        out, inside, found = bound, 0.0, self._at
        while abs(inside - out) > EDGE * max(1.0, abs(bound)):
            middle = (out + inside) / 2
            there = self._over_pool(middle)
            if there is None:
                out = middle
            else:
                inside, found = middle, there
        return found

    def _surely(self, by: float) -> Tangent:
        return self._over_pool(by) or self._at

    def _careful(self, by: float) -> Tangent:
        """Return the tangent over all routes, unless those found so far say that it holds."""
        there = self._over_pool(by)
        if there is not None and self._at.passes(there):
            return there
        return self._over_all_routes(by) or self._at

    def _over_pool(self, by: float) -> Tangent | None:
        mix = self._resolver.over_pool(self._side.changed(self._resolver.problem, by))
        return None if mix is None else self._tangent(by, mix)

    def _over_all_routes(self, by: float) -> Tangent | None:
        if by not in self._proven:
            problem = self._side.changed(self._resolver.problem, by)
            mix = self._resolver.over_all_routes(problem)
            self._proven[by] = None if mix is None else self._tangent(by, mix)
        return self._proven[by]

    def _tangent(self, by: float, mix: MasterSolution) -> Tangent:
        return Tangent(by, mix.value, self._side.price(mix.prices))


def _neat(amount: float) -> float:
    return round(amount, DIGITS) + 0.0
