"""What a departure carries between every two calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..cargo import CargoClass
from ..service import Call, Service
from .case import Case
from .journey import Load, Ride


@dataclass(frozen=True, slots=True)
class Aboard:
    """Units of one assignment on one departure."""

    ride: Ride
    cargo: CargoClass
    load: Load
    units: int


@dataclass(frozen=True, slots=True)
class Carried:
    """All that a departure carries.

    A departure of an on-demand service is all of them on one local date (22).
    """

    service: Service
    day: date
    calls: tuple[Call, ...]
    aboard: tuple[Aboard, ...]

    def between(self, seq: int) -> tuple[Aboard, ...]:
        """Return what is aboard from call ``seq`` to the next."""
        return tuple(a for a in self.aboard if a.ride.load.seq <= seq < a.ride.unload.seq)

    def stretches(self) -> range:
        """Return the calls after which anything is aboard."""
        first = min(a.ride.load.seq for a in self.aboard)
        return range(first, max(a.ride.unload.seq for a in self.aboard))

    def place(self, seq: int) -> str:
        """Name the departure between a call and the next."""
        start, end = self.calls[seq - 1].terminal_id, self.calls[seq].terminal_id
        return f"{self}, {start} to {end}"

    def __str__(self) -> str:
        """Name the departure."""
        return f"departure {self.service.id} {self.day.isoformat()}"


def carried(cases: Iterable[Case]) -> tuple[Carried, ...]:
    """Gather what every departure carries."""
    aboard: dict[tuple[str, date], list[Aboard]] = defaultdict(list)
    calls: dict[str, tuple[Call, ...]] = {}
    for case in cases:
        for timed in case.journey.rides:
            ride = timed.ride
            entry = Aboard(ride, case.journey.cargo, case.journey.load, case.assignment.units)
            aboard[ride.service.id, ride.day].append(entry)
            calls[ride.service.id] = case.tables.network.calls[ride.service.id]
    return tuple(
        Carried(entries[0].ride.service, day, calls[service_id], tuple(entries))
        for (service_id, day), entries in aboard.items()
    )
