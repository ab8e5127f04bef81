"""The slides of a brief, each made from the facts alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...phrases import Language, Phrase
from ..facts import BriefFacts
from ..headlines import (
    answer_title,
    mix_title,
    slots_title,
    subtitle,
    time_title,
)
from ..lines import footer, limits_line
from ..rows import TILES, cost_rows, main_rows, mode_row, slot_row
from .charts import Cloud, Look, Series, bars, points
from .parts import GREY, Column, Letters, Slide

if TYPE_CHECKING:
    from pptx.presentation import Presentation

MOST_SLOTS: Final = 14
BLUE: Final = "#0072B2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A deck that is being made: where slides go, what they say and in which language."""

    deck: Presentation
    facts: BriefFacts
    language: Language

    def slide(self, title: Phrase, under: Phrase) -> Slide:
        """Add a slide with its words."""
        slide = Slide(self.deck, self.language)
        slide.head(title, under, footer(self.facts))
        return slide


def answer_slide(case: Case, picture: bytes | None) -> Slide:
    """Add the slide of the answer: figures in tiles beside the map."""
    facts = case.facts
    slide = case.slide(answer_title(facts), subtitle(facts))
    for number, key in enumerate(TILES):
        fact = facts.fact(key)
        if fact is not None:
            box = (0.55, 1.8 + 1.02 * number, 2.75, 0.94)
            slide.tile(box, (fact.label, fact.figure.short, fact.note), f"fact {key}")
    if picture is not None:
        alt = Phrase("Map of the plan: {title}", "方案地图：{title}").fill(
            title=answer_title(facts)
        )
        slide.picture((3.5, 1.8, 9.28, 5.02), picture, alt, "Map")
    return slide


def mix_slide(case: Case) -> Slide:
    """Add the slide of the mix: freight by corridor, and the shares of each mode."""
    facts = case.facts
    under = Phrase(
        "Freight by corridor of the longest leg; shares of the modes in weight, freight and CO2e",
        "按最长运段所属通道统计运费，以及各运输方式在货重、运费、碳排放中的占比",
    )
    slide = case.slide(mix_title(facts), under)
    rows = main_rows(facts.by_corridor)
    if not rows:
        return slide
    slide.text((0.55, 1.8, 6.6, 0.3), [Phrase("Freight by corridor, USD", "各通道运费（美元）")],
               Letters(points=12, is_bold=True))  # fmt: skip
    series = Series(
        name=Phrase("Freight, USD", "运费（美元）"), colour=BLUE,
        values=tuple(row.freight_usd for row in rows),
    )  # fmt: skip
    bars(
        slide, (0.45, 2.1, 6.9, 4.8), [row.name for row in rows], [series],
        Look(colours=tuple(row.colour for row in rows), gap=40),
        Phrase("Bars: freight by corridor", "条形图：各通道运费"),
    )  # fmt: skip
    _mode_shares(slide, facts)
    return slide


def _mode_shares(slide: Slide, facts: BriefFacts) -> None:
    slide.text((7.6, 1.8, 5.2, 0.3), [Phrase("Shares of the modes", "各运输方式占比")],
               Letters(points=12, is_bold=True))  # fmt: skip
    wholes = [
        sum(getattr(row, name) for row in facts.by_mode)
        for name in ("tonnes", "freight_usd", "co2e_t")
    ]
    series = [
        Series(
            name=row.name, colour=row.colour,
            values=tuple(
                part / whole if whole else 0.0
                for part, whole in zip(
                    (row.tonnes, row.freight_usd, row.co2e_t), wholes, strict=True
                )
            ),
        )
        for row in facts.by_mode
    ]  # fmt: skip
    categories = [Phrase("Weight", "货重"), Phrase("Freight", "运费"), Phrase("CO2e", "碳排放")]
    bars(
        slide, (7.5, 2.1, 5.35, 4.8), categories, series,
        Look(number_format="[>=0.055]0%;;", is_stacked=True, is_upright=True, has_legend=True),
        Phrase("Columns: shares of the modes in weight, freight and CO2e",
               "柱形图：各运输方式在货重、运费、碳排放中的占比"),
    )  # fmt: skip


