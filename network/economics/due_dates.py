"""Which choice each due date needs: the steps of the front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from .choice import Choice
from .terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDateStep:
    """Due dates for which a choice is the cheapest.

    ``before`` is the first due date that it is not needed for any more; None where it is the
    cheapest however late the due date. ``choice`` is None where nothing arrives in time.
    """

    before: date | None
    choice: Choice | None


def due_date_steps(terms: Terms, choices: Sequence[Choice]) -> tuple[DueDateStep, ...]:
    """Return which choice each due date needs, the latest due dates first.

    Every due date between the earliest and the latest delivery is tried: there are no others
    at which the answer can change.
    """
    delivered = [day for choice in choices if (day := _delivered_on(terms, choice)) is not None]
    if not delivered:
        return ()
    day, first = max(delivered), min(delivered) - timedelta(days=1)
    steps = [DueDateStep(before=None, choice=terms.due(day).winner(choices))]
    while day > first:
        earlier = day - timedelta(days=1)
        choice = terms.due(earlier).winner(choices)
        if choice is not steps[-1].choice:
            steps.append(DueDateStep(before=day, choice=choice))
        day = earlier
    return tuple(steps)


def by_mode(steps: Sequence[DueDateStep]) -> tuple[DueDateStep, ...]:
    """Return the steps at which the mode changes."""
    groups = groupby(steps, key=lambda step: step.choice and step.choice.mode)
    return tuple(next(group) for _, group in groups)


def _delivered_on(terms: Terms, choice: Choice) -> date | None:
    if choice.route is None:
        return None
    zone = ZoneInfo(terms.destination.timezone)
    return choice.route.delivered_at.astimezone(zone).date()
