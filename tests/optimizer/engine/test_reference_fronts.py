"""Both engines find the fronts that were published with the reference networks."""

import pytest

from landbridge.optimizer.label_setting import Query

from .engines import both_engines, named
from .reference_cases import Case, freight_cases, needs_cases, small_cases


def found(name: str, case: Case) -> list[tuple[float, int, int]]:
    engine = named(name)
    bounds = engine.bounds_to_target(case.graph)
    paths = engine.pareto_paths(case.graph, Query(start=case.start), bounds)
    return [(path.cost, path.arrives, path.co2e) for path in paths]


@needs_cases
@both_engines
def test_the_fronts_of_200_small_networks(name):
    cases = list(small_cases())
    assert len(cases) == 200 + 2 * 39  # 39 have four criteria
    assert [n for n, case in enumerate(cases) if found(name, case) != case.front] == []


@needs_cases
@both_engines
@pytest.mark.parametrize("terminals", [26, 260])
def test_the_fronts_of_generated_networks(name, terminals):
    cases = list(freight_cases(terminals))
    assert len(cases) >= 3
    assert [n for n, case in enumerate(cases) if found(name, case) != case.front] == []
