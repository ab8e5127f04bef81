"""What modes, grades and kinds of terminals are called in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..network.row import Grade, Mode
from ..network.terminal import Corridor, Terminal, TerminalKind
from .mode_names import mode_name
from .phrases import Phrase, named

if TYPE_CHECKING:
    from ..network.cargo import CargoClass
    from ..network.network import Network

MODE_NAMES: Final[Mapping[Mode, Phrase]] = MappingProxyType(
    {mode: mode_name(mode.value) for mode in Mode}
)
GRADE_NAMES: Final[Mapping[Grade, Phrase]] = MappingProxyType(
    {
        Grade.SOURCED: Phrase("sourced", "有出处"),
        Grade.DERIVED: Phrase("derived", "推算"),
        Grade.ASSUMPTION: Phrase("assumption", "假设"),
    }
)
KIND_NAMES: Final[Mapping[TerminalKind, Phrase]] = MappingProxyType(
    {
        TerminalKind.RAIL: Phrase("rail terminal", "铁路场站"),
        TerminalKind.BORDER_RAIL: Phrase("rail border", "铁路口岸"),
        TerminalKind.RIVER_PORT: Phrase("river port", "内河港"),
        TerminalKind.LOCK: Phrase("lock", "船闸"),
        TerminalKind.SEAPORT: Phrase("seaport", "海港"),
        TerminalKind.AIRPORT: Phrase("airport", "机场"),
        TerminalKind.ROAD: Phrase("road terminal", "公路场站"),
        TerminalKind.BORDER_ROAD: Phrase("road border", "公路口岸"),
        TerminalKind.CUSTOMS_ZONE: Phrase("customs zone", "海关监管区"),
    }
)


def terminal_name(network: Network, terminal_id: str) -> Phrase:
    """Return the name of a terminal."""
    return name_of(network.terminals[terminal_id])


def cargo_name(cargo: CargoClass) -> Phrase:
    """Return the name of a cargo class, in small letters where it is a plain word."""
    is_capital = cargo.name[:2].isupper()
    small = cargo.name if is_capital else cargo.name[:1].lower() + cargo.name[1:]
    return named(small, cargo.name_zh or "")


def name_of(row: Terminal | Corridor) -> Phrase:
    """Return the name of a terminal or corridor."""
    return named(row.name, row.name_zh)
