"""A brief is written as its ending says, and mistakes are named."""

import math
import subprocess
import sys
from dataclasses import replace

import pytest

import landbridge as lb
from landbridge.maps.brief.gather_times import times_of
from landbridge.maps.brief.lines import times_line
from landbridge.maps.brief.make import ENDINGS
from landbridge.network.errors import QuestionError


@pytest.fixture
def no_map(monkeypatch):
    """Leave the map out: it has tests of its own."""
    monkeypatch.setattr("landbridge.maps.brief.map_picture.map_picture", lambda *_: None)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_says_what_is_written(toy_plans, tmp_path, no_map, ending):
    made = lb.brief(toy_plans[0])
    made.save(tmp_path / f"a.{ending.upper()}")
    content = (tmp_path / f"a.{ending.upper()}").read_bytes()
    assert content.startswith({"pdf": b"%PDF"}.get(ending, b"PK"))
    assert content == lb.brief(toy_plans[0]).content(ending)


def test_the_pages_can_be_read_aloud(toy_plans, no_map):
    content = lb.brief(toy_plans[0], language="zh").content("pdf")
    assert b"pdfuaid:part" in content
    assert b"/Lang(zh)" in content


def test_a_folder_gets_all_three(toy_plans, tmp_path, no_map):
    lb.brief(*toy_plans).save(tmp_path / "new")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "brief.pdf", "brief.pptx", "brief.xlsx",
    ]  # fmt: skip


def test_another_ending_is_refused(toy_plans):
    with pytest.raises(QuestionError, match=r"found 'a\.docx'; expected .* pptx, xlsx, pdf"):
        lb.brief(toy_plans[0]).save("a.docx")


def test_another_language_is_refused(toy_plans):
    with pytest.raises(QuestionError, match="language: found 'fr'; expected en or zh"):
        lb.brief(toy_plans[0], language="fr")


def test_a_punctuality_of_another_plan_is_refused(toy_plans):
    with pytest.raises(QuestionError, match="punctuality: found that of another plan"):
        lb.brief(toy_plans[0], punctuality=lb.plan_punctuality(toy_plans[1], draws=50))


def test_the_punctuality_is_that_of_its_plan(toy_plans):
    sure = [lb.plan_punctuality(plan, draws=50) for plan in reversed(toy_plans)]
    facts = lb.brief(*toy_plans, punctuality=sure).facts
    row = next(row for row in facts.changes.figures if row.key == "expected")
    assert row.before.value == pytest.approx(sure[1].on_time, abs=0.01)
    assert row.after.value == pytest.approx(sure[0].on_time, abs=0.01)
    alone = lb.brief(toy_plans[1], punctuality=sure[0]).facts
    assert alone.fact("expected").figure == row.after


def test_a_comparison_brings_its_own_names_and_times(toy_plans):
    comparison = lb.compare_plans({"old": toy_plans[0], "new": toy_plans[1]}, draws=100)
    facts = lb.brief(comparison, language="zh").facts
    assert (facts.changes.before_name.zh, facts.changes.after_name.zh) == ("old", "new")
    assert facts.fact("expected").figure.value == pytest.approx(
        comparison.plans[1].on_time, abs=0.01
    )
    assert facts.fact("days_p50").figure.value == pytest.approx(
        comparison.plans[1].lead_days_p50, abs=0.06
    )
    with pytest.raises(QuestionError, match="after: found a plan beside a comparison"):
        lb.brief(comparison, toy_plans[0])


def test_half_and_nine_tenths_are_those_of_a_comparison(toy_plans):
    comparison = lb.compare_plans({"a": toy_plans[0], "b": toy_plans[1]}, draws=1000)
    facts = lb.brief(toy_plans[0], punctuality=lb.plan_punctuality(toy_plans[0])).facts
    for key, exact in (
        ("days_p50", comparison.plans[0].lead_days_p50),
        ("days_p90", comparison.plans[0].lead_days_p90),
    ):
        assert facts.fact(key).figure.value == pytest.approx(exact, rel=0.05)


def test_prices_reach_the_slots_and_have_a_sheet(toy_plans):
    planner = lb.Planner(toy_plans[0].network)
    plan, prices = planner.plan(), planner.prices()
    facts = lb.brief(plan, prices=prices).facts
    assert len(facts.prices) == len(prices.slots) + len(prices.limits)
    worth = {
        (slot.service_id, slot.one_more_usd)
        for slot in facts.slots
        if slot.one_more_usd is not None
    }
    assert worth <= {(price.departure.service_id, price.usd) for price in prices.slots}


def test_without_typst_the_extra_is_named(toy_plans, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(QuestionError, match=r"pip install 'landbridge\[pdf\]'"):
        lb.brief(toy_plans[0]).content("pdf")


def test_a_brief_needs_neither_solver_nor_typst():
    code = (
        "import landbridge as lb, sys; lb.brief, lb.Brief; import landbridge.maps.brief.deck.deck,"
        " landbridge.maps.brief.workbook.workbook; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"ortools", "typst"}
    assert "landbridge.optimizer" not in done.stdout.split()


def test_half_of_the_size_arrives_not_half_of_the_parts(toy_plans):
    sure = lb.plan_punctuality(toy_plans[0], draws=50)
    first, *others = sorted(sure.parts, key=lambda part: part.lead_days_p50)
    heavy = replace(first.assignment, units=50)
    parts = (replace(first, assignment=heavy), *others)
    assert times_of(replace(sure, parts=parts)).days_p50 <= first.lead_days_p90
    assert times_of(replace(sure, parts=parts)).days_p50 < times_of(sure).days_p50


def test_what_strands_has_no_day(toy_plans):
    sure = lb.plan_punctuality(toy_plans[0], draws=50)
    never = (-math.inf,) * len(sure.parts[0].spare_days)
    parts = tuple(replace(part, spare_days=never) for part in sure.parts)
    times = times_of(replace(sure, parts=parts))
    assert (times.days_p50, times.days_p90) == (None, None)
    facts = lb.brief(toy_plans[0], punctuality=replace(sure, parts=parts)).facts
    assert facts.fact("days_p50") is None
    assert times_line(facts).en == "Less than half of the TEU arrives at all"
    none = lb.brief(toy_plans[0]).facts
    assert times_line(none).en == "Due dates as planned; delays were not simulated"
