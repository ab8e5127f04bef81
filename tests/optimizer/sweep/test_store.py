"""The file of finished cases: what is kept is on the disk, and no other file is touched."""

import os
import sqlite3
import subprocess
import sys

import pytest

from landbridge.network.errors import DatasetError
from landbridge.network.sweeps.case import Case
from landbridge.network.sweeps.outcome import Figures, Outcome, Status
from landbridge.optimizer.sweep.store import SweepStore

CASE = Case(stack="base", values=(("price.rail", 0.8),), seed=1)
FIGURES = Figures(values={"cost_usd": 0.1 + 0.2}, teu_by_mode={"rail": 1 / 3})
DONE = Outcome(status=Status.DONE, figures=FIGURES, attempts=2, seconds=0.5)


def test_an_outcome_comes_back_to_the_last_digit(tmp_path):
    with SweepStore(tmp_path / "s.sqlite") as store:
        store.keep("k", CASE, DONE)
    with SweepStore(tmp_path / "s.sqlite") as store:
        assert store.find(["k", "other"]) == {"k": DONE}


def test_refused_cases_are_known_and_failed_ones_run_again(tmp_path):
    with SweepStore(tmp_path / "s.sqlite") as store:
        refused = Outcome(status=Status.REFUSED, error="no plan")
        store.keep("r", CASE, refused)
        store.keep("f", CASE, Outcome(status=Status.FAILED, error="its worker died"))
        assert store.find(["r", "f"]) == {"r": refused}
        store.keep("f", CASE, DONE)
        assert store.find(["f"]) == {"f": DONE}


def test_two_sweeps_share_a_file(tmp_path):
    with SweepStore(tmp_path / "s.sqlite") as one, SweepStore(tmp_path / "s.sqlite") as other:
        one.keep("a", CASE, DONE)
        other.keep("b", CASE, DONE)
        assert set(one.find(["a", "b"])) == set(other.find(["a", "b"])) == {"a", "b"}


KILLED = """
import os, signal, sys
from pathlib import Path
from landbridge.network.sweeps.case import Case
from landbridge.network.sweeps.outcome import Outcome, Status
from landbridge.optimizer.sweep.store import SweepStore

store = SweepStore(Path(sys.argv[1]))
for n in range(5):
    store.keep(str(n), Case(stack="base", values=(), seed=n), Outcome(status=Status.REFUSED))
store._connection.execute("BEGIN IMMEDIATE")
store._connection.execute("UPDATE cases SET status = 'failed'")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is sent the POSIX way")
def test_a_killed_process_leaves_what_it_kept_and_nothing_half_written(tmp_path):
    path = tmp_path / "s.sqlite"
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -9
    with SweepStore(path) as store:
        assert set(store.find([str(n) for n in range(9)])) == {str(n) for n in range(5)}


def test_other_files_are_refused_and_stay_as_they_are(tmp_path):
    text, other = tmp_path / "orders.csv", tmp_path / "other.sqlite"
    text.write_text("id,customer\n" * 99)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE cases (key)")
    connection.close()
    before = text.read_bytes(), other.read_bytes()
    with pytest.raises(DatasetError, match=r"orders\.csv: found file is not a database"):
        SweepStore(text)
    with pytest.raises(DatasetError, match="found another application's database"):
        SweepStore(other)
    assert (text.read_bytes(), other.read_bytes()) == before


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(OSError, match=r"unable to open database file: .*s\.sqlite"):
        SweepStore(tmp_path / "none" / "s.sqlite")
