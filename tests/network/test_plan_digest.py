"""The hash of a plan's inputs tells questions apart, and nothing else."""

from dataclasses import replace

import pytest

import landbridge as lb
from landbridge.network.plan_digest import plan_digest
from landbridge.network.plan_files import plan_json


@pytest.fixture(scope="module")
def plan():
    return lb.plan(lb.load("toy"))


def test_a_plan_that_was_written_and_read_has_the_same_hash(plan, tmp_path):
    (tmp_path / "plan.json").write_text(plan_json(plan), encoding="utf-8")
    assert plan_digest(lb.read_plan(tmp_path / "plan.json")) == plan_digest(plan)


def test_the_answer_does_not_matter(plan):
    assert plan_digest(replace(plan, assignments=(), unserved=())) == plan_digest(plan)


def test_every_input_matters(plan):
    order = next(iter(plan.orders.values()))
    later = order.model_copy(update={"note": "another"})
    others = lb.OrderBook([later, *list(plan.orders.values())[1:]])
    scenario = next(iter(plan.network.scenarios))
    changed = [
        replace(plan, limits=lb.Limits(budget_usd=1e9)),
        replace(plan, objective=lb.Objective.GENERALISED),
        replace(plan, orders=others),
        replace(plan, network=plan.network.apply(scenario)),
    ]
    digests = {plan_digest(plan), *map(plan_digest, changed)}
    assert len(digests) == 1 + len(changed)
