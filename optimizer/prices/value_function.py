"""How the cost of the linear mix depends on one right-hand side.

It is convex and piecewise linear, so a price holds up to the next breakpoint. That is found
by following tangents: where the line of the price meets the tangent at a point beyond, there
lies the breakpoint or a point nearer to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

TOLERANCE_CENTS = 0.05
"""Costs so near to each other count as one."""

RELATIVE_TOLERANCE = 1e-10

MOST_STEPS = 40


@dataclass(frozen=True, slots=True)
class Tangent:
    """Cost in cents with ``by`` more of something, and what one more of it saves there."""

    by: float
    cents: float
    price: float

    def cents_at(self, by: float) -> float:
        """Return the cost that the price foretells elsewhere."""
        return self.cents - self.price * (by - self.by)

    def passes(self, other: Tangent) -> bool:
        """Tell whether the cost at another point is what the price foretells."""
        near = TOLERANCE_CENTS + RELATIVE_TOLERANCE * abs(self.cents)
        return abs(other.cents - self.cents_at(other.by)) <= near

    def meets(self, other: Tangent) -> float:
        """Return where another tangent, not a parallel one, meets this one."""
        return (other.cents_at(0.0) - self.cents_at(0.0)) / (other.price - self.price)


def holds_up_to(at: Tangent, far: Tangent, solve: Callable[[float], Tangent]) -> float:
    """Return the point between two, farthest from the first, at which its price still holds.

    Parameters
    ----------
    at, far
        The tangents at both.
    solve
        Returns the tangent at a point between them.
    """
    for _ in range(MOST_STEPS):
        if at.passes(far):
            return far.by
        if at.price == far.price:
            return at.by
        meet = at.meets(far)
        low, high = sorted((at.by, far.by))
        if not low < meet < high:
            return at.by
        far = solve(meet)
    return at.by
