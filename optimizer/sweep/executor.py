"""The seam between a sweep and whatever solves its cases."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from ...network.sweeps.case import Case
from ...network.sweeps.outcome import Outcome, Status

Work = Callable[[Case], Outcome]
"""Answers a case; can be pickled."""


class Task(NamedTuple):
    """A case with its key."""

    key: str
    case: Case


class Executor(Protocol):
    """Solves cases wherever it likes."""

    def outcomes(self, work: Work, tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Yield the outcome of each task as it ends, in whatever order; each task once.

        Closing the iterator ends what is in flight.

        Raises
        ------
        SweepError
            Nothing can be solved any more.
        """
        ...


class InThisProcess:
    """Solves cases one after the other where it stands; a crash ends the sweep."""

    def outcomes(self, work: Work, tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Yield the outcome of each task, in order."""
        for task in tasks:
            yield task, answered(work, task.case)


def answered(work: Work, case: Case) -> Outcome:
    """Return the outcome of a case; an error that nobody foresaw is one too."""
    try:
        return work(case)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        text = f"{type(error).__name__}: {error} (line {place.lineno} of {place.name})"
        return Outcome(status=Status.FAILED, error=text)
