"""Which row of a table holds: transfers (9), clearance (10, 11, 13) and emissions (24)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ..handling import ANY, Clearance, Direction, Transfer
from ..network import Network
from ..row import Mode, Status
from ..service import Service
from ..terminal import Terminal
from .exact import exact

AIR_IMPORT = "air_import"
RIVER_SEA = "river_sea_transfer"
NOT_ORDINARY = frozenset({"rail_fast", "1210", RIVER_SEA, AIR_IMPORT})
TERMINAL_FACTOR = "terminal"


class Tables:
    """The tables of a network, and which of their rows holds where."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._clearance = tuple(row for row in network.clearance if row.is_default)
        self._transfers: dict[tuple[str, str, str], Transfer | None] = {}
        self._factors = {
            row.mode: exact(row.g_co2e_per_tkm) for row in network.emissions if row.is_default
        }

    def is_open(self, service: Service) -> bool:
        """Tell whether a service runs; one closed link closes the whole service."""
        links = (call.link_id for call in self.network.calls[service.id])
        return service.status is Status.OPEN and all(
            self.network.links[link].status is Status.OPEN for link in links if link
        )

    def transfer(self, terminal: Terminal, from_mode: str, to_mode: str) -> Transfer | None:
        """Return the most specific row for a change of mode, or None."""
        key = (terminal.id, from_mode, to_mode)
        if key not in self._transfers:
            self._transfers[key] = self._most_specific(terminal, from_mode, to_mode)
        return self._transfers[key]

    def _most_specific(self, terminal: Terminal, from_mode: str, to_mode: str) -> Transfer | None:
        rows = [
            (rank, row)
            for row in self.network.transfers
            if (row.from_mode, row.to_mode) == (from_mode, to_mode)
            and (rank := _specificity(row, terminal)) is not None
        ]
        return min(rows, key=lambda ranked: ranked[0])[1] if rows else None

    def clearance(
        self, terminal: Terminal, direction: Direction, cargo_class: str, *, flew: bool
    ) -> Clearance | None:
        """Return the row by which cargo is cleared at its origin or destination, or None."""
        rows = [row for row in self._clearance if row.direction is direction]
        if flew and direction is Direction.IMPORT and terminal.country != "CN":
            by_air = _at_places(
                terminal, cargo_class, (row for row in rows if row.regime == AIR_IMPORT)
            )
            if by_air is not None:
                return by_air
        ordinary = (row for row in rows if row.regime not in NOT_ORDINARY)
        return _at_places(terminal, cargo_class, ordinary)

    def river_sea(self, terminal: Terminal, cargo_class: str) -> Clearance | None:
        """Return the row that adds to a change from river to sea, or None."""
        rows = (
            row for row in self._clearance if row.regime == RIVER_SEA and row.place == terminal.id
        )
        return _at_places(terminal, cargo_class, rows)

    def factor(self, mode: Mode) -> Fraction:
        """Return the grams of CO2e of a tonne-kilometre; 0 where the table has no row."""
        return self._factors.get(mode.value, Fraction(0))

    @property
    def terminal_factor(self) -> Fraction:
        """Grams of CO2e of a tonne that is handled once."""
        return self._factors.get(TERMINAL_FACTOR, Fraction(0))


def _specificity(row: Transfer, terminal: Terminal) -> int | None:
    """Rank a row for a terminal: 0 is the most specific, None does not hold there."""
    named = terminal.country in row.countries
    if not named and ANY not in row.countries:
        return None
    if row.terminal_kind == terminal.id:
        return 0
    if row.terminal_kind == terminal.kind.value:
        return 1 if named else 3
    if row.terminal_kind == ANY:
        return 2 if named else 4
    return None


def _at_places(terminal: Terminal, cargo_class: str, rows: Iterable[Clearance]) -> Clearance | None:
    by_place: dict[str, list[Clearance]] = {}
    for row in rows:
        if cargo_class in row.cargo_class or ANY in row.cargo_class:
            by_place.setdefault(row.place, []).append(row)
    for place in (terminal.id, terminal.region, terminal.country, "default"):
        here = by_place.get(place or "", [])
        if here:
            return min(here, key=lambda row: cargo_class not in row.cargo_class)
    return None
