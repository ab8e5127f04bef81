"""The sheet of orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...phrases import Phrase
from ..headlines import risk_title
from ..names import reason_name
from .sheet import FIRST_ROW, ZONE, Book, Cell, Field, Kind, Page

if TYPE_CHECKING:
    from ..facts import BriefFacts, OrderFact


def orders_sheet(book: Book, facts: BriefFacts) -> None:
    """Write what becomes of every order."""
    page = Page(
        name=Phrase("Orders", "订单"),
        title=risk_title(facts),
        remark=ZONE,
        is_wide=True,
        fields=(
            Field(head=Phrase("Order", "订单"), width=11),
            Field(head=Phrase("Customer", "客户"), width=11),
            Field(head=Phrase("Cargo", "货物"), width=16),
            Field(head=Phrase("From", "起运"), width=20),
            Field(head=Phrase("To", "目的地"), width=20),
            Field(head=Phrase("Size", "箱型箱量"), width=14),
            Field(head=Phrase("Cargo, t", "货重（吨）"), width=10, kind=Kind.TENTHS,
                  has_total=True),
            Field(head=Phrase("Ready", "备妥"), width=11, kind=Kind.DAY),
            Field(head=Phrase("Due", "交期"), width=11, kind=Kind.DAY),
            Field(head=Phrase("Modes", "方式"), width=16),
            Field(head=Phrase("Routes", "路径数"), width=8, kind=Kind.WHOLE),
            Field(head=Phrase("Delivered, local", "交付（当地）"), width=16, kind=Kind.MOMENT),
            Field(head=Phrase("Time zone", "时区"), width=17),
            Field(head=Phrase("Days to spare", "余量（天）"), width=9, kind=Kind.TENTHS),
            Field(head=Phrase("Days late", "晚到（天）"), width=8, kind=Kind.WHOLE),
            Field(head=Phrase("P(on time)", "准时概率"), width=9, kind=Kind.SHARE, has_bar=True),
            Field(head=Phrase("Freight, USD", "运费（美元）"), width=13, kind=Kind.WHOLE,
                  has_total=True),
            Field(head=Phrase("Lateness, USD", "延误费（美元）"), width=12, kind=Kind.WHOLE,
                  has_total=True),
            Field(head=Phrase("Units not served", "未承运件数"), width=9, kind=Kind.WHOLE),
            Field(head=Phrase("Why not", "未承运原因"), width=14),
        ),
    )  # fmt: skip
    sheet: Any = book.sheet(page, [_order_row(book, order) for order in facts.orders])
    if facts.orders:
        first, last = FIRST_ROW + 1, FIRST_ROW + len(facts.orders)
        red = book.workbook.add_format({"font_color": "#B3261E", "bold": True})
        for column in (14, 18):
            sheet.conditional_format(
                first, column, last, column,
                {"type": "cell", "criteria": ">", "value": 0, "format": red},
            )  # fmt: skip


def _order_row(book: Book, order: OrderFact) -> list[Cell]:
    name = book.say(reason_name(order.reason))
    reason = name if name in order.reason else f"{name}: {order.reason}"
    return [
        order.order_id, order.customer, order.cargo, book.say(order.start), book.say(order.end),
        book.say(order.size), order.tonnes, order.ready, order.due, book.say(order.modes),
        order.num_routes, order.delivered_at, order.timezone, order.spare_days, order.days_late,
        order.on_time, order.freight_usd, order.lateness_usd, order.unserved_units, reason,
    ]  # fmt: skip
