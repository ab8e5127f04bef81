"""The departure that a leg is planned on, and those after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from ...network.network import Network
from ...network.route import Departure, Leg
from ...network.service import Service
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
        service = network.services[leg.departure.service_id]
        calls = network.calls[service.id]
        self._zone = ZoneInfo(network.terminals[calls[0].terminal_id].timezone)
        first = leg.departure.first_call_on
        shift = to_minute(leg.departs_at) - departure_minute(service, self._zone, first)
        days = service_days(service, Horizon(first=first, last=service.valid_to))
        self.planned = self._boarding(service, shift, first)
        self.runs = next(days, None) == first
        self._later: list[Boarding] = []
        self._waiting = self._departures(network, leg, service, shift, days)

    def later(self) -> Iterator[Boarding]:
        """Yield the departures after the planned one, in order, until the service ends."""
        yield from self._later
        for boarding in self._waiting:
            self._later.append(boarding)
            yield boarding

    def _departures(
        self, network: Network, leg: Leg, service: Service, shift: int, days: Iterator[date]
    ) -> Iterator[Boarding]:
        """Yield the departures of a service, then those of its parts on later days."""
        for day in days:
            yield self._boarding(service, shift, day)
        was = whole_minutes(network.calls[service.id][leg.load_seq - 1].depart_offset_hours)
        for part in _parts_after(network, service):
            now = whole_minutes(network.calls[part.id][leg.load_seq - 1].depart_offset_hours)
            for day in service_days(part, Horizon(first=part.valid_from, last=part.valid_to)):
                yield self._boarding(part, shift + now - was, day)

    def _boarding(self, service: Service, shift: int, day: date) -> Boarding:
        departs = departure_minute(service, self._zone, day) + shift
        name = str(Departure(service_id=service.id, first_call_on=day))
        return Boarding(name, departs - whole_minutes(service.cutoff_hours), departs)


def _parts_after(network: Network, service: Service) -> list[Service]:
    """Return the later parts of a service that a dated scenario cut, in order, those that run."""
    original = service.variant_of or service.id
    parts = (s for s in network.open_services if original in s.known_as)
    later = (part for part in parts if part.valid_from > service.valid_to)
    return sorted(later, key=lambda part: part.valid_from)
