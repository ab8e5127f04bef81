"""Everything that a brief says, computed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...network.summary import Summary, cost_lines, summarise
from ..phrases import Phrase, same
from .facts import BriefFacts, Fact
from .figure import Figure, Unit
from .gather_basis import basis_of, limit_facts, price_facts
from .gather_changes import changes_of
from .gather_mix import mix_by_corridor, mix_by_mode, route_facts
from .gather_orders import order_facts, slot_facts

if TYPE_CHECKING:
    from ...network.plan import Plan
    from ...network.plan_prices import PlanPrices
    from .gather_times import Times

NOTHING: Final = same("")
PARTS: Final[Mapping[str, Phrase]] = {
    "line_haul": Phrase("Line haul", "干线运费"),
    "handling": Phrase("Handling", "装卸费"),
    "clearance": Phrase("Clearance", "清关费"),
    "drayage": Phrase("Drayage", "短驳费"),
    "storage": Phrase("Storage", "堆存费"),
    "lateness": Phrase("Lateness", "延误费"),
    "holding": Phrase("Holding of the goods", "在途资金占用"),
    "carbon": Phrase("Price of emissions", "碳价"),
    "surcharge": Phrase("Surcharges", "附加费"),
    "discount": Phrase("Discounts of contracts", "合同折扣"),
    "shortfall": Phrase("Shortfalls of contracts", "合同亏舱费"),
    "charter": Phrase("Charters", "包舱费"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A plan, and what is known of it besides."""

    plan: Plan
    times: Times | None = None


def gather(
    told: Told,
    before: Told | None = None,
    *,
    prices: PlanPrices | None = None,
    names: tuple[Phrase, Phrase] | None = None,
) -> BriefFacts:
    """Return what a brief of a plan says, held against an earlier plan where there is one.

    Raises
    ------
    QuestionError
        The plans cannot be compared.
    """
    plan, times = told.plan, told.times
    facts = tuple(plan_facts(told))
    changes = None
    if before is not None:
        both = (plan_facts(before), facts)
        changes = changes_of(before.plan, plan, both, names)
    summary = summarise(plan)
    return BriefFacts(
        facts=facts,
        by_corridor=mix_by_corridor(plan),
        by_mode=mix_by_mode(plan),
        routes=route_facts(plan),
        slots=slot_facts(plan, prices),
        orders=order_facts(plan, times.by_order if times else {}),
        limits=limit_facts(plan),
        prices=price_facts(prices),
        cost_parts=tuple(_cost_parts(summary)),
        num_full=len({row.departure for row in summary.full}),
        basis=basis_of(plan, times),
        changes=changes,
    )


def plan_facts(told: Told) -> Iterator[Fact]:
    """Yield the figures of a plan, those of the tiles first."""
    plan, summary = told.plan, summarise(told.plan)
    yield from _main_facts(plan, summary)
    yield from _cargo_facts(plan, summary)
    yield from _time_facts(told.times)


def _main_facts(plan: Plan, summary: Summary) -> Iterator[Fact]:
    gap = Figure.of(summary.gap, Unit.SHARE)
    proven = Phrase(
        "proven within {gap} of the least possible", "已证明与最低成本相差不超过 {gap}"
    ).fill(gap=gap.phrase)
    is_optimal = summary.gap == 0
    yield _fact(
        "cost", Phrase("Cost", "总成本"), summary.cost_usd, Unit.USD,
        Phrase("proven to be the least possible", "已证明为最低成本") if is_optimal else proven,
    )  # fmt: skip
    yield _fact(
        "served", Phrase("Orders served", "承运票数"), summary.num_served, Unit.COUNT,
        Phrase("of {n}", "共 {n} 票").fill(n=f"{summary.num_shipments:,}"),
    )  # fmt: skip
    late = summary.num_served - summary.num_on_time
    yield _fact(
        "on_time", Phrase("On time by plan", "计划准时票数"), summary.num_on_time, Unit.COUNT,
        Phrase("{n} late", "{n} 票晚到").fill(n=f"{late:,}") if late else
        Phrase("none is late", "无晚到"),
    )  # fmt: skip
    each = Figure.of(1000 * summary.co2e_t / summary.tonnes if summary.tonnes else 0, Unit.COUNT)
    yield _fact(
        "co2e", Phrase("Emissions", "碳排放"), summary.co2e_t, Unit.CO2E_T,
        Phrase("{n} kg a tonne of cargo", "每吨货 {n} 千克").fill(n=each.number),
    )  # fmt: skip
    time = Figure.of(summary.assumed_time_share, Unit.SHARE)
    yield _fact(
        "assumed_cost", Phrase("Rests on assumptions", "依据假设的比例"),
        summary.assumed_cost_share, Unit.SHARE,
        Phrase("of the freight; {t} of the time", "占运费；时间为 {t}").fill(t=time.phrase),
    )  # fmt: skip


