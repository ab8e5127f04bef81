"""A plan that stands what may come, beside the cheap one."""

import pytest

import landbridge as lb
from landbridge.network.errors import QuestionError
from landbridge.network.scenario import Scenario
from landbridge.optimizer.stress.robust_plan import Future, robust_choice
from landbridge.optimizer.stress.second_stage import second_stage


@pytest.fixture(scope="module")
def network():
    return lb.load("toy")


@pytest.fixture(scope="module")
def plans(network):
    return {"base": lb.plan(network), "sea_closed": lb.plan(network.apply("sea_closed"))}


def futures(network, probability):
    return (
        Future(name="base", network=network, probability=1 - probability),
        Future(name="sea_closed", network=network.apply("sea_closed"), probability=probability),
    )


def test_a_plan_costs_what_it_was_planned_for_where_nothing_changes(network, plans):
    assert second_stage(plans["base"], network).cost_cents == plans["base"].cost_cents


def test_what_no_longer_holds_is_planned_again_beside_what_stands(network, plans):
    after = second_stage(plans["base"], network.apply("sea_closed"))
    assert after.proof.unserved_teu >= plans["sea_closed"].proof.unserved_teu
    rides = {leg.departure.service_id for a in after.assignments for leg in a.route.legs}
    assert "SHIP" not in rides
    assert not lb.verify(after)


@pytest.mark.parametrize("probability", [0.0, 0.3, 1.0])
def test_the_robust_plan_has_a_premium_and_a_smaller_tail(network, plans, probability):
    choice = robust_choice(
        plans, futures(network, probability), unserved_usd_per_teu=20_000, weight=1.0
    )
    assert choice.premium_usd >= 0
    for candidate in choice.candidates:
        for usd, cost, teu in zip(
            candidate.weighted_usd, candidate.costs_usd, candidate.unserved_teu, strict=True
        ):
            assert usd == pytest.approx(cost + 20_000 * teu)
    assert max(choice.candidates[0].unserved_teu) > 0
    assert choice.saved_tail_usd >= 0
    value = {c.name: c.cvar_usd for c in choice.candidates}
    assert choice.robust.cvar_usd == min(value.values())
    assert choice.mixed.cvar <= choice.robust.cvar_usd + 1e-3
    if probability == 0.0:
        assert choice.cheap.mean_usd == min(c.weighted_usd[0] for c in choice.candidates)


def test_the_weight_of_the_tail_decides_between_two_plans(network, plans):
    asked = {"unserved_usd_per_teu": 20_000, "level": 0.5}
    neutral = robust_choice(plans, futures(network, 0.2), weight=0.0, **asked)
    assert neutral.robust == neutral.cheap
    assert neutral.premium_usd == 0


def test_no_plans_and_odd_probabilities_are_refused(network, plans):
    with pytest.raises(QuestionError, match="at least one"):
        robust_choice({}, futures(network, 0.2), unserved_usd_per_teu=0)
    wrong = (Future(name="base", network=network, probability=0.4),)
    with pytest.raises(QuestionError, match=r"0\.4"):
        robust_choice({"base": plans["base"]}, wrong, unserved_usd_per_teu=0)


def test_a_departure_that_shrinks_on_some_days_releases_what_is_booked_on_it(network, plans):
    express = {"op": "set", "table": "services", "where": {"id": "EXPRESS"},
               "field": "capacity_teu", "value": 1}  # fmt: skip
    scenario = Scenario.model_validate(
        {"id": "less", "name": "Less", "source": ["toy"], "changes": [express],
         "apply_from": "2025-11-01", "apply_to": "2025-11-30"}
    )  # fmt: skip
    after = second_stage(plans["base"], network.apply(scenario))
    assert not lb.verify(after)
    assert after.proof.unserved_teu > plans["base"].proof.unserved_teu
