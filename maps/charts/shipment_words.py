"""What the words around a chart say of a shipment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from .. import names
from ..letters import name_of, printable
from ..phrases import Language, Phrase, named, same
from ..wording import MONTHS, listed_names, tonnes
from .house_style import Size

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.shipment import Shipment

SHORT: Final = 48
"""Characters of a name in a chart."""


_SUBTITLE: Final = Phrase(
    "{id}: {quantity} of {cargo}, {origin} → {destination}, ready {ready}",
    "{id}：{quantity}，{cargo}，{origin} → {destination}，{ready}备妥",
)
NO_ROUTE: Final = Phrase("No route carries this shipment", "没有可承运该货物的路径")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How large the words of a chart are, and in which language."""

    size: Size
    language: Language


def subtitle(network: Network, shipment: Shipment, language: Language) -> str:
    """Return what is shipped, from where to where, and when."""
    start, end = network.terminals[shipment.origin], network.terminals[shipment.destination]
    in_chinese = language is Language.ZH
    ready = shipment.ready
    return _SUBTITLE.fill(
        id=printable(shipment.id, SHORT),
        quantity=quantity(shipment),
        cargo=cargo_name(network, shipment),
        origin=name_of(start.name, start.name_zh, in_chinese=in_chinese),
        destination=name_of(end.name, end.name_zh, in_chinese=in_chinese),
        ready=named(day(ready), f"{ready.year}年{ready.month}月{ready.day}日"),
    )[language]


def quantity(shipment: Shipment) -> Phrase:
    """Return the boxes of a shipment, or its weight where it is loose."""
    if not shipment.num_boxes:
        return tonnes(shipment.kg)
    kind = shipment.load_kind.value
    return named(f"{shipment.num_boxes} × {kind}", f"{shipment.num_boxes} × {kind[:2]} 尺箱")


_USD: Final = Phrase("{usd:,.0f} USD", "{usd:,.0f} 美元")
_WITH: Final = Phrase("{name}, {figure}", "{name}，{figure}")


def usd_words(usd: float) -> Phrase:
    """Return an amount in whole US dollars."""
    return _USD.fill(usd=usd)


def with_figure(name: str | Phrase, figure: str | Phrase) -> Phrase:
    """Return a name and its figure in one line."""
    return _WITH.fill(name=name, figure=figure)


def cargo_name(network: Network, shipment: Shipment) -> Phrase:
    """Return the name of the cargo class, in small letters where it is a plain word."""
    name = names.cargo_name(network.cargo_classes[shipment.cargo_class])
    return named(printable(name.en, SHORT), printable(name.zh, SHORT))


_SOURCE: Final = Phrase(
    "Source: landbridge, {name} network{applied}; sources by row in the dataset.",
    "来源：landbridge，{name} 网络{applied}；各项数据的出处见数据集。",
)
_APPLIED: Final = Phrase(", with {names}", "，情景：{names}")


def source_note(network: Network, *more: str, language: Language = Language.EN) -> str:
    """Return where the figures come from."""
    scenarios = listed_names(network.applied)
    applied = _APPLIED.fill(names=scenarios) if network.applied else same("")
    between = "" if language is Language.ZH else " "
    return between.join((_SOURCE.fill(name=network.name, applied=applied)[language], *more))


def days_available(network: Network, shipment: Shipment) -> float:
    """Return the days from ready to the end of the due date."""
    start, end = network.terminals[shipment.origin], network.terminals[shipment.destination]
    return (shipment.due_at(end) - shipment.ready_at(start)) / timedelta(days=1)


def day(on: date) -> str:
    """Return a day, the same in every locale."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> Phrase:
    """Return a day without its year."""
    return named(f"{on.day} {MONTHS[on.month - 1]}", f"{on.month}月{on.day}日")
