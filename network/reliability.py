"""How sure a route is: what a simulation of it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from .row import Grade

Z_95 = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """When a route delivers, how often that is on time, and how well this is known.

    The conventions stand in docs/uncertainty.md.

    Parameters
    ----------
    shipment_id
        The shipment.
    samples, seed
        How many journeys were simulated, and from which random numbers.
    num_on_time
        Journeys that kept the due date.
    delivered_p50, delivered_p90
        Moment (UTC) by which half, and nine tenths, of the journeys have ended; None
        where fewer end at all.
    expected_days_late
        Mean of the calendar days late, over the journeys that end.
    missed
        For each leg the share of journeys that miss its planned departure; 0 where it
        leaves on demand.
    num_stranded
        Journeys that do not end, because a service has no later departure.
    grade
        Always `assumption`: the shapes of the distributions are.
    """

    shipment_id: str
    samples: int
    seed: int
    num_on_time: int
    delivered_p50: datetime | None
    delivered_p90: datetime | None
    expected_days_late: float
    missed: tuple[float, ...]
    num_stranded: int
    grade: Grade = Grade.ASSUMPTION

    @property
    def probability_on_time(self) -> float:
        """Share of the journeys that keep the due date."""
        return self.num_on_time / self.samples

    @property
    def probability_stranded(self) -> float:
        """Share of the journeys that do not end."""
        return self.num_stranded / self.samples

    @property
    def standard_error(self) -> float:
        """Standard error of the probability to be on time: sqrt(p (1 - p) / n)."""
        share = self.probability_on_time
        return sqrt(share * (1 - share) / self.samples)

    @property
    def interval_95(self) -> tuple[float, float]:
        """Interval that holds the probability to be on time with a confidence of 95 %.

        Wilson (1927), Probable inference, the law of succession, and statistical
        inference, JASA 22(158); it is of use at shares of 0 and 1 too.
        """
        share, n, z2 = self.probability_on_time, self.samples, Z_95**2
        centre = share + z2 / (2 * n)
        half = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
        low, high = ((centre + sign * half) / (1 + z2 / n) for sign in (-1, 1))
        return max(0.0, min(low, share)), min(1.0, max(high, share))
