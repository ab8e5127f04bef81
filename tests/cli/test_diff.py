"""landbridge diff: two plans of the toy dataset side by side."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def without_sea(run, tmp_path) -> Path:
    assert run("plan", "--data", "toy", "--scenario", "sea_closed", "--out", "closed").code == 0
    return tmp_path / "closed" / "plan.json"


def test_a_plan_is_no_other_than_itself(run, plan_file):
    answer = run("diff", plan_file, plan_file)
    assert (answer.code, answer.err) == (0, "")
    assert "Kept 6 orders\n" in answer.out
    assert "cost         19,965 USD, +0 USD; +0.0 t CO2e" in answer.out
    assert "Order" not in answer.out


def test_orders_are_told_from_where_to_where_they_move(run, plan_file, without_sea):
    document = json.loads(run("diff", plan_file, without_sea, "--json").out)
    before, after = (json.loads(Path(f).read_text("utf-8")) for f in (plan_file, without_sea))
    assert document["schema"] == "landbridge/difference/1"
    assert document["before_usd"] == before["summary"]["cost_usd"]
    assert document["after_usd"] == after["summary"]["cost_usd"]
    changed = [o for o in document["orders"] if o["moved"] or o["newly_served"] or o["dropped"]]
    out = run("diff", plan_file, without_sea).out
    lines = {line.split()[0]: line for line in out.splitlines() if line.startswith("T")}
    assert changed
    for order in changed:
        line = lines[order["shipment"]]
        for part in (*order["left"], *order["taken"]):
            assert f"{part['units']} by {part['departures'][0].replace(' 2025-', ' ')}" in line
        assert f"{order['after_usd'] - order['before_usd']:+,.0f}" in line
        assert (f"{order['dropped']} dropped" in line) == bool(order["dropped"])


def test_a_plan_that_breaks_rules_is_not_compared(run, plan_file, tmp_path):
    record = json.loads(plan_file.read_text(encoding="utf-8"))
    record["assignments"][0]["units"] = 99
    (tmp_path / "bad.json").write_text(json.dumps(record), encoding="utf-8")
    answer = run("diff", plan_file, "bad.json")
    assert (answer.code, answer.out) == (2, "")
    assert "bad.json" in answer.err


def test_plans_with_different_objectives_are_refused(run, plan_file):
    run("plan", "--data", "toy", "--objective", "generalised", "--out", "other")
    answer = run("diff", plan_file, "other/plan.json")
    assert (answer.code, answer.out) == (2, "")
    assert "objective: found generalised; expected freight" in answer.err
