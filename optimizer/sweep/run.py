"""Run a sweep: solve what is not known yet, and keep each case as it ends."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from ...network.errors import Mistake, NoPlanError, QuestionError, ScenarioError
from ...network.limit_texts import check_limits
from ...network.network import Network
from ...network.scenario import Scenario
from ...network.scenario_files import BASE, JOIN, find_scenarios
from ...network.service import Service
from ...network.sweeps.case import Case, Sweep
from ...network.sweeps.digest import SweepQuestion, case_key, tables_digest
from ...network.sweeps.outcome import Outcome, SweepResult, SweepRow
from ...network.sweeps.parameter import parameter_mistakes
from ...network.term_files import term_mistakes
from ..mix.effort import Effort
from .desk import Desk
from .executor import Executor, Task
from .local_pool import LocalPool
from .store import SweepStore

Count = Callable[[int, int], None]
"""Is told how many cases are done, and of how many."""


def run_sweep(
    network: Network,
    sweep: Sweep,
    question: SweepQuestion | None = None,
    *,
    store: Path | None = None,
    executor: Executor | None = None,
    count: Count | None = None,
) -> SweepResult:
    """Solve the cases of a sweep; the same rows whoever solves them, and in whatever order.

    Parameters
    ----------
    network
        The network without the scenarios of the sweep, and its order book.
    sweep
        Which cases there are.
    question
        What all of them ask.
    store
        SQLite file of finished cases: those that it has are not solved again, except
        failed ones. None = nothing is kept.
    executor
        Who solves them; None = a process for each core. Its processes are spawned, so a
        script that calls this needs `if __name__ == "__main__":`.
    count
        Is told how many are done and of how many, at the start and after each.

    Raises
    ------
    InputError
        With every mistake in the scenarios, the parameters or the limits.
    NoPlanError
        The order book is empty.
    SweepError
        Workers cannot be started or reached; what was finished is in the store.
    """
    asked = question or SweepQuestion()
    desk = Desk(network=network, stacks=_stacks(sweep), question=asked)
    cases = _keyed(desk, sweep)
    pool = executor or LocalPool(workers=default_workers())
    with _kept(store) as kept:
        known = kept.find(set(cases.values())) if kept else {}
        num_kept = sum(key in known for key in cases.values())
        tally = _Tally(cases.values(), num_kept, count or _say_nothing)
        todo = {key: Task(key, case) for case, key in cases.items() if key not in known}
        with closing(_solved(pool, replace(desk), list(todo.values()))) as solved:
            for task, outcome in solved:
                if kept:
                    kept.keep(task.key, task.case, outcome)
                known[task.key] = outcome
                tally.add(task.key)
    rows = tuple(SweepRow(case=case, outcome=known[key]) for case, key in cases.items())
    return SweepResult(sweep=sweep, rows=rows, num_kept=num_kept)


class _Tally:
    """Counts cases that are done; cases of one key are done together."""

    def __init__(self, keys: Collection[str], num_kept: int, tell: Count) -> None:
        self._times, self._total, self._tell = Counter(keys), len(keys), tell
        self._done = num_kept
        tell(num_kept, self._total)

    def add(self, key: str) -> None:
        self._done += self._times[key]
        self._tell(self._done, self._total)


def default_workers() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _solved(pool: Executor, desk: Desk, tasks: list[Task]) -> Generator[tuple[Task, Outcome]]:
    if tasks:
        yield from pool.outcomes(desk.answer, tasks)


@contextmanager
def _kept(path: Path | None) -> Iterator[SweepStore | None]:
    if path is None:
        yield None
        return
    with SweepStore(path) as store:
        yield store


def _say_nothing(done: int, total: int) -> None:
    pass


def _stacks(sweep: Sweep) -> dict[str, tuple[str | Scenario, ...]]:
    """Return the scenarios of each stack; files are read here, for workers may not have them.

    Raises
    ------
    ScenarioError
        With every mistake in the files.
    """
    mistakes: list[Mistake] = []
    found: dict[str, tuple[str | Scenario, ...]] = {}
    for stack in sweep.stacks:
        texts = [text.strip() for text in stack.split(JOIN)]
        try:
            found[stack] = () if texts in ([""], [BASE]) else find_scenarios(texts)
        except ScenarioError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ScenarioError(mistakes)
    return found


def _keyed(desk: Desk, sweep: Sweep) -> Mapping[Case, str]:
    """Return the key of every case, in order; nothing begins before all can be answered."""
    _check_question(desk, sweep)
    digests: dict[str, str] = {}
    services: dict[str, Service] = {}
    mistakes: list[Mistake] = []
    for stack in sweep.stacks:
        try:
            network = desk.network_of(stack)
        except ScenarioError as error:
            mistakes += error.mistakes
            continue
        digests[stack] = tables_digest(network)
        services |= network.services
    if mistakes:
        raise ScenarioError(mistakes)
    if mistakes := list(parameter_mistakes(sweep.parameters, services)):
        raise QuestionError(mistakes)
    return {case: case_key(digests[case.stack], desk.question, case) for case in sweep.cases()}


def _check_question(desk: Desk, sweep: Sweep) -> None:
    network, question = desk.network, desk.question
    if not network.orders:
        message = "the order book is empty"
        raise NoPlanError(message)
    Effort(gap=question.gap, seconds=question.seconds)
    if mistakes := list(term_mistakes(question.terms, network)):
        raise QuestionError(mistakes)
    check_limits(network, question.limits)
