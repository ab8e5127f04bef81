"""A Dask cluster gives the numbers of the local pool, and loses nothing when a part of it dies."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import deadly_work
import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.read import load
from landbridge.network.sweeps.case import Case, Sweep
from landbridge.network.sweeps.digest import SweepQuestion
from landbridge.network.sweeps.outcome import Status
from landbridge.optimizer.sweep.dask_pool import DaskPool, _outcome_of
from landbridge.optimizer.sweep.errors import SweepError
from landbridge.optimizer.sweep.executor import InThisProcess, Task
from landbridge.optimizer.sweep.run import run_sweep

TASKS = [Task(str(n), Case(stack="base", values=(), seed=n)) for n in range(1, 9)]
SWEEP = Sweep(parameters=(("price.rail", (1.0, 0.8)),), seeds=(1, 2))


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(QuestionError, match=r"expected pip install 'landbridge\[cluster\]'"):
        DaskPool(address="tcp://127.0.0.1:1")


needs_dask = [
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is sent the POSIX way"),
    pytest.mark.filterwarnings("ignore"),  # what Dask says of its own end
]


class Cluster:
    """A scheduler and workers on the loopback interface, as processes of their own."""

    def __init__(self) -> None:
        paths = [str(Path(deadly_work.__file__).parent), os.environ.get("PYTHONPATH", "")]
        self._environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
        self.processes: list[subprocess.Popen[str]] = []
        self.scheduler = self._started(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            "--idle-timeout", "120 seconds",
        )  # fmt: skip
        self.address = self._said(self.scheduler, r"Scheduler at: +(tcp://127\.0\.0\.1:\d+)")

    def _started(self, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words], stderr=subprocess.PIPE, text=True,
            stdout=subprocess.DEVNULL, env=self._environment,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def _said(self, process: subprocess.Popen[str], pattern: str) -> str:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(pattern, line):
                return found[1]
        pytest.fail(f"dask ended before it said {pattern}")

    def add_worker(self) -> subprocess.Popen[str]:
        worker = self._started(
            "worker", self.address, "--host", "127.0.0.1", "--no-nanny", "--nthreads", "1",
            "--no-dashboard", "--death-timeout", "60",
        )  # fmt: skip
        self._said(worker, r"(Registered to)")
        return worker

    def end(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()


@pytest.fixture
def cluster():
    pytest.importorskip("distributed")
    found = Cluster()
    try:
        yield found
    finally:
        found.end()


def dask(test):
    for mark in needs_dask:
        test = mark(test)
    return test


def table(result):
    """Return the bytes of the rows, without how long they took."""
    rows = [(row.case, replace(row.outcome, seconds=0.0, attempts=1)) for row in result.rows]
    return repr(rows).encode()


@dask
def test_the_cluster_has_the_numbers_of_one_process(cluster):
    cluster.add_worker()
    toy = load("toy")
    there = run_sweep(toy, SWEEP, executor=DaskPool(address=cluster.address))
    here = run_sweep(toy, SWEEP, executor=InThisProcess())
    assert table(there) == table(here)
    assert {row.outcome.status for row in there.rows} == {Status.DONE}


@dask
def test_a_killed_worker_loses_nothing(cluster):
    victim, _ = cluster.add_worker(), cluster.add_worker()
    found = {}
    for task, outcome in DaskPool(address=cluster.address).outcomes(deadly_work.slow, TASKS):
        if not found:
            victim.send_signal(signal.SIGKILL)
        found[task.case.seed] = outcome.figures.values["cost_usd"]
    assert found == {n: 100.0 + n for n in range(1, 9)}


@dask
def test_a_killed_scheduler_loses_only_what_was_in_flight(cluster, tmp_path):
    cluster.add_worker()
    toy, store, done = load("toy"), tmp_path / "s.sqlite", []
    many, linear = Sweep(seeds=tuple(range(40))), SweepQuestion(is_linear=True)

    def count(now: int, _: int) -> None:
        done.append(now)
        if now == 1:
            cluster.scheduler.send_signal(signal.SIGKILL)

    pool = DaskPool(address=cluster.address)
    with pytest.raises(SweepError, match="is gone; finished cases are kept"):
        run_sweep(toy, many, linear, store=store, executor=pool, count=count)
    again = run_sweep(toy, many, linear, store=store, executor=InThisProcess())
    assert again.num_kept == done[-1] >= 1
    whole = run_sweep(toy, many, linear, executor=InThisProcess())
    assert table(again) == table(whole)


@dask
def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("landbridge.optimizer.sweep.dask_pool.SECONDS_TO_CONNECT", 1.0)
    with pytest.raises(SweepError, match=r"no scheduler at tcp://127\.0\.0\.1:9"):
        list(DaskPool(address="tcp://127.0.0.1:9").outcomes(deadly_work.done, TASKS))


class FutureOfTheDead:
    """A result that was there, of a scheduler that dies while it is fetched."""

    status = "finished"

    def __init__(self, error):
        self.error = error

    def result(self):
        raise self.error


@pytest.mark.parametrize(
    "error", [ConnectionResetError("reset"), asyncio.CancelledError(), CancelledError()], ids=repr
)
def test_a_scheduler_that_dies_while_a_result_is_fetched_is_gone(monkeypatch, error):
    pytest.importorskip("distributed")

    def outcomes(*_):
        yield _outcome_of(FutureOfTheDead(error), "tcp://x")

    monkeypatch.setattr(DaskPool, "_client", lambda _: closing_nothing())
    monkeypatch.setattr("landbridge.optimizer.sweep.dask_pool._outcomes", outcomes)
    with pytest.raises(SweepError, match="tcp://x is gone; finished cases are kept"):
        list(DaskPool(address="tcp://x").outcomes(deadly_work.done, TASKS))


def closing_nothing():
    return SimpleNamespace(close=lambda: None)
