"""The chart of cost against time: what each route costs, how long it takes, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ...network.economics import choices_of, cost_time_front
from ..phrases import Language, Phrase
from .chart import Chart, records
from .frame import Frame, framed
from .house_style import (
    SLIDE,
    Size,
    house_style,
)
from .shipment_words import Words, source_note, subtitle

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.route import Route
    from ...network.shipment import Shipment

from .cost_time_case import COLUMNS, CostTimeCase, message, row_of
from .cost_time_drawing import draw_case, is_log


def draw_cost_time(
    network: Network,
    shipment: Shipment,
    routes: Iterable[Route],
    *,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
) -> Chart:
    """Draw what the routes of a shipment cost against how long they take.

    Parameters
    ----------
    routes
        Routes of the shipment: the front, and the best route of each mode beside it. Those
        that another beats in cost and time are drawn faintly.
    size
        Size of the picture.
    title
        The message; by default what is the cheapest in time, and what more speed costs.
    language
        Language of the words; names of terminals follow it.

    Returns
    -------
    Chart
        The picture with due date and budget, and a row for each route.
    """
    choices = choices_of(shipment, routes)
    case = CostTimeCase(
        network=network, shipment=shipment, choices=choices, front=cost_time_front(choices)
    )
    rows = records(COLUMNS, [row_of(case, choice) for choice in choices])
    frame = Frame(
        title=title or message(case)[language],
        subtitle=subtitle(network, shipment, language),
        note=source_note(network, *(text[language] for text in _note(case)), language=language),
        x_label=_DAYS[language],
        y_label=(_FREIGHT_LOG if is_log(rows) else _FREIGHT)[language],
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        draw_case(axes, case, rows, Words(size=size, language=language))
    return Chart(
        name="cost_time", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS, rows=rows,
    )  # fmt: skip


_DAYS: Final = Phrase("days from ready to delivered", "备妥至交付的天数")
_FREIGHT: Final = Phrase("freight of the shipment, USD", "该票货运费（美元）")
_FREIGHT_LOG: Final = Phrase(
    "freight of the shipment, USD (log scale)", "该票货运费（美元，对数刻度）"
)
_WHAT_COUNTS: Final = Phrase(
    "Freight is line haul, handling, clearance and drayage; duty and VAT are not in it.",
    "运费含干线、装卸、清关与短驳，不含关税与增值税。",
)
_FAINT: Final = Phrase("Faint: beaten in both cost and time.", "浅色：运费与时间均不占优。")
_DOTTED: Final = Phrase(
    "Dotted: cost of each day saved between the best compromises.",
    "虚线：最优折中方案之间每节省一天的运费。",
)


def _note(case: CostTimeCase) -> list[Phrase]:
    texts = [_WHAT_COUNTS]
    if any(case.front.beaten):
        texts.append(_FAINT)
    if len(case.front.hull) > 1:
        texts.append(_DOTTED)
    return texts
