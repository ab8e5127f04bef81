"""landbridge bench: what it prints, writes and ends with."""

import csv
import json

import pytest
from outside import CASES, needs_cases

from landbridge.network.verify.violation import Violation
from landbridge.optimizer.bench import families
from landbridge.optimizer.bench.case import Answer, BenchCase, Reference


def case(name, objective, *, violations=(), stop=False):
    def solve():
        if stop:
            raise KeyboardInterrupt
        return Answer(objective=objective, bound=99.0, method="by hand", verify=lambda: violations)

    known = Reference(low=100.0, high=100.0, tolerance=1e-6)
    return BenchCase(family="made", name=name, reference=known, prepare=lambda _: solve)


@pytest.fixture
def made(monkeypatch):
    """Replace the families by one of cases that are made for the test."""

    def replace(*cases, folder=None):
        family = families.Family(title="made", folder=folder, cases=lambda _: cases)
        monkeypatch.setattr(families, "FAMILIES", {"made": family})
        monkeypatch.setattr("landbridge.cli.bench_report.FAMILIES", {"made": family}, raising=False)

    return replace


def test_results_are_printed_beside_what_is_known(run, made):
    made(case("one", 100.0))
    answer = run("bench")
    assert answer.code == 0
    for text in ("made/one", "100.000", "99.000", "1.0e-02", "agrees", "1 of 1 cases agree"):
        assert text in answer.out
    assert "case 1 of 1: made/one" in answer.err


def test_an_optimum_that_is_missed_ends_with_1(run, made):
    made(case("one", 100.0), case("two", 101.0))
    answer = run("bench", "-q")
    assert answer.code == 1
    assert "misses the optimum: +1.00%" in answer.out
    assert "1 of 2 cases agree" in answer.out


def test_an_answer_that_breaks_a_rule_ends_with_1(run, made):
    broken = Violation(rule="capacity", where="arc 3", found="9", expected="at most 8")
    made(case("one", 100.0, violations=[broken]))
    answer = run("bench", "-q")
    assert (answer.code, "wrong: 1 broken rules" in answer.out) == (1, True)


def test_results_are_written(run, made, tmp_path):
    made(case("one", 100.0))
    run("bench", "-q", "--json", "a/b.json", "--csv", "c.csv", "--threads", 2)
    document = json.loads((tmp_path / "a/b.json").read_text(encoding="utf-8"))
    assert (document["schema"], document["threads"]) == ("landbridge/bench/1", 2)
    (row,) = csv.DictReader((tmp_path / "c.csv").read_text(encoding="utf-8").splitlines())
    assert list(row) == list(document["results"][0])
    assert (row["case"], row["objective"], row["verdict"]) == ("made/one", "100.0", "agrees")


def test_a_stop_keeps_what_is_done(run, made, tmp_path):
    made(case("one", 100.0), case("two", 100.0, stop=True))
    answer = run("bench", "-q", "--csv", "c.csv")
    assert (answer.code, "1 of 1 cases agree" in answer.out) == (130, True)
    assert "made/one" in (tmp_path / "c.csv").read_text(encoding="utf-8")


def test_cases_are_listed_without_being_run(run, made):
    made(case("one", 100.0, stop=True))
    answer = run("bench", "--list")
    assert answer.code == 0
    assert "made/one" in answer.out


def test_a_missing_folder_is_told(run, made):
    made(folder="some_cases")
    answer = run("bench", "--cases", "nowhere")
    assert answer.code == 0
    assert "No folder nowhere with the cases of made: they are left out." in answer.err


def test_an_unknown_case_ends_with_2(run):
    answer = run("bench", "no_such_case", "--cases", "nowhere")
    assert (answer.code, answer.out) == (2, "")
    assert "name of a case: found 'no_such_case'" in answer.err


@needs_cases
def test_a_published_case_agrees(run):
    answer = run("bench", "weekly/max_transit_5d", "--cases", CASES)
    assert (answer.code, "243,344.000" in answer.out) == (0, True)
