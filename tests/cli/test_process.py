"""landbridge as a process of its own: exit codes, streams, signals and encodings."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from landbridge.network.errors import NoPlanError
from landbridge.network.read import dataset_folder
from landbridge.optimizer.stoppable import stoppable

PYTHON = [sys.executable, "-m", "landbridge"]


def process(
    *words: str | bytes, cwd: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PYTHON, *words], cwd=cwd, capture_output=True, check=False, env=os.environ | environment
    )


def test_stdout_holds_the_document_and_stderr_the_progress(tmp_path):
    done = process("plan", "--data", "toy", "--json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["summary"]["cost_usd"] == 19965
    assert done.stderr.startswith(b"  reading toy")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "--data", "toy"], 0),
        (["check", "--data", "tooy"], 2),
        (["plan", "--gap", "x"], 2),
    ],
    ids=str,
)
def test_the_exit_code_tells_how_it_went(tmp_path, words, code):
    done = process(*words, cwd=tmp_path)
    assert done.returncode == code
    assert bool(done.stdout) == (code == 0)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_stdout_that_knows_few_letters_gets_every_answer(tmp_path, encoding):
    shutil.copytree(dataset_folder("toy"), tmp_path / "万州é")
    few = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = process("plan", "--data", "万州é", "--json", cwd=tmp_path, **few)
    assert json.loads(done.stdout)["network"] == "万州é"
    done = process("plan", "--data", "万州é", cwd=tmp_path, **few)
    assert (done.returncode, done.stdout.split(b"\n")[1][:21]) == (0, rb"Plan for \u4e07\u5dde")


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text exist on Linux only")
def test_a_folder_whose_name_is_no_text_is_planned(tmp_path):
    name = b"caf\xe9"
    shutil.copytree(dataset_folder("toy"), Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)))
    done = process("plan", "--data", name, "--out", b"out-" + name, cwd=tmp_path)
    assert done.returncode == 0
    assert b"Plan for caf?\n" in done.stdout
    assert (tmp_path / os.fsdecode(b"out-" + name) / "plan.html").is_file()


INTERRUPTED = """
import os, signal, sys, time
import landbridge.network.read as read

def load(_):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(30)

read.load = load
sys.argv = ["landbridge", "plan", "--data", "toy"]
from landbridge.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent the POSIX way")
def test_ctrl_c_stops_with_130_and_no_traceback(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.split() == ["reading", "toy", "stopped"]
    assert list(tmp_path.iterdir()) == []


SOLVING = """
import os, random, signal
from datetime import timedelta
from threading import Timer
from ortools.math_opt.python import mathopt
from landbridge.optimizer.stoppable import stoppable

chance = random.Random(1)
model = mathopt.Model()
items = [model.add_binary_variable() for _ in range(300)]
for _ in range(60):
    model.add_linear_constraint(sum(chance.randint(1, 100) * item for item in items) <= 3000)
model.maximize(sum(chance.randint(1, 100) * item for item in items))
at_most = mathopt.SolveParameters(time_limit=timedelta(seconds=9))
Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
stoppable(lambda: mathopt.solve(model, mathopt.SolverType.HIGHS, params=at_most))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent the POSIX way")
def test_ctrl_c_stops_a_solver_that_would_go_on():
    done = subprocess.run(
        [sys.executable, "-c", SOLVING], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert done.stderr.endswith("KeyboardInterrupt\n")


def test_an_error_of_the_solver_is_raised_where_it_was_asked():
    def fail() -> None:
        raise NoPlanError("no room")

    with pytest.raises(NoPlanError, match="no room"):
        stoppable(fail)


@pytest.mark.skipif(os.name != "posix", reason="pipes are closed the POSIX way")
def test_a_reader_that_goes_away_causes_no_traceback(tmp_path):
    command = [*PYTHON, "routes", "T1", "--data", "toy", "--json", "-q"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    os.close(write)
    assert b"Traceback" not in done.stderr
