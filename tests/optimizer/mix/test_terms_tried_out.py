"""Plans under random terms beside the best of all plans, and bounds beside it at any prices."""

from dataclasses import replace
from random import Random

import pytest
from brute_force_terms import Best, best_under, num_ways
from hypothesis import given, settings
from hypothesis import strategies as st

import landbridge as lb
from landbridge.network.limits import Goal
from landbridge.network.network import Network
from landbridge.network.plan_files import plan_json
from landbridge.network.term_files import term_mistakes
from landbridge.network.terms import Terms
from landbridge.optimizer.mix.column_generation import Asked, lagrangian_bound
from landbridge.optimizer.mix.problem import Prices
from landbridge.optimizer.mix.term_rows import with_terms
from landbridge.optimizer.planner import Planner
from landbridge.optimizer.timetable import horizon_of

from .small_mixes import mix_of
from .term_worlds import random_terms, term_world

MOST_WAYS = 2_000
NUMBERS = st.integers(0, 10_000)
ROUNDINGS_CENTS = 3


def question(number: int) -> tuple[Network, Terms] | None:
    """Return a world with terms; None where its boxes can be placed in too many ways."""
    network, terms = term_world(number), random_terms(number)
    assert list(term_mistakes(terms, network)) == []
    return (network, terms) if num_ways(network) <= MOST_WAYS else None


def served_teu(plan: lb.Plan) -> float:
    return sum(assignment.size_teu for assignment in plan.assignments)


def held_to(plan: lb.Plan, best: Best, book_teu: float) -> None:
    """Assert that a plan claims nothing that the best of all plans belies."""
    assert served_teu(plan) <= best.teu
    assert plan.proof.unserved_bound_teu <= book_teu - best.teu + 1e-6
    if served_teu(plan) == best.teu:
        assert plan.proof.bound_cents <= best.cents <= plan.cost_cents


@settings(max_examples=30)
@given(NUMBERS)
def test_no_plan_is_better_than_the_best_nor_is_its_bound_above(number):
    asked = question(number)
    if asked is None:
        return
    network, terms = asked
    planner = Planner(network, terms=terms, effort=lb.Effort(gap=0))
    plan = planner.plan()
    solved = planner.answer.solution.value
    assert solved == pytest.approx(plan.cost_cents, abs=ROUNDINGS_CENTS)
    book_teu = sum(s.boxes_40ft * 2 + s.boxes_20ft for s in network.orders.values())
    held_to(plan, best_under(network, terms), book_teu)


def test_nearly_all_plans_are_the_best():
    asked = [found for number in range(50) if (found := question(number))]
    missed = 0
    for network, terms in asked:
        plan = lb.plan(network, terms=terms, effort=lb.Effort(gap=0))
        missed += Best(served_teu(plan), plan.cost_cents) != best_under(network, terms)
    assert len(asked) > 40
    assert missed <= 2


@settings(max_examples=15)
@given(NUMBERS, st.sampled_from((150, 300)))
def test_terms_count_in_a_budget(number, budget_usd):
    asked = question(number)
    if asked is None:
        return
    network, terms = asked
    best = best_under(network, terms, budget_usd)
    try:
        plan = lb.plan(network, limits=lb.Limits(budget_usd=budget_usd), terms=terms)
    except lb.NoPlanError:
        assert best is None
        return
    assert best is not None
    assert served_teu(plan) <= best.teu


@settings(max_examples=60)
@given(NUMBERS, st.integers(0, 10**6))
def test_at_any_prices_the_bound_is_below_every_plan_under_terms(number, seed):
    asked = question(number)
    if asked is None:
        return
    network, terms = asked
    mix, best = mix_of(network), best_under(network, terms)
    horizon = horizon_of(network, network.orders, mix.problem.days_late)
    problem = with_terms(mix.problem, terms, horizon)
    total = sum(s.num_units * problem.size_teu(s) for s in problem.shipments)
    held = {Goal.UNSERVED: total - best.teu}
    asked_at = Asked(problem, _prices(problem.rows, mix.resources, seed), Goal.COST, held)
    values = {key: p.price(asked_at.of(key)).unit_value for key, p in mix.pricers.items()}
    assert lagrangian_bound(asked_at, values) <= best.cents + 1


def _prices(rows, resources, seed: int) -> Prices:
    chance = Random(seed)
    heights = (0.0, 10.0, 1_000.0, 8_000.0)
    return Prices(
        resource={r: chance.choice(heights) * chance.random() for r in resources},
        rows={row.key: chance.choice(heights) * chance.random() for row in rows}
        | {"held[unserved]": chance.choice((0.0, 1e6)) * chance.random()},
    )


def test_a_plan_under_terms_is_read_back_as_it_was(tmp_path):
    network = lb.load("toy")
    terms = Terms(
        surcharges=[{"id": "P", "modes": "rail", "percent": 5, "weeks": ["2025-W40", "2026-W10"]}],
        contracts=[{"id": "C", "services": "SHIP", "allotment_teu": 4, "discount_usd_per_teu": 9,
                    "first_day": "2025-10-01", "last_day": "2026-03-01"}],
    )  # fmt: skip
    plan = lb.plan(network, terms=terms)
    file = tmp_path / "plan.json"
    file.write_text(plan_json(plan), encoding="utf-8")
    again = lb.read_plan(file)
    assert again.terms == terms
    assert replace(again, proof=plan.proof).cost_by_part_cents() == plan.cost_by_part_cents()
    assert lb.verify(again) == ()
