"""Walk along given segments: date each leg, and say where the cargo cannot board."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..network.asked_route import AskedLeg
from ..network.cargo import Restriction
from ..network.errors import Mistake, QuestionError
from ..network.service import ServiceKind
from .asked_segments import parts_named
from .catalogue import Catalogue, Offer
from .clock import to_datetime, to_minute
from .demand import Demand
from .graph_options import RideRef
from .handling_ref import HandlingRef
from .search_graph import Arc, Path, Step
from .segment import Segment
from .shipment_graph import ShipmentGraph
from .timetable import Horizon, service_days
from .wanted import Wanted

NEAREST_DAYS = 3
"""Other departures that a message names at most."""


class RouteWalk:
    """Walks of one shipment along the arcs of its search graph.

    Parameters
    ----------
    catalogue
        What can be booked.
    demand
        The shipment.

    Attributes
    ----------
    mistakes
        What went wrong on the last walk, in the order of the journey. After a missed
        departure the walk goes on as if the cargo had boarded, so that later mistakes
        show as well.
    """

    def __init__(self, catalogue: Catalogue, demand: Demand) -> None:
        self._catalogue = catalogue
        self._network = catalogue.network
        self._demand = demand
        self._graph = ShipmentGraph(catalogue, demand).build(Wanted().options(ignore_bans=True))
        origin = self._network.terminals[demand.shipment.origin]
        self._start = to_minute(demand.shipment.ready_at(origin))
        self.mistakes: list[Mistake] = []

    def path(self, legs: Sequence[tuple[AskedLeg, Segment]]) -> Path:
        """Return the path along segments, which begin at the origin and join.

        Raises
        ------
        QuestionError
            A segment has no departure in the timetable, so that the walk ends there.
        """
        self.mistakes = []
        steps: list[Step] = []
        node, minute = self._graph.source, self._start
        for leg, segment in legs:
            minute, node = self._handle(steps, node, minute, leg.from_terminal, segment.mode)
            step = self._ride(leg, segment, node, minute)
            steps.append(step)
            minute, node = step.arrives, step.arc.head
        minute, _ = self._handle(steps, node, minute, legs[-1][0].to_terminal, "destination")
        return Path(
            cost=sum(step.arc.cost for step in steps),
            arrives=minute,
            co2e=sum(step.arc.co2e for step in steps),
            steps=tuple(steps),
        )

    def _handle(
        self, steps: list[Step], node: int, minute: int, terminal: str, to_mode: str
    ) -> tuple[int, int]:
        """Add the handling at a terminal; return when it ends and where it leads."""
        arc = self._arc(
            node,
            lambda ref: (
                isinstance(ref, HandlingRef)
                and (ref.terminal_id, ref.to_mode) == (terminal, to_mode)
            ),
        )
        ends = self._ends(arc, minute, terminal)
        steps.append(Step(arc, minute, ends))
        return ends, arc.head

    def _ends(self, arc: Arc, minute: int, terminal: str) -> int:
        if arc.timing is None:
            return minute + arc.minutes
        for ride in arc.timing.options(minute):
            return ride.arrives
        found = f"no opening hours of {terminal} after {to_datetime(minute):%Y-%m-%d}"
        wrong = Mistake(place=terminal, found=found, expected="a day on which it opens")
        raise QuestionError([*self.mistakes, wrong])

    def _arc(self, node: int, is_wanted: Callable[[object], bool]) -> Arc:
        return next(arc for arc in self._graph.arcs if arc.tail == node and is_wanted(arc.ref))

    def _ride(self, leg: AskedLeg, segment: Segment, node: int, minute: int) -> Step:
        offer = self._offer(leg, segment, minute)
        key = offer.segment.key
        arc = self._arc(node, lambda ref: isinstance(ref, RideRef) and ref.key == key)
        if offer.schedule is None:
            self.mistakes.extend(self._wrong_day(leg, segment, minute))
            return Step(arc, minute, minute + segment.ride_minutes)
        position = self._position(leg, offer, minute)
        ride, day = offer.schedule.rides[position], offer.first_call_on[position]
        self.mistakes.extend(self._missed(leg, offer, position, minute))
        self.mistakes.extend(self._banned(leg, offer.segment, day))
        return Step(arc, ride.leaves, ride.arrives)

    def _offer(self, leg: AskedLeg, segment: Segment, minute: int) -> Offer:
        """Return the offer of a segment; without a day, of the part that leaves next."""
        offers = [
            offer for offer in self._parts(leg, segment) if offer.segment.key[1:] == segment.key[1:]
        ]
        if offers:
            return next((o for o in offers if self._next(o, minute) is not None), offers[-1])
        service = segment.service
        mistake = Mistake(
            place=leg.place,
            found=f"{service.id}, which leaves from {service.valid_from} to {service.valid_to}",
            expected=f"a service that leaves after {self._demand.shipment.ready}",
        )
        raise QuestionError([*self.mistakes, mistake])

    def _parts(self, leg: AskedLeg, segment: Segment) -> Iterator[Offer]:
        """Yield offers of the service, or of all the parts into which it was cut, in order."""
        names = [segment.service.id]
        if leg.first_call_on is None and segment.service.kind is not ServiceKind.ON_DEMAND:
            asked = leg.service or segment.service.known_as[-1]
            names = [part.id for part in parts_named(self._network, asked)]
        return self._catalogue.offers_of(names)

    def _next(self, offer: Offer, minute: int) -> int | None:
        """Return the next departure that is not barred; None where none is left."""
        if offer.schedule is None:
            return 0
        for n, ride in enumerate(offer.schedule.rides):
            if ride.leaves >= minute and not list(
                self._bans(offer.segment, offer.first_call_on[n])
            ):
                return n
        return None

    def _position(self, leg: AskedLeg, offer: Offer, minute: int) -> int:
        """Return which departure is taken: the one asked for, or the next that may be."""
        if leg.first_call_on is not None:
            if leg.first_call_on in offer.first_call_on:
                return offer.first_call_on.index(leg.first_call_on)
            raise QuestionError([*self.mistakes, self._no_departure(leg, offer)])
        soonest = self._next(offer, minute)
        if soonest is not None:
            return soonest
        rides = offer.schedule.rides if offer.schedule else ()
        later = [n for n, ride in enumerate(rides) if ride.leaves >= minute]
        if later:
            return later[0]
        found = f"no departure of {offer.segment.service.id} after {self._local(leg, minute)}"
        expected = f"cargo that is there by the last one, {offer.first_call_on[-1]}"
        wrong = Mistake(place=leg.place, found=found, expected=expected)
        raise QuestionError([*self.mistakes, wrong])

    def _no_departure(self, leg: AskedLeg, offer: Offer) -> Mistake:
        service, asked = offer.segment.service, leg.first_call_on or date.min
        whole = Horizon(first=service.valid_from, last=service.valid_to)
        days = list(service_days(service, whole))
        near = sorted(days, key=lambda day: (abs(day - asked), day))[:NEAREST_DAYS]
        found = f"no departure of {service.id} on {asked}"
        if asked in days:
            found = f"the departure of {service.id} on {asked}, far from the ready date"
            near = [day for day in offer.first_call_on if day >= self._demand.shipment.ready]
        names = ", ".join(str(day) for day in sorted(near[:NEAREST_DAYS]))
        return Mistake(place=leg.place, found=found, expected=f"a date at its first call: {names}")

    def _missed(self, leg: AskedLeg, offer: Offer, position: int, minute: int) -> Iterator[Mistake]:
        """Yield by how much the cargo misses the cut-off of a departure."""
        rides = offer.schedule.rides if offer.schedule else ()
        late = minute - rides[position].leaves
        if late <= 0:
            return
        service, day = offer.segment.service, offer.first_call_on[position]
        later = [offer.first_call_on[n] for n, ride in enumerate(rides) if ride.leaves >= minute]
        found = (
            f"{service.id} of {day}, whose cut-off the cargo misses by {late / 60:,.1f} h: "
            f"it is ready at {leg.from_terminal} on {self._local(leg, minute)}"
        )
        expected = f"the departure of {later[0]} or a later one" if later else "an earlier route"
        yield Mistake(place=leg.place, found=found, expected=expected)

    def _wrong_day(self, leg: AskedLeg, segment: Segment, minute: int) -> Iterator[Mistake]:
        """Yield what is wrong with the day on which a service on demand leaves."""
        day = self._local_day(leg, minute)
        if leg.first_call_on not in (None, day):
            found = f"{segment.service.id} on {leg.first_call_on}, a service on demand"
            expected = f"{day}, when the cargo is ready, or no date"
            yield Mistake(place=leg.place, found=found, expected=expected)
        yield from self._banned(leg, segment, day)

    def _banned(self, leg: AskedLeg, segment: Segment, day: date) -> Iterator[Mistake]:
        for rule in self._bans(segment, day):
            found = f"{segment.service.id} of {day} with {self._demand.cargo.id}: {rule.reason}"
            expected = "a service without that restriction"
            yield Mistake(place=leg.place, found=found, expected=expected)

    def _bans(self, segment: Segment, day: date) -> Iterator[Restriction]:
        rules = self._network.restrictions
        for rule in segment.refusals(rules, self._demand.cargo.id, self._demand.unit):
            if rule.hard and rule.is_in_force(day):
                yield rule

    def _local(self, leg: AskedLeg, minute: int) -> str:
        return f"{self._at(leg, minute):%Y-%m-%d %H:%M}"

    def _local_day(self, leg: AskedLeg, minute: int) -> date:
        return self._at(leg, minute).date()

    def _at(self, leg: AskedLeg, minute: int) -> datetime:
        terminal = self._network.terminals[leg.from_terminal]
        return to_datetime(minute).astimezone(ZoneInfo(terminal.timezone))
