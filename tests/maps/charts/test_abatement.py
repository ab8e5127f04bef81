"""The abatement curve: steps of the linear mix, plans on it, and what a saving costs."""

import pytest

from landbridge.maps.charts import draw_abatement
from landbridge.maps.charts.abatement import cost_of, price_at, steps_of
from landbridge.maps.phrases import Language
from landbridge.network.frontier import Frontier, FrontierPoint, FrontierStep
from landbridge.network.limits import Goal

STEPS = [(100.0, 90.0, 20.0), (90.0, 60.0, 400.0), (60.0, 58.0, 9000.0)]
POINTS = [(100.0, 5000.0), (80.0, 9500.0), (59.0, 26000.0)]


@pytest.fixture
def frontier(plan):
    return Frontier(
        goal=Goal.CO2E,
        unit="t CO2e",
        points=tuple(
            FrontierPoint(amount=a, cost_usd=c, bound_usd=c, usd_per_unit=None, plan=plan)
            for a, c in POINTS
        ),
        steps=tuple(FrontierStep(most=m, least=x, usd_per_unit=u) for m, x, u in STEPS),
    )


def test_steps_are_savings_and_their_area_is_the_cost(frontier):
    steps = steps_of(frontier)
    assert [(s.begins, s.ends, s.usd) for s in steps] == [
        (0, 10, 20), (10, 40, 400), (40, 42, 9000),
    ]  # fmt: skip
    assert cost_of(steps, 0) == 0
    assert cost_of(steps, 25) == pytest.approx(10 * 20 + 15 * 400)
    assert cost_of(steps, 42) == pytest.approx(200 + 12_000 + 18_000)
    assert [price_at(steps, saved) for saved in (0, 10, 41, 42)] == [20, 400, 9000, None]


def test_the_title_says_what_is_cheap_to_save(frontier):
    chart = draw_abatement(frontier)
    assert chart.title == "10 t CO2e can be saved below 100 USD each, 40 below 1,000 USD"
    chinese = draw_abatement(frontier, language=Language.ZH)
    assert chinese.title == "单价 100 美元以内可减少 10 吨 CO2e，1,000 美元以内可减少 40"


def test_every_step_and_every_plan_is_a_row_and_a_mark(frontier):
    chart = draw_abatement(frontier)
    plans = [row for row in chart.rows if row["kind"] == "plan"]
    assert [(row["saved_to"], row["more_usd"]) for row in plans] == [
        (0, 0), (20, 4500), (41, 21_000),
    ]  # fmt: skip
    assert [row["more_usd"] for row in chart.rows if row["kind"] == "step"] == [200, 12200, 30200]
    axes = chart.figure.axes[0]
    (dots,) = [line for line in axes.lines if line.get_gid() == "plans"]
    assert list(dots.get_xdata()) == [20, 41]
    assert {text.get_text() for text in axes.texts} == {"+4,500 USD", "+21,000 USD"}


def test_a_frontier_without_steps_says_that_there_is_nothing_to_save(frontier):
    from dataclasses import replace

    alone = replace(frontier, steps=(), points=frontier.points[:1])
    assert draw_abatement(alone).title == "There is nothing to save"
