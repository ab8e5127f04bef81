"""Ctrl-C while a plan is sought: the best plan so far is the answer, with its gap."""

import pytest

import landbridge as lb
from landbridge.network.limits import Goal
from landbridge.optimizer.mix import whole_units
from landbridge.optimizer.mix.column_generation import LinearUnits
from landbridge.optimizer.mix.interruption import Interruption
from landbridge.optimizer.mix.pricing import ShipmentPricer


@pytest.fixture(scope="module")
def toy() -> lb.Network:
    return lb.load("toy")


@pytest.mark.parametrize("call", range(1, 7))
def test_a_plan_that_is_stopped_while_rounds_are_made_is_still_a_plan(toy, monkeypatch, call):
    made, calls = LinearUnits._next_round, []

    def stopped(self, goal, held, before):
        calls.append(goal)
        if len(calls) == call:
            raise KeyboardInterrupt
        return made(self, goal, held, before)

    monkeypatch.setattr(LinearUnits, "_next_round", stopped)
    plan = lb.plan(toy)
    if len(calls) < call:
        assert not plan.proof.method.endswith("stopped early")
        return
    assert plan.proof.method.endswith("stopped early")
    # What was found by then may not do for everything; the verifier accepted it all the same.
    assert 0 <= plan.proof.bound_cents <= min(1_996_500, plan.proof.cost_cents)
    assert call == 1 or plan.unserved == ()


def test_a_plan_that_is_stopped_in_whole_units_is_the_one_of_a_hasty_solve(toy, monkeypatch):
    solve, asked = whole_units.solve_whole, []

    def stopped(model, **options):
        asked.append(options.get("in_haste", False))
        if len(asked) == 1:
            raise KeyboardInterrupt
        return solve(model, **options)

    monkeypatch.setattr(whole_units, "solve_whole", stopped)
    plan = lb.plan(toy)
    assert asked[:2] == [False, True]
    assert plan.proof.method.endswith("stopped early")
    assert plan.unserved == ()


def test_nothing_is_left_to_plan_with_before_there_are_routes(toy, monkeypatch):
    def stopped(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(ShipmentPricer, "first_columns", stopped)
    with pytest.raises(KeyboardInterrupt):
        lb.plan(toy)


def test_a_second_ctrl_c_goes_through():
    interruption = Interruption()
    with interruption.ends():
        raise KeyboardInterrupt
    assert interruption.happened
    with pytest.raises(KeyboardInterrupt), interruption.ends():
        raise KeyboardInterrupt


def test_rounds_are_reported_with_value_bound_and_routes(toy):
    lines: list[str] = []
    lb.plan(toy, report=lines.append)
    rounds = [line for line in lines if line.startswith("round ")]
    assert any("cost" in line and "bound" in line and "routes" in line for line in rounds)
    assert Goal.COST.value in " ".join(rounds)
