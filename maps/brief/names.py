"""Names of modes, places and amounts of cargo, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..mode_names import mode_name
from ..mode_names import modes_key as key_of_modes
from ..phrases import Phrase, named, same
from .figure import text_of
from .plain_text import plain

if TYPE_CHECKING:
    from ...network.network import Network
    from ...network.route import Route
    from ...network.shipment import Shipment

REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "not sold": "不受理该货型",
        "banned": "禁限运",
        "closed": "线路中断",
        "no connection": "无可行路径",
        "too slow": "赶不上交期",
        "too dear": "超出订单预算",
        "full": "无余量",
    }
)
"""Chinese words for what stands before the colon of a reason."""


def modes_key(route: Route) -> str:
    """Return the modes of a route in the order in which modes are always named.

    So imports by sea and rail stand with exports by rail and sea.
    """
    return key_of_modes("-".join(leg.mode.value for leg in route.main_legs))


def modes_name(key: str) -> Phrase:
    """Return the name of modes by their key, as a heading has it, e.g. `Rail–sea`."""
    name = mode_name(key)
    return named(name.en.replace("-", "–").capitalize(), name.zh)


def corridor_name(network: Network, corridor_id: str) -> Phrase:
    """Return the name of a corridor."""
    corridor = network.corridors.get(corridor_id)
    if corridor is None:
        return same(plain(corridor_id))
    return named(plain(corridor.name, 60), plain(corridor.name_zh, 40))


def terminal_name(network: Network, terminal_id: str) -> Phrase:
    """Return the name of a terminal."""
    terminal = network.terminals.get(terminal_id)
    if terminal is None:
        return same(plain(terminal_id))
    return named(plain(terminal.name, 60), plain(terminal.name_zh, 40))


def size_of(shipment: Shipment) -> Phrase:
    """Return the boxes of an order, or its weight where it is loose."""
    if not shipment.num_boxes:
        weight = text_of(shipment.kg / 1000, 1)
        return Phrase("{t} t loose", "散货 {t} 吨").fill(t=weight)
    parts = [(shipment.boxes_40ft, "40"), (shipment.boxes_20ft, "20")]
    english = " + ".join(f"{n:,} × {feet}ft" for n, feet in parts if n)
    chinese = " + ".join(f"{n:,} × {feet}尺箱" for n, feet in parts if n)
    return named(english, chinese)


def reason_name(reason: str) -> Phrase:
    """Return why something is not served; in Chinese the kind of reason where it is known."""
    kind, _, rest = reason.partition(":")
    chinese = REASONS.get(kind.strip()) if rest else None
    return named(reason, chinese or reason)
