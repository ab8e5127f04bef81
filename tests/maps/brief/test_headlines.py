"""Titles are sentences with figures, right in every case."""

import re
from dataclasses import replace
from datetime import date

import pytest

import landbridge as lb
from landbridge.maps.brief import headlines
from landbridge.maps.brief.gather import Told, gather
from landbridge.maps.brief.gather_changes import WITHOUT_CAUSE
from landbridge.maps.brief.headlines_changes import change_title, moves_title
from landbridge.maps.brief.lines import limits_line, unserved_line
from landbridge.maps.brief.names import REASONS
from landbridge.maps.brief.rows import main_rows
from landbridge.network.plan import Unserved
from landbridge.network.plan_comparison import ELSEWHERE, TIE
from landbridge.network.plan_prices import LimitPrice, Range
from landbridge.optimizer.absence import AbsenceKind


@pytest.fixture(scope="module")
def plan(toy_plans):
    return toy_plans[0]


def said(plan, title="answer_title"):
    return getattr(headlines, title)(gather(Told(plan=plan)))


def with_due(plan, due):
    orders = [order.model_copy(update={"due": due}) for order in plan.orders.values()]
    return replace(plan, orders=lb.OrderBook(orders))


def test_everything_served_on_time(plan):
    title = said(with_due(plan, date(2026, 6, 1)))
    assert title.en == "All 6 orders are served for USD 19,065; none is late by plan"
    assert title.zh == "6 票货全部承运，总成本 19,065 美元；按计划无晚到"


@pytest.mark.parametrize(
    ("names", "english", "chinese"),
    [
        (["T5"], "; 1 does not, or only in part", "；1 票未承运或仅部分承运"),
        (["T5", "T6"], "; 2 do not, or only in part", "；2 票未承运或仅部分承运"),
    ],
)
def test_orders_that_are_left_behind(plan, names, english, chinese):
    left = tuple(Unserved(shipment_id=name, units=1, reason="full") for name in names)
    kept = tuple(a for a in plan.assignments if a.shipment_id not in names)
    title = said(replace(plan, assignments=kept, unserved=left))
    assert title.en.startswith(f"{6 - len(names)} of 6 orders travel whole for USD ")
    assert f"{english}; 1 arrives late, by 18 days at most" in title.en
    assert chinese in title.zh


def test_orders_that_are_late(plan):
    assert said(plan).en == (
        "All 6 orders are served for USD 19,965; 1 arrives late, by 18 days at most"
    )
    assert said(plan).zh.endswith("；1 票晚到，最长 18 天")
    late = said(with_due(plan, date(2025, 11, 29)))
    assert re.search(r"; \d arrive late, by 1 day at most$|by \d+ days at most$", late.en)


@pytest.mark.parametrize(
    "title",
    ["answer_title", "mix_title", "time_title", "slots_title", "risk_title", "basis_title"],
)
def test_a_plan_that_serves_nothing_has_titles_too(plan, title):
    left = tuple(
        Unserved(shipment_id=k, units=o.num_units, reason="no") for k, o in plan.orders.items()
    )
    words = said(replace(plan, assignments=(), unserved=left), title)
    assert words.en
    assert words.zh
    assert "%" not in words.en


def test_a_single_order(plan):
    alone = replace(
        plan,
        orders=lb.OrderBook([plan.orders["T1"]]),
        assignments=tuple(a for a in plan.assignments if a.shipment_id == "T1"),
    )
    assert said(alone).en.startswith("The 1 order is served for USD ")
    assert said(alone, "mix_title").en == "Everything travels by rail"
    assert said(alone, "mix_title").zh == "全部货物走铁路"


def test_trucks_alone_need_no_slot(plan):
    alone = replace(
        plan,
        orders=lb.OrderBook([plan.orders["T6"]]),
        assignments=tuple(a for a in plan.assignments if a.shipment_id == "T6"),
    )
    assert said(alone, "slots_title").en == "1 truck run on demand, and no slot to book"


def test_no_limit_a_limit_that_holds_and_one_that_binds(plan):
    facts = gather(Told(plan=plan))
    assert limits_line(facts).en == "No limit was set besides capacities and due dates"
    roomy = gather(Told(plan=replace(plan, limits=lb.Limits(budget_usd=1e9))))
    assert limits_line(roomy).en == "Budget: not reached; capacities decide"
    spent = sum(a.freight_cents for a in plan.assignments) / 100
    tight = gather(Told(plan=replace(plan, limits=lb.Limits(budget_usd=spent, co2e_t=1e6))))
    assert limits_line(tight).en == "Limits that bind: Budget"
    both = gather(Told(plan=replace(plan, limits=lb.Limits(budget_usd=1e9, co2e_t=1e6))))
    assert limits_line(both).zh == "所设 2 项约束均有余量，取舍取决于舱位"


