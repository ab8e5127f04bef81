"""The sheets of a plan: summary, mix, slot book and orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...names import GRADE_NAMES
from ...phrases import Phrase, same
from ..headlines import answer_title, mix_title, slots_title, subtitle
from .sheet import FIRST_ROW, ZONE, Book, Cell, Field, Kind, Page
from .unit_names import unit_name

if TYPE_CHECKING:
    from ..facts import BriefFacts, Fact, MixFact, SlotFact


def summary_sheet(book: Book, facts: BriefFacts) -> None:
    """Write the figures, what the cost is made of, and how to make the plan again."""
    page = Page(
        name=Phrase("Summary", "摘要"),
        title=answer_title(facts),
        remark=subtitle(facts),
        is_one_page=True,
        fields=(
            Field(head=Phrase("Figure", "指标"), width=34),
            Field(head=Phrase("Value", "数值"), width=16, kind=Kind.WHOLE),
            Field(head=Phrase("Unit", "单位"), width=12),
            Field(head=Phrase("Remark", "备注"), width=58),
            Field(head=Phrase("Key", "键"), width=16),
        ),
    )
    rows = [_fact_row(book, fact) for fact in facts.facts]
    sheet: Any = book.sheet(page, rows)
    _exact_looks(book, sheet, facts.facts, FIRST_ROW + 1)
    top = FIRST_ROW + len(rows) + 2
    sheet.write_string(top, 0, book.say(Phrase("Cost by part", "成本构成")), book.look(bold=True))
    parts = [_fact_row(book, fact) for fact in facts.cost_parts]
    last = book.table(sheet, page.fields, parts, top + 1, 0)
    for number, (label, text) in enumerate(made_lines(facts), start=last + 2):
        sheet.write_string(number, 0, book.say(label), book.look(bold=True))
        sheet.write_string(number, 1, book.say(text), book.look())


def _fact_row(book: Book, fact: Fact) -> list[Cell]:
    unit = book.say(unit_name(fact.figure.unit))
    return [book.say(fact.label), fact.figure.value, unit, book.say(fact.note), fact.key]


def _exact_looks(book: Book, sheet: Any, facts: tuple[Fact, ...], top: int) -> None:
    """Give every figure the number format that shows it as the deck does."""
    for row, fact in enumerate(facts, start=top):
        look = book.look(num_format=fact.figure.excel_format, align="right", bold=True)
        sheet.write_number(row, 1, fact.figure.value, look)


def made_lines(facts: BriefFacts) -> list[tuple[Phrase, Phrase]]:
    """Return what the plan was made from, and how to make it again."""
    basis = facts.basis
    return [
        (Phrase("Inputs (SHA-256)", "输入指纹（SHA-256）"), same(basis.digest)),
        (Phrase("Program", "程序"), same(f"landbridge {basis.version}")),
        (Phrase("Network", "网络"), same(basis.network)),
        (Phrase("Scenarios", "情景"), same(", ".join(basis.scenarios) or "–")),
        (Phrase("Proof", "求解证明"), same(basis.method)),
        (Phrase("To make it again", "复现命令"), same(basis.command)),
    ]


MIX_FIELDS: Final = (
    Field(head=Phrase("Orders", "票数"), width=9, kind=Kind.WHOLE),
    Field(head=Phrase("Boxes", "箱量"), width=9, kind=Kind.WHOLE, has_total=True),
    Field(head=same("TEU"), width=9, kind=Kind.WHOLE, has_total=True),
    Field(head=Phrase("Cargo, t", "货重（吨）"), width=12, kind=Kind.TENTHS, has_total=True),
    Field(head=Phrase("Freight, USD", "运费（美元）"), width=15, kind=Kind.WHOLE, has_total=True,
          has_bar=True),
    Field(head=Phrase("CO2e, t", "碳排放（吨）"), width=12, kind=Kind.TENTHS, has_total=True),
    Field(head=Phrase("Days, mean by weight", "天数（按重加权）"), width=12, kind=Kind.TENTHS),
    Field(head=Phrase("Freight, USD/t", "每吨运费（美元）"), width=12, kind=Kind.WHOLE),
    Field(head=Phrase("Assumed, freight", "运费中假设"), width=11, kind=Kind.SHARE),
    Field(head=Phrase("Assumed, time", "时间中假设"), width=11, kind=Kind.SHARE),
)  # fmt: skip


def mix_sheet(book: Book, facts: BriefFacts) -> None:
    """Write the mix by corridor and by modes, with a chart."""
    first = Field(head=Phrase("Corridor", "通道"), width=36)
    page = Page(
        name=Phrase("Mix", "运输结构"),
        title=mix_title(facts),
        remark=Phrase(
            "By corridor of the longest leg, then by modes. An order on several routes counts in "
            "each of its rows.",
            "先按最长运段所属通道，再按运输方式；拆分的订单在各行分别计入。",
        ),
        fields=(first, *MIX_FIELDS),
        is_one_page=True,
    )
    rows = [_mix_row(book, row) for row in facts.by_corridor]
    sheet: Any = book.sheet(page, rows)
    top = FIRST_ROW + len(rows) + 4
    by_mode = Field(head=Phrase("Modes", "运输方式"), width=36)
    modes = [_mix_row(book, row) for row in facts.by_mode]
    last = book.table(sheet, (by_mode, *MIX_FIELDS), modes, top, 0)
    if rows:
        _mix_chart(book, sheet, facts, last + 2)


def _mix_row(book: Book, row: MixFact) -> list[Cell]:
    return [
        book.say(row.name), row.orders, row.boxes, row.teu, row.tonnes, row.freight_usd,
        row.co2e_t, row.days, row.usd_per_t, row.assumed_cost_share, row.assumed_time_share,
    ]  # fmt: skip


def _mix_chart(book: Book, sheet: Any, facts: BriefFacts, top: int) -> None:
    """Draw the freight by corridor as bars in the colours of the map."""
    first, last = FIRST_ROW + 1, FIRST_ROW + len(facts.by_corridor)
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [sheet.name, FIRST_ROW, 5],
            "categories": [sheet.name, first, 0, last, 0],
            "values": [sheet.name, first, 5, last, 5],
            "points": [{"fill": {"color": row.colour}} for row in facts.by_corridor],
            "data_labels": {"value": True, "num_format": "#,##0"},
            "gap": 40,
        }
    )
    chart.set_legend({"none": True})
    chart.set_title({"name": book.say(Phrase("Freight by corridor, USD", "各通道运费（美元）")),
                     "name_font": {"size": 12}})  # fmt: skip
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 940, "height": 110 + 24 * len(facts.by_corridor)})
    alt = book.say(Phrase("Bars: freight by corridor", "条形图：各通道运费"))
    sheet.insert_chart(top, 0, chart, {"description": alt, "object_position": 2})


def slots_sheet(book: Book, facts: BriefFacts) -> None:
    """Write what to book, by cut-off."""
    priced = any(slot.one_more_usd is not None for slot in facts.slots)
    fields = [
        Field(head=Phrase("Cut-off, local", "截关（当地）"), width=15, kind=Kind.MOMENT),
        Field(head=Phrase("Service", "班次"), width=16),
        Field(head=Phrase("Documents by, local", "截单（当地）"), width=15, kind=Kind.MOMENT),
        Field(head=Phrase("Departs, local", "开行（当地）"), width=15, kind=Kind.MOMENT),
        Field(head=Phrase("Time zone", "时区"), width=17),
        Field(head=Phrase("ISO week", "ISO 周"), width=10),
        Field(head=Phrase("Mode", "方式"), width=8),
        Field(head=Phrase("Corridor", "通道"), width=16),
        Field(head=Phrase("From", "起运"), width=20),
        Field(head=Phrase("To", "到达"), width=20),
        Field(head=Phrase("Boxes", "箱量"), width=8, kind=Kind.WHOLE, has_total=True),
        Field(head=same("TEU"), width=8, kind=Kind.WHOLE, has_total=True),
        Field(head=Phrase("Cargo, t", "货重（吨）"), width=10, kind=Kind.TENTHS, has_total=True),
        Field(head=Phrase("Amount, USD", "金额（美元）"), width=13, kind=Kind.WHOLE,
              has_total=True),
        Field(head=Phrase("Taken of the room", "舱位占用"), width=11, kind=Kind.SHARE,
              has_bar=True),
        Field(head=Phrase("Full", "满载"), width=7),
        Field(head=Phrase("Grade of times", "时间数据等级"), width=12),
        Field(head=Phrase("Orders", "订单"), width=12),
    ]  # fmt: skip
    if priced:
        head = Phrase("One more slot saves, USD", "多一舱位可省（美元）")
        fields.append(Field(head=head, width=13, kind=Kind.WHOLE))
    page = Page(
        name=Phrase("Slot book", "订舱清单"), title=slots_title(facts), remark=ZONE,
        fields=tuple(fields), frozen_columns=2, is_wide=True,
    )  # fmt: skip
    book.sheet(page, [_slot_row(book, slot, priced=priced) for slot in facts.slots])


def _slot_row(book: Book, slot: SlotFact, *, priced: bool) -> list[Cell]:
    yes, no = Phrase("yes", "是"), Phrase("no", "否")
    row: list[Cell] = [
        slot.cutoff_at, slot.service_id, slot.doc_cutoff_at, slot.departs_at, slot.timezone,
        slot.week, book.say(slot.mode), book.say(slot.corridor), book.say(slot.start),
        book.say(slot.end), slot.boxes, slot.teu, slot.tonnes, slot.amount_usd, slot.taken_share,
        book.say(yes if slot.is_full else no), book.say(GRADE_NAMES[slot.grade]),
        ", ".join(slot.orders),
    ]  # fmt: skip
    return [*row, slot.one_more_usd] if priced else row
