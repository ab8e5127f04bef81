"""The slides of risk, of what changes, and of what everything rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...phrases import Phrase, same
from ..figure import text_of
from ..headlines import basis_title, risk_title
from ..headlines_changes import change_title, moves_title
from ..lines import method_lines, short, times_line, unserved_line
from ..rows import (
    SPARE,
    change_text,
    is_late,
    order_row,
    signed_usd,
    spare_counts,
    watched_orders,
    ways_of,
)
from .charts import Look, Series, bars
from .parts import GREY, Column, Letters, Slide
from .slides import BLUE, Case

if TYPE_CHECKING:
    from ..change_facts import Changes

MOST_MOVES: Final = 14
MOST_SOURCES: Final = 15
PALE: Final = "#9AA3AC"


def risk_slide(case: Case) -> Slide:
    """Add the slide of lateness: how much to spare, and which orders to watch."""
    facts = case.facts
    slide = case.slide(risk_title(facts), times_line(facts))
    counts = spare_counts(facts.orders)
    spare = Phrase("Orders by days to spare before the due date", "按计划距交期余量分布（票数）")
    slide.text((0.55, 1.8, 5.6, 0.3), [spare], Letters(points=12, is_bold=True))
    if any(counts):
        colours = ("#B3261E", "#E69F00", "#56B4E9", "#3D8FC6", BLUE, "#0B3C5D")
        series = Series(name=Phrase("Orders", "票数"), colour=BLUE, values=counts)
        bars(
            slide, (0.45, 2.1, 5.8, 4.75), [name for name, *_ in SPARE], [series],
            Look(colours=colours, is_upright=True, gap=45),
            Phrase("Columns: orders by days to spare", "柱形图：按余量天数的票数"),
        )  # fmt: skip
    watched = watched_orders(facts)
    columns = (
        Column(head=Phrase("Order to watch", "重点关注"), width_in=1.15),
        Column(head=Phrase("To", "目的地"), width_in=2.3),
        Column(head=Phrase("Due", "交期"), width_in=0.95),
        Column(head=Phrase("Days to spare", "余量（天）"), width_in=1.0, is_number=True),
        Column(head=Phrase("On time", "准时概率"), width_in=0.9, is_number=True),
    )
    late = frozenset(n for n, order in enumerate(watched) if is_late(order))
    slide.table(
        (6.5, 1.85, 6.3, 4.1), columns, [order_row(order) for order in watched], name="orders",
        points=10.5, warned=late,
    )  # fmt: skip
    note = Phrase(
        "Left behind, late or least sure first. Delays are simulated with usual variation, without "
        "disruptions; their shapes are assumptions.",
        "按未承运、晚到、准时概率由低到高排列。延误按常见波动模拟，不含突发中断；分布形态为假设。",
    )
    left = unserved_line(facts)
    lines = [note] if left is None else [left, note]
    slide.text((6.5, 6.05, 6.3, 0.9), lines, Letters(points=9.5, colour=GREY))
    return slide


def change_slide(case: Case, changes: Changes) -> Slide:
    """Add the slide of what changes: figures side by side, and freight by corridor."""
    under = Phrase("Before: {a} · After: {b}", "调整前：{a} · 调整后：{b}").fill(
        a=changes.before_name, b=changes.after_name
    )
    slide = case.slide(change_title(changes), under)
    slide.text((0.55, 1.8, 6.4, 0.3), [Phrase("Freight by corridor, USD", "各通道运费（美元）")],
               Letters(points=12, is_bold=True))  # fmt: skip
    shown = [row for row in changes.mix if row.before_usd != row.after_usd] or list(changes.mix)
    shown = shown[:8]
    if shown:
        series = [
            Series(name=Phrase("Before", "调整前"), colour=PALE,
                   values=tuple(row.before_usd for row in shown)),
            Series(name=Phrase("After", "调整后"), colour=BLUE,
                   values=tuple(row.after_usd for row in shown)),
        ]  # fmt: skip
        bars(
            slide, (0.45, 2.05, 6.7, 4.55), [row.name for row in shown], series,
            Look(has_legend=True, gap=50),
            Phrase("Bars: freight by corridor before and after", "条形图：调整前后各通道运费"),
        )  # fmt: skip
        note = Phrase(
            "Corridors whose freight changes; largest first", "仅列运费有变化的通道，按规模排序"
        )
        slide.text((0.55, 6.66, 6.6, 0.25), [note], Letters(points=10, colour=GREY))
    columns = (
        Column(head=Phrase("Figure", "指标"), width_in=1.85),
        Column(head=Phrase("Before", "调整前"), width_in=1.2, is_number=True),
        Column(head=Phrase("After", "调整后"), width_in=1.2, is_number=True),
        Column(head=Phrase("Change", "变化"), width_in=1.25, is_number=True),
    )
    rows = [
        [row.label, row.before.phrase, row.after.phrase, change_text(row.change)]
        for row in changes.figures
    ]
    slide.table((7.3, 1.85, 5.5, 5.0), columns, rows, name="changes", points=11)
    return slide


def moves_slide(case: Case, changes: Changes) -> Slide:
    """Add the slide of the orders that move."""
    under = Phrase(
        "Orders that are not planned as before; what costs or saves most comes first",
        "未按原方案安排的订单，按成本变动由大到小",
    )
    slide = case.slide(moves_title(changes), under)
    columns = (
        Column(head=Phrase("Order", "订单"), width_in=0.95),
        Column(head=Phrase("What", "变动"), width_in=1.9),
        Column(head=Phrase("From", "原路径"), width_in=3.95),
        Column(head=Phrase("To", "新路径"), width_in=3.95),
        Column(head=Phrase("USD", "美元"), width_in=0.75, is_number=True),
        Column(head=Phrase("Late, d", "晚到（天）"), width_in=0.73, is_number=True),
    )
    rows = [
        [same(move.order_id), move.what, *(same(short(way, 48)) for way in ways_of(move)),
         signed_usd(move.more_usd), text_of(move.days_late_after)]
        for move in changes.moves[:MOST_MOVES]
    ]  # fmt: skip
    slide.table((0.55, 1.8, 12.23, 4.8), columns, rows, name="moves", points=10)
    if len(changes.moves) > MOST_MOVES:
        note = Phrase(
            "{n} of {all:,} moves; all of them, and why, are in the workbook.",
            "列出 {all:,} 票中的前 {n} 票；完整清单及原因见工作簿。",
        ).fill(n=MOST_MOVES, all=len(changes.moves))
        slide.text((0.55, 6.68, 12.2, 0.25), [note], Letters(points=10, colour=GREY))
    return slide


def basis_slide(case: Case) -> Slide:
    """Add the slide of what everything rests on: assumptions by mode, sources, and method."""
    facts = case.facts
    under = Phrase(
        "What rests on rows graded as assumptions, by mode, and the sources that are used most",
        "数据等级为“假设”的数据行所占运费与时间的比例，以及引用最多的来源",
    )
    slide = case.slide(basis_title(facts), under)
    rows = [row for row in facts.by_mode if row.freight_usd][:8]
    slide.text((0.55, 1.8, 4.9, 0.3), [Phrase("Rests on assumptions", "依据假设的比例")],
               Letters(points=12, is_bold=True))  # fmt: skip
    if rows:
        series = [
            Series(name=Phrase("Freight", "运费"), colour="#D55E00",
                   values=tuple(row.assumed_cost_share for row in rows)),
            Series(name=Phrase("Time", "时间"), colour="#E69F00",
                   values=tuple(row.assumed_time_share for row in rows)),
        ]  # fmt: skip
        bars(
            slide, (0.45, 2.05, 4.75, 3.35), [row.name for row in rows], series,
            Look(number_format="0%", has_legend=True),
            Phrase("Bars: what rests on assumptions, by mode", "条形图：各方式依据假设的比例"),
        )  # fmt: skip
    slide.text((0.55, 5.5, 4.8, 1.4), method_lines(facts), Letters(points=10, colour=GREY))
    columns = (
        Column(head=Phrase("Source", "来源"), width_in=4.35),
        Column(head=Phrase("Publisher", "发布方"), width_in=1.6),
        Column(head=Phrase("Rows", "数据行"), width_in=0.65, is_number=True),
        Column(head=Phrase("Assumed", "其中假设"), width_in=0.85, is_number=True),
    )
    cells = [
        [same(short(s.title, 60)), same(short(s.publisher, 20)), text_of(s.rows),
         text_of(s.assumed_rows)]
        for s in facts.basis.sources[:MOST_SOURCES]
    ]  # fmt: skip
    slide.table((5.35, 1.85, 7.45, 5.0), columns, cells, name="sources", points=10)
    return slide
