"""Closures on several processes; each has routes of its own, and finds the same figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from .closure_solver import ClosureFigures, ClosureQuestion, ClosureSolver, Segments, Solve

FEWEST = 8
"""Closures that are worth a process each: it finds all routes first."""

_solver: list[ClosureSolver] = []
"""The solver of a worker process."""


@contextmanager
def solving(
    solver: ClosureSolver,
    asked: ClosureQuestion,
    workers: int,
    count: Callable[[int, int], None],
) -> Iterator[Solve]:
    """Yield what solves closures, here or on processes that end with the block.

    Parameters
    ----------
    solver
        Solves here; also what is left where a process dies.
    asked
        What processes begin with.
    workers
        How many processes, 1 = this one alone.
    count
        Is told how many closures are solved, and of how many.
    """
    if workers <= 1:
        yield lambda todo: _here(solver, todo, count)
        return
    context = get_context("spawn")  # a fork would copy the locks of a solver's threads
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(asked,))
    try:
        yield lambda todo: _there(pool, solver, todo, count)
    finally:
        pool.shutdown(cancel_futures=True)


def _here(
    solver: ClosureSolver, todo: Collection[Segments], count: Callable[[int, int], None]
) -> Iterator[ClosureFigures]:
    for number, closed in enumerate(todo, start=1):
        yield solver.solve(closed)
        count(number, len(todo))


def _there(
    pool: ProcessPoolExecutor,
    solver: ClosureSolver,
    todo: Collection[Segments],
    count: Callable[[int, int], None],
) -> Iterator[ClosureFigures]:
    """Yield figures in order; those of a process that died are found here."""
    if len(todo) < FEWEST:
        yield from _here(solver, todo, count)
        return
    try:
        futures = [pool.submit(_solve, closed) for closed in todo]
    except BrokenProcessPool:
        yield from _here(solver, todo, count)
        return
    for number, (closed, future) in enumerate(zip(todo, futures, strict=True), start=1):
        try:
            figures = future.result()
        except BrokenProcessPool:
            figures = solver.solve(closed)
        yield figures
        count(number, len(todo))


def _begin(asked: ClosureQuestion) -> None:
    _solver[:] = [ClosureSolver(asked, lambda _: None)]


def _solve(closed: Segments) -> ClosureFigures:
    return _solver[0].solve(closed)
