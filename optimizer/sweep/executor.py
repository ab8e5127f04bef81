"""The seam between a sweep and whatever solves its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from ...network.sweeps.case import Case
from ...network.sweeps.outcome import Outcome

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
            yield task, work(task.case)
