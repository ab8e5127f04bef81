"""landbridge sweep: cases on stdout, files beside, and a store that a second run goes on from."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress

import pytest

WORDS = ("sweep", "--data", "toy", "--workers", "0")


def test_a_sweep_is_printed_written_and_drawn(run, tmp_path):
    answer = run(
        *WORDS, "--stack", "base", "--stack", "sea_closed", "--set", "price.rail=1,0.8",
        "--seeds", "1-2", "--csv", "s.csv", "--tornado", "t.svg",
    )  # fmt: skip
    assert answer.code == 0
    assert "8 cases" in answer.out
    assert "Cases: 8 done." in answer.out
    assert "Cost: what moves it from 19,965 USD (base, price.rail=1)" in answer.out
    assert "  solving of 8 cases" in answer.err
    with (tmp_path / "s.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["price.rail"] for row in rows[:4]] == ["1.0", "1.0", "0.8", "0.8"]
    assert float(rows[0]["cost_usd"]) == 19_965
    assert (tmp_path / "t.svg").read_text().startswith("<?xml")


def test_a_tornado_is_drawn_in_chinese_too(run, tmp_path):
    words = (*WORDS, "--set", "price.rail=1,0.8", "-q", "--tornado", "t.svg")
    run(*words)
    english = (tmp_path / "t.svg").read_bytes()
    assert run(*words, "--language", "zh").code == 0
    assert (tmp_path / "t.svg").read_bytes() != english


def test_a_second_run_goes_on_from_the_store(run):
    first = json.loads(run(*WORDS, "--seeds", "1-2", "--json", "-q").out)
    second = json.loads(run(*WORDS, "--seeds", "1-3", "--json", "-q").out)
    assert (first["num_kept"], second["num_kept"]) == (0, 2)
    assert second["cases"][:2] == first["cases"]
    assert second["schema"] == "landbridge/sweep/1"


def test_a_file_describes_a_sweep(run, tmp_path):
    text = "fast = true\nseeds = 1\n[parameters]\nprice.rail = [1, 0.8]\n"
    (tmp_path / "s.toml").write_text(text)
    document = json.loads(run(*WORDS, "s.toml", "--json", "-q").out)
    assert [case["parameters"] for case in document["cases"]] == [
        {"price.rail": 1}, {"price.rail": 0.8},
    ]  # fmt: skip
    [bar] = document["tornado"]["bars"]
    assert bar["axis"] == "price.rail"
    assert document["cases"][0]["figures"]["values"].keys() == {
        "cost_usd", "bound_usd", "served_teu", "unserved_teu",
    }  # fmt: skip


def test_a_limit_and_terms_are_part_of_every_case(run):
    document = json.loads(run(*WORDS, "--budget", "9000", "--json", "-q").out)
    assert document["cases"][0]["figures"]["values"]["unserved_teu"] > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--stack", "sea_close"), "did you mean sea_closed"),
        (("--set", "price.rial=1"), "did you mean rail"),
        (("--set", "price.rail"), "expected a parameter and its values"),
        (("--seeds", "x"), "expected seeds such as"),
        (("--figure", "cost"), "did you mean cost_usd"),
        (("--store", "orders.csv"), "expected a file of finished cases"),
        (("s.toml", "--seeds", "2", "--co2e", "3"), "leave out seeds, co2e-t, or write it there"),
        (("none.toml",), "none.toml"),
    ],
)
def test_what_is_wrong_ends_with_2_and_says_what(run, tmp_path, words, message):
    (tmp_path / "orders.csv").write_text("id\n" * 99)
    (tmp_path / "s.toml").write_text("")
    answer = run(*WORDS, *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
    assert "Traceback" not in answer.err


def test_a_case_that_failed_ends_with_1(run, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr("landbridge.optimizer.sweep.desk.plan_figures", broken)
    answer = run("sweep", "--data", "toy", "--workers", "0", "--json", "-q")
    [case] = json.loads(answer.out)["cases"]
    assert (answer.code, case["status"]) == (1, "failed")


ASKED = ("--stack", "base", "--stack", "sea_closed", "--set", "price.rail=1,0.8", "--seeds", "1-3")


def finished(store):
    """Return how many cases a store has; none where there is no such file yet."""
    if not store.exists():
        return 0
    with closing(sqlite3.connect(store, timeout=10)) as connection, suppress(sqlite3.Error):
        return connection.execute("SELECT count(*) FROM cases").fetchone()[0]
    return 0


def table(path):
    """Return the rows of a CSV file without how long they took."""
    with path.open(encoding="utf-8-sig") as file:
        return [row[:-2] for row in csv.reader(file)]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is sent the POSIX way")
def test_a_sweep_that_is_killed_goes_on_and_ends_with_the_same_table(run, tmp_path):
    words = (sys.executable, "-m", "landbridge", "sweep", "--data", "toy", *ASKED, "-q")
    sweep = subprocess.Popen(
        [*words, "--workers", "2", "--store", "killed.sqlite"], cwd=tmp_path,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while sweep.poll() is None and finished(tmp_path / "killed.sqlite") < 2:
        time.sleep(0.01)
    sweep.kill()
    sweep.wait()
    kept = finished(tmp_path / "killed.sqlite")
    assert 2 <= kept < 12
    again = run(*WORDS, *ASKED, "--store", "killed.sqlite", "--csv", "again.csv", "-q")
    assert f"12 done, {kept} of them known before" in again.out
    run(*WORDS, *ASKED, "--store", "whole.sqlite", "--csv", "whole.csv", "-q")
    assert table(tmp_path / "again.csv") == table(tmp_path / "whole.csv")


def test_a_scheduler_that_is_not_there_ends_with_1_and_is_named(run, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("landbridge.optimizer.sweep.dask_pool.SECONDS_TO_CONNECT", 1.0)
    answer = run("sweep", "--data", "toy", "-q", "--scheduler", "tcp://127.0.0.1:9")
    assert (answer.code, answer.out) == (1, "")
    assert "no scheduler at tcp://127.0.0.1:9" in answer.err
    assert "Traceback" not in answer.err
