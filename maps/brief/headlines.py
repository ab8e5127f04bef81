"""What a slide says in its title: a sentence with figures, right in every case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ..phrases import Phrase, same
from .figure import Figure, Unit
from .sentences import both, counted, day_of, in_a_sentence, joined

if TYPE_CHECKING:
    from .facts import BriefFacts, MixFact

OUT_OF_PROPORTION: Final = 1.5
"""A mode is said to emit much where its share of the CO2e is so many times that of the weight."""

NOTHING: Final = Phrase("Nothing travels", "没有货物承运")


def answer_title(facts: BriefFacts) -> Phrase:
    """Say what is served, for how much, and what is late or left behind."""
    orders, served, late = (facts.count(key) for key in ("orders", "served", "late"))
    if not facts.routes:
        return Phrase("Nothing is served: no order finds a route", "无可行路径，没有一票货能够承运")
    money = facts.short("cost")
    if served < orders:
        head = Phrase(
            "{served:,} of {orders:,} orders travel whole for {cost}; {left} not, or only in part",
            "{orders:,} 票货中 {served:,} 票全部承运，总成本 {cost}；{left}未承运或仅部分承运",
        )
        left = counted(orders - served, "1 does", "{n:,} do", "{n:,} 票")
        return joined(
            head.fill(served=served, orders=orders, left=left, cost=money), _late(facts, late)
        )
    head = Phrase("All {n:,} orders are served for {cost}", "{n:,} 票货全部承运，总成本 {cost}")
    if orders == 1:
        head = Phrase("The {n:,} order is served for {cost}", "{n:,} 票货全部承运，总成本 {cost}")
    none_late = Phrase("none is late by plan", "按计划无晚到")
    return joined(head.fill(n=orders, cost=money), _late(facts, late) or none_late)


def _late(facts: BriefFacts, late: int) -> Phrase | None:
    if not late:
        return None
    days = counted(facts.count("worst_days"), "1 day", "{n:,} days", "{n:,} 天")
    who = counted(late, "1 arrives late", "{n:,} arrive late", "{n:,} 票晚到")
    return Phrase("{who}, by {days} at most", "{who}，最长 {days}").fill(who=who, days=days)


def mix_title(facts: BriefFacts) -> Phrase:
    """Say what the main mode carries and costs, and which mode emits out of proportion."""
    rows = facts.by_mode
    if not rows:
        return NOTHING
    if len(rows) == 1:
        whole = Phrase("Everything travels by {mode}", "全部货物走{mode}")
        return whole.fill(mode=in_a_sentence(rows[0].name))
    tonnes = sum(row.tonnes for row in rows)
    co2e_t, usd = sum(row.co2e_t for row in rows), sum(row.freight_usd for row in rows)
    main = max(rows, key=lambda row: row.tonnes)
    head = Phrase(
        "{mode} carries {t} of the weight for {usd} of the freight",
        "{mode}承运货重的 {t}，占运费 {usd}",
    ).fill(mode=main.name, t=_share(main.tonnes, tonnes), usd=_share(main.freight_usd, usd))
    if not (co2e_t and tonnes):
        return head
    dirty = max(rows, key=lambda row: row.co2e_t / co2e_t - row.tonnes / tonnes)
    if dirty is main or dirty.co2e_t / co2e_t < OUT_OF_PROPORTION * dirty.tonnes / tonnes:
        return head
    tail = Phrase(
        "{mode} emits {co2e} of the CO2e with {t} of the weight",
        "{mode}仅占货重 {t}，却占碳排放 {co2e}",
    ).fill(
        mode=in_a_sentence(dirty.name),
        t=_share(dirty.tonnes, tonnes),
        co2e=_share(dirty.co2e_t, co2e_t),
    )
    return joined(head, tail)


def _share(part: float, whole: float) -> Phrase:
    return Figure.of(part / whole if whole else 0.0, Unit.SHARE).phrase


def time_title(facts: BriefFacts) -> Phrase:
    """Say what a tonne costs and how long it takes by the two main modes and the quickest."""
    rows = [row for row in facts.by_mode if row.tonnes]
    if not rows:
        return NOTHING
    shown = sorted(rows, key=lambda row: -row.tonnes)[:2]
    quickest = min(rows, key=lambda row: row.days)
    if quickest not in shown:
        shown.append(quickest)
    pieces = [_pace(row) for row in sorted(shown, key=lambda row: row.days)]
    listed = both(", ".join(p.en for p in pieces), "；".join(p.zh for p in pieces))
    return Phrase("A tonne takes {all}", "每吨货：{all}").fill(all=listed)


def _pace(row: MixFact) -> Phrase:
    days = counted(round(row.days), "1 day", "{n:,} days", "{n:,} 天")
    if row.days < 0.5:
        days = Phrase("under a day", "不到 1 天")
    money = Figure.of(row.usd_per_t, Unit.USD_PER_T).number
    return Phrase("{days} and USD {usd} by {mode}", "{mode} {days}、{usd} 美元").fill(
        days=days, usd=money, mode=in_a_sentence(row.name)
    )


def slots_title(facts: BriefFacts) -> Phrase:
    """Say how much is to book, until when the first is, and how many departures are full."""
    cutoffs = [slot.cutoff_at for slot in facts.slots if slot.cutoff_at]
    if not facts.slots:
        return Phrase("There is nothing to book", "无需订舱")
    if not cutoffs:
        runs = counted(len(facts.slots), "1 truck run", "{n:,} truck runs", "{n:,} 个车次")
        return Phrase("{runs} on demand, and no slot to book", "{runs}按需派车，无需订舱").fill(
            runs=runs
        )
    head = Phrase("{n} to place, the first by {day}", "需订舱 {n}，最早 {day} 截关").fill(
        n=counted(len(cutoffs), "1 booking", "{n:,} bookings", "{n:,} 笔"),
        day=day_of(min(cutoffs)),
    )
    full = counted(
        facts.num_full, "1 departure is full", "{n:,} departures are full", "{n:,} 个班次满载"
    )
    return joined(
        head, full if facts.num_full else Phrase("no departure is full", "各班次均有余量")
    )


def risk_title(facts: BriefFacts) -> Phrase:
    """Say how sure the plan is to be on time."""
    served, on_time = facts.count("served"), facts.count("on_time")
    expected = facts.fact("expected")
    if not facts.routes:
        return Phrase(
            "Nothing is under way, so nothing can be late", "没有在途货物，不存在晚到风险"
        )
    if expected is None:
        tight = sum(o.spare_days is not None and 0 <= o.spare_days < 1 for o in facts.orders)
        head = Phrase(
            "{a:,} of {b:,} served orders arrive by their due date",
            "全部承运的 {b:,} 票中 {a:,} 票准时到达",
        ).fill(a=on_time, b=served)
        some = Phrase("{n:,} with less than a day to spare", "{n:,} 票余量不足一天")
        return joined(head, some.fill(n=tight)) if tight else head
    return Phrase(
        "By plan {a:,} of {b:,} orders are on time; with usual delays {share} of the TEU",
        "计划 {b:,} 票中 {a:,} 票准时；计入常见延误后，预计 {share} 的 TEU 准时",
    ).fill(a=on_time, b=served, share=expected.figure.phrase)


def basis_title(facts: BriefFacts) -> Phrase:
    """Say how much rests on assumptions, and how many sources there are."""
    cost, time = facts.fact("assumed_cost"), facts.fact("assumed_time")
    if not facts.routes or cost is None or time is None:
        return Phrase("Nothing travels, so no figure is at stake", "没有货物承运，无数据可依")
    sources = counted(num_sources(facts), "1 source", "{n:,} sources", "{n:,} 个来源")
    if not cost.figure.value and not time.figure.value:
        none = Phrase(
            "Neither freight nor time rests on assumptions: {sources}",
            "运费与时间均不依赖假设，引自 {sources}",
        )
        return none.fill(sources=sources)
    if cost.figure.value == time.figure.value == 1:
        return Phrase(
            "All of the freight and the time rests on assumptions", "运费与时间全部依据假设"
        )
    return Phrase(
        "{cost} of the freight and {time} of the time rest on assumptions, the rest on {sources}",
        "运费的 {cost}、时间的 {time} 依据假设，其余引自 {sources}",
    ).fill(cost=cost.figure.phrase, time=time.figure.phrase, sources=sources)


def num_sources(facts: BriefFacts) -> int:
    """Return how many sources from outside the rows in use name."""
    return sum(source.key not in ("assumption", "derived_rule") for source in facts.basis.sources)


def subtitle(facts: BriefFacts) -> Phrase:
    """Say which question the brief answers: network, scenarios, orders and their days."""
    basis = facts.basis
    scenarios = same(", ".join(basis.scenarios)) if basis.scenarios else None
    what = Phrase("{network} network", "{network} 网络").fill(network=basis.network)
    pieces: Sequence[Phrase | None] = (
        what,
        Phrase("with {s}", "情景 {s}").fill(s=scenarios) if scenarios else None,
        counted(facts.count("orders"), "1 order", "{n:,} orders", "{n:,} 票货"),
        _window(facts),
    )
    known = [piece for piece in pieces if piece]
    return both(" · ".join(p.en for p in known), " · ".join(p.zh for p in known))


def _window(facts: BriefFacts) -> Phrase | None:
    first, last = facts.basis.first_day, facts.basis.last_day
    if first is None or last is None:
        return None
    return Phrase("ready from {a}, due by {b}", "备妥 {a} 起，最迟 {b} 到达").fill(
        a=day_of(first), b=day_of(last)
    )
