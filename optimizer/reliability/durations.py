"""Random durations as functions of a standard normal number (docs/uncertainty.md, 1 to 5)."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, log1p, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ..clock import whole_minutes

Column = NDArray[np.float64]
"""One number for each sample."""

Z_99 = NormalDist().inv_cdf(0.99)
"""Low and high hours are the quantiles 1 % and 99 %."""

LONGEST_FACTOR = 20.0
"""A ride takes at most so many times its timetabled duration: keeps dates in the calendar."""


@dataclass(frozen=True, slots=True)
class RideTime:
    """Time on board: lognormal, with the timetabled duration as its mean.

    Parameters
    ----------
    timetabled_minutes
        Mean.
    cv
        Coefficient of variation.
    """

    timetabled_minutes: int
    cv: float

    def minutes(self, normal: Column) -> Column:
        """Return whole minutes for standard normal numbers; increasing in them."""
        if self.cv == 0:
            return np.full_like(normal, self.timetabled_minutes)
        variance = log1p(self.cv**2)
        factor = np.minimum(np.exp(sqrt(variance) * normal - variance / 2), LONGEST_FACTOR)
        minutes: Column = np.rint(self.timetabled_minutes * factor)
        return minutes

    def quantile(self, share: float) -> int:
        """Return the minutes within which a share of the rides end."""
        return _at(self, share)


@dataclass(frozen=True, slots=True)
class BandTime:
    """Time between low and high hours, with the typical hours as its median.

    Lognormal with a spread of its own on either side of the median, cut off at low and
    high. A minute is added before and taken away after, so that zero hours have a logarithm.
    """

    low_hours: float
    typical_hours: float
    high_hours: float

    def minutes(self, normal: Column) -> Column:
        """Return whole minutes for standard normal numbers; never decreasing in them."""
        hours = (self.low_hours, self.typical_hours, self.high_hours)
        low, typical, high = (whole_minutes(h) + 1 for h in hours)
        below = np.clip(normal, -Z_99, 0.0) * (log(typical / low) / Z_99)
        above = np.clip(normal, 0.0, Z_99) * (log(high / typical) / Z_99)
        minutes: Column = np.rint(typical * np.exp(below + above)) - 1
        return minutes

    def quantile(self, share: float) -> int:
        """Return the minutes within which a share of the cases end."""
        return _at(self, share)


def _at(duration: RideTime | BandTime, share: float) -> int:
    return int(duration.minutes(np.array([NormalDist().inv_cdf(share)]))[0])
