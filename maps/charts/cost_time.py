"""The chart of cost against time: what each route costs, how long it takes, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...network.economics import choices_of, cost_time_front
from .chart import Chart, records
from .frame import Frame, framed
from .house_style import (
    SLIDE,
    Size,
    house_style,
)
from .shipment_words import source_note, subtitle

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
    in_chinese: bool = False,
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
    in_chinese
        Whether terminals have their Chinese names, where the machine has a font for them.

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
        title=title or message(case),
        subtitle=subtitle(network, shipment, in_chinese=in_chinese),
        note=source_note(network, *_note(case)),
        x_label="days from ready to delivered",
        y_label="freight of the shipment, USD" + (" (log scale)" if is_log(rows) else ""),
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        draw_case(axes, case, rows, size)
    return Chart(
        name="cost_time", title=frame.title, note=frame.note, size=size, figure=figure,
        columns=COLUMNS, rows=rows,
    )  # fmt: skip


def _note(case: CostTimeCase) -> list[str]:
    beaten = any(case.front.beaten)
    texts = ["Freight is line haul, handling, clearance and drayage; duty and VAT are not in it."]
    if beaten:
        texts.append("Faint: beaten in both cost and time.")
    if len(case.front.hull) > 1:
        texts.append("Dotted: cost of each day saved between the best compromises.")
    return texts
