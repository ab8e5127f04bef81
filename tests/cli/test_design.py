"""What design and breakeven print and write."""

import csv
import json
from types import SimpleNamespace

import pytest
from dataset_copy import DatasetCopy

ADDITION = """
id = "more_trains"
name = "More trains"
kind = "test"
capex_million_rmb = 0.071
build_months = 6

[[changes]]
op = "scale"
table = "services"
field = "capacity_teu"
value = 2
"""

TERMS = """
[[surcharges]]
id = "FUEL"
modes = "rail"
percent = 50
first_day = 2025-01-01
last_day = 2026-12-31
"""


@pytest.fixture
def folder(tmp_path):
    """The toy dataset with an addition."""
    place = DatasetCopy(tmp_path).folder
    (place / "scenarios").mkdir(exist_ok=True)
    (place / "scenarios" / "more_trains.toml").write_text(ADDITION, encoding="utf-8")
    return place


def test_a_design_is_printed_with_its_proof_and_written(run, folder):
    words = run("design", "--data", folder, "-q", "--capex", "1e6", "--csv", "d.csv")
    assert (words.code, words.err) == (0, "")
    assert "Worth building" in words.out
    assert "2 subsets" in words.out
    document = json.loads(run("design", "--data", folder, "-q", "--json", "--no-plans").out)
    assert document["schema"] == "landbridge/design/1"
    assert {row["verdict"] for row in document["choice"]["proof"]} <= {"valued", "bounded out"}


def test_the_year_in_which_building_begins_is_printed_with_the_gap(run, folder, tmp_path):
    words = ("design", "--data", folder, "-q", "--start-years", 3, "--capex-in-year", "1=5e3")
    answer = run(*words, "--no-plans", "--csv", "d.csv")
    assert (answer.code, answer.err) == (0, "")
    assert "the gap is 0" in answer.out
    head = (tmp_path / "d.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head == "step,bound_usd,best_usd,sets_valued,cuts"
    assert "write YEAR=USD" in run(*words, "--capex-in-year", "first=2").err


def test_a_subset_that_is_asked_for_is_valued(run, folder):
    answer = run("design", "--data", folder, "-q", "--no-plans", "--value", "more_trains")
    assert answer.code == 0
    assert "As asked for: more_trains" in answer.out


def test_every_subset_is_a_row_of_the_file(run, folder, tmp_path):
    assert run("design", "--data", folder, "-q", "--no-plans", "--csv", "d.csv").code == 0
    rows = [*csv.DictReader((tmp_path / "d.csv").read_text(encoding="utf-8-sig").splitlines())]
    assert sorted(row["chosen"] for row in rows) == ["", "more_trains"]


def test_an_addition_that_is_none_is_an_error_with_a_hint(run, folder):
    answer = run("design", "--data", folder, "-q", "--addition", "more_train")
    assert answer.code == 2
    assert "more_trains" in answer.err


def test_a_commitment_is_an_amount(run, folder):
    answer = run("design", "--data", folder, "-q", "--commit", "more_trains=much")
    assert answer.code == 2
    assert "write ID=USD" in answer.err


def test_breakeven_asks_for_one_target(run):
    answer = run("breakeven", "--what", "rate", "--data", "toy", "-q")
    assert answer.code == 2
    assert "one of --tonnes and --rotation-usd" in answer.err


def test_a_gateway_that_does_not_exist_is_an_error(run):
    answer = run("breakeven", "--what", "rate", "--tonnes", 1, "--data", "toy", "-q")
    assert answer.code == 2
    assert "'WXN'" in answer.err


def test_yearly_demand_stands_instead_of_the_book(run, folder, tmp_path):
    table = tmp_path / "demand.csv"
    order = next(csv.DictReader((folder / "orders.csv").read_text(encoding="utf-8").splitlines()))
    lane = ",".join(order[name] for name in ("origin", "destination", "cargo_class"))
    head = "origin,destination,cargo_class,teu_year,within_days,late_usd_per_teu_day"
    table.write_text(f"{head}\n{lane},104,30,50\n", encoding="utf-8")
    words = ("design", "--data", folder, "-q", "--json", "--no-plans", "--demand", table)
    document = json.loads(run(*words, "--demand-weeks", 4).out)
    assert document["books_per_year"] == pytest.approx(365 / 28)
    both = run(*words, "--book-days", 9)
    assert both.code == 2
    assert "leave out --orders and --book-days" in both.err


def test_terms_are_part_of_the_cost_of_a_design(run, folder, tmp_path):
    dear = tmp_path / "terms.toml"
    dear.write_text(TERMS, encoding="utf-8")
    words = ("design", "--data", folder, "-q", "--json", "--no-plans")
    base, surcharged = (
        json.loads(run(*words, *more).out)["choice"]["base"]["usd"]
        for more in ((), ("--terms", dear))
    )
    assert surcharged > base
    assert run(*words, "--terms", tmp_path / "none.toml").code == 2


def test_the_region_names_both_gateways_in_the_language_asked_for(monkeypatch, tmp_path):
    import landbridge as lb
    from landbridge.cli.breakeven_command import _region
    from landbridge.optimizer.design import region

    cell = SimpleNamespace(
        rotations=2, rate_gap_usd_per_kg=0.1, won=SimpleNamespace(tonnes=3.0, share=0.5), wins=True
    )
    monkeypatch.setattr(region, "winning_region", lambda *_, **__: (cell,))
    gateway = SimpleNamespace(terminal="WXN", rival="CKG", network=lb.load("chongqing"))
    assert _region(gateway, 2.0, (tmp_path / "r.json", "zh")) == (cell,)
    drawn = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert gateway.network.terminals["WXN"].name_zh in drawn["title"]
    assert drawn["title"].endswith("每周 2 吨")
    assert [row["tonnes_a_week"] for row in drawn["rows"]] == [3.0]
