"""Break-even regions: which choice wins for goods of a value, with so many days available.

A choice is open once the days available reach its time; among those that are open the least
generalised cost wins. The regions are therefore exact rectangles: no grid is sampled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import TypeVar

from .break_even import HoldingBand, holding_bands, positive
from .choice import Choice
from .cost_time import cost_time_front


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where a choice wins: days available against value of the goods.

    ``to_days`` and ``to_usd_per_kg`` are infinite where nothing ends the region.
    """

    choice: Choice
    from_days: float
    to_days: float
    from_usd_per_kg: float
    to_usd_per_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine:
    """The value of goods at which two choices cost the same, and where that decides."""

    slower: Choice
    faster: Choice
    usd_per_kg: float
    from_days: float
    to_days: float


Patch = TypeVar("Patch", Region, TieLine)


def regions(choices: Iterable[Choice], *, rate_per_day: float) -> tuple[Region, ...]:
    """Return who wins where, at a holding rate; the regions do not overlap.

    Raises
    ------
    QuestionError
        The rate is not positive.
    """
    found = (
        Region(
            choice=band.choice,
            from_days=begin,
            to_days=end,
            from_usd_per_kg=band.from_usd_per_day / per_value,
            to_usd_per_kg=band.to_usd_per_day / per_value,
        )
        for begin, end, bands, per_value in _columns(choices, rate_per_day)
        for band in bands
    )
    return _joined(found)


def tie_lines(choices: Iterable[Choice], *, rate_per_day: float) -> tuple[TieLine, ...]:
    """Return the values at which two choices tie, at a holding rate.

    Raises
    ------
    QuestionError
        The rate is not positive.
    """
    found = (
        TieLine(
            slower=slow.choice,
            faster=fast.choice,
            usd_per_kg=fast.from_usd_per_day / per_value,
            from_days=begin,
            to_days=end,
        )
        for begin, end, bands, per_value in _columns(choices, rate_per_day)
        for slow, fast in pairwise(bands)
    )
    return _joined(found)


def _columns(
    choices: Iterable[Choice], rate_per_day: float
) -> Iterator[tuple[float, float, tuple[HoldingBand, ...], float]]:
    """Yield spans of days between which no further choice opens, and the bands in them."""
    front = cost_time_front(choices).choices
    rate = positive(rate_per_day, "holding rate")
    for position, choice in enumerate(front):
        end = front[position + 1].days if position + 1 < len(front) else inf
        yield choice.days, end, holding_bands(front[: position + 1]), rate * choice.kg


def _joined(patches: Iterable[Patch]) -> tuple[Patch, ...]:
    """Join patches that go on from one span of days into the next."""
    joined: list[Patch] = []
    for patch in patches:
        for position, before in enumerate(joined):
            if replace(patch, from_days=before.from_days, to_days=patch.from_days) == before:
                joined[position] = replace(before, to_days=patch.to_days)
                break
        else:
            joined.append(patch)
    return tuple(joined)
