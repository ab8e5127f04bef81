"""landbridge stress and landbridge scenario compare."""

import csv
import json

import pytest

TOY = ("--data", "toy", "-q")


def test_closures_are_ranked_and_written(run, tmp_path):
    answer = run("stress", *TOY, "--kind", "exposure", "--whole", 1, "--csv", "rows.csv", "--json")
    assert answer.code == 0
    document = json.loads(answer.out)
    assert document["schema"] == "landbridge/stress/1"
    assert document["draws"] is None
    singles = document["closures"]["singles"]
    assert [c["fails"][0]["name"] for c in singles] == ["XA", "XB", "strait"]
    assert [c["whole_unserved_teu"] for c in singles] == [5, 5, None]
    rows = list(csv.reader((tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1][:2] == ["single", "exposure XA"]
    assert len(rows) == 4


def test_less_capacity_and_pairs_are_printed(run):
    answer = run("stress", *TOY, "--kind", "service", "--left", 0.5, "--pairs", 2, "--top", 2)
    assert answer.code == 0
    assert "cut to 50% of its capacity" in answer.out
    assert "service EXPRESS" in answer.out
    assert "Pairs of the worst" in answer.out


def test_draws_say_what_they_rest_on(run):
    answer = run("stress", *TOY, "--draws", 200, "--level", 0.8)
    assert (answer.code, answer.err) == (0, "")
    rows = {line.split()[0]: line for line in answer.out.splitlines() if " USD " in line}
    amounts = [float(rows[k].split(" USD")[0].split()[-1].replace(",", ""))
               for k in ("P10", "median", "CVaR")]  # fmt: skip
    assert amounts == sorted(amounts)
    assert amounts[0] < amounts[-1]
    assert "CVaR 80%" in answer.out
    assert "Strike of the railway" in answer.out
    assert "graded assumption" in answer.out
    assert "closed in turn" not in answer.out
    again = run("stress", *TOY, "--draws", 200, "--level", 0.8)
    assert again.out == answer.out


def test_a_plan_is_chosen_for_what_may_come(run):
    answer = run("stress", *TOY, "--future", "sea_closed=0.25", "--json")
    robust = json.loads(answer.out)["robust"]
    assert robust["futures"] == [
        {"name": "base", "probability": 0.75},
        {"name": "sea_closed", "probability": 0.25},
    ]
    assert [c["name"] for c in robust["candidates"]] == ["base", "for sea_closed", "for all"]
    assert robust["premium_usd"] >= 0
    assert robust["bound_usd"] <= robust["pool_bound_usd"] <= robust["value_usd"] + 0.01
    text = run("stress", *TOY, "--future", "sea_closed=0.25").out
    assert "cost in sea_closed 25%" in text
    assert "proven: no plan over the routes looked at is better by more than 0.0" in text


@pytest.mark.parametrize(
    ("futures", "expected"),
    [(["sea_closed"], "expected a stack"), (["sea_closed=2"], "from 0 to 1"),
     (["sea_closed=0.7", "border_queue=0.7"], "more than 1")],
)  # fmt: skip
def test_a_future_without_a_probability_is_refused(run, futures, expected):
    words = [word for future in futures for word in ("--future", future)]
    answer = run("stress", *TOY, *words)
    assert answer.code == 2
    assert expected in answer.err


def test_stacks_and_a_saved_plan_stand_side_by_side(run, plan_file):
    answer = run("scenario", "compare", plan_file, "base", "sea_closed", *TOY, "--draws", 50)
    assert answer.code == 0
    assert "days P90" in answer.out
    assert "base against" in answer.out
    assert "0 orders change" in answer.out
    assert "sea_closed: closes links SE1 (former route)" in answer.out


def test_the_json_of_a_comparison_carries_flows_for_maps(run, tmp_path):
    words = ("scenario", "compare", "base", "sea_closed", *TOY, "--draws", 50)
    document = json.loads(run(*words, "--json", "--csv", "rows.csv").out)
    base, closed = document["plans"]
    assert "SE1" in {flow["link_id"] for flow in base["flows"]}
    assert "SE1" not in {flow["link_id"] for flow in closed["flows"]}
    assert {row["name"] for row in base["by_gateway"]} == {"BORDER", "PORT", "none"}
    assert closed["scenarios"] == ["sea_closed"]
    assert "unserved" in (tmp_path / "rows.csv").read_text("utf-8-sig")


def test_one_stack_alone_and_the_same_twice_are_refused(run):
    for names in (["base"], ["base", "base"]):
        answer = run("scenario", "compare", *names, *TOY)
        assert answer.code == 2
        assert "at least two" in answer.err


def test_closures_are_drawn_on_a_map_that_asks_for_nothing(run, tmp_path):
    answer = run("stress", *TOY, "--kind", "exposure", "--whole", 1, "--map", "stress.html")
    assert answer.code == 0
    page = (tmp_path / "stress.html").read_text(encoding="utf-8")
    assert "landbridge.setUpStress(" in page
    assert "default-src 'none'" in page
