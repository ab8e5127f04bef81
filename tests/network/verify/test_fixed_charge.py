"""Every rule of a plan for arcs that must be paid for is checked: a sound plan, spoilt."""

from dataclasses import replace

import numpy as np
import pytest

from landbridge.network.fixed_charge import FixedChargePlan, PriceProof
from landbridge.network.multicommodity import FixedChargeProblem, FlowPath, FlowProblem
from landbridge.network.verify.fixed_charge import verify_fixed_charge

FLOW = FlowProblem(
    name="two ways",
    num_nodes=2,
    tail=np.array([0, 0], np.int32),
    head=np.array([1, 1], np.int32),
    cost=np.array([1.0, 5.0]),
    capacity=np.array([4.0, np.inf]),
    origin=np.array([0], np.int32),
    destination=np.array([1], np.int32),
    demand=np.array([6.0]),
    reject_cost=np.array([9.0]),
)
PROBLEM = FixedChargeProblem(flow=FLOW, fixed_cost=np.array([10.0, 0.0]))
OPEN = PriceProof(opened=(0,), capacity_prices=np.array([4.0, 0.0]), budget_price=0.0, bound=24.0)
CLOSED = PriceProof(closed=(0,), capacity_prices=np.array([0.0, 0.0]), budget_price=0.0, bound=30.0)


def plan(**changes):
    fields = {
        "problem": PROBLEM,
        "paths": (
            FlowPath(commodity=0, arcs=(0,), amount=4.0),
            FlowPath(commodity=0, arcs=(1,), amount=2.0),
        ),
        "rejected": np.array([0.0]),
        "opened": (0,),
        "cost": 24.0,
        "bound": 24.0,
        "proof": (OPEN, CLOSED),
        "unreachable": (),
        "seconds": 0.0,
        "method": "by hand",
    }
    return FixedChargePlan(**{**fields, **changes})


def rules(spoilt):
    return {violation.rule for violation in verify_fixed_charge(spoilt)}


def test_a_sound_plan_breaks_no_rule():
    assert verify_fixed_charge(plan()) == []
    assert (plan().gap, plan().fixed_cost) == (0.0, 10.0)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"opened": ()}, "capacity"),
        ({"opened": (0, 0)}, "opened arcs"),
        ({"opened": (0, 1)}, "opened arcs"),
        ({"opened": (0, 7)}, "opened arcs"),
        ({"cost": 20.0, "bound": 20.0}, "cost"),
        ({"bound": 25.0}, "bound"),
        ({"proof": (OPEN,)}, "proof"),
        ({"proof": (OPEN, OPEN)}, "proof"),
        ({"proof": (replace(OPEN, bound=24.1), CLOSED)}, "bound"),
        ({"proof": (OPEN, replace(CLOSED, bound=30.1))}, "bound"),
        ({"proof": (OPEN, replace(CLOSED, bound=23.0))}, "bound"),
        ({"proof": (replace(OPEN, budget_price=-1.0), CLOSED)}, "bound"),
        ({"proof": (replace(OPEN, capacity_prices=np.array([4.0, -1.0])), CLOSED)}, "bound"),
        ({"proof": (replace(OPEN, opened=(0, 9)), CLOSED)}, "bound"),
        ({"rejected": np.array([1.0])}, "all units accounted for"),
    ],
)
def test_a_spoilt_plan_breaks_its_rule(changes, rule):
    assert rule in rules(plan(**changes))


def test_a_budget_is_kept_and_its_price_counts():
    paid = replace(PROBLEM, budget=10.0)
    root = PriceProof(capacity_prices=np.array([4.0, 0.0]), budget_price=1.6, bound=14.0)
    sound = plan(problem=paid, cost=14.0, bound=14.0, proof=(root,))
    assert verify_fixed_charge(sound) == []
    assert rules(replace(sound, problem=replace(PROBLEM, budget=9.0))) >= {"budget"}
    assert rules(replace(sound, proof=(replace(root, budget_price=1.7),))) == {"bound"}


def test_choices_beyond_the_budget_need_no_bound():
    paid = replace(PROBLEM, budget=9.0)
    paths = (FlowPath(commodity=0, arcs=(1,), amount=6.0),)
    beyond = replace(OPEN, bound=np.inf)
    found = plan(
        problem=paid, paths=paths, opened=(), cost=30.0, bound=30.0, proof=(beyond, CLOSED)
    )
    assert verify_fixed_charge(found) == []
    assert rules(replace(found, problem=replace(PROBLEM, budget=10.0))) == {"bound"}
