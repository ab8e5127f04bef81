"""What a search of a graph is asked."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from .search_graph import MINUTES_PER_DAY

WINDOW_DAYS = 14
"""How long after the first departure others are tried where waits cost storage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a search is asked.

    Parameters
    ----------
    start
        Minute at which the search leaves the source.
    latest
        Last minute at which the target may be reached.
    most_cost
        Highest cost of a path.
    with_co2e
        Keep paths that are best in CO2e too; without it cost and arrival alone count.
    required
        Bits that a path must have at the target.
    window
        Minutes after the first departure within which others are tried, where waits
        cost storage.
    """

    start: int
    latest: float = inf
    most_cost: float = inf
    with_co2e: bool = True
    required: int = 0
    window: int = WINDOW_DAYS * MINUTES_PER_DAY
