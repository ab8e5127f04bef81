"""Limits and efforts that make no sense are refused where they are made."""

from math import inf, nan

import pytest

from landbridge.network.errors import QuestionError
from landbridge.network.plan import Limits
from landbridge.optimizer.plan import Effort


@pytest.mark.parametrize("budget_usd", [nan, inf, -1.0])
def test_a_budget_is_an_amount(budget_usd: float) -> None:
    with pytest.raises(QuestionError, match="budget_usd"):
        Limits(budget_usd=budget_usd)


def test_lateness_is_a_number_of_days() -> None:
    with pytest.raises(QuestionError, match="max_late_days: found -1"):
        Limits(max_late_days=-1)


@pytest.mark.parametrize("gap", [nan, -0.1, 1.5])
def test_a_gap_is_a_share(gap: float) -> None:
    with pytest.raises(QuestionError, match="gap"):
        Effort(gap=gap)


@pytest.mark.parametrize("seconds", [nan, inf, 0.0])
def test_time_is_finite_and_positive(seconds: float) -> None:
    with pytest.raises(QuestionError, match="seconds"):
        Effort(seconds=seconds)
