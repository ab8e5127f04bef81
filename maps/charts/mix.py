"""The chart of the mix: bars by corridor, mode or gateway, of one plan or of several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ..letters import printable
from ..phrases import Language, Phrase, same
from ..style import on_light
from ..wording import listed, signed
from .chart import Chart, records
from .frame import Frame, framed, room_for
from .house_style import FAINT, GREY, INK, LEADER, SLIDE, Size, house_style
from .mix_case import (
    BY,
    COLUMNS,
    MEASURES,
    NEAR,
    MixBar,
    MixBy,
    MixCase,
    MixMeasure,
    message,
    mix_case,
)
from .shipment_words import source_note

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...network.plan import Plan

NAME_LENGTH: Final = 36
SHADES: Final = (FAINT, LEADER)
"""Colours of all plans but the last, which has the colours of its groups."""

_COUNTED: Final = Phrase(
    "A route counts for the corridor of its longest leg.", "每条路径计入其最长运段所属的通道。"
)


def draw_mix(
    plans: Mapping[str, Plan],
    *,
    by: MixBy = MixBy.CORRIDOR,
    measure: MixMeasure = MixMeasure.SIZE,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
) -> Chart:
    """Draw what travels by which corridor, mode or gateway.

    Parameters
    ----------
    plans
        One to three plans by name; the last is drawn in colour, the others stand beside it.
    by
        What the mix is grouped by.
    measure
        What is counted: TEU (loose cargo by its weight), tonnes, freight or CO2e.
    size
        Size of the picture.
    title
        The message; by default what is largest, or between plans what moved most.
    language
        Language of the words.

    Returns
    -------
    Chart
        The picture, and a row for each group of each plan.

    Raises
    ------
    ValueError
        If there is no plan, or more than three.
    """
    if not 1 <= len(plans) <= 3:
        msg = f"{len(plans)} plans; expected one to three"
        raise ValueError(msg)
    case = mix_case(plans, by, measure)
    last = list(plans.values())[-1]
    frame = Frame(
        title=title or message(case, language),
        subtitle=_subtitle(case)[language],
        note=source_note(last.network, *_note(case, language), language=language),
        x_label=case.unit,
        y_label="",
    )
    with house_style(size):
        figure, axes = framed(frame, size, left_in=_names_in(case, size, language))
        _draw(axes, case, size, language)
    return Chart(
        name=f"mix_by_{by.value}", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS, rows=records(COLUMNS, _rows(case)),
    )  # fmt: skip


def _rows(case: MixCase) -> list[tuple[str, str, float, float, str]]:
    return [
        (bar.key, name, round(bar.amounts[n], 4), round(case.share(bar, n), 6), case.unit)
        for bar in case.bars
        for n, name in enumerate(case.names)
    ]


def _subtitle(case: MixCase) -> Phrase:
    totals = listed([
        same(f"{printable(name, 24)} {case.total(n):,.0f} {case.unit}")
        for n, name in enumerate(case.names)
    ])  # fmt: skip
    text = Phrase("{what} by {by}: {totals}", "各{by}{what}：{totals}")
    filled = text.fill(what=MEASURES[case.measure].name, by=BY[case.by], totals=totals)
    return filled.capital()


def _note(case: MixCase, language: Language) -> list[str]:
    return [_COUNTED[language]] if case.by is MixBy.CORRIDOR else []


def _names_in(case: MixCase, size: Size, language: Language) -> float:
    """Return the room for the names beside the bars, in inches; a Chinese letter takes two."""
    names = [printable(bar.name[language], NAME_LENGTH) for bar in case.drawn]
    return room_for(names, size.text_pt)


def _draw(axes: Axes, case: MixCase, size: Size, language: Language) -> None:
    """Draw a group of bars for each row, the first on top."""
    bars, num_plans = case.drawn, len(case.names)
    most = max((max(bar.amounts) for bar in bars), default=1.0) or 1.0
    axes.set_xlim(0, (1.3 if size is SLIDE else 1.75) * most)
    axes.set_ylim(-0.6, max(len(bars), 1) - 0.4)
    axes.spines["bottom"].set_visible(False)
    axes.grid(visible=False, axis="both")
    axes.set_xticks([])
    axes.set_xlabel("")
    names = [printable(bar.name[language], NAME_LENGTH) for bar in bars]
    axes.set_yticks(range(len(bars) - 1, -1, -1), names)
    axes.tick_params(axis="y", colors=INK)
    height = 0.72 / num_plans
    for row, bar in enumerate(bars):
        for number, amount in enumerate(bar.amounts):
            y = len(bars) - 1 - row + 0.36 - height * (number + 0.5)
            is_last = number == num_plans - 1
            colour = on_light(bar.colour) if is_last else SHADES[-(num_plans - 1 - number)]
            axes.barh(y, amount, height=0.92 * height, color=colour, gid="amount")
            words = _label(case, bar, number)
            if row == 0 and num_plans > 1:  # the key: whose bars these are
                words = f"{words}  {printable(case.names[number], 24)}"
            axes.annotate(
                words, (amount, y), xytext=(5, 0), textcoords="offset points", va="center",
                fontsize=(0.92 if is_last else 0.8) * size.text_pt, color=INK if is_last else GREY,
            )  # fmt: skip


def _label(case: MixCase, bar: MixBar, number: int) -> str:
    """Return what stands beside a bar: the amount, and its share or its change between plans."""
    value = bar.amounts[number]
    text = f"{value:,.0f} {case.unit}" if value >= 10 or not value else f"{value:,.1f} {case.unit}"
    if len(case.names) == 1:
        return f"{text}  ·  {case.share(bar, number):.0%}"
    if number < len(case.names) - 1 or abs(bar.change) < NEAR:
        return text
    return f"{text}  ({signed(bar.change)})"
