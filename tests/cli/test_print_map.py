"""The command line draws a plan for print where the file asks for it."""

from __future__ import annotations

import pytest

import landbridge as lb


@pytest.mark.parametrize(
    ("ending", "begin"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("PDF", b"%PDF")]
)
def test_map_draws_a_plan_for_print(run, tmp_path, plan_file, ending, begin):
    answer = run("map", "--plan", plan_file, "-o", f"map.{ending}", "--language", "zh")
    assert (answer.code, answer.out) == (0, f"Written: map.{ending}\n")
    picture = (tmp_path / f"map.{ending}").read_bytes()
    assert picture.startswith(begin)
    plan = lb.read_plan(plan_file)
    assert picture == lb.draw_print_map(plan.network, plan, language="zh").picture(ending.lower())


def test_routes_of_an_order_have_no_map_for_print(run, tmp_path):
    answer = run("map", "T1", "--data", "toy", "-o", "t1.png")
    assert answer.code == 2
    assert "add --plan FILE" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_map_draws_what_changes_between_two_plans_for_print(run, tmp_path, plan_file):
    run("plan", "--data", "toy", "--carbon-price", 2000)
    answer = run("map", "--plan", "out/plan.json", "--before", plan_file, "-o", "change.svg")
    assert answer.out == "Written: change.svg\n"
    plans = [lb.read_plan(plan_file), lb.read_plan(tmp_path / "out/plan.json")]
    picture = lb.draw_print_comparison(*plans).picture("svg")
    assert (tmp_path / "change.svg").read_bytes() == picture
