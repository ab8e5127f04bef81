"""Additions are drawn where a network is short of capacity, always the same ones."""

from functools import partial

import numpy as np
import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.importers.generated import generated_flow
from landbridge.network.importers.generated_additions import generated_additions
from landbridge.optimizer.flow.solve import solve_flow

SOLVE = partial(solve_flow, gap=1e-9)


@pytest.fixture(scope="module")
def flow():
    return generated_flow(120, 60, 1, solve=SOLVE)


def test_an_addition_is_one_more_arc_beside_a_short_one(flow):
    problem = generated_additions(flow, 2, solve=SOLVE)
    wider, first = problem.flow, flow.num_arcs
    assert (wider.num_arcs - first, np.count_nonzero(problem.fixed_cost)) == (2, 2)
    arcs = zip(flow.tail, flow.head, flow.cost, flow.capacity, strict=True)
    ends = {arc[:3]: arc[3] for arc in arcs}
    for n in range(first, wider.num_arcs):
        beside = ends[wider.tail[n], wider.head[n], wider.cost[n]]
        assert wider.capacity[n] == pytest.approx(0.5 * beside, abs=0.1)
        assert 0.4 <= problem.fixed_cost[n] / wider.capacity[n] <= 2.0 or wider.capacity[n] < 2
    assert problem.budget == round(0.3 * problem.fixed_cost.sum())


def test_the_same_numbers_give_the_same_additions(flow):
    one, again, other = (generated_additions(flow, 2, seed, solve=SOLVE) for seed in (3, 3, 4))
    assert (one.fixed_cost == again.fixed_cost).all()
    assert not np.array_equal(one.fixed_cost, other.fixed_cost)


def test_no_additions_are_refused(flow):
    with pytest.raises(QuestionError, match="count: found 0"):
        generated_additions(flow, 0, solve=SOLVE)
