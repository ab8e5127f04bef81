"""A choice of additions, and what it changes in plans of whole units."""

import pytest

from landbridge.network.additions import Horizon
from landbridge.network.errors import QuestionError
from landbridge.network.limits import Aim, Goal, Limits
from landbridge.optimizer.design.choose import Ask, Method, choose_additions
from landbridge.optimizer.design.impact import WITHIN_DAYS
from landbridge.optimizer.design.phased import PhasedChoice
from landbridge.optimizer.design.search import Choice
from landbridge.optimizer.design.yearly_cost import BookDemand

from .test_gateway import closed, opening


@pytest.fixture(scope="module")
def design():
    network = closed(1_500, opening(build_months=12))  # each day one order and a half at CKG
    network = network.with_orders(
        [
            order.model_copy(update={"id": f"{order.id}{n}"})
            for order in network.orders.values()
            for n in (1, 2)
        ]
    )
    ask = Ask(horizon=Horizon(years=5), unserved_usd_per_teu=1e6)
    return choose_additions(network, BookDemand(orders=network.orders, days=7), ask)


def test_benefits_begin_after_the_months_of_building(design):
    assert design.choice.chosen == ("wxn",)
    assert design.saving_by_year_usd[0] == 0 < design.saving_by_year_usd[1]
    assert design.capex_by_year_usd == pytest.approx((1e6, 0, 0, 0, 0))


def test_what_the_gateway_wins_and_what_is_reached_is_that_of_the_plans(design):
    impact = design.impact
    before, after = impact.unserved_teu
    assert after < before
    assert impact.gateway_tonnes["WXN"] == pytest.approx((0, 2))
    assert impact.gateway_tonnes["CKG"] == pytest.approx((7, 7))
    assert tuple(impact.within_days) == WITHIN_DAYS
    assert impact.within_days[3] == pytest.approx((7 / 14, 9 / 14))
    assert impact.tonne_km["road"][1] > impact.tonne_km["road"][0]


def test_what_could_be_reached_is_each_order_alone_on_its_fastest_route(design):
    reach = design.impact.reachable_within_days
    assert tuple(reach) == WITHIN_DAYS
    assert reach[3] == (1, 1)  # the capacity of CKG is no matter to one order alone
    for days in WITHIN_DAYS:
        for reachable, delivered in zip(reach[days], design.impact.within_days[days], strict=True):
            assert reachable >= delivered


def asked(**fields):
    network = closed(1_500, opening(build_months=12, excludes=()))
    ask = Ask(horizon=Horizon(years=5), effort=None, **fields)
    return choose_additions(network, BookDemand(orders=network.orders, days=7), ask)


def test_a_subset_that_is_asked_for_is_valued_whatever_it_is_worth():
    found = asked(value=("wxn",), capex_usd=1.0)
    assert found.choice.chosen == ("wxn",)
    assert not found.choice.is_best
    assert found.choice.worth.usd < 0
    assert found.choice.worth.usd == pytest.approx(found.choice.proof[0].usd)
    with pytest.raises(QuestionError, match="did you mean wxn"):
        asked(value=("wxm",))


def test_cuts_are_used_where_they_are_asked_for_and_where_building_may_begin_later():
    assert isinstance(asked(method=Method.CUTS).choice, PhasedChoice)
    assert isinstance(asked(start_years=2).choice, PhasedChoice)
    assert isinstance(asked().choice, Choice)
    with pytest.raises(QuestionError, match="2 years to begin in"):
        asked(method=Method.ENUMERATE, start_years=2)
    with pytest.raises(QuestionError, match="1 to 5, the horizon"):
        asked(start_years=6)


def test_nothing_counts_as_an_option_where_another_goal_comes_before_cost():
    limits = Limits(aims=tuple(Aim(goal=goal) for goal in (Goal.UNSERVED, Goal.LATE, Goal.COST)))
    network = closed(1_500, opening())
    demand = BookDemand(orders=network.orders, days=7, limits=limits)
    found = choose_additions(network, demand, Ask(effort=None))
    assert not found.candidates.additions[0].is_option


def test_gains_by_zone_add_up_to_the_difference_of_the_plans(design):
    impact = design.impact
    gain = impact.cost_usd[0] - impact.cost_usd[1]
    assert sum(impact.gain_usd_by_zone.values()) == pytest.approx(gain)
    assert set(impact.gain_usd_by_zone) == {"CQ"}
    assert impact.winners + impact.losers == len(impact.gain_usd_by_order)
