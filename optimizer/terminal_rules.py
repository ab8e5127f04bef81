"""Which transfer and clearance rows hold at a terminal (docs/concepts.md, 9 to 13)."""

from __future__ import annotations

from collections import defaultdict

from ..network.handling import ANY, Clearance, Direction, Transfer
from ..network.network import Network
from ..network.terminal import Terminal

AIR_IMPORT = "air_import"
RIVER_SEA_TRANSFER = "river_sea_transfer"
NAMED_REGIMES = frozenset({AIR_IMPORT, "rail_fast", "1210", RIVER_SEA_TRANSFER})
"""Regimes that hold only where a rule names them."""


class TerminalRules:
    """Looks up the most specific transfer and clearance rows of a network.

    Where two rows are equally specific the first in the file holds.
    """

    def __init__(self, network: Network) -> None:
        self._terminals = network.terminals
        self._transfers: dict[tuple[str, str], list[Transfer]] = defaultdict(list)
        for row in network.transfers:
            self._transfers[row.from_mode, row.to_mode].append(row)
        self._clearance: dict[tuple[str, Direction], list[Clearance]] = defaultdict(list)
        for rule in network.clearance:
            if rule.is_default:
                self._clearance[rule.place, rule.direction].append(rule)
        self._found: dict[tuple[str, str, str], Transfer | None] = {}

    def transfer(self, terminal_id: str, from_mode: str, to_mode: str) -> Transfer | None:
        """Return the row for a change of mode at a terminal; None = not possible."""
        key = (terminal_id, from_mode, to_mode)
        if key not in self._found:
            terminal = self._terminals[terminal_id]
            ranked = [
                (rank, row)
                for row in self._transfers.get((from_mode, to_mode), ())
                if (rank := _specificity(row, terminal))
            ]
            self._found[key] = max(ranked, key=lambda pair: pair[0])[1] if ranked else None
        return self._found[key]

    def clearance(
        self, terminal_id: str, direction: Direction, cargo_class: str, *, flew: bool
    ) -> Clearance | None:
        """Return the clearance row for cargo at a terminal.

        Parameters
        ----------
        flew
            The last main leg was by air.
        """
        terminal = self._terminals[terminal_id]
        if direction is Direction.IMPORT and flew and terminal.country != "CN":
            by_air = self._at_places(terminal, direction, cargo_class, by_air=True)
            if by_air is not None:
                return by_air
        return self._at_places(terminal, direction, cargo_class, by_air=False)

    def _at_places(
        self, terminal: Terminal, direction: Direction, cargo_class: str, *, by_air: bool
    ) -> Clearance | None:
        for place in (terminal.id, terminal.region, terminal.country, "default"):
            rows = [
                row
                for row in self._clearance.get((place or "", direction), ())
                if (row.regime == AIR_IMPORT if by_air else row.regime not in NAMED_REGIMES)
            ]
            for wanted in (cargo_class, ANY):
                for row in rows:
                    if wanted in row.cargo_class:
                        return row
        return None

    def river_sea_transfer(self, terminal_id: str) -> Clearance | None:
        """Return the row that adds to the hand-over from river to sea, if there is one."""
        for row in self._clearance.get((terminal_id, Direction.TRANSIT), ()):
            if row.regime == RIVER_SEA_TRANSFER:
                return row
        return None


def _specificity(row: Transfer, terminal: Terminal) -> int:
    """Rank a row for a terminal, 0 where it does not hold."""
    in_country = terminal.country in row.countries
    if not in_country and ANY not in row.countries:
        return 0
    if row.terminal_kind == terminal.id:
        return 5
    if row.terminal_kind == terminal.kind:
        return 4 if in_country else 2
    if row.terminal_kind == ANY:
        return 3 if in_country else 1
    return 0
