"""What the words around a chart say of a shipment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ..letters import name_of, printable
from ..phrases import Language, Phrase, same
from ..wording import MONTHS

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.shipment import Shipment

SHORT: Final = 48
"""Characters of a name in a chart."""


def subtitle(network: Network, shipment: Shipment, *, in_chinese: bool) -> str:
    """Return what is shipped, from where to where, and when."""
    start, end = network.terminals[shipment.origin], network.terminals[shipment.destination]
    origin = name_of(start.name, start.name_zh, in_chinese=in_chinese)
    destination = name_of(end.name, end.name_zh, in_chinese=in_chinese)
    return (
        f"{printable(shipment.id, SHORT)}: {quantity(shipment)} of {cargo_name(network, shipment)},"
        f" {origin} → {destination}, ready {day(shipment.ready)}"
    )


def quantity(shipment: Shipment) -> str:
    """Return the boxes of a shipment, or its weight where it is loose."""
    if not shipment.num_boxes:
        return f"{shipment.kg / 1000:,.1f} t"
    return f"{shipment.num_boxes} × {shipment.load_kind.value}"


def cargo_name(network: Network, shipment: Shipment) -> str:
    """Return the name of the cargo class, in small letters where it is a plain word."""
    name = printable(network.cargo_classes[shipment.cargo_class].name, SHORT)
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


_SOURCE: Final = Phrase(
    "Source: landbridge, {name} network{applied}; sources by row in the dataset.",
    "来源：landbridge，{name} 网络{applied}；各项数据的出处见数据集。",
)
_APPLIED: Final = Phrase(", with {names}", "，情景：{names}")


def source_note(network: Network, *more: str, language: Language = Language.EN) -> str:
    """Return where the figures come from."""
    names = ", ".join(network.applied)
    applied = _APPLIED.fill(names=names) if names else same("")
    return " ".join((_SOURCE.fill(name=network.name, applied=applied)[language], *more))


def days_available(network: Network, shipment: Shipment) -> float:
    """Return the days from ready to the end of the due date."""
    start, end = network.terminals[shipment.origin], network.terminals[shipment.destination]
    return (shipment.due_at(end) - shipment.ready_at(start)) / timedelta(days=1)


def day(on: date) -> str:
    """Return a day, the same in every locale."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """Return a day without its year."""
    return f"{on.day} {MONTHS[on.month - 1]}"


def capital(text: str) -> str:
    """Return text with a capital at its begin."""
    return text[:1].upper() + text[1:]
