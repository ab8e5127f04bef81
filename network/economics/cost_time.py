"""The front of cost against time: what each day costs that is saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .choice import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From a choice to its faster neighbour."""

    slower: Choice
    faster: Choice

    @property
    def days_saved(self) -> float:
        """Days by which the faster one is earlier."""
        return self.slower.days - self.faster.days

    @property
    def extra_usd(self) -> float:
        """What the faster one costs more."""
        return (self.faster.freight_cents - self.slower.freight_cents) / 100

    @property
    def usd_per_day_saved(self) -> float:
        """What each day costs that is saved: (c_a - c_b) / (T_b - T_a)."""
        return self.extra_usd / self.days_saved


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTimeFront:
    """Choices by time, fastest first, none beaten in both cost and time.

    ``hull`` are those on the lower convex hull: each wins at some price of a day. The
    others are never the best compromise, only the cheapest for certain due dates.
    ``beaten`` are the choices that another beats or equals in both.
    """

    choices: tuple[Choice, ...]
    hull: tuple[Choice, ...]
    beaten: tuple[Choice, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Steps between neighbours, from the slowest to the fastest."""
        return _steps(self.choices)

    @property
    def hull_steps(self) -> tuple[Step, ...]:
        """Steps between neighbours on the hull; each costs more a day than the one before."""
        return _steps(self.hull)


def _steps(choices: Sequence[Choice]) -> tuple[Step, ...]:
    return tuple(Step(slower=b, faster=a) for a, b in pairwise(choices))[::-1]


def cost_time_front(choices: Iterable[Choice]) -> CostTimeFront:
    """Return the front of some choices over cost and time; of equals the first is kept."""
    given = tuple(choices)
    order = sorted(given, key=lambda choice: (choice.minutes, choice.freight_cents))
    front: list[Choice] = []
    for choice in order:
        if not front or choice.freight_cents < front[-1].freight_cents:
            front.append(choice)
    kept = {id(choice) for choice in front}
    return CostTimeFront(
        choices=tuple(front),
        hull=_lower_hull(front),
        beaten=tuple(choice for choice in given if id(choice) not in kept),
    )


def _lower_hull(front: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the corners of the lower convex hull (Andrew's monotone chain, in integers)."""
    hull: list[Choice] = []
    for choice in front:
        while len(hull) > 1 and not _turns_up(hull[-2], hull[-1], choice):
            hull.pop()
        hull.append(choice)
    return tuple(hull)


def _turns_up(a: Choice, b: Choice, c: Choice) -> bool:
    first = (b.freight_cents - a.freight_cents) * (c.minutes - b.minutes)
    second = (c.freight_cents - b.freight_cents) * (b.minutes - a.minutes)
    return first < second
