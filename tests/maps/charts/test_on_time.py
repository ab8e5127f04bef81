"""Arrivals against due dates: one ridge a group, its area on the right side of the due date."""

import math

import pytest

from landbridge.maps.charts import MixBy, draw_on_time
from landbridge.maps.charts.on_time import _ridge
from landbridge.maps.phrases import Language
from landbridge.network.plan_punctuality import PartPunctuality, PlanPunctuality


@pytest.fixture
def punctuality(plan):
    """Every other part is three days early, the others two days late in half of the journeys."""
    parts = []
    for number, assignment in enumerate(plan.assignments):
        spare = [3.2] * 50 if number % 2 else [1.4] * 25 + [-1.6] * 25
        parts.append(
            PartPunctuality(
                assignment=assignment,
                on_time=1.0 if number % 2 else 0.5,
                stranded=0.0,
                spare_days=tuple(spare),
                lead_days_p50=20.0,
                lead_days_p90=23.0,
            )
        )
    return PlanPunctuality(plan=plan, draws=1000, seed=1, parts=tuple(parts))


def test_each_group_is_a_row_with_its_share_on_time(punctuality):
    chart = draw_on_time(punctuality)
    groups = punctuality.groups(lambda a: a.route.main_corridor)
    assert [row["group"] for row in chart.rows] == list(groups)
    for row in chart.rows:
        parts = groups[row["group"]]
        teu = sum(p.assignment.size_teu for p in parts)
        kept = sum(p.on_time * p.assignment.size_teu for p in parts)
        assert row["on_time"] == pytest.approx(kept / teu, abs=1e-6)
        assert row["spare_days_p10"] >= row["spare_days_p50"] >= row["spare_days_p90"]


def test_a_ridge_holds_everything_and_late_days_lie_after_the_due_date(punctuality):
    late = punctuality.parts[:1]
    ridge = _ridge(late, -5, 5)
    assert sum(ridge) == pytest.approx(1)
    assert ridge[3] == pytest.approx(0.5)  # from 2 to 1 days before
    assert ridge[6] == pytest.approx(0.5)  # from 1 to 2 days after


def test_what_never_arrives_lies_at_the_late_edge(punctuality):
    from dataclasses import replace

    lost = replace(punctuality.parts[0], spare_days=(-math.inf,) * 50)
    assert _ridge([lost], -5, 5)[-1] == pytest.approx(1)
    chart = draw_on_time(replace(punctuality, parts=(lost,)))
    assert chart.rows[0]["spare_days_p90"] is None
    assert "null" in chart.json()


def test_the_title_names_the_least_sure_group(punctuality):
    chart = draw_on_time(punctuality, by=MixBy.MODE)
    assert chart.title.startswith(f"{punctuality.on_time:.0%} of the cargo keeps its due date")
    chinese = draw_on_time(punctuality, by=MixBy.MODE, language=Language.ZH)
    assert "的货量准时到达" in chinese.title


def test_a_gateway_is_no_group_of_arrivals(punctuality):
    with pytest.raises(ValueError, match="by gateway"):
        draw_on_time(punctuality, by=MixBy.GATEWAY)
