"""How hard to look for a plan."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from ...network.errors import Mistake, QuestionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to try.

    Parameters
    ----------
    gap
        Stop where the cost is proven to be so close to the optimum (share).
    seconds
        Time for the search in whole units.
    """

    gap: float = 0.001
    seconds: float = 60.0

    def __post_init__(self) -> None:
        """Refuse a gap that is no share and a time that is none."""
        if not 0 <= self.gap <= 1:
            found = f"{self.gap:g}"
            raise QuestionError([Mistake(place="gap", found=found, expected="from 0 to 1")])
        if not (isfinite(self.seconds) and self.seconds > 0):
            found = f"{self.seconds:g}"
            raise QuestionError([Mistake(place="seconds", found=found, expected="more than 0")])
