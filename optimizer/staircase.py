"""Fronts of labels: what has been reached at a node, and whether it beats what comes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Protocol


class Staircase:
    """Pairs of which none beats another, sorted by the first."""

    __slots__ = ("firsts", "seconds")

    def __init__(self) -> None:
        self.firsts: list[float] = []
        self.seconds: list[float] = []

    def beats(self, first: float, second: float) -> bool:
        """Tell whether a pair in the front is as good in both."""
        position = bisect_right(self.firsts, first)
        return position > 0 and self.seconds[position - 1] <= second

    def add(self, first: float, second: float) -> None:
        """Add a pair that the front does not beat, and drop what it beats."""
        start = stop = bisect_left(self.firsts, first)
        while stop < len(self.seconds) and self.seconds[stop] >= second:
            stop += 1
        self.firsts[start:stop] = [first]
        self.seconds[start:stop] = [second]


class Front(Protocol):
    """Labels at one node."""

    def beats(self, cost: float, minute: int, co2e: int) -> bool:
        """Tell whether a label that was settled makes another one useless."""
        ...

    def add(self, cost: float, minute: int, co2e: int) -> None:
        """Settle a label that is not beaten."""
        ...


class FrontByCost:
    """Labels that are settled in the order of cost: arrival and CO2e decide."""

    __slots__ = ("_pairs",)

    def __init__(self) -> None:
        self._pairs = Staircase()

    def beats(self, cost: float, minute: int, co2e: int) -> bool:
        """Tell whether a label that was settled makes another one useless."""
        return self._pairs.beats(minute, co2e)

    def add(self, cost: float, minute: int, co2e: int) -> None:
        """Settle a label that is not beaten."""
        self._pairs.add(minute, co2e)


class FrontByTime:
    """Labels that are settled in the order of time, where waiting costs storage.

    Being earlier by a minute may cost up to ``slope`` more at the next departure, and
    the rounding of charges up to ``slack`` more in all. So what counts is the cost less
    ``slope`` times the time, and against labels of an earlier minute the slack as well.
    After ``last``, when no departure with a charge is left, cost alone counts. Without
    slack all labels lie in one staircase.
    """

    __slots__ = ("_earlier", "_last", "_minute", "_now", "_slack", "_slope")

    def __init__(self, slope: float, slack: float, last: float) -> None:
        self._slope, self._slack, self._last = slope, slack if slope else 0.0, last
        self._earlier, self._now, self._minute = Staircase(), Staircase(), -1

    def beats(self, cost: float, minute: int, co2e: int) -> bool:
        """Tell whether a label that was settled makes another one useless."""
        key = self._key(cost, minute)
        sure = key - self._slack if minute <= self._last else key
        if self._earlier.beats(sure, co2e):
            return True
        return self._now.beats(key if minute == self._minute else sure, co2e)

    def add(self, cost: float, minute: int, co2e: int) -> None:
        """Settle a label that is not beaten."""
        if self._slack <= 0:
            self._earlier.add(self._key(cost, minute), co2e)
            return
        if minute != self._minute:
            for pair in zip(self._now.firsts, self._now.seconds, strict=True):
                if not self._earlier.beats(*pair):
                    self._earlier.add(*pair)
            self._now, self._minute = Staircase(), minute
        self._now.add(self._key(cost, minute), co2e)

    def _key(self, cost: float, minute: int) -> float:
        return cost - self._slope * min(minute, self._last)
