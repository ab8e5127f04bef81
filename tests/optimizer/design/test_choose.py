"""A choice of additions, and what it changes in plans of whole units."""

import pytest

from landbridge.network.additions import Horizon
from landbridge.optimizer.design.choose import Ask, choose_additions
from landbridge.optimizer.design.impact import WITHIN_DAYS
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


def test_gains_by_zone_add_up_to_the_difference_of_the_plans(design):
    impact = design.impact
    gain = impact.cost_usd[0] - impact.cost_usd[1]
    assert sum(impact.gain_usd_by_zone.values()) == pytest.approx(gain)
    assert set(impact.gain_usd_by_zone) == {"CQ"}
    assert impact.winners + impact.losers == len(impact.gain_usd_by_order)
