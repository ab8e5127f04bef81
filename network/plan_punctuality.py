"""When the cargo of a plan arrives against its due dates, as a simulation found it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .plan import Assignment, Plan
from .row import Grade

NUM_STEPS = 50
"""A distribution is known at so many equal steps of probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPunctuality:
    """When one assignment arrives.

    Parameters
    ----------
    assignment
        The assignment.
    on_time
        Share of its journeys that keep the due date.
    stranded
        Share that does not end.
    spare_days
        Days from the delivery to the end of the due date (below 0 = late): the mean of each
        of 50 equal parts of the journeys, the earliest first; minus infinity where they do
        not end.
    lead_days_p50, lead_days_p90
        Days from ready to delivered within which half and nine tenths of the journeys end;
        infinite where fewer end.
    """

    assignment: Assignment
    on_time: float
    stranded: float
    spare_days: tuple[float, ...]
    lead_days_p50: float
    lead_days_p90: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPunctuality:
    """When everything that a plan serves arrives.

    ``draws`` and ``seed`` are those of the simulation (docs/uncertainty.md); the grade is
    always `assumption`, since the shapes of the distributions are.
    """

    plan: Plan
    draws: int
    seed: int
    parts: tuple[PartPunctuality, ...]
    grade: Grade = Grade.ASSUMPTION

    @property
    def on_time(self) -> float:
        """Share of the served size (TEU) that keeps its due date; 1 where nothing is served."""
        return on_time_of(self.parts)

    def groups(self, name: Callable[[Assignment], str]) -> dict[str, tuple[PartPunctuality, ...]]:
        """Return the parts by what their assignments are named, the largest group first."""
        found: dict[str, list[PartPunctuality]] = {}
        for part in self.parts:
            found.setdefault(name(part.assignment), []).append(part)
        order = sorted(found, key=lambda key: (-size_of(found[key]), key))
        return {key: tuple(found[key]) for key in order}


def on_time_of(parts: Iterable[PartPunctuality]) -> float:
    """Return the share of the size of some parts that keeps its due date."""
    kept = list(parts)
    size = size_of(kept)
    return sum(p.on_time * p.assignment.size_teu for p in kept) / size if size else 1.0


def size_of(parts: Iterable[PartPunctuality]) -> float:
    """Return the size of some parts in TEU."""
    return sum(part.assignment.size_teu for part in parts)


def spare_quantile(parts: Iterable[PartPunctuality], share: float) -> float:
    """Return the days before the end of the due date by which a share of the size has arrived.

    Parameters
    ----------
    parts
        Parts of a plan; not empty.
    share
        From 0 to 1, of the size in TEU, the earliest (most spare days) first.
    """
    weighted = sorted(
        ((days, part.assignment.size_teu / len(part.spare_days)) for part in parts
         for days in part.spare_days),
        reverse=True,
    )  # fmt: skip
    wanted = share * math.fsum(weight for _, weight in weighted) * (1 - 1e-12)
    reached = 0.0
    for days, weight in weighted:
        reached += weight
        if reached >= wanted:
            return days
    return weighted[-1][0]
