"""Solves cases on a Dask cluster (extra `[cluster]`), with the numbers of the local pool.

The scheduler sends the cases of a worker that died to another one, as often as its setting
`allowed-failures` says (3 unless it was changed). Where it dies itself the sweep ends; all
that was finished is kept, and the same command goes on.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import pickle
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any, Final

from ...network.errors import Mistake, QuestionError
from ...network.sweeps.case import Case
from ...network.sweeps.outcome import Outcome, Status
from .errors import SweepError
from .executor import Task, Work, answered

CASES_A_THREAD: Final = 3
"""Cases that are under way or wait at each thread of the cluster."""

FEWEST_UNDER_WAY: Final = 16

SECONDS_TO_CONNECT: Final = 20.0

GONE: Final = (OSError, asyncio.CancelledError, concurrent.futures.CancelledError)
"""What Dask raises where the scheduler dies while it is asked for something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaskPool:
    """Solves cases on the workers of a Dask scheduler.

    Parameters
    ----------
    address
        Of the scheduler, such as `tcp://127.0.0.1:8786`.

    Raises
    ------
    QuestionError
        Dask is not installed.
    """

    address: str

    def __post_init__(self) -> None:
        """Refuse at once what cannot work."""
        try:
            import distributed  # noqa: F401
        except ModuleNotFoundError:
            found, expected = "no module `distributed`", "pip install 'landbridge[cluster]'"
            mistake = Mistake(place="--scheduler", found=found, expected=expected)
            raise QuestionError([mistake]) from None

    def outcomes(self, work: Work, tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Yield the outcome of each task as it ends.

        Raises
        ------
        SweepError
            The scheduler cannot be reached, or is gone.
        """
        with closing(self._client()) as client:
            try:
                yield from _outcomes(client, self.address, pickle.dumps(work), tasks)
            except GONE as error:
                raise _gone(self.address) from error

    def _client(self) -> Any:
        from distributed import Client

        try:
            return Client(self.address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            message = f"no scheduler at {self.address}: {str(error) or type(error).__name__}"
            raise SweepError(message) from error


def _outcomes(
    client: Any, address: str, work: bytes, tasks: Sequence[Task]
) -> Iterator[tuple[Task, Outcome]]:
    from distributed import as_completed

    # As a task, not as scattered data: where its worker dies it is simply run again.
    shared = client.submit(bytes, work, pure=False)
    todo, under_way = iter(tasks), {}
    futures = as_completed(loop=client.loop)

    def submit(count: int) -> None:
        for task in islice(todo, count):
            future = client.submit(answer_there, shared, task.case, pure=False)
            under_way[future.key] = task
            futures.add(future)

    threads = sum(client.nthreads().values())
    submit(max(FEWEST_UNDER_WAY, CASES_A_THREAD * threads))
    for future in futures:
        outcome = _outcome_of(future, address)
        submit(1)
        yield under_way.pop(future.key), outcome


def _outcome_of(future: Any, address: str) -> Outcome:
    """Return what a future came to.

    Raises
    ------
    SweepError
        The scheduler is gone, or its workers lack landbridge.
    """
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    if future.status != "error":
        raise _gone(address)
    error = future.exception()
    if isinstance(error, ImportError):
        message = f"the workers of {address} lack what this machine has: {error}"
        raise SweepError(message)
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return Outcome(status=Status.FAILED, error=text)


def _gone(address: str) -> SweepError:
    message = f"the scheduler at {address} is gone; finished cases are kept, so run it again"
    return SweepError(message)


_one_at_a_time = Lock()
_works: dict[bytes, Work] = {}
"""The last work of a worker process, so that its networks are made once."""


def answer_there(work: bytes, case: Case) -> Outcome:
    """Answer a case on a worker of the cluster; one at a time in each process."""
    with _one_at_a_time:
        if work not in _works:
            _works.clear()
            _works[work] = pickle.loads(work)
        return answered(_works[work], case)
