import numpy as np
import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.multicommodity import FixedChargeProblem, FlowPlan, FlowProblem


def problem(**changes):
    arrays = {
        "tail": np.array([0, 1], np.int32),
        "head": np.array([1, 2], np.int32),
        "cost": np.array([1.0, 2.0]),
        "capacity": np.array([5.0, np.inf]),
        "ticks": np.array([3, 4], np.int32),
        "origin": np.array([0], np.int32),
        "destination": np.array([2], np.int32),
        "demand": np.array([2.0]),
        "reject_cost": np.array([np.inf]),
        "ticks_allowed": np.array([7], np.int32),
    }
    return FlowProblem(name="line", num_nodes=3, **{**arrays, **changes})


def test_a_sound_problem_knows_its_sizes():
    sound = problem()
    assert (sound.num_arcs, sound.num_commodities, sound.has_time_limits) == (2, 1, True)


def test_every_mistake_is_named_at_once():
    with pytest.raises(QuestionError, match="mistakes") as caught:
        problem(head=np.array([1, 3], np.int32), cost=np.array([np.nan, -1.0]))
    places = [mistake.place for mistake in caught.value.mistakes]
    assert places == ["head[1]", "cost[0]", "cost[1]"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"demand": np.array([0.0])}, r"demand\[0\]: found 0.0; expected a number of more than 0"),
        ({"ticks": None}, "only one of the two"),
        ({"capacity": np.array([1.0])}, r"capacity: found the shape \(1,\); expected 2 numbers"),
        ({"origin": np.array([-1], np.int32)}, r"origin\[0\]: found -1; expected a node from 0 to"),
        ({"reject_cost": np.array([np.nan])}, "at least 0, or inf"),
    ],
)
def test_a_mistake_says_what_was_expected(changes, message):
    with pytest.raises(QuestionError, match=message):
        problem(**changes)


def test_many_mistakes_of_one_kind_are_counted():
    with pytest.raises(QuestionError, match="found 80 more like these"):
        problem(
            tail=np.zeros(100, np.int32),
            head=np.zeros(100, np.int32),
            cost=np.full(100, -1.0),
            capacity=np.ones(100),
            ticks=np.zeros(100, np.int32),
        )


def test_fixed_costs_must_fit_the_arcs():
    with pytest.raises(QuestionError, match=r"fixed_cost\[1\]: found inf"):
        FixedChargeProblem(flow=problem(), fixed_cost=np.array([1.0, np.inf]))
    with pytest.raises(QuestionError, match="budget: found -1"):
        FixedChargeProblem(flow=problem(), fixed_cost=np.array([1.0, 2.0]), budget=-1.0)


@pytest.mark.parametrize(("cost", "gap"), [(100.0, 0.1), (np.inf, np.inf), (90.0, 0.0)])
def test_the_gap_is_a_share_of_the_cost(cost, gap):
    plan = FlowPlan(
        problem=problem(),
        paths=(),
        rejected=np.zeros(1),
        cost=cost,
        bound=90.0,
        unreachable=(),
        capacity_prices=np.zeros(2),
        rounds=1,
        seconds=0.0,
        method="by hand",
    )
    assert plan.gap == pytest.approx(gap)