def test_nothing_that_changes_is_said_so(plan):
    changes = gather(Told(plan=plan), Told(plan=plan)).changes
    assert change_title(changes).en == "Nothing changes: all 6 orders travel as before"
    assert moves_title(changes) == change_title(changes)


def test_what_changes_is_said_with_its_share(toy_facts):
    title = change_title(toy_facts["comparison"].changes)
    assert title.en == (
        "USD 865 (4.3%) cheaper, 4.1 t CO2e (40%) less; 3 of 6 orders change, 1 is served less"
    )
    assert title.zh.endswith("；6 票中 3 票有变动，1 票承运减少")


def test_without_simulation_the_risk_is_that_of_the_plan(plan, toy_facts):
    assert "served orders arrive by their due date" in said(plan, "risk_title").en
    assert "with usual delays" in headlines.risk_title(toy_facts["plan"]).en


def test_small_corridors_are_put_together_without_losing_anything(toy_facts):
    rows = toy_facts["plan"].by_corridor
    short = main_rows(rows, 2)
    assert len(short) == 2
    assert short[1].name.en == f"{len(rows) - 1} others"
    for name in ("freight_usd", "tonnes", "teu", "co2e_t"):
        whole = sum(getattr(row, name) for row in rows)
        assert sum(getattr(row, name) for row in short) == pytest.approx(whole)
    assert main_rows(rows, len(rows)) == rows


def test_a_limit_with_a_price_binds(plan):
    prices = lb.PlanPrices(
        linear_cost_usd=1.0,
        slots=(),
        limits=(
            LimitPrice(
                limit="co2e", unit="t CO2e", amount=9.0, usd=120.0,
                holds=Range(least=8.0, most=10.0), one_more_saves_usd=120.0,
            ),
            LimitPrice(
                limit="order_budget[T1]", unit="USD of budget", amount=9.0, usd=0.0,
                holds=Range(least=8.0, most=None), one_more_saves_usd=0.0,
            ),
        ),
        dues=(),
        rate_cuts=(),
    )  # fmt: skip
    facts = gather(Told(plan=plan), prices=prices)
    assert limits_line(facts).en == "Limits that bind: CO2e cap"
    assert [price.what.zh for price in facts.prices] == ["CO2e 上限", "T1 的预算"]


def test_what_is_left_behind_is_named_with_its_reason(plan):
    reasons = {"T3": "banned: no trains", "T5": "full: slots go to others", "T6": "strange"}
    left = tuple(Unserved(shipment_id=k, units=1, reason=v) for k, v in reasons.items())
    kept = tuple(a for a in plan.assignments if a.shipment_id not in reasons)
    facts = gather(Told(plan=replace(plan, assignments=kept, unserved=left)))
    assert unserved_line(facts).en == (
        "Not served whole: T3 (banned: no trains); T5 (full: slots go to others); T6 (strange)."
    )
    assert unserved_line(facts, 2).en.endswith("T5 (full: slots go to others) and 1 more.")
    assert unserved_line(facts, 2).zh == "未全部承运：T3（禁限运）；T5（无余量），另有 1 票。"
    assert unserved_line(gather(Told(plan=plan))) is None


def test_every_kind_of_absence_has_a_chinese_name():
    assert {kind.value for kind in AbsenceKind} <= set(REASONS)


def test_a_mode_is_not_blamed_for_its_own_share(toy_plans):
    title = said(toy_plans[1], "mix_title")
    assert title.en.startswith("Rail carries 97% of the weight for 99% of the freight")
    assert ";" not in title.en


def test_where_all_is_assumed_nothing_is_said_of_the_rest(plan):
    assert said(plan, "basis_title").en == "All of the freight and the time rests on assumptions"


def test_moves_say_why_in_both_languages(toy_facts):
    moves = {move.order_id: move for move in toy_facts["comparison"].changes.moves}
    assert all("sea_closed: closes links" in move.why.zh for move in moves.values())
    assert moves["T3"].left.startswith("1 × SHIP ")
    assert all(re.search("[\u4e00-\u9fff]", text) for text in WITHOUT_CAUSE.values())
    assert {ELSEWHERE, TIE} == set(WITHOUT_CAUSE)
