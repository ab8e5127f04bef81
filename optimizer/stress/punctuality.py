"""Simulate when the cargo of a plan arrives."""

from __future__ import annotations

import math

import numpy as np

from ...network.errors import Mistake, QuestionError
from ...network.plan import Assignment, Plan
from ...network.plan_punctuality import NUM_STEPS, PartPunctuality, PlanPunctuality
from ..clock import to_minute
from ..reliability.columns import RandomColumns
from ..reliability.durations import Column
from ..reliability.simulate import BLOCK
from .plan_draws import MINUTES_PER_DAY, PlanDraws


def plan_punctuality(plan: Plan, *, draws: int = 1000, seed: int = 1) -> PlanPunctuality:
    """Simulate when everything that a plan serves arrives, with delays but no disruptions.

    Parameters
    ----------
    plan
        The plan.
    draws
        Simulated journeys of each route, a multiple of 50 from 50 to 10,000.
    seed
        Names the random numbers: the same seed gives the same answer.

    Raises
    ------
    QuestionError
        The number of draws is out of range.
    """
    if not NUM_STEPS <= draws <= BLOCK or draws % NUM_STEPS:
        expected = f"a multiple of {NUM_STEPS} from {NUM_STEPS} to {BLOCK:,}"
        raise QuestionError([Mistake(place="draws", found=f"{draws:,}", expected=expected)])
    found = PlanDraws(plan).minutes(RandomColumns(seed, 0, draws), ())
    parts = tuple(_part(plan, assignment, np.sort(minutes)) for assignment, minutes in found)
    return PlanPunctuality(plan=plan, draws=draws, seed=seed, parts=parts)


def _part(plan: Plan, assignment: Assignment, delivered: Column) -> PartPunctuality:
    """Sum up journeys, the earliest first."""
    shipment = plan.shipment(assignment)
    terminals = plan.network.terminals
    ready = to_minute(shipment.ready_at(terminals[shipment.origin]))
    due = to_minute(shipment.due_at(terminals[shipment.destination]))
    count = len(delivered)
    steps = delivered.reshape(NUM_STEPS, -1).mean(axis=1)
    return PartPunctuality(
        assignment=assignment,
        on_time=float(np.searchsorted(delivered, due, side="right")) / count,
        stranded=float(np.isinf(delivered).sum()) / count,
        spare_days=tuple(((due - steps) / MINUTES_PER_DAY).tolist()),
        lead_days_p50=_days(delivered, 0.5, ready),
        lead_days_p90=_days(delivered, 0.9, ready),
    )


def _days(delivered: Column, share: float, ready: int) -> float:
    """Return the days from ready within which a share of the journeys end."""
    return float(delivered[math.ceil(share * len(delivered)) - 1] - ready) / MINUTES_PER_DAY
