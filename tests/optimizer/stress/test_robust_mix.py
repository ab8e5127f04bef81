"""The risk toy of golden question 11: rail against sea, a closure and the Red Sea."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.network.errors import QuestionError
from landbridge.network.tail import tail_of
from landbridge.optimizer.stress.robust_mix import robust_mix

RAIL = (7.3, 13.3, 7.3)
SEA = (8.0, 8.0, 12.0)
PROBABILITIES = (0.8, 0.1, 0.1)


def test_the_risk_neutral_mix_is_all_rail():
    mix = robust_mix((RAIL, SEA), PROBABILITIES, weight=0.0)
    assert mix.shares == pytest.approx((1, 0))
    assert mix.mean == pytest.approx(7.9)
    assert mix.cvar == pytest.approx(13.3)


def test_the_least_tail_is_four_parts_rail_and_six_sea():
    mix = robust_mix((RAIL, SEA), PROBABILITIES, level=0.9, weight=1.0)
    assert mix.shares == pytest.approx((0.4, 0.6))
    assert mix.cvar == pytest.approx(10.12)
    assert mix.mean == pytest.approx(8.2)
    assert tail_of(SEA, 0.9, PROBABILITIES).cvar == pytest.approx(12)


@pytest.mark.parametrize(("weight", "rail"), [(0.0861, 1.0), (0.0863, 0.4)])
def test_the_mix_switches_at_a_weight_of_0_0862(weight, rail):
    mix = robust_mix((RAIL, SEA), PROBABILITIES, level=0.9, weight=weight)
    assert mix.shares[0] == pytest.approx(rail)


def test_one_option_alone_is_the_one_with_the_least_tail():
    mix = robust_mix((RAIL, SEA), PROBABILITIES, level=0.9, weight=1.0, whole=True)
    assert mix.shares == pytest.approx((0, 1))
    assert mix.cvar == pytest.approx(12)


@given(
    values=st.lists(st.floats(0, 1e6), min_size=1, max_size=30),
    level=st.floats(0, 0.99),
)
def test_the_tail_is_the_least_of_the_formula_of_rockafellar_and_uryasev(values, level):
    tail = tail_of(values, level)

    def formula(eta):
        return eta + sum(max(0, v - eta) for v in values) / len(values) / (1 - level)

    assert tail.cvar == pytest.approx(min(map(formula, values)), rel=1e-6, abs=1e-6)
    assert tail.var - 1e-6 <= tail.cvar <= max(values) + 1e-6
    assert tail_of(values, 0.0).cvar == pytest.approx(sum(values) / len(values), abs=1e-6)


def test_wrong_numbers_are_all_named():
    with pytest.raises(QuestionError, match=r"(?s)options.*probabilities.*level.*weight"):
        robust_mix((), (0.5,), level=1.0, weight=2.0)
