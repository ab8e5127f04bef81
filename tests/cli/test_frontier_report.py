"""A long frontier is printed in few lines, whose averages keep what it costs in all."""

from itertools import pairwise

import pytest

from landbridge.cli.frontier_report import MOST_STRETCHES, _stretches
from landbridge.network.frontier import FrontierStep


@pytest.mark.parametrize("number", [1, MOST_STRETCHES, 40, 177])
def test_few_lines_keep_the_ends_and_the_cost(number):
    steps = [
        FrontierStep(most=500.0 - n, least=499.0 - n, usd_per_unit=float(n)) for n in range(number)
    ]
    lines = _stretches(steps)
    assert len(lines) <= MOST_STRETCHES + 1
    assert (lines[0].most, lines[-1].least) == (steps[0].most, steps[-1].least)
    total = sum((line.most - line.least) * line.usd_per_unit for line in lines)
    assert total == pytest.approx(sum(range(number)))
    assert all(one.least == other.most for one, other in pairwise(lines))
