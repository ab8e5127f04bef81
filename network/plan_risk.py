"""What disruptions and delays do to a plan: the distribution of its cost."""

from __future__ import annotations

from dataclasses import dataclass

from .plan import Plan
from .row import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class DisruptionEffect:
    """How often a disruption happened in the draws, and what the plan cost more where it did.

    It is looked at in the first 10,000 draws.

    Parameters
    ----------
    id, name, exposure
        The disruption.
    share
        Of draws in which it happened.
    more_usd
        Mean cost of these draws less that of the same draws without it; None where it never
        happened.
    grade
        Of its row.
    """

    id: str
    name: str
    exposure: str
    share: float
    more_usd: float | None
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRisk:
    """The cost of a plan in many draws of disruptions and delays (docs/stress.md).

    Parameters
    ----------
    plan
        The plan.
    seed, level
        Of the random numbers; of VaR and CVaR.
    costs_usd
        One for each draw, in the order of the draws.
    mean_usd, var_usd, cvar_usd
        Their mean, their quantile at the level, and the mean beyond it.
    on_time
        Share of the TEU of the plan that is on time, averaged over the draws.
    on_time_without
        The same without disruptions, with delays alone.
    stranded
        Share of the TEU that does not arrive, averaged over the draws.
    effects
        What each disruption does, what adds most to the mean first.
    """

    plan: Plan
    seed: int
    level: float
    costs_usd: tuple[float, ...]
    mean_usd: float
    var_usd: float
    cvar_usd: float
    on_time: float
    on_time_without: float
    stranded: float
    effects: tuple[DisruptionEffect, ...]

    @property
    def grade(self) -> Grade:
        """Grade of the result: the shapes of the distributions are assumptions."""
        return Grade.ASSUMPTION
