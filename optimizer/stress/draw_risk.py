"""The distribution of what a plan costs under disruptions and delays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ...network.disruptions import Disruption
from ...network.errors import Mistake, QuestionError
from ...network.plan import Plan
from ...network.plan_risk import DisruptionEffect, PlanRisk
from ...network.tail import tail_of
from ..reliability.columns import RandomColumns
from ..reliability.durations import Column
from ..reliability.simulate import BLOCK, MOST_SAMPLES
from .drawn import Occurrence, occurrences
from .plan_draws import PlanDraws


def plan_risk(
    plan: Plan,
    disruptions: Sequence[Disruption],
    *,
    draws: int = 1000,
    seed: int = 1,
    level: float = 0.9,
    late_usd_per_teu_day: float = 0.0,
) -> PlanRisk:
    """Draw disruptions and delays for a plan: the distribution of what it then costs.

    Rides, handlings and clearances take random times as in `simulate`, and all rides with
    the exposure of a disruption are hit by it together. Cargo keeps its way and takes the
    next departure where it misses one. See docs/stress.md.

    Parameters
    ----------
    plan
        The plan.
    disruptions
        What may happen; none = delays alone.
    draws
        How many, from 1 to 1,000,000.
    seed
        Names the random numbers: the same seed gives the same answer.
    level
        Of VaR and CVaR, from 0 to below 1.
    late_usd_per_teu_day
        Price of lateness for orders that have none of their own (assumption).

    Raises
    ------
    QuestionError
        A number is out of range, or nothing of the plan is served.
    """
    _check(plan, draws, level)
    whole = PlanDraws(plan, late_usd_per_teu_day=late_usd_per_teu_day)
    hit, quiet, effects = [], [], []
    for number in range(-(-draws // BLOCK)):
        columns = RandomColumns(seed, number, min(BLOCK, draws - number * BLOCK))
        occurred = occurrences(disruptions, columns, whole.window)
        hit.append(whole.block(columns, occurred))
        quiet.append(whole.block(columns, ()))
        if number == 0:
            effects = list(_effects(whole, columns, occurred, hit[0].cents))
    costs = np.concatenate([block.cents for block in hit]) / 100
    tail = tail_of(costs.tolist(), level)
    effects.sort(key=lambda effect: (-effect.share * (effect.more_usd or 0.0), effect.id))
    return PlanRisk(
        plan=plan,
        seed=seed,
        level=level,
        costs_usd=tuple(costs.tolist()),
        mean_usd=float(costs.mean()),
        var_usd=tail.var,
        cvar_usd=tail.cvar,
        on_time=_share([block.on_time_teu for block in hit], whole.teu),
        on_time_without=_share([block.on_time_teu for block in quiet], whole.teu),
        stranded=_share([block.stranded_teu for block in hit], whole.teu),
        effects=tuple(effects),
    )


def _share(parts: Sequence[Column], teu: float) -> float:
    return float(np.concatenate(parts).mean() / teu)


def _effects(
    whole: PlanDraws, columns: RandomColumns, occurred: Sequence[Occurrence], cents: Column
) -> Iterator[DisruptionEffect]:
    """Yield what each disruption does: the same draws are made without it."""
    for occurrence in occurred:
        disruption, happens = occurrence.disruption, occurrence.happens
        more = None
        if happens.any():
            others = [other for other in occurred if other is not occurrence]
            without = whole.block(columns, others).cents
            more = float((cents - without)[happens].mean()) / 100
        yield DisruptionEffect(
            id=disruption.id,
            name=disruption.name,
            exposure=disruption.exposure,
            share=float(happens.mean()),
            more_usd=more,
            grade=disruption.grade,
        )


def _check(plan: Plan, draws: int, level: float) -> None:
    mistakes = []
    if not 1 <= draws <= MOST_SAMPLES:
        expected = f"from 1 to {MOST_SAMPLES:,}"
        mistakes.append(Mistake(place="draws", found=f"{draws:,}", expected=expected))
    if not 0 <= level < 1:
        expected = "from 0 to below 1"
        mistakes.append(Mistake(place="level", found=f"{level:g}", expected=expected))
    if not plan.assignments:
        mistakes.append(Mistake(place="plan", found="nothing", expected="something that travels"))
    if mistakes:
        raise QuestionError(mistakes)
