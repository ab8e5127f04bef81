"""Find the segments that a route asks for, or say what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..network.asked_route import AskedLeg
from ..network.errors import Mistake, quoted
from ..network.handling import DESTINATION, ORIGIN
from ..network.network import Network
from ..network.service import Service
from ..network.service_parts import departs
from ..network.spelling import nearest
from .catalogue import Catalogue
from .demand import Demand
from .segment import Segment, segments_of

MOST_NAMED = 6
"""Services or terminals that a message names at most."""


def parts_named(network: Network, name: str) -> list[Service]:
    """Return the services of a name in the order of their days: several where one was cut."""
    parts = [service for service in network.services.values() if name in service.known_as]
    return sorted(parts, key=lambda part: (part.valid_from, part.id != name, part.id))


class SegmentFinder:
    """Finds the segments of asked legs for one shipment.

    Parameters
    ----------
    catalogue
        What can be booked.
    demand
        The shipment.
    """

    def __init__(self, catalogue: Catalogue, demand: Demand) -> None:
        self._network = catalogue.network
        self._rules = catalogue.rules
        self._demand = demand

    def segments(self, legs: Sequence[AskedLeg], mistakes: list[Mistake]) -> list[Segment]:
        """Return the segments of the legs.

        Appends everything that is wrong with any leg, whatever its date, to ``mistakes``.
        Where that is nothing there is one segment for each leg.
        """
        if not legs:
            return []
        mistakes.extend(self._wrong_ends(legs))
        found: list[Segment | None] = []
        for leg in legs:
            wrong: list[Mistake] = []
            segment = self._segment(leg, wrong)
            found.append(None if wrong else segment)
            mistakes.extend(wrong)
        mistakes.extend(self._no_transfer(legs, found))
        return [segment for segment in found if segment is not None]

    def _wrong_ends(self, legs: Sequence[AskedLeg]) -> Iterator[Mistake]:
        ends = self._demand.ends
        sides = (
            ("begins", legs[0].from_terminal, ends.origins, ends.origin_name),
            ("ends", legs[-1].to_terminal, ends.destinations, ends.destination_name),
        )
        for verb, terminal, allowed, name in sides:
            if terminal and terminal not in allowed:
                found = f"{terminal!r}, where it {verb}"
                yield Mistake(place="route", found=found, expected=f"{name}, as the shipment does")

    def _segment(self, leg: AskedLeg, wrong: list[Mistake]) -> Segment | None:
        is_known = bool(leg.from_terminal and leg.to_terminal)
        if not leg.service:
            return self._only_segment(leg, wrong) if is_known else None
        service = self._service(leg)
        if service is None:
            hint = nearest(leg.service, self._network.services) or self._connecting(leg)
            expected = f"the id of a service{hint}"
            wrong.append(Mistake(place=leg.place, found=quoted(leg.service), expected=expected))
            return None
        segment = self._between(service, leg) if is_known else None
        if segment is None and is_known:
            wrong.extend(self._wrong_calls(service, leg))
        if segment is not None:
            wrong.extend(self._wrong_service(segment, leg))
        return segment

    def _service(self, leg: AskedLeg) -> Service | None:
        """Return the service of a leg; where a dated scenario cut it, the part that is meant.

        That is the part which leaves on the day that is asked for; without a day the first
        one that runs, and `RouteWalk` goes on from there.
        """
        parts = parts_named(self._network, leg.service)
        day = leg.first_call_on
        if day is not None:
            on_day = [part for part in parts if part.valid_from <= day <= part.valid_to]
            parts = [part for part in on_day if departs(part, day, day)] or on_day or parts
        running = [part for part in parts if self._network.is_open(part.id)]
        return next(iter(running or parts), None)

    def _only_segment(self, leg: AskedLeg, wrong: list[Mistake]) -> Segment | None:
        """Return the segment of a leg that names no service, if it can be only one."""
        by = f"by {leg.mode.value} " if leg.mode else ""
        ends = f"from {leg.from_terminal} to {leg.to_terminal}"
        every = list(self._all_between(leg))
        sound = [segment for segment in every if not list(self._wrong_service(segment, leg))]
        if len({segment.service.known_as[-1] for segment in sound}) == 1:
            return sound[0]
        if len(sound) > 1:
            names = ", ".join(segment.service.id for segment in sound[:MOST_NAMED])
            found = f"{len(sound)} services {by}{ends}"
            wrong.append(Mistake(place=leg.place, found=found, expected=f"one of {names}"))
        for segment in every if not sound else ():
            wrong.extend(self._wrong_service(segment, leg))
        if not every:
            found = f"nothing that runs {by}{ends}"
            expected = f"terminals that one service connects{self._leaving(leg)}"
            wrong.append(Mistake(place=leg.place, found=found, expected=expected))
        return None

    def _all_between(self, leg: AskedLeg) -> Iterator[Segment]:
        for service in self._network.services.values():
            if leg.mode in (None, service.mode):
                segment = self._between(service, leg)
                if segment is not None:
                    yield segment

    def _between(self, service: Service, leg: AskedLeg) -> Segment | None:
        """Return the shortest ride of a service between the terminals of a leg."""
        calls = {call.terminal_id for call in self._network.calls[service.id]}
        if not {leg.from_terminal, leg.to_terminal} <= calls:
            return None
        ends = (leg.from_terminal, leg.to_terminal)
        rides = [
            segment
            for segment in segments_of(self._network, service)
            if (segment.load.terminal_id, segment.unload.terminal_id) == ends
        ]
        return min(rides, key=lambda segment: segment.ride_minutes, default=None)

    def _wrong_calls(self, service: Service, leg: AskedLeg) -> Iterator[Mistake]:
        """Yield why a service does not carry from one terminal to another."""
        calls = self._network.calls[service.id]
        sides = (
            (leg.from_terminal, "load", {call.terminal_id for call in calls if call.may_load}),
            (leg.to_terminal, "unload", {call.terminal_id for call in calls if call.may_unload}),
        )
        wrong = [side for side in sides if side[0] not in side[2]]
        for terminal, verb, allowed in wrong:
            is_called = any(call.terminal_id == terminal for call in calls)
            does = f"may not {verb}" if is_called else "does not call"
            known = ", ".join(sorted(allowed)[:MOST_NAMED])
            found = f"{terminal!r}, where {service.id} {does}"
            yield Mistake(place=leg.place, found=found, expected=f"a call to {verb}: {known}")
        if not wrong:
            found = f"{service.id}, which calls at {leg.to_terminal} before {leg.from_terminal}"
            yield Mistake(place=leg.place, found=found, expected="a service that runs that way")

    def _wrong_service(self, segment: Segment, leg: AskedLeg) -> Iterator[Mistake]:
        """Yield why a service does not take this cargo, on any day."""
        service = segment.service
        if not self._network.is_open(service.id):
            links = ", ".join(link.id for link in self._network.closed_links(service.id))
            found = f"{service.id}, which is closed" + (f" (links {links})" if links else "")
            yield Mistake(place=leg.place, found=found, expected="a service that runs")
        cargo = self._demand.cargo.id
        if not service.accepts_class(cargo):
            found = f"{service.id}, which refuses {cargo}"
            yield Mistake(place=leg.place, found=found, expected="a service that takes it")
        if segment.ride_usd(self._demand.unit) is None:
            kind = self._demand.unit.kind.value
            what = f"{kind} boxes" if self._demand.unit.is_box else "loose cargo"
            found = f"{service.id}, which is not sold for {what}"
            yield Mistake(place=leg.place, found=found, expected="a service that sells it")

    def _no_transfer(
        self, legs: Sequence[AskedLeg], found: Sequence[Segment | None]
    ) -> Iterator[Mistake]:
        """Yield terminals at which the cargo cannot change between the modes of two legs."""
        modes = [segment.mode.value if segment else "" for segment in found]
        for number, (before, after) in enumerate(
            zip([ORIGIN, *modes], [*modes, DESTINATION], strict=True), start=1
        ):
            leg = legs[min(number, len(legs)) - 1]
            terminal = leg.from_terminal if number <= len(legs) else leg.to_terminal
            if before and after and self._rules.transfer(terminal, before, after) is None:
                yield Mistake(
                    place=f"route, terminal {number}",
                    found=f"{terminal!r}, where cargo is not handed over from {before} to {after}",
                    expected="a terminal with such a transfer",
                )

    def _connecting(self, leg: AskedLeg) -> str:
        names = [segment.service.id for segment in self._all_between(leg)][:MOST_NAMED]
        return f", such as {', '.join(names)}" if names else ""

    def _leaving(self, leg: AskedLeg) -> str:
        reached = {
            segment.unload.terminal_id
            for service in self._network.open_services
            if any(c.terminal_id == leg.from_terminal for c in self._network.calls[service.id])
            for segment in segments_of(self._network, service)
            if segment.load.terminal_id == leg.from_terminal and leg.mode in (None, segment.mode)
        }
        named = ", ".join(sorted(reached)[:MOST_NAMED])
        return f"; from {leg.from_terminal} one gets to {named}" if named else ""
