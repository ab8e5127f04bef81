"""Handlings that begin in opening hours, as timings of arcs (docs/concepts.md, 32 to 36)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from math import inf
from typing import Any, NamedTuple

from .timing import Ride


class Openings:
    """Stretches of minutes in which work may begin; shared by all that keep the same hours.

    Parameters
    ----------
    stretches
        Minutes at which it opens and closes, in any order; they may touch or overlap.

    Attributes
    ----------
    opens, closes
        First minutes of the stretches, and the minutes at which work may no longer begin;
        in order and apart.
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        apart: list[tuple[int, int]] = []
        for opens, closes in sorted(stretches):
            if apart and opens <= apart[-1][1]:
                apart[-1] = (apart[-1][0], max(closes, apart[-1][1]))
            elif opens < closes:
                apart.append((opens, closes))
        self.opens = tuple(opens for opens, _ in apart)
        self.closes = tuple(closes for _, closes in apart)
        self.core: Any = None

    def start(self, minute: float) -> float:
        """Return when work begins for cargo that is there at a minute; infinite if never."""
        position = bisect_right(self.closes, minute)
        return max(minute, self.opens[position]) if position < len(self.opens) else inf

    def last_start(self, minute: float) -> float:
        """Return the last minute from which work begins by a minute; -inf where there is none."""
        position = bisect_right(self.opens, minute)
        return min(minute, self.closes[position - 1] - 1) if position else -inf


class Work(NamedTuple):
    """Work of so many minutes that begins in opening hours and then goes on to its end.

    ``openings`` are None where it may begin at any time.
    """

    minutes: int
    openings: Openings | None = None

    def ends(self, minute: float) -> float:
        """Return when the work ends for cargo that is there at a minute."""
        return (self.openings.start(minute) if self.openings else minute) + self.minutes

    def last_by(self, minute: float) -> float:
        """Return the last minute at which cargo may be there for the work to end by a minute."""
        latest = minute - self.minutes
        return self.openings.last_start(latest) if self.openings else latest


class HandlingTiming:
    """Timing of a handling: it is taken at once, and ends when the work is done.

    Who is there later is never done earlier, but two that come a minute apart, before and
    after closing time, may be done a night apart.

    Parameters
    ----------
    own
        The terminal's own work.
    customs
        Clearance; no minutes where there is none.
    is_overall
        Clearance runs from arrival beside the terminal's work, and not after it.
    """

    waits = False
    steady_from = -inf
    least_extra_cost = 0.0
    is_whole = True
    last_departure = 0

    def __init__(self, own: Work, customs: Work, *, is_overall: bool) -> None:
        self.own, self.customs, self.is_overall = own, customs, is_overall
        both = (own.minutes, customs.minutes)
        self.shortest_minutes = max(both) if is_overall else sum(both)
        self.core: Any = None

    def slower(self, own_minutes: int, customs_minutes: int) -> HandlingTiming:
        """Return a timing whose work takes so long where that is longer."""
        own = self.own._replace(minutes=max(self.own.minutes, own_minutes))
        customs = self.customs._replace(minutes=max(self.customs.minutes, customs_minutes))
        return HandlingTiming(own, customs, is_overall=self.is_overall)

    def ends(self, minute: float) -> float:
        """Return when a handling ends that is reached at a minute; infinite if never."""
        own = self.own.ends(minute)
        if self.is_overall:
            return max(own, self.customs.ends(minute))
        return self.customs.ends(own)

    def options(self, minute: int) -> Iterator[Ride]:
        """Yield the handling that begins at a minute."""
        ends = self.ends(minute)
        if ends < inf:
            yield Ride(minute, int(ends), 0)

    def within(self, minute: int, window: float) -> Iterator[Ride]:
        """Yield the handling that begins at a minute."""
        return self.options(minute)

    def last_by(self, minute: int) -> Ride | None:
        """Return the last handling that ends by a minute."""
        last = self.customs.last_by(minute)
        last = min(last, self.own.last_by(minute)) if self.is_overall else self.own.last_by(last)
        return next(self.options(int(last)), None) if last > -inf else None
