"""How a change from one plan to another looks, on maps for the screen and for print."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .flow_changes import ChangeKind
from .phrases import Phrase

SAME_COLOUR: Final = "#8a97a3"
CHANGE_COLOURS: Final[Mapping[ChangeKind, str]] = MappingProxyType(
    {
        ChangeKind.NEW: "#08519c",
        ChangeKind.GREW: "#3f8fc5",
        ChangeKind.SAME: SAME_COLOUR,
        ChangeKind.SHRANK: "#e8853a",
        ChangeKind.GONE: "#a63603",
    }
)
CHANGE_DASHES: Final[Mapping[ChangeKind, tuple[float, ...]]] = MappingProxyType(
    {ChangeKind.SHRANK: (3.0, 1.2), ChangeKind.GONE: (1.2, 1.2)}
)
"""Dashes in widths of the line: less is dashed, so the colours need not be told apart."""

CHANGE_NOTE: Final = Phrase(
    "Width and figures of the changes are net: boxes that one shipment gives up and another takes "
    "on the same line cancel out.",
    "变化的线宽与数字均为净值：同一区段上一票退出、另一票补入的箱量相互抵消。",
)
