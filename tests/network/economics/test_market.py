"""Shares of many lanes: calibrated to what was observed, then moved by a change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixture_g import BOX_KG, PER_TONNE
from hypothesis import given
from hypothesis import strategies as st

import landbridge as lb
from landbridge.network.economics import Lane, generalised_usd, market_constants, market_shares

SHARES = {"sea": 0.80, "rail": 0.12, "air": 0.08}
lanes_of = st.lists(
    st.builds(
        Lane,
        name=st.just("lane"),
        size=st.floats(1, 100),
        costs=st.fixed_dictionaries({way: st.floats(0, 5) for way in SHARES}),
    ),
    min_size=1,
    max_size=4,
)


def test_a_closed_suez_moves_one_lane_as_the_reference_says():
    costs = {
        one.name: generalised_usd(one, usd_per_kg=10, rate_per_day=0.01) / one.kg
        for one in PER_TONNE
    }
    lane = Lane(name="CQ-DUI", size=1, costs=costs)
    dearer = costs | {"sea": costs["sea"] + 2_000 / BOX_KG + 12 * 0.01 * 10}
    constants = market_constants(SHARES, [lane], theta=1.2)
    after = market_shares([replace(lane, costs=dearer)], theta=1.2, constants=constants)
    assert {way: round(100 * share) for way, share in after.items()} == {
        "sea": 42, "rail": 35, "air": 23,
    }  # fmt: skip


@given(lanes_of, st.floats(0.01, 1.5))
def test_calibrated_lanes_reproduce_the_shares_of_the_market(lanes, theta):
    constants = market_constants(SHARES, lanes, theta=theta)
    found = market_shares(lanes, theta=theta, constants=constants)
    assert found == pytest.approx(SHARES, abs=1e-9)
    assert sum(found.values()) == pytest.approx(1)


@given(lanes_of, st.floats(0.1, 5))
def test_a_way_that_gets_dearer_on_all_lanes_wins_no_share(lanes, dearer):
    constants = dict.fromkeys(SHARES, 0.0)
    after = [replace(a, costs={**a.costs, "sea": a.costs["sea"] + dearer}) for a in lanes]
    before = market_shares(lanes, theta=1, constants=constants)["sea"]
    assert market_shares(after, theta=1, constants=constants)["sea"] <= before + 1e-12


def test_shares_beyond_the_lanes_that_offer_a_way_are_refused():
    only_sea = Lane(name="a", size=9, costs={"sea": 1})
    both = Lane(name="b", size=1, costs={"sea": 1, "rail": 1})
    with pytest.raises(lb.QuestionError, match=r"sea at least 0\.9, as 1 lane"):
        market_constants({"sea": 0.5, "rail": 0.5}, [only_sea, both], theta=1)
    with pytest.raises(lb.QuestionError, match="the ways offered on the lanes allow"):
        market_constants({"sea": 0.9, "rail": 0.1}, [only_sea, both], theta=1)


def test_lanes_without_a_size_or_a_known_way_are_all_named():
    lanes = [Lane(name="a", size=0, costs={"sea": 1}), Lane(name="b", size=1, costs={"road": 1})]
    with pytest.raises(lb.QuestionError, match=r"lane b[\s\S]*lane a"):
        market_shares(lanes, theta=1, constants={"sea": 0.0})
