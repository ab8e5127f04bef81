"""What a map of two plans says about what changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ..network.plan_difference import OrderDifference, PlanDifference
from .cards import Card, flow_title
from .flow_changes import ChangeKind, FlowChange, LegChange, Sides
from .flows import Cargo
from .names import MODE_NAMES, name_of, terminal_name
from .phrases import Phrase, named, same
from .wording import boxes, shipment_count, signed, tonnes, usd

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.plan import Plan

BEFORE: Final = Phrase("Before", "调整前")
AFTER: Final = Phrase("After", "调整后")
CHANGE: Final = Phrase("Change", "变化")
KIND_NAMES: Final[Mapping[ChangeKind, Phrase]] = MappingProxyType(
    {
        ChangeKind.NEW: Phrase("new", "新增"),
        ChangeKind.GREW: Phrase("grew", "增加"),
        ChangeKind.SAME: Phrase("unchanged", "不变"),
        ChangeKind.SHRANK: Phrase("shrank", "减少"),
        ChangeKind.GONE: Phrase("gone", "取消"),
    }
)
ORDERS_IN_LIST: Final = 20
_BOXES: Final = Phrase("{more} boxes ({before} → {after})", "{more} 箱（{before} → {after}）")
_ROW: Final = Phrase("{start} → {end}, {mode}{way}", "{start} → {end}，{mode}{way}")
_WAYS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "": same(""),
        "cape": Phrase(" round the Cape", "（绕行好望角）"),
        "suez": Phrase(" by Suez", "（经苏伊士）"),
    }
)
_ORDER: Final = Phrase("{id}: {what}; {cost}{late}", "{id}：{what}；{cost}{late}")
_LATE: Final = Phrase("; days late {before} → {after}", "；晚到天数 {before} → {after}")


def signed_size(number: float) -> str:
    """Return boxes with their sign, with a decimal only where loose cargo is counted in."""
    return signed(number, 0 if abs(number - round(number)) < 0.05 else 1)


def box_change(sides: Sides) -> Phrase:
    """Return how many boxes more or less, and the figures of both plans."""
    return _BOXES.fill(
        more=signed_size(sides.more_boxes),
        before=_size(sides.before),
        after=_size(sides.after),
    )


def _size(cargo: Cargo) -> str:
    whole = abs(cargo.size_boxes - round(cargo.size_boxes)) < 0.05
    return f"{cargo.size_boxes:,.{0 if whole else 1}f}"


def change_card(network: Network, change: FlowChange) -> Card:
    """Return the card of a line that shows a change."""
    corridor = name_of(network.corridors[change.flow.corridor])
    return {
        "title": flow_title(network, change.flow),
        "subtitle": _subtitle(corridor, MODE_NAMES[change.flow.mode], KIND_NAMES[change.kind]),
        "summary": box_change(change),
        "facts": [*side_facts(change), (CHANGE, box_change(change))],
    }


def _subtitle(corridor: Phrase, mode: Phrase, kind: Phrase) -> Phrase:
    words = Phrase("{corridor} · {mode} · {kind}", "{corridor} · {mode} · {kind}")
    return words.fill(corridor=corridor, mode=mode, kind=kind)


def side_facts(sides: Sides) -> list[tuple[Phrase, Phrase]]:
    """Return the cargo before and after."""
    loaded = Phrase("{boxes}, {weight}", "{boxes}，{weight}")
    return [
        (
            label,
            loaded.fill(boxes=boxes(cargo), weight=tonnes(cargo.kg)) if cargo.kg else boxes(cargo),
        )
        for label, cargo in ((BEFORE, sides.before), (AFTER, sides.after))
    ]


def leg_row(network: Network, change: LegChange) -> dict[str, Any]:
    """Return a row of the list of largest changes, with its card."""
    corridor_id, mode, start, end, way = change.key
    ends = {"start": terminal_name(network, start), "end": terminal_name(network, end)}
    corridor = name_of(network.corridors[corridor_id])
    title = _ROW.fill(**ends, mode=MODE_NAMES[mode], way=way_words(way))
    cost = Phrase("{usd} USD", "{usd} 美元").fill(usd=signed(change.more_cents / 100))
    emitted = Phrase("{t} t CO2e", "{t} 吨 CO2e").fill(t=signed(change.more_co2e_g / 1e6, 1))
    row = Phrase("{title}: {boxes}, {cost}, {co2e}", "{title}：{boxes}，{cost}，{co2e}")
    figures = {"boxes": box_change(change), "cost": cost, "co2e": emitted}
    return {
        "kind": change.kind.value,
        "text": row.fill(title=title, **figures),
        "card": {
            "title": title,
            "subtitle": _subtitle(corridor, MODE_NAMES[mode], KIND_NAMES[change.kind]),
            "summary": figures["boxes"],
            "facts": [
                *side_facts(change),
                (CHANGE, figures["boxes"]),
                (Phrase("Cost", "成本"), cost),
                (same("CO2e"), emitted),
            ],
        },
    }


def way_words(variant: str) -> Phrase:
    """Return the words for a variant of a way; those of other datasets go by their id."""
    return _WAYS.get(variant) or Phrase(" by {way}", "（经{way}）").fill(way=variant)


def table_rows(before: Plan, after: Plan, difference: PlanDifference) -> list[tuple[Phrase, ...]]:
    """Return the figures of both plans side by side: label, before, after, change."""
    sides = [_figures(plan) for plan in (before, after)]
    money = [difference.before_cents / 100, difference.after_cents / 100]
    emitted = [difference.before_co2e_g / 1e6, difference.after_co2e_g / 1e6]
    rows = [
        (Phrase("Cost, USD", "总成本（美元）"), money),
        (Phrase("CO2e, t", "碳排放（吨 CO2e）"), emitted),
        (Phrase("Boxes", "箱量"), [side["boxes"] for side in sides]),
        (Phrase("Loose cargo, t", "散货（吨）"), [side["loose_t"] for side in sides]),
        (Phrase("Late shipments", "晚到票数"), [side["late"] for side in sides]),
        (Phrase("Not served", "未承运票数"), [side["unserved"] for side in sides]),
    ]
    return [
        (label, same(f"{a:,.0f}"), same(f"{b:,.0f}"), same(signed(b - a)))
        for label, (a, b) in rows
        if a or b
    ]


def _figures(plan: Plan) -> dict[str, float]:
    cargo = Cargo(assignments=plan.assignments)
    return {
        "boxes": cargo.boxes,
        "loose_t": cargo.loose_kg / 1000,
        "late": len({a.shipment_id for a in plan.assignments if plan.days_late(a) > 0}),
        "unserved": len({gone.shipment_id for gone in plan.unserved}),
    }


def title(difference: PlanDifference) -> Phrase:
    """Return what the change comes to, in a sentence."""
    changed = sum(not order.is_kept for order in difference.orders)
    more = difference.more_cents
    share = abs(more) / difference.before_cents if difference.before_cents else 0.0
    falls = Phrase("falls by {usd} ({share})", "减少 {usd}（{share}）")
    rises = Phrase("rises by {usd} ({share})", "增加 {usd}（{share}）")
    words = Phrase(
        "{shipments} change route; cost {change}", "{shipments}改走其他路径，成本{change}"
    )
    change = (falls if more < 0 else rises).fill(usd=usd(abs(more)), share=f"{share:.1%}")
    return words.fill(
        shipments=shipment_count(changed), change=change if more else Phrase("stays", "不变")
    )


def order_list(difference: PlanDifference) -> list[tuple[Phrase, Sequence[Phrase]]]:
    """Return the orders that change most, by cost."""
    changed = [order for order in difference.orders if not order.is_kept]
    changed.sort(key=lambda order: (-order.dropped, -abs(order.more_cents), order.shipment_id))
    if not changed:
        return []
    heading = Phrase("Shipments that change most ({n} of {all})", "变化最大的订单（{n}/{all}）")
    shown = changed[:ORDERS_IN_LIST]
    return [
        (
            heading.fill(n=len(shown), all=len(changed)),
            [_order_row(order) for order in shown],
        )
    ]


def _order_row(order: OrderDifference) -> Phrase:
    counts = [
        (order.moved, Phrase("{n} moved", "{n} 件改道")),
        (order.newly_served, Phrase("{n} newly served", "{n} 件新增承运")),
        (order.dropped, Phrase("{n} dropped", "{n} 件取消")),
    ]
    parts = [words.fill(n=n) for n, words in counts if n]
    what = named(", ".join(part.en for part in parts), "，".join(part.zh for part in parts))
    late = (order.days_late_before, order.days_late_after)
    return _ORDER.fill(
        id=order.shipment_id,
        what=what,
        cost=Phrase("{usd} USD", "{usd} 美元").fill(usd=signed(order.more_cents / 100)),
        late=_LATE.fill(before=late[0], after=late[1]) if any(late) else same(""),
    )
