"""How the cost of the linear mix depends on one right-hand side.

It is convex and piecewise linear, so a price holds up to the next breakpoint. That is found
by following tangents: where the line of the price meets the tangent at a point beyond, there
lies the breakpoint or a point nearer to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

TOLERANCE_CENTS = 1.0
"""Costs so near to each other count as one."""

MOST_STEPS = 24


@dataclass(frozen=True, slots=True)
class Tangent:
    """Cost in cents at an amount, and what one more of it saves there."""

    amount: float
    cents: float
    price: float

    def cents_at(self, amount: float) -> float:
        """Return the cost that the price foretells at another amount."""
        return self.cents - self.price * (amount - self.amount)


def holds_up_to(at: Tangent, far: Tangent, solve: Callable[[float], Tangent]) -> float:
    """Return the amount between two, farthest from the first, at which its price still holds.

    Parameters
    ----------
    at, far
        The tangents at both.
    solve
        Returns the tangent at an amount between them.
    """
    for _ in range(MOST_STEPS):
        if abs(far.cents - at.cents_at(far.amount)) <= TOLERANCE_CENTS:
            return far.amount
        slope = at.price - far.price
        if slope == 0:
            return at.amount
        meet = (far.cents - at.cents + far.price * far.amount - at.price * at.amount) / -slope
        low, high = sorted((at.amount, far.amount))
        if not low < meet < high or abs(meet - far.amount) <= 1e-9 * max(1.0, abs(far.amount)):
            return at.amount
        far = solve(meet)
    return far.amount


def is_without_end(at: Tangent, far: Tangent) -> bool:
    """Tell whether a price holds at an amount that stands for without end."""
    return far.amount == inf or abs(far.cents - at.cents_at(far.amount)) <= TOLERANCE_CENTS
