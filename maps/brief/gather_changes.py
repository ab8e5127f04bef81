"""What changes from one plan to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ...network.plan_comparison import ELSEWHERE, TIE, orders_of, reasons
from ...network.plan_difference import plan_difference
from ...network.route_label import route_label
from ..phrases import Phrase, named, same
from .change_facts import ChangeFact, Changes, MixChange, MoveFact
from .facts import Fact, MixFact
from .gather_mix import mix_by_corridor
from .plain_text import plain

if TYPE_CHECKING:
    from ...network.plan import Plan
    from ...network.plan_difference import OrderDifference, Part

WITHOUT_CAUSE: Final[Mapping[str, str]] = MappingProxyType(
    {
        ELSEWHERE: "原路径未受影响，因其他订单的舱位或价格变化而调整",
        TIE: "与原路径成本相同，两者均可",
    }
)
"""Reasons that name no change, in Chinese."""

COMPARED = (
    "cost", "served", "on_time", "late", "unserved_teu", "co2e", "teu", "expected", "days_p50",
    "days_p90", "full", "assumed_cost",
)  # fmt: skip
"""Figures that are put side by side, in this order."""


def changes_of(
    before: Plan,
    after: Plan,
    facts: tuple[Iterable[Fact], Iterable[Fact]],
    names: tuple[Phrase, Phrase] | None,
) -> Changes:
    """Return what changes from one plan to another.

    Parameters
    ----------
    before, after
        The plans.
    facts
        The figures of either.
    names
        What they are called; None = by their scenarios.

    Raises
    ------
    QuestionError
        The plans have different objectives, or no order in common.
    """
    difference = plan_difference(before, after)
    moves = tuple(_move(before, after, order) for order in orders_of(difference.orders))
    before_name, after_name = names or (plan_name(before), plan_name(after))
    return Changes(
        before_name=before_name,
        after_name=after_name,
        figures=tuple(_figures(*facts)),
        mix=tuple(_mix(mix_by_corridor(before), mix_by_corridor(after))),
        moves=moves,
        num_kept=len(difference.orders) - len(moves),
        num_dropped=len(difference.dropped),
        num_new=len(difference.newly_served),
        num_orders=len(difference.orders),
    )


def plan_name(plan: Plan) -> Phrase:
    """Return what a plan is called: by the names of its scenarios, `base` without any."""
    applied = plan.network.applied
    if not applied:
        return Phrase("Base", "基准")
    known = plan.network.scenarios
    names = (plain(known[key].name if key in known else key, 60) for key in applied)
    return same(plain(", ".join(names), 90))


def _figures(before: Iterable[Fact], after: Iterable[Fact]) -> Iterator[ChangeFact]:
    mine, yours = ({fact.key: fact for fact in facts} for facts in (before, after))
    for key in COMPARED:
        if key in mine and key in yours:
            yield ChangeFact(
                key=key,
                label=yours[key].label,
                before=mine[key].figure,
                after=yours[key].figure,
            )


def _mix(before: Iterable[MixFact], after: Iterable[MixFact]) -> Iterator[MixChange]:
    mine, yours = ({row.key: row for row in rows} for rows in (before, after))
    rows = (
        MixChange(
            key=key,
            name=(yours.get(key) or mine[key]).name,
            before_usd=mine[key].freight_usd if key in mine else 0.0,
            after_usd=yours[key].freight_usd if key in yours else 0.0,
            before_teu=mine[key].teu if key in mine else 0,
            after_teu=yours[key].teu if key in yours else 0,
        )
        for key in dict.fromkeys((*yours, *mine))
    )
    yield from sorted(rows, key=lambda row: (-max(row.before_usd, row.after_usd), row.key))


def _move(before: Plan, after: Plan, order: OrderDifference) -> MoveFact:
    return MoveFact(
        order_id=plain(order.shipment_id, 60),
        what=_what(order),
        left=_parts(order.left),
        taken=_parts(order.taken),
        from_ways=_ways(order.left),
        to_ways=_ways(order.taken),
        more_usd=order.more_cents / 100,
        days_late_before=order.days_late_before,
        days_late_after=order.days_late_after,
        why=_why(reasons(before, after, order)),
    )


def _what(order: OrderDifference) -> Phrase:
    """Return what becomes of an order in a few words."""
    counts = (
        (order.kept, "kept", "保留"),
        (order.moved, "moved", "改道"),
        (order.newly_served, "new", "新增"),
        (order.dropped, "dropped", "取消"),
    )
    english = [f"{count} {word}" for count, word, _ in counts if count]
    chinese = [f"{word} {count}" for count, _, word in counts if count]
    if order.days_late_after > order.days_late_before:
        english.append(f"now {order.days_late_after} d late")
        chinese.append(f"晚到 {order.days_late_after} 天")
    elif order.days_late_before and not order.days_late_after and order.taken:
        english.append("now on time")
        chinese.append("恢复准时")
    return named(", ".join(english), "，".join(chinese))


def _why(found: tuple[str, ...]) -> Phrase:
    """Return why an order moves; what scenarios change is named as the tables name it."""
    chinese = (WITHOUT_CAUSE.get(text, text) for text in found)
    return named(plain("; ".join(found), 300), plain("；".join(chinese), 300))


def _parts(parts: tuple[Part, ...]) -> str:
    return plain("; ".join(f"{p.units} × {route_label(p.route)}" for p in parts), 300)


def _ways(parts: tuple[Part, ...]) -> str:
    """Return how many units travel by which services, whatever the date."""
    units: dict[str, int] = defaultdict(int)
    for part in parts:
        units[" > ".join(leg.departure.service_id for leg in part.route.main_legs)] += part.units
    most = sorted(units.items(), key=lambda item: (-item[1], item[0]))
    return plain("; ".join(f"{count} × {way}" for way, count in most), 300)
