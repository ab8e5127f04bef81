"""How much is spent on choosing arcs, and what choosing none costs."""

from __future__ import annotations

from typing import NamedTuple

from ...network.multicommodity import FixedChargeProblem
from ..flow.solve import Report


class Effort(NamedTuple):
    """Gap that is good enough, wall time, threads of the pricing, and what takes progress."""

    gap: float
    seconds: float
    threads: int
    report: Report | None


def cost_of_rejecting_all(problem: FixedChargeProblem) -> float:
    """Return what it costs to serve nothing."""
    flow = problem.flow
    return float(flow.demand @ flow.reject_cost) if flow.num_commodities else 0.0
