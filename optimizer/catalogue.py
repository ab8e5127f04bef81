"""Everything that can be booked within a horizon: segments with their departures."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..network.network import Network
from ..network.row import Mode
from ..network.service import Service, ServiceKind
from .calendars import Calendars
from .capacity import Capacities
from .handling_ref import HandlingRef
from .search_graph import Departures, RegularSchedule
from .segment import Segment, SegmentKey, segments_of
from .terminal_rules import TerminalRules
from .timetable import Horizon, departure_minute, service_days


@dataclass(frozen=True, slots=True)
class Offer:
    """A segment with its departures; no schedule where it leaves on demand.

    ``first_call_on`` holds the date of each departure of the schedule.
    """

    segment: Segment
    schedule: RegularSchedule | None
    first_call_on: tuple[date, ...]

    def date_of(self, leaves: int) -> date:
        """Return the date of the scheduled departure that boards until a minute."""
        if self.schedule is None:
            message = f"{self.segment.service.id} leaves on demand"
            raise ValueError(message)
        return self.first_call_on[self.schedule.position(leaves)]


class Node(NamedTuple):
    """A state of a search: at a terminal, by or for a mode, before or after a transfer.

    ``flew`` tells whether the last main leg was by air.
    """

    terminal_id: str
    mode: str
    is_out: bool
    flew: bool


class RideArc(NamedTuple):
    """An offer with its ends, for cargo whose last main leg flew and for other cargo."""

    offer: Offer
    ends: tuple[tuple[int, int], ...]


class TransferArc(NamedTuple):
    """A change of mode at a terminal with its ends."""

    ref: HandlingRef
    tail: int
    head: int


class Catalogue:
    """The offers of a network within a horizon, and the rules at its terminals.

    Parameters
    ----------
    network
        The network.
    horizon
        Days on which services may leave their first call.
    with_closed
        Include services that do not run, to tell what a closure costs.
    """

    def __init__(self, network: Network, horizon: Horizon, *, with_closed: bool = False) -> None:
        self.network = network
        self.horizon = horizon
        self.rules = TerminalRules(network)
        self.capacities = Capacities(network)
        self.calendars = Calendars(network, horizon.first, horizon.last)
        services = network.services.values() if with_closed else network.open_services
        in_order = sorted(services, key=lambda service: service.id)
        self.offers = tuple(offer for s in in_order for offer in self._offers(s))

    @cached_property
    def rides(self) -> tuple[RideArc, ...]:
        """Offers with the numbers of the nodes that they join."""
        return tuple(RideArc(offer, tuple(self._ends(offer.segment))) for offer in self.offers)

    @cached_property
    def nodes(self) -> Mapping[Node, int]:
        """Numbers of the nodes."""
        numbers: dict[Node, int] = {}
        for offer in self.offers:
            for flew in (False, True):
                for node in _nodes_of(offer.segment, flew=flew):
                    numbers.setdefault(node, len(numbers))
        return numbers

    @cached_property
    def transfers(self) -> tuple[TransferArc, ...]:
        """Every change of mode that is possible, with the nodes that it joins."""
        by_terminal: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            by_terminal[node.terminal_id].append(node)
        return tuple(
            TransferArc(ref, self.nodes[arrived], self.nodes[out])
            for nodes in by_terminal.values()
            for arrived in nodes
            for out in nodes
            if out.is_out and not arrived.is_out and out.flew == arrived.flew
            if (ref := self._transfer(arrived, out))
        )

    def _transfer(self, arrived: Node, out: Node) -> HandlingRef | None:
        terminal = arrived.terminal_id
        transfer = self.rules.transfer(terminal, arrived.mode, out.mode)
        if transfer is None:
            return None
        extra = None
        if (arrived.mode, out.mode) == (Mode.RIVER, Mode.SEA):
            extra = self.rules.river_sea_transfer(terminal)
        ref = HandlingRef(terminal, arrived.mode, out.mode, transfer, extra)
        return self.calendars.timed(ref)

    def _ends(self, segment: Segment) -> Iterator[tuple[int, int]]:
        for flew in (False, True):
            out, arrived = _nodes_of(segment, flew=flew)
            yield self.nodes[out], self.nodes[arrived]

    @cached_property
    def including_closed(self) -> Catalogue:
        """The same horizon with the services that do not run."""
        return Catalogue(self.network, self.horizon, with_closed=True)

    def without(self, is_left_out: Callable[[Segment], bool]) -> Catalogue:
        """Return the catalogue without the segments that are left out."""
        smaller = copy(self)
        smaller.offers = tuple(offer for offer in self.offers if not is_left_out(offer.segment))
        for name in _DERIVED:
            smaller.__dict__.pop(name, None)
        return smaller

    def leaving_from(self, minute: int) -> Catalogue:
        """Return the catalogue without the departures that close before a minute.

        Trucks on demand have none: they leave when cargo is ready.
        """
        later = copy(self)
        later.offers = tuple(
            left for offer in self.offers if (left := _leaving_from(offer, minute)) is not None
        )
        for name in _DERIVED:
            later.__dict__.pop(name, None)
        return later

    def only(self, dates: Mapping[SegmentKey, date]) -> Catalogue:
        """Return the catalogue with one departure of each of some segments, and nothing else."""
        fewer = copy(self)
        fewer.offers = tuple(
            left
            for offer in self.offers
            if (day := dates.get(offer.segment.key)) is not None
            and (left := _only_on(offer, day)) is not None
        )
        for name in _DERIVED:
            fewer.__dict__.pop(name, None)
        return fewer

    def offers_of(self, service_ids: Iterable[str]) -> Iterator[Offer]:
        """Yield the offers of some services."""
        for service_id in service_ids:
            yield from self._by_service.get(service_id, ())

    @cached_property
    def _by_service(self) -> dict[str, tuple[Offer, ...]]:
        by_service: dict[str, list[Offer]] = defaultdict(list)
        for offer in self.offers:
            by_service[offer.segment.service.id].append(offer)
        return {service_id: tuple(offers) for service_id, offers in by_service.items()}

    def _offers(self, service: Service) -> Iterator[Offer]:
        if service.kind is ServiceKind.ON_DEMAND:
            for segment in segments_of(self.network, service):
                yield Offer(segment, None, ())
            return
        calls = self.network.calls[service.id]
        zone = ZoneInfo(self.network.terminals[calls[0].terminal_id].timezone)
        days = tuple(service_days(service, self.horizon))
        if not days:
            return
        departures = Departures(departure_minute(service, zone, day) for day in days)
        for segment in segments_of(self.network, service):
            shift = segment.depart_minutes - segment.cutoff_minutes
            minutes = segment.ride_minutes + segment.cutoff_minutes
            yield Offer(segment, RegularSchedule(departures, shift, minutes), days)


def _only_on(offer: Offer, day: date) -> Offer | None:
    """Return the departure of an offer on a day; all of one on demand."""
    if offer.schedule is None:
        return offer
    if day not in offer.first_call_on:
        return None
    base = offer.schedule.departures.minutes[offer.first_call_on.index(day)]
    schedule = offer.schedule
    once = RegularSchedule(Departures([base]), schedule.shift, schedule.shortest_minutes)
    return Offer(offer.segment, once, (day,))


_DERIVED = ("rides", "nodes", "transfers", "_by_service", "including_closed")
"""What a catalogue works out from its offers."""


def _leaving_from(offer: Offer, minute: int) -> Offer | None:
    """Return the departures of an offer that close from a minute on; None where there are none."""
    if offer.schedule is None:
        return offer
    bases, shift = offer.schedule.departures.minutes, offer.schedule.shift
    first = bisect_left(bases, minute - shift)
    if first == 0:
        return offer
    if first == len(bases):
        return None
    schedule = RegularSchedule(Departures(bases[first:]), shift, offer.schedule.shortest_minutes)
    return Offer(offer.segment, schedule, offer.first_call_on[first:])


def _nodes_of(segment: Segment, *, flew: bool) -> tuple[Node, Node]:
    """Return the nodes before and after a ride; a main leg decides whether cargo flew."""
    mode = segment.mode.value
    flew_after = flew if segment.is_drayage else segment.mode is Mode.AIR
    return (
        Node(segment.load.terminal_id, mode, True, flew),
        Node(segment.unload.terminal_id, mode, False, flew_after),
    )
