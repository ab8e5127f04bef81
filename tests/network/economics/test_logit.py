"""Calibrated logit shares reproduce what was observed, and golden question 4 of the reference."""

from __future__ import annotations

from math import inf, nan

import pytest
from fixture_g import BOX_KG, PER_TONNE
from hypothesis import given
from hypothesis import strategies as st

import landbridge as lb
from landbridge.network.economics import generalised_usd, logit_constants, logit_shares

SHARES = {"sea": 0.80, "rail": 0.12, "air": 0.08}
THETA = 1.2

costs_of = st.fixed_dictionaries({way: st.floats(0, 40) for way in SHARES})
weights = st.fixed_dictionaries({way: st.floats(0.01, 1) for way in SHARES})


def costs_per_kg() -> dict[str, float]:
    """Generalised cost of a kilogram worth 10 USD, held at 1 % a day."""
    return {
        one.name: generalised_usd(one, usd_per_kg=10, rate_per_day=0.01) / one.kg
        for one in PER_TONNE
    }


def test_a_closed_suez_moves_the_shares_of_the_reference():
    before = costs_per_kg()
    closed = before | {"sea": before["sea"] + 2_000 / BOX_KG + 12 * 0.01 * 10}
    after = logit_shares(
        closed, theta=THETA, constants=logit_constants(SHARES, before, theta=THETA)
    )
    assert {way: round(100 * share) for way, share in after.items()} == {
        "sea": 42, "rail": 35, "air": 23,
    }  # fmt: skip


@given(weights, costs_of, st.floats(0.01, 5), st.sampled_from([None, *SHARES]))
def test_calibrated_constants_reproduce_the_shares(weight, costs, theta, reference):
    shares = {way: one / sum(weight.values()) for way, one in weight.items()}
    constants = logit_constants(shares, costs, theta=theta, reference=reference)
    assert constants[reference or next(iter(shares))] == 0
    assert logit_shares(costs, theta=theta, constants=constants) == pytest.approx(shares)


@given(costs_of, st.floats(0.01, 5), st.floats(0.1, 5))
def test_a_dearer_way_loses_to_all_others_in_proportion(costs, theta, dearer):
    before = logit_shares(costs, theta=theta)
    after = logit_shares(costs | {"sea": costs["sea"] + dearer}, theta=theta)
    assert after["sea"] <= before["sea"]
    assert after["rail"] * before["air"] == pytest.approx(after["air"] * before["rail"], abs=1e-9)
    assert sum(after.values()) == pytest.approx(1)


def test_a_way_that_is_closed_is_left_out():
    constants = logit_constants(SHARES, costs_per_kg(), theta=THETA)
    costs = {way: cost for way, cost in costs_per_kg().items() if way != "sea"}
    shares = logit_shares(costs, theta=THETA, constants=constants)
    assert shares == pytest.approx({"rail": 0.6, "air": 0.4})


def test_great_differences_do_not_overflow():
    assert logit_shares({"a": 0, "b": 1e6}, theta=5) == {"a": 1, "b": 0}


@pytest.mark.parametrize(
    ("shares", "costs", "match"),
    [
        ({"sea": 0.8, "rail": 0.1}, {"sea": 1, "rail": 2}, "0.9 in all"),
        ({"sea": 1.0, "rail": 0.0}, {"sea": 1, "rail": 2}, "share of rail"),
        ({"sea": 0.8, "rail": 0.2}, {"sea": 1, "rall": 2}, "did you mean rall"),
        ({"sea": 0.8, "rail": 0.2}, {"sea": 1, "rail": inf}, "cost of rail"),
        ({}, {}, "at least one way"),
    ],
)
def test_shares_that_cannot_be_calibrated_are_refused(shares, costs, match):
    with pytest.raises(lb.QuestionError, match=match):
        logit_constants(shares, costs, theta=1)


@pytest.mark.parametrize("theta", [0, -1, nan])
def test_theta_has_to_be_positive(theta):
    with pytest.raises(lb.QuestionError, match="theta"):
        logit_shares({"sea": 1}, theta=theta)


def test_a_way_without_a_constant_is_named():
    with pytest.raises(lb.QuestionError, match="one of sea"):
        logit_shares({"sea": 1, "air": 2}, theta=1, constants={"sea": 0})
