"""What must be reached for a measure to meet a target: bisection, with its certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from ...network.errors import Mistake, QuestionError

PROBES = 3
"""Points between the ends at which the measure is taken besides the bisection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The measure at one level of a lever."""

    level: float
    measure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Between which two levels a measure first meets a target.

    Parameters
    ----------
    target
        What the measure must reach.
    fails, meets
        Neighbours: the last level that fails and the first that meets; None where there is
        none between the ends.
    points
        Every level that was tried, in order of level.
    is_monotone
        Whether the measure rose (or fell) all along ``points``. Where it did not, the target
        may be met elsewhere as well.
    """

    target: float
    fails: Point | None
    meets: Point | None
    points: tuple[Point, ...]
    is_monotone: bool

    @property
    def is_met_throughout(self) -> bool:
        """Whether even the end where least is hoped for meets the target."""
        return self.fails is None

    @property
    def is_never_met(self) -> bool:
        """Whether no level that was tried meets the target."""
        return self.meets is None


def find_threshold(
    measure: Callable[[float], float],
    worst: float,
    best: float,
    *,
    target: float,
    width: float,
) -> Threshold:
    """Bisect between a level that should fail and one that should meet a target.

    Parameters
    ----------
    measure
        Returns what a level comes to.
    worst, best
        The ends; ``best`` may be the smaller number, as of hours.
    width
        How near the two levels of the answer are; 1 with whole ends tries whole levels only.

    The target is met where a hundred-thousandth is missing: that is rounding of a linear mix.

    Raises
    ------
    QuestionError
        The ends or the width are no numbers to search between.
    """
    if not (all(map(isfinite, (worst, best, target))) and worst != best and width > 0):
        found = f"{worst:g} to {best:g} by {width:g}"
        expected = "two different ends and a width above 0"
        raise QuestionError([Mistake(place="levels", found=found, expected=expected)])
    known: dict[float, float] = {}
    least = target - 1e-5 * max(1.0, abs(target))

    def at(level: float) -> float:
        if level not in known:
            known[level] = measure(level)
        return known[level]

    steps = max(1, round(abs(best - worst) / width))
    levels = [worst + (best - worst) * n / steps for n in range(steps + 1)]
    for probe in range(PROBES + 2):
        at(levels[round(probe * steps / (PROBES + 1))])
    low, high = 0, steps
    if at(worst) >= least:
        return _answer(known, target, None, worst)
    met = [n for n, level in enumerate(levels) if level in known and known[level] >= least]
    if not met:
        return _answer(known, target, best, None)
    high = met[0]
    low = max(n for n in range(high) if levels[n] in known)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if at(levels[middle]) >= least else (middle, high)
    return _answer(known, target, levels[low], levels[high])


def _answer(
    known: dict[float, float], target: float, fails: float | None, meets: float | None
) -> Threshold:
    points = tuple(Point(level=level, measure=known[level]) for level in sorted(known))
    values = [point.measure for point in points]
    slack = 1e-6 * max(1.0, *map(abs, values))
    rises = all(b >= a - slack for a, b in pairwise(values))
    falls = all(b <= a + slack for a, b in pairwise(values))
    return Threshold(
        target=target,
        fails=None if fails is None else Point(level=fails, measure=known[fails]),
        meets=None if meets is None else Point(level=meets, measure=known[meets]),
        points=points,
        is_monotone=rises or falls,
    )
