"""What to book today so that it stands what may come: the whole order book, in two stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..planner import Planner
from .joint_model import RiskAim
from .joint_plan import JointSearch
from .joint_pool import future_mix
from .robust_mix import robust_mix
from .robust_plan import Future, Report, RobustChoice, robust_choice
from .second_stage import second_stage


def robust_plan(
    today: Planner,
    may_come: Mapping[str, tuple[Planner, float]],
    aim: RiskAim,
    report: Report | None = None,
) -> RobustChoice:
    """Find the plan to book today that stands what may come: two stages, solved as one.

    All plans over a shared pool of routes compete (`joint_plan`); beside the best of them
    stand the plan of today and those that were made for each future.

    Parameters
    ----------
    today
        The order book as it is.
    may_come
        The order book in each future by name, and its probability; the rest is today.
    aim
        What is minimised.
    report
        Is told what is done.

    Raises
    ------
    QuestionError
        A number is out of range.
    NoPlanError
        No plan in whole units was found in time.
    """
    say = report or _silent
    left = max(0.0, 1.0 - sum(probability for _, probability in may_come.values()))
    planners = {"base": (today, left), **may_come}
    futures = tuple(
        Future(name=name, network=planner.session.network, probability=probability)
        for name, (planner, probability) in planners.items()
    )
    _check(futures, aim)
    network, effort = today.session.network, today.session.effort
    plans = {"base": today.plan()}
    for name, (planner, _) in may_come.items():
        plans[f"for {name}"] = second_stage(planner.plan(), network, effort)
    mixes = [
        future_mix(name, p, planner.session, aim.unserved_usd_per_teu, is_today=planner is today)
        for name, (planner, p) in planners.items()
    ]
    joint = JointSearch(today, mixes, aim).search(plans.values(), say)
    if joint.plan is not None:
        plans["for all"] = joint.plan
    choice = robust_choice(
        plans,
        futures,
        unserved_usd_per_teu=aim.unserved_usd_per_teu,
        level=aim.level,
        weight=aim.weight,
        effort=effort,
        report=report,
    )
    return replace(choice, bound_usd=joint.bound_usd, pool_bound_usd=joint.pool_bound_usd)


def _silent(_: str) -> None:
    pass


def _check(futures: Sequence[Future], aim: RiskAim) -> None:
    """Refuse what the choice would refuse in the end, before anything long begins."""
    probabilities = [future.probability for future in futures]
    options = [[0.0] * len(futures)]
    robust_mix(options, probabilities, level=aim.level, weight=aim.weight)
