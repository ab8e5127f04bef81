"""landbridge compare of plans and scenarios; one name alone is a shipment."""

import json

import pytest

from landbridge.cli.comparison_report import labels_of

TOY = ("--data", "toy", "-q")


def test_two_names_are_plans_and_scenarios_side_by_side(run, plan_file):
    for words in ((plan_file, "sea_closed", *TOY), (*TOY, plan_file, "sea_closed")):
        answer = run("compare", *words, "--draws", 20)
        assert (answer.code, answer.err) == (0, "")
        assert f"sea_closed against {plan_file.parent.name}:" in answer.out
        cost = next(line.split() for line in answer.out.splitlines() if "cost USD" in line)
        assert cost == ["cost", "USD", "19,965", "19,100", "-865"]


def test_one_name_or_none_is_a_shipment(run):
    assert "By mode" in run("compare", "T1", *TOY).out
    assert "name an order of the book" in run("compare", *TOY).err


def test_a_saved_plan_alone_and_a_wrong_option_are_told_of_plans(run, plan_file):
    assert "give at least two" in run("compare", plan_file).err
    for words in (("base", "sea_closed", "--bogus"), ("base", "sea_close", *TOY)):
        answer = run("compare", *words)
        assert answer.code == 2
        assert "bogus" in answer.err or "did you mean sea_closed" in answer.err


def test_help_beside_two_names_is_that_of_plans(run):
    assert "STACK|PLAN.json" in run("compare", "base", "sea_closed", "--help").out
    assert "landbridge scenario compare" in run("compare", "--help").out


def test_moves_say_by_how_much_they_are_late(run):
    words = ("compare", "base", "sea_closed", *TOY, "--draws", 5)
    moves = json.loads(run(*words, "--json").out)["plans"][1]["moves"]
    late = {m["shipment_id"]: (m["days_late_before"], m["days_late_after"]) for m in moves}
    text = run(*words).out
    changed = {key: pair for key, pair in late.items() if pair[0] != pair[1]}
    assert changed
    for before, after in changed.values():
        assert f", {after} days late instead of {before}" in text


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["a/plan.json", "b/plan.json"], ["a", "b"]),
        (["x/a/plan.json", "y/a/plan.json"], ["x/a/plan.json", "y/a/plan.json"]),
        (["plan.json", "monday.json", "base"], ["plan", "monday", "base"]),
        (["base/plan.json", "base"], ["base/plan.json", "base"]),
    ],
)
def test_saved_plans_are_called_by_folder_or_file_where_that_tells_them(names, labels):
    assert list(labels_of(names).values()) == labels
