"""The texts of the pages, by their places in the template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...phrases import Language, Phrase, same
from ..figure import Figure, Unit, text_of
from ..headlines import (
    answer_title,
    basis_title,
    mix_title,
    risk_title,
    slots_title,
    subtitle,
    time_title,
)
from ..headlines_changes import change_title, moves_title
from ..lines import footer, limits_line, method_lines, short, times_line, unserved_line
from ..rows import (
    TILES,
    change_text,
    cost_rows,
    is_late,
    main_rows,
    mode_row,
    order_row,
    signed_usd,
    slot_row,
    watched_orders,
    ways_of,
)
from .page_texts import Texts

if TYPE_CHECKING:
    from ..change_facts import Changes
    from ..facts import BriefFacts

MOST_CORRIDORS: Final = 13
MOST_MOVES: Final = 9
"""Rows of the pages; the workbook has all."""

ASSUMED: Final = "#D55E00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Rows that find room on the second page; fewer where it tells of moves as well."""

    slots: int = 20
    orders: int = 12
    sources: int = 11


def page_data(facts: BriefFacts, language: Language) -> dict[str, Any]:
    """Return what the template reads."""
    texts = Texts(language)
    changes = facts.changes
    room = Room() if changes is None else Room(slots=13, orders=9, sources=7)
    data = {
        "lang": language.value,
        "digest": facts.basis.digest,
        "title": texts.say(answer_title(facts)),
        "subtitle": texts.say(subtitle(facts)),
        "footer": texts.say(footer(facts)),
        "tiles": list(_tiles(facts, texts)),
        "map": None,
        "map_alt": texts.say(
            Phrase("Map of the plan: {t}", "方案地图：{t}").fill(t=answer_title(facts))
        ),
        "corridors": _corridors(facts, texts),
        "modes": _modes(facts, texts),
        "cost": _cost(facts, texts),
        "slots": _slots(facts, texts, room.slots),
        "orders": _orders(facts, texts, room.orders),
        "assumed": _assumed(facts, texts),
        "basis": _basis(facts, texts, room.sources),
    }
    return {**data, **_changes(changes, texts)}


def _tiles(facts: BriefFacts, texts: Texts) -> Iterable[dict[str, str]]:
    for key in TILES:
        fact = facts.fact(key)
        if fact is not None:
            yield {
                "key": f"fact {key}",
                "label": texts.say(fact.label),
                "value": texts.say(fact.figure.short),
                "note": texts.say(fact.note),
            }


def _corridors(facts: BriefFacts, texts: Texts) -> dict[str, Any]:
    rows = main_rows(facts.by_corridor, MOST_CORRIDORS)
    most = max((row.freight_usd for row in rows), default=0.0) or 1.0
    return {
        "title": texts.say(Phrase("Freight by corridor, USD", "各通道运费（美元）")),
        "rows": [
            {
                "key": f"corridor {row.key}",
                "name": texts.say(row.name, 40),
                "value": Figure.of(row.freight_usd, Unit.USD).number,
                "share": row.freight_usd / most,
                "colour": row.colour,
            }
            for row in rows
        ],
    }


def _modes(facts: BriefFacts, texts: Texts) -> dict[str, Any]:
    heads = (
        (Phrase("Modes", "方式"), False), (Phrase("Orders", "票数"), True),
        (Phrase("Tonnes", "吨"), True), (Phrase("Days", "天数"), True),
        (Phrase("USD/t", "美元/吨"), True), (Phrase("CO2e kg/t", "CO2e 千克/吨"), True),
    )  # fmt: skip
    rows = [mode_row(row) for row in facts.by_mode[:7]]
    title = mix_title(facts) if len(facts.by_mode) > 1 else time_title(facts)
    return {"title": texts.say(title), "table": texts.table("modes", heads, rows)}


def _cost(facts: BriefFacts, texts: Texts) -> dict[str, Any]:
    heads = ((Phrase("Part", "项目"), False), (Phrase("USD", "美元"), True))
    title = texts.say(Phrase("Cost by part", "成本构成"))
    return {"title": title, "table": texts.table("cost", heads, cost_rows(facts))}


