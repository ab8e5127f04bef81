"""The local pool loses nothing when a worker dies, and leaves no process behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import deadly_work
import pytest

from landbridge.network.sweeps.case import Case
from landbridge.network.sweeps.outcome import Status
from landbridge.optimizer.sweep.errors import SweepError
from landbridge.optimizer.sweep.executor import Task
from landbridge.optimizer.sweep.local_pool import LocalPool

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is sent the POSIX way")

TASKS = [Task(str(n), Case(stack="base", values=(), seed=n)) for n in range(1, 6)]


@pytest.fixture(autouse=True)
def nobody_is_left():
    yield
    assert multiprocessing.active_children() == []


def by_seed(pairs):
    return {task.case.seed: outcome for task, outcome in pairs}


def test_a_case_that_kills_its_workers_fails_and_the_others_do_not():
    found = by_seed(LocalPool(workers=2, retries=1).outcomes(deadly_work.deadly, TASKS))
    assert found.keys() == {1, 2, 3, 4, 5}
    assert found[3].status is Status.FAILED
    assert (found[3].error, found[3].attempts) == (
        "its worker died 2 times, last with exit code -9", 2,
    )  # fmt: skip
    assert all(found[n].figures.values["cost_usd"] == 100 + n for n in (1, 2, 4, 5))


def test_a_worker_that_is_killed_is_replaced_and_its_case_begun_again():
    found, killed = {}, False
    for task, outcome in LocalPool(workers=2).outcomes(deadly_work.slow, TASKS):
        found[task.case.seed] = outcome
        if not killed:
            killed = True
            for child in multiprocessing.active_children():
                os.kill(child.pid, signal.SIGKILL)
    assert {seed: o.figures.values["cost_usd"] for seed, o in found.items()} == {
        n: 100.0 + n for n in range(1, 6)
    }
    assert max(outcome.attempts for outcome in found.values()) == 2


def test_an_error_that_nobody_foresaw_is_an_outcome():
    found = by_seed(LocalPool(workers=1).outcomes(deadly_work.broken, TASKS[:2]))
    assert found[1].status is Status.DONE
    assert found[2].status is Status.FAILED
    assert found[2].error.startswith("ZeroDivisionError: nobody foresaw this (line ")


def test_work_that_cannot_be_had_ends_the_sweep(monkeypatch):
    monkeypatch.setattr("landbridge.optimizer.sweep.local_pool.serve", os.abort)
    with pytest.raises(SweepError, match="5 workers in a row ended before their first case"):
        list(LocalPool(workers=1).outcomes(deadly_work.done, TASKS))


PARENT = """
import sys, threading, os, signal, multiprocessing, time
sys.path.insert(0, sys.argv[1])
import deadly_work
from landbridge.network.sweeps.case import Case
from landbridge.optimizer.sweep.executor import Task
from landbridge.optimizer.sweep.local_pool import LocalPool

def tell():
    while not multiprocessing.active_children():
        time.sleep(0.05)
    [child] = multiprocessing.active_children()
    time.sleep(float(sys.argv[3]))
    print(child.pid, flush=True)
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))

if __name__ == "__main__":
    threading.Thread(target=tell, daemon=True).start()
    task = Task("k", Case(stack="base", values=(), seed=1))
    list(LocalPool(workers=1).outcomes(deadly_work.endless, [task]))
"""


def is_gone(pid, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
def test_workers_end_with_their_parent_however_it_ends(tmp_path, name):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    done = subprocess.run(
        [sys.executable, str(script), str(Path(deadly_work.__file__).parent), name, "2"],
        capture_output=True, text=True, check=False,
        timeout=60,  # a worker that outlives its parent holds the pipe of its output
    )  # fmt: skip
    assert done.returncode == -getattr(signal, name)
    assert is_gone(int(done.stdout))
