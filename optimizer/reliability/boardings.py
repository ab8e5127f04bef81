"""The departure that a leg is planned on, and those after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from ...network.network import Network
from ...network.route import Departure, Leg
from ..clock import to_minute, whole_minutes
from ..timetable import Horizon, departure_minute, service_days


@dataclass(frozen=True, slots=True)
class Boarding:
    """A departure as a leg sees it: until which minute it is boarded, and when it leaves."""

    name: str
    until: int
    departs: int


class Boardings:
    """The departures of a leg from the planned one on, found as far as they are asked for.

    Parameters
    ----------
    network
        The network; it has the leg's service.
    leg
        A leg of a scheduled service.
    """

    def __init__(self, network: Network, leg: Leg) -> None:
        self._service = network.services[leg.departure.service_id]
        calls = network.calls[self._service.id]
        self._zone = ZoneInfo(network.terminals[calls[0].terminal_id].timezone)
        self._cutoff = whole_minutes(self._service.cutoff_hours)
        first = leg.departure.first_call_on
        self._shift = to_minute(leg.departs_at) - departure_minute(self._service, self._zone, first)
        self._days = service_days(self._service, Horizon(first=first, last=self._service.valid_to))
        self.planned = self._boarding(first)
        self.runs = next(self._days, None) == first
        self._later: list[Boarding] = []

    def later(self) -> Iterator[Boarding]:
        """Yield the departures after the planned one, in order, until the service ends."""
        yield from self._later
        for day in self._days:
            self._later.append(self._boarding(day))
            yield self._later[-1]

    def _boarding(self, day: date) -> Boarding:
        departs = departure_minute(self._service, self._zone, day) + self._shift
        name = str(Departure(service_id=self._service.id, first_call_on=day))
        return Boarding(name, departs - self._cutoff, departs)
