"""The sheets of changes, prices, limits and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...phrases import Phrase
from ..headlines import basis_title
from ..headlines_changes import change_title, moves_title
from .sheet import FIRST_ROW, Book, Cell, Field, Kind, Page
from .unit_names import unit_name

if TYPE_CHECKING:
    from ..change_facts import Changes
    from ..facts import BriefFacts


def changes_sheet(book: Book, changes: Changes) -> None:
    """Write the figures of both plans, and the freight of each corridor."""
    page = Page(
        name=Phrase("Changes", "变化"),
        title=change_title(changes),
        remark=Phrase("Before: {a} · After: {b}", "调整前：{a} · 调整后：{b}").fill(
            a=changes.before_name, b=changes.after_name
        ),
        fields=(
            *_side_by_side(Phrase("Figure", "指标"), Kind.TENTHS),
            Field(head=Phrase("Unit", "单位"), width=12),
        ),
        is_one_page=True,
    )
    rows: list[list[Cell]] = [
        [book.say(row.label), row.before.value, row.after.value, row.change.value,
         book.say(unit_name(row.before.unit))]
        for row in changes.figures
    ]  # fmt: skip
    sheet: Any = book.sheet(page, rows)
    for down, row in enumerate(changes.figures, start=FIRST_ROW + 1):
        for across, figure in enumerate((row.before, row.after, row.change), start=1):
            look = book.look(num_format=figure.excel_format, align="right")
            sheet.write_number(down, across, figure.value, look)
    top = FIRST_ROW + len(rows) + 3
    corridors: list[list[Cell]] = [
        [book.say(row.name), row.before_usd, row.after_usd, row.after_usd - row.before_usd]
        for row in changes.mix
    ]
    head = Phrase("Freight by corridor, USD", "各通道运费（美元）")
    book.table(sheet, _side_by_side(head, Kind.WHOLE, has_total=True), corridors, top, 0)


def _side_by_side(head: Phrase, kind: Kind, *, has_total: bool = False) -> tuple[Field, ...]:
    figures = (Phrase("Before", "调整前"), Phrase("After", "调整后"), Phrase("Change", "变化"))
    return (
        Field(head=head, width=40),
        *(Field(head=name, width=18, kind=kind, has_total=has_total) for name in figures),
    )


def moves_sheet(book: Book, changes: Changes) -> None:
    """Write every order that moves, from where to where, and why."""
    page = Page(
        name=Phrase("Moved orders", "变动订单"),
        title=moves_title(changes),
        remark=Phrase(
            "Departures with month and day; the reasons are what the scenarios change on the "
            "routes.",
            "班次后为开行月日；原因为情景对相应路径的改动。",
        ),
        is_wide=True,
        fields=(
            Field(head=Phrase("Order", "订单"), width=12),
            Field(head=Phrase("What", "变动"), width=24),
            Field(head=Phrase("From", "原路径"), width=20),
            Field(head=Phrase("To", "新路径"), width=20),
            Field(head=Phrase("Change, USD", "变动（美元）"), width=12, kind=Kind.WHOLE,
                  has_total=True),
            Field(head=Phrase("Days late before", "原晚到（天）"), width=10, kind=Kind.WHOLE),
            Field(head=Phrase("Days late after", "现晚到（天）"), width=10, kind=Kind.WHOLE),
            Field(head=Phrase("Why", "原因"), width=20),
        ),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [move.order_id, book.say(move.what), move.left, move.taken, move.more_usd,
         move.days_late_before, move.days_late_after, book.say(move.why)]
        for move in changes.moves
    ]  # fmt: skip
    book.sheet(page, rows)


def prices_sheet(book: Book, facts: BriefFacts) -> None:
    """Write what one more of everything would be worth."""
    page = Page(
        name=Phrase("Prices", "影子价格"),
        title=Phrase("What one more would be worth", "多一个单位值多少"),
        remark=Phrase(
            "Prices of the linear mix, in which boxes may be split; each holds in its range alone.",
            "线性松弛（可拆箱）下的影子价格，仅在所示范围内成立。",
        ),
        fields=(
            Field(head=Phrase("Departure or limit", "班次或约束"), width=40),
            Field(head=Phrase("Unit", "单位"), width=18),
            Field(head=Phrase("Amount", "数量"), width=14, kind=Kind.TENTHS),
            Field(head=Phrase("One more saves, USD", "多一单位可省（美元）"), width=16,
                  kind=Kind.WHOLE, has_bar=True),
            Field(head=Phrase("Holds for", "有效范围"), width=30),
        ),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [book.say(price.what), book.say(price.unit), price.amount, price.usd, price.holds]
        for price in facts.prices
    ]
    book.sheet(page, rows)


def limits_sheet(book: Book, facts: BriefFacts) -> None:
    """Write every limit of the plan, and what was reached of it."""
    page = Page(
        name=Phrase("Limits", "约束"),
        title=Phrase("What the plan had to keep", "方案必须满足的约束"),
        remark=Phrase(
            "A limit binds where there is no room for one more unit; shares are from 0 to 1.",
            "“已达上限”指再多一件即超限；占比以 0 至 1 表示。",
        ),
        fields=(
            Field(head=Phrase("Limit", "约束"), width=44),
            Field(head=Phrase("Set to", "设定值"), width=16, kind=Kind.TENTHS),
            Field(head=Phrase("Reached", "实际值"), width=16, kind=Kind.TENTHS),
            Field(head=Phrase("Unit", "单位"), width=14),
            Field(head=Phrase("Binds", "已达上限"), width=12),
        ),
    )
    yes, no = Phrase("yes", "是"), Phrase("no", "否")
    rows: list[list[Cell]] = [
        [book.say(limit.name), limit.limit, limit.reached, limit.unit,
         book.say(yes if limit.is_binding else no)]
        for limit in facts.limits
    ]  # fmt: skip
    sheet: Any = book.sheet(page, rows)
    for row, limit in enumerate(facts.limits, start=FIRST_ROW + 1):
        if limit.unit in ("share", "probability"):
            for column, value in ((1, limit.limit), (2, limit.reached)):
                look = book.look(num_format="0.0%", align="right")
                sheet.write_number(row, column, value, look)


def sources_sheet(book: Book, facts: BriefFacts) -> None:
    """Write the sources of the rows in use, with how many of them are assumed."""
    page = Page(
        name=Phrase("Sources", "来源"),
        title=basis_title(facts),
        remark=Phrase(
            "Sources of the services, links and terminals in use; a row may name several. "
            "Its grade is sourced, derived or assumption.",
            "所用班列与航线、区段与场站的数据来源；一行可引用多个来源，数据等级分为有出处、推算、假设。",
        ),
        fields=(
            Field(head=Phrase("Key", "键"), width=28),
            Field(head=Phrase("Title", "标题"), width=20),
            Field(head=Phrase("Publisher", "发布方"), width=20),
            Field(head=Phrase("Date", "日期"), width=12),
            Field(head=Phrase("Address", "地址"), width=20),
            Field(head=Phrase("Rows in use", "引用行数"), width=10, kind=Kind.WHOLE, has_bar=True),
            Field(head=Phrase("Graded assumption", "其中假设"), width=11, kind=Kind.WHOLE),
        ),
    )
    rows: list[list[Cell]] = [
        [s.key, s.title, s.publisher, s.date, s.address, s.rows, s.assumed_rows]
        for s in facts.basis.sources
    ]
    book.sheet(page, rows)
