"""Prices of slots by week: a tile for each full departure, the dearest of a week in it."""

from datetime import date

import pytest

from landbridge.maps.charts import draw_slot_prices
from landbridge.maps.phrases import Language
from landbridge.network.plan_prices import PlanPrices, Range, SlotPrice
from landbridge.network.route import Departure


def slot(service, on, usd, unit="TEU"):
    return SlotPrice(
        departure=Departure(service_id=service, first_call_on=on), unit=unit, capacity=100,
        usd=usd, holds=Range(least=90, most=110), one_more_saves_usd=usd, one_less_costs_usd=usd,
    )  # fmt: skip


@pytest.fixture
def prices(plan):
    first, second, *_ = sorted(
        {leg.departure.service_id for a in plan.assignments for leg in a.route.legs}
    )
    slots = (
        slot(first, date(2025, 11, 5), 200.0), slot(first, date(2025, 11, 7), 300.0),
        slot(first, date(2025, 11, 12), 0.0), slot(second, date(2025, 11, 19), 2.5, "kg"),
    )  # fmt: skip
    return PlanPrices(linear_cost_usd=1.0, slots=slots, limits=(), dues=(), rate_cuts=())


def test_a_week_shows_its_dearest_departure_and_a_price_of_zero_none(plan, prices):
    chart = draw_slot_prices(plan, prices)
    axes = chart.figure.axes[0]
    assert [text.get_text() for text in axes.texts] == ["300", "2.50"]
    assert sum(patch.get_gid() == "tile" for patch in axes.patches) == 2
    assert [label.get_text() for label in axes.get_xticklabels()] == ["3 Nov", "10 Nov", "17 Nov"]
    assert [row["usd"] for row in chart.rows] == [200, 300, 2.5]


def test_the_title_names_the_slot_that_is_worth_most(plan, prices):
    name = plan.network.services[prices.slots[1].departure.service_id].name
    assert draw_slot_prices(plan, prices).title == (
        f"One more TEU on {name} of 7 Nov would save 300 USD"
    )
    assert "11月7日" in draw_slot_prices(plan, prices, language=Language.ZH).title


def test_without_a_price_there_is_nothing_to_buy(plan, prices):
    none = PlanPrices(linear_cost_usd=1.0, slots=(), limits=(), dues=(), rate_cuts=())
    assert draw_slot_prices(plan, none).title.startswith("One more slot is worth nothing")
