"""What prices, repair, frontier and variants print and write."""

import csv
import json

import pytest


@pytest.mark.parametrize("name", ["prices", "repair", "frontier", "variants"])
def test_each_command_answers_as_json_and_in_words(run, name):
    words = run(name, "--data", "toy", "-q")
    assert (words.code, words.err) == (0, "")
    document = json.loads(run(name, "--data", "toy", "-q", "--json").out)
    assert document["schema"].startswith("landbridge/")


def test_prices_name_slots_limits_due_dates_and_rates(run, tmp_path):
    answer = run("prices", "--data", "toy", "-q", "--due", "T1", "--rates", "all", "--csv", "p.csv")
    assert answer.code == 0
    assert "Another due date" in answer.out
    assert "not binding" in answer.out
    text = (tmp_path / "p.csv").read_text(encoding="utf-8-sig")
    kinds = {row["what"] for row in csv.DictReader(text.splitlines())}
    assert {"slot", "limit", "due date"} <= kinds


def test_an_unknown_order_or_service_is_an_error_with_a_hint(run):
    answer = run("prices", "--data", "toy", "-q", "--due", "nobody", "--rates", "nothing")
    assert answer.code == 2
    assert "'nobody'" in answer.err
    assert "'nothing'" in answer.err


def test_what_is_left_behind_leads_to_repair_and_that_names_what_helps(run):
    asked = ("--data", "toy", "-q", "--budget", "9000")
    assert "landbridge repair" in run("plan", *asked).out
    answer = run("repair", *asked)
    assert answer.code == 0
    assert "budget" in answer.out.partition("What conflicts")[2]
    assert "USD more of budget" in answer.out


def test_a_frontier_is_written_as_csv(run, tmp_path):
    assert run("frontier", "--data", "toy", "-q", "--points", "3", "--csv", "f.csv").code == 0
    rows = [*csv.DictReader((tmp_path / "f.csv").read_text(encoding="utf-8-sig").splitlines())]
    assert {row["what"] for row in rows} == {"plan", "step"}
