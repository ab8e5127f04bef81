"""A sweep has the same rows whoever solves it, and begins where an earlier one ended."""

import multiprocessing
import os
import signal
import subprocess
import sys

import pytest

from landbridge.network.errors import NoPlanError, QuestionError, ScenarioError
from landbridge.network.limits import Limits
from landbridge.network.read import load
from landbridge.network.sweeps.case import Sweep
from landbridge.network.sweeps.digest import SweepQuestion
from landbridge.network.sweeps.outcome import Status
from landbridge.optimizer.plan import plan
from landbridge.optimizer.sweep.executor import InThisProcess
from landbridge.optimizer.sweep.local_pool import LocalPool
from landbridge.optimizer.sweep.run import run_sweep

HERE = InThisProcess()
SWEEP = Sweep(stacks=("base", "sea_closed"), parameters=(("price.rail", (1.0, 0.8)),), seeds=(1, 2))


@pytest.fixture(scope="module")
def toy():
    return load("toy")


@pytest.fixture(scope="module")
def result(toy):
    return run_sweep(toy, SWEEP, executor=HERE)


def figures(result):
    return [(row.case, row.outcome.status, row.outcome.figures) for row in result.rows]


class Backwards:
    """Solves cases in the opposite order."""

    def outcomes(self, work, tasks):
        yield from HERE.outcomes(work, tasks[::-1])


def test_a_case_is_the_plan_of_its_network(toy, result):
    costs = [row.figure("cost_usd") for row in result.rows]
    assert costs[0] == plan(toy).cost_cents / 100 == 19_965
    assert costs[4] == plan(toy.apply("sea_closed")).cost_cents / 100 == 19_100
    assert [row.case for row in result.rows] == list(SWEEP.cases())


def test_neither_order_nor_workers_matter(toy, result):
    assert figures(run_sweep(toy, SWEEP, executor=Backwards())) == figures(result)
    assert figures(run_sweep(toy, SWEEP, executor=LocalPool(workers=2))) == figures(result)
    assert multiprocessing.active_children() == []


def test_seeds_move_what_is_simulated_and_what_is_drawn(toy, result):
    one, other = result.rows[:2]
    assert one.figure("cost_usd") == other.figure("cost_usd")
    assert one.figure("on_time") != other.figure("on_time")
    drawn = Sweep(parameters=(("price_spread", (0.2,)),), seeds=(1, 2))
    rows = run_sweep(toy, drawn, executor=HERE).rows
    assert len({row.figure("cost_usd") for row in rows}) == 2


def test_what_is_kept_is_not_solved_again(toy, result, tmp_path):
    store, counts = tmp_path / "s.sqlite", []
    run_sweep(toy, Sweep(seeds=(2,)), store=store, executor=HERE)
    again = run_sweep(
        toy, SWEEP, store=store, executor=HERE, count=lambda *done: counts.append(done)
    )
    assert again.num_kept == 0  # another case: it has no value of price.rail
    last = run_sweep(toy, SWEEP, store=store, executor=None)
    assert (last.num_kept, figures(last)) == (8, figures(result))
    assert counts == [(n, 8) for n in range(9)]


def test_cases_of_one_key_are_solved_once(toy):
    counts = []
    same = Sweep(stacks=("base", ""), seeds=(1,))
    found = run_sweep(toy, same, executor=HERE, count=lambda *done: counts.append(done))
    assert counts == [(0, 2), (2, 2)]
    assert found.rows[0].outcome == found.rows[1].outcome


def test_the_linear_mix_is_a_bound(toy, result):
    linear = run_sweep(toy, SWEEP, SweepQuestion(is_linear=True), executor=HERE)
    for fast, whole in zip(linear.rows, result.rows, strict=True):
        assert fast.figure("unserved_teu") <= whole.figure("unserved_teu") + 1e-6
        if fast.figure("unserved_teu") == pytest.approx(whole.figure("unserved_teu")):
            assert fast.figure("cost_usd") <= whole.figure("cost_usd") + 0.01
        assert fast.figure("co2e_t") is None


def test_a_case_without_an_answer_is_refused_with_its_reason(toy):
    impossible = SweepQuestion(limits=Limits(co2e_t=0.0))
    [row] = run_sweep(toy, Sweep(), impossible, executor=HERE).rows
    assert (row.outcome.status, row.figure("served_teu")) in (
        (Status.REFUSED, None), (Status.DONE, 0),
    )  # fmt: skip


def test_mistakes_are_named_before_anything_begins(toy):
    with pytest.raises(ScenarioError, match=r"unknown id 'sea_close'.*did you mean sea_closed"):
        run_sweep(toy, Sweep(stacks=("base", "sea_close")), executor=HERE)
    with pytest.raises(QuestionError, match="found 'rial'"):
        run_sweep(toy, Sweep(parameters=(("price.rial", (1.0,)),)), executor=HERE)
    with pytest.raises(NoPlanError, match="the order book is empty"):
        run_sweep(toy.with_orders([]), Sweep(), executor=HERE)


KILLED = """
import os, signal, sys
from pathlib import Path
import landbridge as lb
from landbridge.network.sweeps.case import Sweep
from landbridge.optimizer.sweep.local_pool import LocalPool
from landbridge.optimizer.sweep.run import run_sweep

def count(done, total):
    if done == 3:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    sweep = Sweep(stacks=("base", "sea_closed"), parameters=(("price.rail", (1.0, 0.8)),),
                  seeds=(1, 2))
    run_sweep(lb.load("toy"), sweep, store=Path(sys.argv[1]), executor=LocalPool(workers=2),
              count=count)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is sent the POSIX way")
def test_a_killed_sweep_loses_only_what_was_in_flight(toy, result, tmp_path):
    script, store = tmp_path / "sweep.py", tmp_path / "s.sqlite"
    script.write_text(KILLED)
    done = subprocess.run([sys.executable, str(script), str(store)], check=False)
    assert done.returncode == -signal.SIGKILL
    again = run_sweep(toy, SWEEP, store=store, executor=HERE)
    assert again.num_kept == 3
    assert figures(again) == figures(result)