def _slots(facts: BriefFacts, texts: Texts, most: int) -> dict[str, Any]:
    heads = (
        (Phrase("Cut-off, local", "截关（当地）"), False), (Phrase("Service", "班次"), False),
        (Phrase("From", "起运"), False), (Phrase("To", "到达"), False),
        (Phrase("TEU", "TEU"), True), (Phrase("t", "吨"), True), (Phrase("USD", "美元"), True),
        (Phrase("Taken", "占用"), True),
    )  # fmt: skip
    scheduled = [slot for slot in facts.slots if slot.cutoff_at]
    shown = scheduled[:most]
    cells = (slot_row(slot, priced=False) for slot in shown)
    rows = [[*row[:2], *row[3:]] for row in cells]
    full = [number for number, slot in enumerate(shown) if slot.is_full]
    note = Phrase(
        "The first {n} of {all:,}; red: the departure is full. {limits}.",
        "按截关时间前 {n} 笔（共 {all:,} 笔）；红色为满载。{limits}。",
    ).fill(n=len(shown), all=len(scheduled), limits=limits_line(facts))
    return {
        "title": texts.say(slots_title(facts)),
        "table": texts.table("slots", heads, rows, full),
        "note": texts.say(note),
    }


def _orders(facts: BriefFacts, texts: Texts, most: int) -> dict[str, Any]:
    heads = (
        (Phrase("Order to watch", "重点关注"), False), (Phrase("To", "目的地"), False),
        (Phrase("Due", "交期"), False), (Phrase("Spare, d", "余量（天）"), True),
        (Phrase("On time", "准时概率"), True),
    )  # fmt: skip
    watched = watched_orders(facts, most)
    late = [number for number, order in enumerate(watched) if is_late(order)]
    return {
        "title": texts.say(risk_title(facts)),
        "table": texts.table("orders", heads, [order_row(order) for order in watched], late),
        "note": texts.say(times_line(facts)),
        "left": texts.say(unserved_line(facts) or "", 400),
    }


def _assumed(facts: BriefFacts, texts: Texts) -> dict[str, Any]:
    rows = [row for row in facts.by_mode if row.freight_usd][:7]
    return {
        "title": texts.say(
            Phrase("Freight that rests on assumptions, by mode", "各方式运费中依据假设的比例")
        ),
        "rows": [
            {
                "key": f"assumed {row.key}",
                "name": texts.say(row.name, 40),
                "value": Figure.of(row.assumed_cost_share, Unit.SHARE).phrase.en,
                "share": row.assumed_cost_share,
                "colour": ASSUMED,
            }
            for row in rows
        ],
        "note": texts.say(time_title(facts)),
    }


def _changes(changes: Changes | None, texts: Texts) -> dict[str, Any]:
    if changes is None:
        return {"changes": None, "moves": None}
    heads = (
        (Phrase("Figure", "指标"), False), (Phrase("Before", "调整前"), True),
        (Phrase("After", "调整后"), True), (Phrase("Change", "变化"), True),
    )  # fmt: skip
    rows = [
        [row.label, row.before.phrase, row.after.phrase, change_text(row.change)]
        for row in changes.figures
    ]
    move_heads = (
        (Phrase("Order", "订单"), False), (Phrase("What", "变动"), False),
        (Phrase("From", "原路径"), False), (Phrase("To", "新路径"), False),
        (Phrase("USD", "美元"), True),
    )  # fmt: skip
    moves = [
        [same(move.order_id), move.what, *(same(short(way, 44)) for way in ways_of(move)),
         signed_usd(move.more_usd)]
        for move in changes.moves[:MOST_MOVES]
    ]  # fmt: skip
    return {
        "changes": {
            "title": texts.say(change_title(changes)),
            "table": texts.table("changes", heads, rows),
        },
        "moves": {
            "title": texts.say(moves_title(changes)),
            "table": texts.table("moves", move_heads, moves),
        },
    }


def _basis(facts: BriefFacts, texts: Texts, most: int) -> dict[str, Any]:
    heads = (
        (Phrase("Source", "来源"), False), (Phrase("Publisher", "发布方"), False),
        (Phrase("Rows", "数据行"), True), (Phrase("Assumed", "其中假设"), True),
    )  # fmt: skip
    rows = [
        [same(source.title), same(short(source.publisher, 24)), text_of(source.rows),
         text_of(source.assumed_rows)]
        for source in facts.basis.sources[:most]
    ]  # fmt: skip
    return {
        "title": texts.say(basis_title(facts)),
        "table": texts.table("sources", heads, rows),
        "lines": [texts.say(line) for line in method_lines(facts)],
    }
