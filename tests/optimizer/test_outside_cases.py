"""The engine on networks whose whole fronts are known from elsewhere."""

import pytest

from .graph_oracle import found_paths, replayed, vectors_of
from .outside_cases import LARGE_FRONTS, SMALL, large_cases, small_cases


@pytest.mark.skipif(not SMALL.is_file(), reason="the small networks are not beside the checkout")
def test_the_fronts_of_small_networks_are_found():
    cases = list(small_cases())
    found = {
        case.name: vectors_of(found_paths(case.graph, case.query), case.query) for case in cases
    }
    assert len(found) == 200
    assert found == {case.name: case.front for case in cases}


@pytest.mark.slow
@pytest.mark.skipif(not LARGE_FRONTS.is_file(), reason="the networks are not beside the checkout")
def test_the_fronts_of_freight_networks_are_found():
    num_found = 0
    for case in large_cases():
        paths = found_paths(case.graph, case.query)
        assert vectors_of(paths, case.query) == case.front, case.name
        cost, minute, co2e, _ = replayed(case.graph, paths[-1], case.query)
        assert (cost, minute, co2e) == case.front[-1]
        num_found += 1
    assert num_found == 8
