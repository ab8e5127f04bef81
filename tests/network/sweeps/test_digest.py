"""A key changes with everything that figures depend on, and with nothing else."""

from dataclasses import replace

import pytest

from landbridge.network.limits import Limits, Objective
from landbridge.network.read import load
from landbridge.network.sweeps.case import Case
from landbridge.network.sweeps.digest import SweepQuestion, case_key, tables_digest
from landbridge.network.terms import Terms

CASE = Case(stack="base", values=(("a", 1.0), ("b", 2.0)), seed=1)
QUESTION = SweepQuestion()


@pytest.fixture(scope="module")
def toy():
    return load("toy")


@pytest.mark.parametrize(
    "other",
    [
        replace(QUESTION, objective=Objective.GENERALISED),
        replace(QUESTION, limits=Limits(budget_usd=1.0)),
        replace(QUESTION, terms=Terms(name="other")),
        replace(QUESTION, is_linear=True),
        replace(QUESTION, gap=0.5),
        replace(QUESTION, seconds=1.0),
    ],
    ids=repr,
)
def test_another_question_has_another_key(other):
    assert case_key("tables", other, CASE) != case_key("tables", QUESTION, CASE)


@pytest.mark.parametrize(
    "other",
    [replace(CASE, seed=2), replace(CASE, values=(("a", 1.0),)),
     replace(CASE, values=(("a", 1.0), ("b", 2.5)))],
)  # fmt: skip
def test_another_seed_or_value_has_another_key(other):
    assert case_key("tables", QUESTION, other) != case_key("tables", QUESTION, CASE)


def test_the_order_of_parameters_and_the_name_of_a_stack_do_not_matter():
    same = replace(CASE, stack="other", values=(("b", 2), ("a", 1)))
    assert case_key("tables", QUESTION, same) == case_key("tables", QUESTION, CASE)


def test_tables_have_the_same_digest_whenever_they_are_read(toy):
    assert tables_digest(load("toy")) == tables_digest(toy)


def test_a_scenario_and_another_order_book_change_the_digest(toy):
    fewer = toy.with_orders(list(toy.orders.values())[1:])
    digests = {tables_digest(n) for n in (toy, toy.apply("sea_closed"), fewer)}
    assert len(digests) == 3
