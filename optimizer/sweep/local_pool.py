"""Solves cases on processes of this machine; one that dies takes nothing with it.

The standard library's pool gives up all that is in flight when a worker dies, and cannot
tell which case killed it. Here each worker has a pipe of its own, so that both are known.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Final, NamedTuple

from ...network.sweeps.outcome import Outcome, Status
from .errors import SweepError
from .executor import Task, Work
from .worker import serve

RETRIES: Final = 3
"""How often a case is begun again after its worker died; Dask does so by default as well."""

MOST_FALSE_STARTS: Final = 5
"""Workers in a row that may die before they ask for work."""

SECONDS_TO_END: Final = 5.0
"""How long a worker that was told to end may take."""


class _Try(NamedTuple):
    task: Task
    attempt: int


@dataclass(kw_only=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    has_work: bool = False
    doing: _Try | None = None

    def end(self) -> None:
        """End the process, by force where it must be."""
        self.process.terminate()
        self.process.join(SECONDS_TO_END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()
        self.process.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPool:
    """Solves cases on processes of this machine.

    Parameters
    ----------
    workers
        How many processes.
    retries
        How often a case is begun again after its worker died.
    """

    workers: int
    retries: int = RETRIES

    def outcomes(self, work: Work, tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Yield the outcome of each task as it ends.

        Raises
        ------
        SweepError
            Workers die before they ask for work.
        """
        run = _Run(work=pickle.dumps(work), retries=self.retries)
        run.waiting.extend(_Try(task, 1) for task in tasks)
        try:
            while run.is_open:
                run.hire(self.workers)
                yield from run.news()
        finally:
            run.end()


@dataclass(kw_only=True, eq=False)
class _Run:
    """What waits, who works, and what they say."""

    work: bytes
    retries: int
    waiting: deque[_Try] = field(default_factory=deque)
    staff: dict[Any, _Worker] = field(default_factory=dict)
    false_starts: int = 0

    @property
    def is_open(self) -> bool:
        return bool(self.waiting) or any(worker.doing for worker in self.staff.values())

    def hire(self, most: int) -> None:
        """Start workers, as many as there is work for."""
        idle = sum(worker.doing is None for worker in self.staff.values())
        wanted = min(most - len(self.staff), len(self.waiting) - idle)
        context = get_context("spawn")  # a fork would copy the locks of a solver's threads
        for _ in range(wanted):
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs,), daemon=False)
            process.start()
            theirs.close()  # so that the pipe ends with the worker
            self.staff[ours] = _Worker(process=process, pipe=ours)

    def news(self) -> Iterator[tuple[Task, Outcome]]:
        """Wait for workers, and yield what has ended; whoever is free gets the next case."""
        for pipe in wait(list(self.staff)):
            worker = self.staff[pipe]
            try:
                said: Outcome | None = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._bury(worker)
                continue
            self.false_starts = 0
            done, worker.doing = worker.doing, None
            self._give(worker)
            if done is not None and said is not None:
                yield done.task, _counted(said, done.attempt)

    def _give(self, worker: _Worker) -> None:
        """Give a worker the next case; one that has just died is seen at the next look."""
        if not self.waiting:
            return
        worker.doing = self.waiting.popleft()
        try:
            if not worker.has_work:
                worker.pipe.send_bytes(self.work)
                worker.has_work = True
            worker.pipe.send(worker.doing.task.case)
        except OSError:
            self.waiting.appendleft(worker.doing)  # it was never begun
            worker.doing = None

    def _bury(self, worker: _Worker) -> Iterator[tuple[Task, Outcome]]:
        """Take leave of a worker that died, and begin its case again or give it up."""
        del self.staff[worker.pipe]
        worker.process.join(SECONDS_TO_END)
        code = worker.process.exitcode
        worker.end()
        lost = worker.doing
        if lost is None:
            self.false_starts += not worker.has_work
            if self.false_starts >= MOST_FALSE_STARTS:
                message = f"{self.false_starts} workers in a row ended before their first case"
                raise SweepError(f"{message} (exit code {code})")
        elif lost.attempt <= self.retries:
            self.waiting.append(_Try(lost.task, lost.attempt + 1))
        else:
            error = f"its worker died {lost.attempt} times, last with exit code {code}"
            yield lost.task, Outcome(status=Status.FAILED, error=error, attempts=lost.attempt)

    def end(self) -> None:
        """End every worker."""
        for worker in self.staff.values():
            worker.process.terminate()
        for worker in self.staff.values():
            worker.end()
        self.staff.clear()


def _counted(outcome: Outcome, attempts: int) -> Outcome:
    return Outcome(
        status=outcome.status,
        figures=outcome.figures,
        error=outcome.error,
        attempts=attempts,
        seconds=outcome.seconds,
    )
