"""Routes: dated, door to door, priced line by line.

A route is priced for one unit of its shipment (a box, or the whole of a loose
shipment); declaration fees are charged once for all units that travel together.
Money is in whole US cents, time in whole minutes, CO2e in whole grams.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .row import Grade, Mode
from .shipment import LoadUnit


class CostPart(StrEnum):
    """What money is paid for."""

    LINE_HAUL = "line_haul"
    HANDLING = "handling"
    CLEARANCE = "clearance"
    DRAYAGE = "drayage"
    STORAGE = "storage"
    LATENESS = "lateness"
    HOLDING = "holding"
    CARBON = "carbon"
    SURCHARGE = "surcharge"
    DISCOUNT = "discount"
    SHORTFALL = "shortfall"
    CHARTER = "charter"


class Basis(StrEnum):
    """What a charge is multiplied by."""

    UNIT = "unit"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One line of a cost ledger.

    ``assumed_cents`` is the share of the amount that rests on assumptions.
    """

    part: CostPart
    label: str
    basis: Basis
    amount_cents: int
    assumed_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A service on one date: the local date at its first call."""

    service_id: str
    first_call_on: date

    def __str__(self) -> str:
        """Name the service and the date."""
        return f"{self.service_id} {self.first_call_on.isoformat()}"


class HandlingKind(StrEnum):
    """Why cargo is handled."""

    ORIGIN = "origin"
    TRANSFER = "transfer"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What happens to the cargo at one terminal, from its arrival until it can go on.

    ``clearance_rule`` names the clearance row that was used, and
    ``clearance_minutes`` the time that customs adds to the terminal's own.
    """

    kind: HandlingKind
    terminal_id: str
    from_mode: str
    to_mode: str
    starts_at: datetime
    ends_at: datetime
    clearance_rule: str | None
    clearance_minutes: int
    charges: tuple[Charge, ...]
    grade: Grade

    @property
    def duration(self) -> timedelta:
        """Time from arrival until the cargo can go on."""
        return self.ends_at - self.starts_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A ride on one departure, from one of its calls to a later one.

    ``load_seq`` and ``unload_seq`` are the positions of the calls in the service.
    """

    departure: Departure
    corridor: str
    mode: Mode
    from_terminal: str
    to_terminal: str
    load_seq: int
    unload_seq: int
    departs_at: datetime
    arrives_at: datetime
    distance_km: float
    co2e_g: int
    charges: tuple[Charge, ...]
    grade: Grade
    is_drayage: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way from origin to destination: handlings and legs in turn.

    There is one handling more than legs. The cargo is ready at ``ready_at`` and is
    delivered at ``delivered_at`` (both UTC).
    """

    shipment_id: str
    unit: LoadUnit
    handlings: tuple[Handling, ...]
    legs: tuple[Leg, ...]
    ready_at: datetime
    delivered_at: datetime
    co2e_g: int
    warnings: tuple[str, ...] = ()

    @property
    def charges(self) -> tuple[Charge, ...]:
        """The cost ledger in the order of the journey."""
        return tuple(self._charges())

    def _charges(self) -> Iterator[Charge]:
        for position, handling in enumerate(self.handlings):
            yield from handling.charges
            if position < len(self.legs):
                yield from self.legs[position].charges

    @property
    def unit_cents(self) -> int:
        """Freight of one unit, without declaration fees."""
        return sum(c.amount_cents for c in self._charges() if c.basis is Basis.UNIT)

    @property
    def declaration_cents(self) -> int:
        """Fees that are charged once for all units that travel together."""
        return sum(c.amount_cents for c in self._charges() if c.basis is Basis.DECLARATION)

    def freight_cents(self, units: int) -> int:
        """Return the freight of units that travel together."""
        return units * self.unit_cents + self.declaration_cents

    @property
    def main_legs(self) -> tuple[Leg, ...]:
        """The legs that are not drayage; all legs where every one is."""
        return tuple(leg for leg in self.legs if not leg.is_drayage) or self.legs

    @property
    def mode_label(self) -> str:
        """Modes of the main legs in order, e.g. `rail`, `river-sea`."""
        modes: list[str] = []
        for leg in self.main_legs:
            if leg.mode.value not in modes:
                modes.append(leg.mode.value)
        return "-".join(modes)

    @property
    def main_corridor(self) -> str:
        """Corridor of the longest main leg."""
        return max(self.main_legs, key=lambda leg: leg.distance_km).corridor

    @property
    def duration(self) -> timedelta:
        """Time from ready to delivered."""
        return self.delivered_at - self.ready_at

    @property
    def distance_km(self) -> float:
        """Length of all legs."""
        return sum(leg.distance_km for leg in self.legs)

    def waits(self) -> tuple[timedelta, ...]:
        """Return the wait before each leg, from the end of handling to departure."""
        return tuple(
            leg.departs_at - handling.ends_at
            for leg, handling in zip(self.legs, self.handlings, strict=False)
        )
