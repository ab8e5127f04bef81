"""Routes below ways: the lower level of a nested logit."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

import landbridge as lb
from landbridge.network.economics.logit import logit_shares
from landbridge.network.economics.route_choice import check_thetas, nest_cost, route_shares

routes_of = st.dictionaries(st.sampled_from("abcd"), st.floats(0, 20), min_size=1)


@given(routes_of, st.floats(0.1, 10))
def test_a_way_costs_no_more_than_its_cheapest_route(costs, route_theta):
    assert nest_cost(costs, route_theta=route_theta) <= min(costs.values()) + 1e-12
    assert nest_cost(costs, route_theta=None) == min(costs.values())
    assert sum(route_shares(costs, route_theta=route_theta).values()) == pytest.approx(1)


@given(routes_of, routes_of, st.floats(0.1, 5))
def test_with_one_theta_the_routes_of_all_ways_compete_alike(rail, sea, theta):
    both = {"rail": nest_cost(rail, route_theta=theta), "sea": nest_cost(sea, route_theta=theta)}
    ways = logit_shares(both, theta=theta)
    flat = logit_shares(
        {f"rail {r}": c for r, c in rail.items()} | {f"sea {r}": c for r, c in sea.items()},
        theta=theta,
    )
    for name, routes in (("rail", rail), ("sea", sea)):
        for route, share in route_shares(routes, route_theta=theta).items():
            assert ways[name] * share == pytest.approx(flat[f"{name} {route}"], abs=1e-12)


def test_routes_split_by_what_they_cost():
    shares = route_shares({"a": 1.0, "b": 2.0}, route_theta=1.0)
    assert shares["a"] / shares["b"] == pytest.approx(exp(1))
    assert route_shares({"a": 2.0, "b": 1.0}, route_theta=None) == {"a": 0.0, "b": 1.0}


def test_routes_chosen_less_sharply_than_ways_are_refused():
    with pytest.raises(lb.QuestionError, match=r"at least 1\.2"):
        check_thetas(1.2, 1.0)
    with pytest.raises(lb.QuestionError, match="route theta"):
        check_thetas(1.2, 0.0)
    with pytest.raises(lb.QuestionError, match="theta: found -1"):
        check_thetas(-1.0, None)
