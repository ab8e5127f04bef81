"""The time-distance and cost-distance chart of UNESCAP for several routes on one sheet.

Distance goes along, time or cost goes up; borders, handling, clearance and waiting are steps. See
the time/cost-distance methodology of the United Nations Economic and Social Commission for Asia
and the Pacific (UNESCAP).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from ..phrases import Language, Phrase
from .chart import Chart, records
from .frame import Frame, framed
from .house_style import SLIDE, Size, house_style
from .shipment_words import Words, source_note, subtitle

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.route import Route
    from ...network.shipment import Shipment

from .profile_case import COLUMNS, Measure, course_lines, message, row_of
from .profile_drawing import draw_lines


def draw_profile(
    network: Network,
    shipment: Shipment,
    routes: Iterable[Route],
    *,
    measure: Measure = Measure.TIME,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
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
    language
        Language of the words; names of terminals follow it.

    Returns
    -------
    Chart
        The picture, and a row for each point of each route; both measures are in the rows.
    """
    lines = course_lines(network, shipment, routes)
    rows = records(COLUMNS, [row_of(line, point) for line in lines for point in line.points])
    frame = Frame(
        title=title or message(lines, measure)[language],
        subtitle=subtitle(network, shipment, language),
        note=source_note(network, _NOTES[measure][language], language=language),
        x_label=_KM[language],
        y_label=_HEIGHTS[measure][language],
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        draw_lines(axes, network, lines, measure, Words(size=size, language=language))
    return Chart(
        name=f"{measure.value}_distance", title=frame.title, note=frame.note, size=size,
        figure=figure, columns=COLUMNS, rows=rows,
    )  # fmt: skip


_KM: Final = Phrase("km from the origin", "距起点公里数")
_HEIGHTS: Final[Mapping[Measure, Phrase]] = {
    Measure.TIME: Phrase("days from ready", "备妥后天数"),
    Measure.COST: Phrase("freight of the shipment so far, USD", "该票货累计运费（美元）"),
}
_NOTES: Final[Mapping[Measure, Phrase]] = {
    Measure.TIME: Phrase(
        "Upright steps: borders with change of gauge, locks, handling, clearance and waiting for"
        " the next departure. Chart after UNESCAP.",
        "竖直台阶：口岸换轨、船闸、装卸、清关及等待下一班次。图式参照 UNESCAP。",
    ),
    Measure.COST: Phrase(
        "Upright steps: borders with change of gauge, locks, handling, clearance; along the way a"
        " leg's price grows with those of its links. After UNESCAP.",
        "竖直台阶：口岸换轨、船闸、装卸、清关；沿途运价按各区段价格累加。图式参照 UNESCAP。",
    ),
}
