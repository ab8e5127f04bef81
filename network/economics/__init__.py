"""What would flip a choice: closed forms over a given set of routes.

Pure arithmetic on routes, so it lives beside them: it needs no search and no solver, and the
charts draw it. Everything is exact over the routes that are given; a route that nobody found
cannot win.
"""

from __future__ import annotations

from .break_even import (
    HoldingBand,
    break_even_rate_per_day,
    break_even_usd_per_kg,
    generalised_usd,
    holding_bands,
    least_generalised,
)
from .choice import Choice, choices_of
from .cost_time import CostTimeFront, Step, cost_time_front
from .flip import Flip, FlipKind, due_date_sentence
from .flips import flips
from .logit import logit_constants, logit_shares
from .market import Lane, market_constants, market_shares
from .regions import Region, TieLine, regions, tie_lines

__all__ = [
    "Choice",
    "CostTimeFront",
    "Flip",
    "FlipKind",
    "HoldingBand",
    "Lane",
    "Region",
    "Step",
    "TieLine",
    "break_even_rate_per_day",
    "break_even_usd_per_kg",
    "choices_of",
    "cost_time_front",
    "due_date_sentence",
    "flips",
    "generalised_usd",
    "holding_bands",
    "least_generalised",
    "logit_constants",
    "logit_shares",
    "market_constants",
    "market_shares",
    "regions",
    "tie_lines",
]
