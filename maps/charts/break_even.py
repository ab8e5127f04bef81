"""The map of break-even regions: which mode wins for goods of a value, with so many days left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ...network.economics import (
    choices_of,
)
from ..phrases import Language, Phrase
from .chart import Chart, records
from .frame import Frame, framed
from .house_style import SLIDE, Size, house_style
from .shipment_words import Words, cargo_name, days_available, source_note, subtitle

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.route import Route
    from ...network.shipment import Shipment

from .break_even_case import COLUMNS, BreakEven, message, row_of
from .break_even_drawing import draw_case


def draw_break_even(
    network: Network,
    shipment: Shipment,
    routes: Iterable[Route],
    *,
    rate_per_day: float | None = None,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
) -> Chart:
    """Draw which mode wins for which value of the goods and days available, on a shipment's lane.

    Parameters
    ----------
    routes
        Routes of the shipment.
    rate_per_day
        Holding rate; by default that of its cargo class.
    size
        Size of the picture.
    title
        The message; by default who wins for these goods, and the nearest tie.
    language
        Language of the words; names of terminals follow it.

    Returns
    -------
    Chart
        The picture, and a row for each region; its limits are exact.

    Raises
    ------
    QuestionError
        The holding rate is not positive.
    """
    cargo = network.cargo_classes[shipment.cargo_class]
    case = BreakEven(
        choices=choices_of(shipment, routes),
        rate_per_day=cargo.holding_rate_per_day if rate_per_day is None else rate_per_day,
        goods_usd_per_kg=shipment.value_usd / shipment.kg or None,
        goods_days=days_available(network, shipment),
        goods_name=cargo_name(network, shipment),
    )
    return draw_regions(
        case,
        subtitle=subtitle(network, shipment, language),
        note=source_note(network, _NOTE[language], language=language),
        size=size,
        title=title,
        language=language,
    )


_NOTE: Final = Phrase(
    "Generalised cost: freight plus value × holding rate × time. A mode counts once its time fits"
    " into the days available.",
    "广义成本：运费 + 货值 × 日持有成本率 × 时间。运输时间不超过可用天数的方式才计入。",
)
_RATE: Final = Phrase("; holding rate {rate} of the value a day", "；日持有成本率为货值的 {rate}")
_DAYS: Final = Phrase("days available from ready to due", "备妥至交期的可用天数")
_VALUE: Final = Phrase("value of the goods, USD/kg (log scale)", "货值（美元/千克，对数刻度）")


def draw_regions(
    case: BreakEven,
    *,
    subtitle: str,
    note: str,
    size: Size = SLIDE,
    title: str = "",
    language: Language = Language.EN,
) -> Chart:
    """Draw a break-even map of any choices, as :func:`draw_break_even` does for a shipment.

    Raises
    ------
    QuestionError
        The holding rate is not positive.
    """
    found = case.regions
    frame = Frame(
        title=title or message(case)[language],
        subtitle=subtitle + _RATE.fill(rate=_percent(case.rate_per_day))[language],
        note=note,
        x_label=_DAYS[language],
        y_label=_VALUE[language],
    )
    with house_style(size):
        figure, axes = framed(frame, size)
        draw_case(axes, case, found, Words(size=size, language=language))
    return Chart(
        name="break_even", title=frame.title, note=note, size=size, figure=figure,
        columns=COLUMNS, rows=records(COLUMNS, [row_of(region) for region in found]),
    )  # fmt: skip


def _percent(share: float) -> str:
    return f"{share * 100:.3g} %"
