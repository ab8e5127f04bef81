"""Value at risk and what the worst outcomes cost on average."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

TOLERANCE = 1e-12


class Tail(NamedTuple):
    """The worst outcomes: where they begin (VaR), and their mean (CVaR)."""

    var: float
    cvar: float


def tail_of(
    values: Sequence[float], level: float, probabilities: Sequence[float] | None = None
) -> Tail:
    """Return value at risk and conditional value at risk of costs.

    CVaR is the mean of the worst ``1 - level`` of the probability, an outcome being split
    where its probability lies on both sides: the least of eta + E[(Z - eta)+] / (1 - level),
    Rockafellar and Uryasev (2002), Conditional value-at-risk for general loss distributions,
    Journal of Banking and Finance 26, theorem 10 and proposition 8.

    Parameters
    ----------
    values
        Costs, at least one.
    level
        From 0 (the mean) to below 1.
    probabilities
        Of each cost, with the sum 1; None = all alike.
    """
    if probabilities is None:
        probabilities = [1 / len(values)] * len(values)
    room = tail = 1.0 - level
    total = 0.0
    for value, probability in sorted(zip(values, probabilities, strict=True), reverse=True):
        share = min(room, probability)
        total += share * value
        room -= share
        if room <= TOLERANCE:
            break
    return Tail(var=value, cvar=total / (tail - max(room, 0.0)))
