"""Simulate journeys over one block of samples."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from math import sqrt
from typing import NamedTuple

import numpy as np

from ..working_hours import Openings
from .columns import RandomColumns
from .durations import Column
from .journey import HandlingStep, Journey, RideStep, Step


class Outcome(NamedTuple):
    """How a journey stands after its steps so far.

    ``minutes`` is infinite where the cargo is stranded. ``num_missed`` counts, for each
    leg, the samples that missed the planned departure.
    """

    minutes: Column
    num_missed: tuple[int, ...]


class BlockSimulation:
    """Journeys over one block of samples; what they share is drawn and walked once.

    Parameters
    ----------
    columns
        Random numbers.
    ready
        Minute at which the cargo is ready.
    shared
        Share of the variance of a ride (of its logarithm) that is common to all rides
        over links of the same exposure.
    """

    def __init__(self, columns: RandomColumns, *, ready: int, shared: float) -> None:
        self._columns = columns
        self._start = Outcome(np.full(columns.samples, float(ready)), ())
        self._shared = shared
        self._handlings: dict[str, Column] = {}
        self._luck: dict[tuple[str, tuple[str, ...]], Column] = {}

    def outcomes(self, journeys: Sequence[Journey]) -> list[Outcome]:
        """Return how journeys end, in their order.

        They are walked in the order of their steps, so that those with the same
        beginning follow each other and only what differs is walked again.
        """
        found: dict[int, Outcome] = {}
        walked: list[tuple[Step, Outcome]] = []
        for number in sorted(range(len(journeys)), key=lambda n: journeys[n].names):
            steps = journeys[number].steps
            pairs = zip(walked, steps, strict=False)
            num_same = sum(1 for _ in takewhile(lambda pair: pair[0][0] is pair[1], pairs))
            del walked[num_same:]
            for step in steps[num_same:]:
                before = walked[-1][1] if walked else self._start
                walked.append((step, self._after(before, step)))
            found[number] = walked[-1][1]
        return [found[number] for number in range(len(journeys))]

    def _after(self, before: Outcome, step: Step) -> Outcome:
        if isinstance(step, HandlingStep):
            return Outcome(self._handled(step, before.minutes), before.num_missed)
        if isinstance(step, RideStep):
            arrivals, num_missed = self._ride(step, before.minutes)
            return Outcome(arrivals, (*before.num_missed, num_missed))
        minutes = step.time.minutes(self._luck_of(step.luck_name, step.tags))
        return Outcome(before.minutes + minutes, (*before.num_missed, 0))

    def _handled(self, step: HandlingStep, minutes: Column) -> Column:
        """Return when a handling ends that is reached at given minutes."""
        if step.timing is None:
            return minutes + self._handling(step)
        own, customs = self._parts(step)
        done = _started(step.timing.own.openings, minutes) + own
        arrived = minutes if step.time.is_overall else done
        cleared: Column = _started(step.timing.customs.openings, arrived) + customs
        return np.maximum(done, cleared) if step.time.is_overall else cleared

    def _handling(self, step: HandlingStep) -> Column:
        if step.name not in self._handlings:
            own, customs = self._parts(step)
            is_overall = step.time.is_overall
            self._handlings[step.name] = np.maximum(own, customs) if is_overall else own + customs
        return self._handlings[step.name]

    def _parts(self, step: HandlingStep) -> tuple[Column, Column]:
        """Return the terminal's own minutes and those of customs."""
        customs = step.clearance_name
        return step.time.parts(
            self._columns.normal(step.name), self._columns.normal(customs) if customs else None
        )

    def _ride(self, step: RideStep, ready: Column) -> tuple[Column, int]:
        """Return arrivals, and how many samples miss the planned departure."""
        planned = step.boardings.planned
        arrivals = planned.departs + step.time.minutes(self._luck_of(planned.name, step.tags))
        late = np.flatnonzero(ready > planned.until)
        num_missed = len(late)
        arrivals[late] = np.inf
        late = late[np.isfinite(ready[late])]
        later = step.boardings.later()
        while len(late) and (boarding := next(later, None)) is not None:
            boards = ready[late] <= boarding.until
            taken = late[boards]
            if len(taken):
                luck = self._luck_of(boarding.name, step.tags)[taken]
                arrivals[taken] = boarding.departs + step.time.minutes(luck)
            late = late[~boards]
        return arrivals, num_missed

    def _luck_of(self, departure: str, tags: tuple[str, ...]) -> Column:
        """Return the luck of a departure, as standard normal numbers."""
        own = self._columns.normal(departure)
        if not self._shared or not tags:
            return own
        key = (departure, tags)
        if key not in self._luck:
            common = np.sum([self._columns.normal(f"exposure {tag}") for tag in tags], axis=0)
            of_tag, of_own = sqrt(self._shared / len(tags)), sqrt(1 - self._shared)
            self._luck[key] = of_tag * common + of_own * own
        return self._luck[key]


def _started(openings: Openings | None, minutes: Column) -> Column:
    """Return when work begins for cargo that is there at given minutes; infinite if never."""
    if openings is None:
        return minutes
    opens = np.array([*openings.opens, np.inf])
    started: Column = np.maximum(
        minutes, opens[np.searchsorted(openings.closes, minutes, side="right")]
    )
    return started
