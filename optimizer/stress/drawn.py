"""Disruptions in draws: when each begins and ends, and what it does to rides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from ...network.disruptions import Disruption
from ..reliability.block import BlockSimulation, Outcome
from ..reliability.columns import RandomColumns
from ..reliability.durations import BandTime, Column
from ..reliability.journey import HandlingStep, Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

HOURS_PER_YEAR = 8766


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Occurrence:
    """A disruption in the draws of a block, in minutes; it never begins where it does not happen.

    ``delay`` comes on top of standing still.
    """

    disruption: Disruption
    begins: Column
    ends: Column
    delay: Column

    @property
    def happens(self) -> NDArray[np.bool_]:
        """Tell in which draws it happens."""
        return np.isfinite(self.begins)

    def hits(self, departs: Column, arrives: Column) -> NDArray[np.bool_]:
        """Tell in which draws a ride is under way while it lasts."""
        hit: NDArray[np.bool_] = (self.begins < arrives) & (departs < self.ends)
        return hit

    def delays(self, departs: Column, arrives: Column) -> Column:
        """Return by how many minutes rides are late; 0 where they are not hit."""
        delay = self.delay
        if self.disruption.closes:
            delay = delay + self.ends - np.maximum(self.begins, departs)
        late: Column = np.where(self.hits(departs, arrives), delay, 0.0)
        return late


def occurrences(
    disruptions: Iterable[Disruption], columns: RandomColumns, window: tuple[int, int]
) -> tuple[Occurrence, ...]:
    """Draw disruptions, each at most once, in the order of their ids.

    Parameters
    ----------
    disruptions
        What may happen.
    columns
        Random numbers; those of a disruption depend on its id alone.
    window
        First and last minute at which a ride may be under way.
    """
    ordered = sorted(disruptions, key=lambda disruption: disruption.id)
    return tuple(_drawn(disruption, columns, window) for disruption in ordered)


def _drawn(disruption: Disruption, columns: RandomColumns, window: tuple[int, int]) -> Occurrence:
    """Draw a disruption, the first of a Poisson process to begin while it could still matter."""
    lasts = BandTime(
        disruption.lasts_hours_low, disruption.lasts_hours_typical, disruption.lasts_hours_high
    )
    delays = BandTime(
        disruption.delay_hours_low, disruption.delay_hours_typical, disruption.delay_hours_high
    )
    name = f"disruption {disruption.id}"
    first = window[0] - 60 * disruption.lasts_hours_high
    span = window[1] - first
    probability = 1 - exp(-disruption.times_per_year * span / (60 * HOURS_PER_YEAR))
    happens = columns.uniform(f"{name} happens") < probability
    begins = first + span * columns.uniform(f"{name} begins")
    begins = np.where(happens, np.rint(begins), np.inf)
    return Occurrence(
        disruption=disruption,
        begins=begins,
        ends=np.where(happens, begins + lasts.minutes(columns.normal(f"{name} lasts")), -np.inf),
        delay=delays.minutes(columns.normal(f"{name} delays")),
    )


class DisruptedBlock(BlockSimulation):
    """Journeys over one block of draws, some of them disrupted.

    Parameters
    ----------
    columns
        Random numbers.
    ready
        Minute at which the cargo is ready.
    occurred
        Disruptions.
    """

    def __init__(
        self, columns: RandomColumns, *, ready: int, occurred: Iterable[Occurrence]
    ) -> None:
        super().__init__(columns, ready=ready, shared=0.0)
        self._occurred = tuple(occurred)

    def _after(self, before: Outcome, step: Step) -> Outcome:
        after = super()._after(before, step)
        if isinstance(step, HandlingStep):
            return after
        arrives = after.minutes
        for occurrence in self._occurred:
            if occurrence.disruption.exposure in step.tags:
                departs = arrives - step.time.timetabled_minutes
                arrives = arrives + occurrence.delays(departs, arrives)
        return Outcome(arrives, after.num_missed)