def _cargo_facts(plan: Plan, summary: Summary) -> Iterator[Fact]:
    parts = plan.assignments
    yield _fact("orders", Phrase("Orders", "订单票数"), summary.num_shipments, Unit.COUNT)
    yield _fact("tonnes", Phrase("Cargo", "货重"), summary.tonnes, Unit.TONNES)
    teu = sum(a.units * a.route.unit.teu for a in parts)
    yield _fact("teu", Phrase("Boxes", "箱量"), teu, Unit.TEU)
    yield _fact(
        "unserved_teu", Phrase("Left behind", "未承运"), plan.proof.unserved_teu, Unit.TEU,
        Phrase("loose cargo counted by weight", "散货按重量折算"),
    )  # fmt: skip
    late = {row.shipment_id for row in summary.late}
    yield _fact("late", Phrase("Orders late by plan", "计划晚到票数"), len(late), Unit.COUNT)
    lateness = summary.cost_by_part_usd["lateness"]
    yield _fact("lateness", Phrase("Price of lateness", "延误费"), lateness, Unit.USD)
    worst = max((row.days_late for row in summary.late), default=0)
    yield _fact("worst_days", Phrase("Most days late", "最长晚到天数"), worst, Unit.COUNT)
    bound = Phrase("proven: no plan that serves as much costs less", "已证明：同等承运量不可能更低")
    yield _fact(
        "bound", Phrase("Least possible cost", "成本下界"), summary.bound_usd, Unit.USD, bound
    )
    yield _fact("gap", Phrase("Gap", "最优性差距"), summary.gap, Unit.SHARE)
    full = len({row.departure for row in summary.full})
    yield _fact("full", Phrase("Full departures", "满载班次"), full, Unit.COUNT)
    yield _fact(
        "assumed_time", Phrase("Time that rests on assumptions", "依据假设的时间比例"),
        summary.assumed_time_share, Unit.SHARE,
    )  # fmt: skip


def _time_facts(times: Times | None) -> Iterator[Fact]:
    if times is None:
        return
    note = Phrase("of the TEU; {n} simulated journeys", "按 TEU 计；模拟 {n} 次").fill(
        n=f"{times.draws:,}"
    )
    yield _fact(
        "expected", Phrase("Expected on time", "预计准时率"), times.on_time, Unit.SHARE, note
    )
    named_days = (
        ("days_p50", Phrase("Half arrives within", "半数货物到达（P50）"), times.days_p50),
        ("days_p90", Phrase("Nine tenths arrive within", "九成货物到达（P90）"), times.days_p90),
    )
    for key, label, days in named_days:
        if days is not None:
            yield _fact(key, label, days, Unit.DAYS, Phrase("from ready", "自备妥起"))


def _cost_parts(summary: Summary) -> Iterator[Fact]:
    aside = Phrase("not part of the cost", "不计入总成本")
    for part, usd, counts in cost_lines(summary):
        yield _fact(part.value, PARTS[part.value], usd, Unit.USD, NOTHING if counts else aside)


def _fact(key: str, label: Phrase, value: float, unit: Unit, note: Phrase = NOTHING) -> Fact:
    return Fact(key=key, label=label, figure=Figure.of(value, unit), note=note)