def time_slide(case: Case) -> Slide:
    """Add the slide of cost against time: every route as a point, the modes as a table."""
    facts = case.facts
    under = Phrase(
        "Each point is a part of an order on one route; averages are by weight",
        "每个点为一票货的一条路径；平均值按货重加权",
    )
    slide = case.slide(time_title(facts), under)
    clouds = [
        Cloud(
            key=row.key, name=row.name, colour=row.colour,
            points=tuple((r.days, r.usd_per_t) for r in facts.routes
                         if r.modes == row.key and r.usd_per_t > 0),
        )
        for row in facts.by_mode
    ]  # fmt: skip
    axes = (
        Phrase("Days from ready to delivered", "备妥至交付天数"),
        Phrase("Freight, USD a tonne (logarithmic)", "每吨运费，美元（对数轴）"),
    )
    shown = [cloud for cloud in clouds if cloud.points]
    if shown:
        alt = Phrase("Points: freight a tonne against days", "散点图：每吨运费与天数")
        points(slide, (0.45, 1.75, 7.3, 5.15), shown, axes, alt)
    columns = (
        Column(head=Phrase("Modes", "方式"), width_in=1.05),
        Column(head=Phrase("Orders", "票数"), width_in=0.7, is_number=True),
        Column(head=Phrase("Tonnes", "吨"), width_in=0.75, is_number=True),
        Column(head=Phrase("Days", "天数"), width_in=0.6, is_number=True),
        Column(head=Phrase("USD/t", "美元/吨"), width_in=0.8, is_number=True),
        Column(head=Phrase("CO2e kg/t", "CO2e 千克/吨"), width_in=1.05, is_number=True),
    )  # fmt: skip
    slide.table(
        (7.85, 1.9, 4.95, 2.2), columns, [mode_row(row) for row in facts.by_mode[:6]],
        name="modes", points=10.5,
    )  # fmt: skip
    _cost_table(slide, facts)
    return slide


def _cost_table(slide: Slide, facts: BriefFacts) -> None:
    """Draw what the cost is made of, under the table of modes."""
    columns = (
        Column(head=Phrase("Cost by part", "成本构成"), width_in=3.5),
        Column(head=Phrase("USD", "美元"), width_in=1.45, is_number=True),
    )
    slide.table((7.85, 4.25, 4.95, 2.7), columns, cost_rows(facts), name="cost", points=10.5)


def slots_slide(case: Case) -> Slide:
    """Add the slide of what to book next, and which limits bind."""
    facts = case.facts
    slide = case.slide(slots_title(facts), limits_line(facts))
    scheduled = [slot for slot in facts.slots if slot.cutoff_at]
    priced = any(slot.one_more_usd is not None for slot in scheduled)
    columns = [
        Column(head=Phrase("Cut-off, local", "截关（当地）"), width_in=1.4),
        Column(head=Phrase("Service", "班次"), width_in=1.4),
        Column(head=Phrase("From", "起运"), width_in=2.6),
        Column(head=Phrase("To", "到达"), width_in=2.6),
        Column(head=Phrase("TEU", "TEU"), width_in=0.55, is_number=True),
        Column(head=Phrase("t", "吨"), width_in=0.65, is_number=True),
        Column(head=Phrase("USD", "美元"), width_in=0.8, is_number=True),
        Column(head=Phrase("Taken", "舱位占用"), width_in=0.83, is_number=True),
    ]
    if priced:
        head = Phrase("One more, USD", "多一舱位值（美元）")
        columns.append(Column(head=head, width_in=1.2, is_number=True))
    else:
        columns.insert(2, Column(head=Phrase("Departs", "开行"), width_in=1.4))
    rows = [slot_row(slot, priced=priced) for slot in scheduled[:MOST_SLOTS]]
    full = frozenset(n for n, slot in enumerate(scheduled[:MOST_SLOTS]) if slot.is_full)
    slide.table((0.55, 1.8, 12.23, 4.85), columns, rows, name="slots", points=10.5, warned=full)
    if rows:
        note = Phrase(
            "The first {n} of {all:,} bookings by cut-off; red: the departure is full. "
            "All of them are in the workbook.",
            "按截关时间列出前 {n} 笔（共 {all:,} 笔）；红色为满载班次。完整清单见工作簿。",
        ).fill(n=len(rows), all=len(scheduled))
        slide.text((0.55, 6.68, 12.2, 0.25), [note], Letters(points=10, colour=GREY))
    return slide
