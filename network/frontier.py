"""What a plan gives up of one goal for another: the frontier of cost, and named plans on it."""

from __future__ import annotations

from dataclasses import dataclass

from .limits import Goal, Tag
from .plan import Plan

NEAR = 1e-6
"""Amounts so near to each other count as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierStep:
    """A stretch of the frontier of the linear mix, on which a unit less costs the same.

    Parameters
    ----------
    most, least
        Its ends, in the unit of the frontier.
    usd_per_unit
        What each unit less costs: for CO2e the marginal abatement cost (USD/t).
    """

    most: float
    least: float
    usd_per_unit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierPoint:
    """A plan in whole units that no other plan of the frontier beats.

    Parameters
    ----------
    amount
        What it comes to: t CO2e, or TEU that are late.
    cost_usd, bound_usd
        Its cost, and what a plan with no more of it must cost at least.
    usd_per_unit
        What one unit less costs there in the linear mix; None = there is no less.
    plan
        The plan.
    """

    amount: float
    cost_usd: float
    bound_usd: float
    usd_per_unit: float | None
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """Cost against CO2e or lateness.

    Parameters
    ----------
    goal, unit
        What cost is traded for, and its unit: `t CO2e` or `TEU late`.
    points
        Plans in whole units from the cheapest on, each with less of it than the one before.
    steps
        The frontier of the linear mix, which is below that of whole units; its ends may
        lie a little beyond those of the points.
    """

    goal: Goal
    unit: str
    points: tuple[FrontierPoint, ...]
    steps: tuple[FrontierStep, ...]

    def usd_per_unit_at(self, amount: float) -> float | None:
        """Return what one unit less costs at an amount in the linear mix; None = there is none."""
        for step in self.steps:
            if step.least < amount - NEAR * max(1.0, abs(amount)):
                return step.usd_per_unit if amount <= step.most * (1 + NEAR) + NEAR else 0.0
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFigures:
    """What people ask of a plan first.

    Parameters
    ----------
    cost_usd, co2e_t
        Cost, and emissions from door to door.
    days
        Days from ready to delivered, averaged over TEU.
    late_teu, unserved_teu
        Size that is late by plan, and that is left behind.
    on_time
        Probability to be on time, averaged over TEU (docs/uncertainty.md).
    exposure, exposure_share
        The border, country, strait, lock or sea that most TEU pass, and how many of all.
    """

    cost_usd: float
    co2e_t: float
    days: float
    late_teu: float
    unserved_teu: float
    on_time: float
    exposure: Tag | None
    exposure_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlan:
    """A plan with a name, what it strives for, and its figures.

    What begins with ``more`` is what it has more of than the cheapest plan.
    """

    name: str
    strives_for: str
    plan: Plan
    figures: PlanFigures
    more_usd: float
    more_co2e_t: float
    more_days: float
    more_on_time: float
    more_exposure_share: float
