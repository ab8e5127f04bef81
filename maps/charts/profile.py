"""The time-distance and cost-distance chart of UNESCAP for several routes on one sheet.

Distance goes along, time or cost goes up; borders, handling, clearance and waiting are steps. See
the time/cost-distance methodology of the United Nations Economic and Social Commission for Asia
and the Pacific (UNESCAP).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .chart import Chart, records
from .frame import Frame, framed
from .house_style import SLIDE, Size, house_style
from .shipment_words import source_note, subtitle

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.route import Route
    from ...network.shipment import Shipment

from .profile_case import COLUMNS, Measure, course_lines, message, row_of
from .profile_drawing import Words, draw_lines


def draw_profile(
    network: Network,
    shipment: Shipment,
    routes: Iterable[Route],
    *,
    measure: Measure = Measure.TIME,
    size: Size = SLIDE,
    title: str = "",
    in_chinese: bool = False,
) -> Chart:
    """Draw time or cost against distance for routes of a shipment.

    Parameters
    ----------
    routes
        A few routes of the shipment, one for each mode or corridor to be compared.
    measure
        Whether time or cost goes up.
    size
        Size of the picture.
    title
        The message; by default which route spends how much of its time (or cost) at stops.
    in_chinese
        Whether terminals have their Chinese names, where the machine has a font for them.

    Returns
    -------
    Chart
        The picture, and a row for each point of each route; both measures are in the rows.
    """
    lines = course_lines(network, shipment, routes)
    rows = records(COLUMNS, [row_of(line, point) for line in lines for point in line.points])
    what = "days from ready" if measure is Measure.TIME else "freight of the shipment so far, USD"
    frame = Frame(
        title=title or message(lines, measure),
        subtitle=subtitle(network, shipment, in_chinese=in_chinese),
        note=source_note(network, _note(measure)),
        x_label="km from the origin",
        y_label=what,
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        draw_lines(axes, network, lines, measure, Words(size=size, in_chinese=in_chinese))
    return Chart(
        name=f"{measure.value}_distance", title=frame.title, note=frame.note, size=size,
        figure=figure, columns=COLUMNS, rows=rows,
    )  # fmt: skip


def _note(measure: Measure) -> str:
    steps = "Upright steps: borders with change of gauge, locks, handling, clearance"
    if measure is Measure.TIME:
        return f"{steps} and waiting for the next departure. Chart after UNESCAP."
    return f"{steps}; along the way a leg's price grows with those of its links. After UNESCAP."
