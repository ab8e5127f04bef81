"""Random time at a terminal, with clearance (docs/concepts.md, 9 to 13)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...network.handling import Clearance, ClearanceMetric, Direction, Transfer
from ..handling_ref import HandlingRef
from .durations import BandTime, Column


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingTime:
    """Time of a handling: the terminal's own, and what customs makes of it.

    Parameters
    ----------
    own
        The terminal's own time.
    clearance
        The time of customs, if the cargo is cleared.
    is_overall
        The longer of the two counts, and not their sum.
    """

    own: BandTime
    clearance: BandTime | None
    is_overall: bool

    @classmethod
    def of(cls, ref: HandlingRef) -> HandlingTime:
        """Read it from the rows that hold at a terminal."""
        rule = ref.clearance
        return cls(
            own=_band(ref.transfer),
            clearance=_band(rule) if rule else None,
            is_overall=rule is not None
            and rule.metric is ClearanceMetric.OVERALL
            and rule.direction is not Direction.TRANSIT,
        )

    def parts(self, own_normal: Column, clearance_normal: Column | None) -> tuple[Column, Column]:
        """Return whole minutes of the terminal and of customs for standard normal numbers."""
        own = self.own.minutes(own_normal)
        if self.clearance is None or clearance_normal is None:
            return own, np.zeros_like(own)
        return own, self.clearance.minutes(clearance_normal)

    def quantile(self, share: float) -> int:
        """Return the minutes where the terminal and customs both take their quantile."""
        own, cleared = self.quantiles(share)
        return max(own, cleared) if self.is_overall else own + cleared

    def quantiles(self, share: float) -> tuple[int, int]:
        """Return the quantiles of the terminal's own minutes and of customs."""
        return self.own.quantile(share), self.clearance.quantile(share) if self.clearance else 0


def _band(row: Transfer | Clearance) -> BandTime:
    return BandTime(row.hours_low, row.hours_typical, row.hours_high)
