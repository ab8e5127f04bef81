"""Lines of small print that slides and pages share: limits, delays, method, footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..phrases import Phrase
from .names import reason_name
from .sentences import both

if TYPE_CHECKING:
    from .facts import BriefFacts


def footer(facts: BriefFacts) -> Phrase:
    """Return the line at the foot of every slide: program, network, scenarios, inputs."""
    basis = facts.basis
    scenarios = f" · {', '.join(basis.scenarios)}" if basis.scenarios else ""
    return Phrase(
        "landbridge {version} · {network}{scenarios} · inputs {digest}",
        "landbridge {version} · {network}{scenarios} · 输入指纹 {digest}",
    ).fill(
        version=basis.version, network=basis.network, scenarios=scenarios, digest=basis.digest[:12]
    )


def limits_line(facts: BriefFacts) -> Phrase:
    """Say which limits bind, or have a price; capacities always do where departures are full."""
    priced = [price.what for price in facts.prices if price.is_limit and price.usd > 0]
    binding = dict.fromkeys([*priced, *(limit.name for limit in facts.limits if limit.is_binding)])
    if binding:
        names = both(", ".join(n.en for n in binding), "、".join(n.zh for n in binding))
        return Phrase("Limits that bind: {names}", "已达上限的约束：{names}").fill(names=names)
    chosen = [limit.name for limit in facts.limits if limit.unit != "days"]
    if not chosen:
        return Phrase(
            "No limit was set besides capacities and due dates", "除舱位与交期外未设其他约束"
        )
    if len(chosen) == 1:
        return Phrase(
            "{name}: not reached; capacities decide", "{name}：尚有余量，取舍取决于舱位"
        ).fill(name=chosen[0])
    return Phrase(
        "None of the {n} limits that were set binds; capacities decide",
        "所设 {n} 项约束均有余量，取舍取决于舱位",
    ).fill(n=len(chosen))


def times_line(facts: BriefFacts) -> Phrase:
    """Say when half and nine tenths of the cargo arrive, where that was simulated."""
    half, most = facts.fact("days_p50"), facts.fact("days_p90")
    if not facts.basis.draws:
        return Phrase(
            "Due dates as planned; delays were not simulated", "按计划时刻计算，未模拟延误"
        )
    if half is None:
        return Phrase("Less than half of the TEU arrives at all", "不足半数 TEU 能够到达")
    if most is None:
        return Phrase(
            "Half of the TEU arrives within {a} from ready; less than nine tenths arrives at all",
            "自备妥起，半数 TEU 在 {a} 内到达（P50）；能够到达的不足九成",
        ).fill(a=half.figure.phrase)
    return Phrase(
        "Half of the TEU arrives within {a} from ready, nine tenths within {b} ({n:,} simulated "
        "journeys of each route, seed {seed})",
        "自备妥起，半数 TEU 在 {a} 内到达（P50），九成在 {b} 内（P90）；"
        "每条路径模拟 {n:,} 次，种子 {seed}",
    ).fill(a=half.figure.phrase, b=most.figure.phrase, n=facts.basis.draws, seed=facts.basis.seed)


def unserved_line(facts: BriefFacts, most: int = 3) -> Phrase | None:
    """Say which orders are not served whole, and why; None where all are."""
    left = [order for order in facts.orders if order.unserved_units]
    if not left:
        return None
    names = [
        Phrase("{order} ({why})", "{order}（{why}）").fill(
            order=order.order_id, why=reason_name(order.reason)
        )
        for order in left[:most]
    ]
    more = len(left) - len(names)
    rest = Phrase(" and {n:,} more", "，另有 {n:,} 票").fill(n=more)
    head = both("; ".join(n.en for n in names), "；".join(n.zh for n in names))
    return Phrase("Not served whole: {head}{rest}.", "未全部承运：{head}{rest}。").fill(
        head=head, rest=rest if more else ""
    )


def method_lines(facts: BriefFacts) -> list[Phrase]:
    """Return how the answer was found and can be made again."""
    basis = facts.basis
    gap = facts.fact("gap")
    lines = [
        Phrase("Proof: {method}; gap {gap}", "求解证明：{method}；差距 {gap}").fill(
            method=basis.method, gap=gap.figure.phrase if gap else ""
        ),
        Phrase("Inputs: SHA-256 {d}", "输入指纹：SHA-256 {d}").fill(d=basis.digest[:24]),
        Phrase("Again: {c}", "复现：{c}").fill(c=short(basis.command, 120)),
    ]
    return [both(line.en, line.zh) for line in lines]


def short(text: str, longest: int = 62) -> str:
    """Return a list of parts as far as it fits into one line."""
    if len(text) <= longest:
        return text or "–"
    return f"{text[: longest - 1].rstrip()}…"
