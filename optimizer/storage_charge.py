"""What the wait for a departure costs in a search."""

from __future__ import annotations

from math import floor
from typing import NamedTuple

MINUTES_PER_DAY = 24 * 60

TIE = 1e-6
"""Costs by the minute that differ by less are equal, where rates are `Storage.is_round`."""


class Storage(NamedTuple):
    """What a wait for a departure costs: pro rata after a free time, in whole cents a unit.

    ``factor`` is the number of units, times the weight of freight in a search.
    """

    cents_per_day: float
    free_minutes: int
    factor: float

    def cost(self, waited: int) -> float:
        """Return the cost of a wait."""
        return self.factor * self.unit_cents(waited)

    def unit_cents(self, waited: int) -> int:
        """Return the charge of one unit, rounded half up."""
        charged = max(0, waited - self.free_minutes)
        return floor(self.cents_per_day * charged / MINUTES_PER_DAY + 0.5)

    @property
    def is_round(self) -> bool:
        """Whether the rate is in hundredths of a cent, and the factor whole.

        Then charges that are not equal differ by 1/144,000 of a cent or more.
        """
        hundredths = 100 * self.cents_per_day
        return hundredths == round(hundredths) and self.factor == int(self.factor)

    @property
    def slope(self) -> float:
        """Cost of a minute after the free time."""
        return self.factor * self.cents_per_day / MINUTES_PER_DAY
