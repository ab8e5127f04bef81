"""Bars of the mix: every group once, amounts of the plan, and what moved between plans."""

from dataclasses import replace

import pytest

from landbridge.maps.charts import MixBy, MixMeasure, draw_mix
from landbridge.maps.mode_names import modes_key
from landbridge.maps.phrases import Language
from landbridge.network.summary import summarise


def half(plan):
    """Return a plan with the first half of the assignments."""
    return replace(plan, assignments=plan.assignments[: len(plan.assignments) // 2])


def lengths(chart):
    return sorted(round(patch.get_width(), 6) for patch in chart.figure.axes[0].patches)


def test_rows_are_those_of_the_summary(plan):
    rows = draw_mix({"base": plan}, measure=MixMeasure.FREIGHT).rows
    by_name = {row.name: row.freight_usd for row in summarise(plan).by_corridor}
    assert {row["group"]: row["amount"] for row in rows} == pytest.approx(by_name)
    assert sum(row["share"] for row in rows) == pytest.approx(1, abs=1e-5)
    modes = draw_mix({"base": plan}, by=MixBy.MODE, measure=MixMeasure.CO2E).rows
    by_mode = dict.fromkeys((modes_key(row.name) for row in summarise(plan).by_mode), 0.0)
    for row in summarise(plan).by_mode:
        by_mode[modes_key(row.name)] += row.co2e_t
    assert len(by_mode) < len(summarise(plan).by_mode)
    assert {row["group"]: row["amount"] for row in modes} == pytest.approx(by_mode, abs=2e-4)


@pytest.mark.parametrize("by", MixBy)
def test_bars_are_as_long_as_their_amounts(plan, by):
    chart = draw_mix({"before": plan, "after": half(plan)}, by=by)
    total = sum(a.size_teu for a in plan.assignments) + sum(
        a.size_teu for a in half(plan).assignments
    )
    assert sum(lengths(chart)) == pytest.approx(total, abs=1e-3)
    assert sum(row["amount"] for row in chart.rows) == pytest.approx(total, abs=1e-3)


def test_the_title_names_what_shrank_most(plan):
    chart = draw_mix({"before": plan, "after": half(plan)})
    change = {}
    for row in chart.rows:
        sign = 1 if row["plan"] == "after" else -1
        change[row["group"]] = change.get(row["group"], 0) + sign * row["amount"]
    least = min(change, key=change.get)
    assert plan.network.corridors[least].name in chart.title
    assert f"−{-change[least]:,.0f} TEU" in chart.title
    assert draw_mix({"a": plan, "b": plan}).title == "The mix hardly changes"


def test_an_empty_plan_says_so(plan):
    empty = replace(plan, assignments=())
    assert draw_mix({"a": empty}).title == "Nothing travels"
    assert draw_mix({"a": empty}).rows == ()


def test_chinese_words_stand_where_they_are_asked_for(plan):
    chart = draw_mix({"现状": plan}, by=MixBy.MODE, language=Language.ZH)
    labels = [text.get_text() for text in chart.figure.axes[0].get_yticklabels()]
    assert "铁路" in labels
    assert "占货量的" in chart.title
    assert chart.note.startswith("来源")


def test_four_plans_are_too_many(plan):
    with pytest.raises(ValueError, match="4 plans; expected one to three"):
        draw_mix(dict.fromkeys("abcd", plan))


def test_hostile_names_are_text_and_the_picture_is_the_same_twice(hostile_plan):
    chart = draw_mix({"$\\frac{$ <b>" * 30: hostile_plan}, by=MixBy.GATEWAY)
    assert chart.picture("svg") == draw_mix(
        {"$\\frac{$ <b>" * 30: hostile_plan}, by=MixBy.GATEWAY
    ).picture("svg")
    assert b"<script" not in chart.picture("svg")
