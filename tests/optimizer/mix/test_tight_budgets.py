"""Budgets that are tight give plans that keep them, whatever a solver makes of the figures."""

import pytest
from ortools.math_opt.python import mathopt

import landbridge as lb
from landbridge.optimizer.mix import solve


@pytest.fixture(scope="module")
def toy() -> lb.Network:
    return lb.load("toy")


@pytest.mark.parametrize("budget_usd", [0.0, 100.0, 2_500.0, 6_000.0, 12_000.0, 19_000.0])
def test_a_budget_is_kept_and_more_of_it_serves_no_less(toy: lb.Network, budget_usd: float) -> None:
    plan = lb.plan(toy, limits=lb.Limits(budget_usd=budget_usd))
    assert sum(a.freight_cents for a in plan.assignments) <= budget_usd * 100
    richer = lb.plan(toy, limits=lb.Limits(budget_usd=budget_usd + 3_000))
    assert richer.proof.unserved_teu <= plan.proof.unserved_teu + 1e-9


def test_another_solver_answers_where_the_first_gives_no_verdict(
    toy: lb.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = lb.Limits(budget_usd=12_000)
    usual = lb.plan(toy, limits=limits)
    ask = mathopt.solve
    asked = []

    def without_verdict(model, solver, **options):
        result = ask(model, solver, **options)
        asked.append(solver)
        if solver is mathopt.SolverType.GLOP:
            result.termination.reason = mathopt.TerminationReason.IMPRECISE
        return result

    monkeypatch.setattr(solve.mathopt, "solve", without_verdict)
    plan = lb.plan(toy, limits=limits)
    assert mathopt.SolverType.HIGHS in asked
    assert plan.cost_cents == usual.cost_cents
    assert plan.proof.unserved_teu == usual.proof.unserved_teu
