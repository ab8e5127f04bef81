"""The search graph of one shipment: states by terminal, mode and side.

A node is (terminal, mode, in or out, whether the last main leg flew). A transfer leads
from in to out, a ride from out to the in of another terminal. Costs, emissions and
clearance are those of the whole shipment travelling together.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import inf
from zoneinfo import ZoneInfo

from ..network.cargo import Restriction
from ..network.handling import DESTINATION, ORIGIN, Clearance, Direction
from ..network.plan import round_cents
from ..network.row import Mode
from .catalogue import Catalogue, Node, Offer
from .clock import to_minute
from .demand import Demand
from .emissions import EmissionFactors
from .graph_options import MARK_BIT, MODE_BIT, GraphOptions, RideRef
from .handling_ref import HandlingRef, clearance_cents, handling_cents, handling_minutes
from .search_graph import Arc, OnDemandDays, Schedule, SearchGraph, Timing
from .segment import Segment, SegmentKey, hard_on
from .storage import StorageRates

ONE_DAY = timedelta(days=1)


def _uses_modes(arc: Arc, modes: frozenset[Mode]) -> bool:
    """Tell whether an arc is no main leg, or one by one of the modes."""
    if not isinstance(arc.ref, RideRef):
        return True
    segment = arc.ref.offer.segment
    return segment.is_drayage or segment.mode in modes


def _key(arc: Arc) -> SegmentKey | None:
    """Return the segment of a ride."""
    return arc.ref.key if isinstance(arc.ref, RideRef) else None


def _weighed(arc: Arc, options: GraphOptions) -> Arc:
    """Return an arc whose freight and emissions count by their weights."""
    weight, storage = options.freight_weight, arc.storage
    if storage is not None:
        storage = storage._replace(factor=storage.factor * weight)
    cost = arc.cost * weight + arc.co2e * options.co2e_weight
    return arc._replace(cost=cost, storage=storage)


def _shared_options(options: GraphOptions) -> GraphOptions:
    """Return options without what is put into effect arc by arc."""
    return replace(
        options,
        extra_cents={},
        main_modes=None,
        avoided=frozenset(),
        freight_weight=1.0,
        co2e_weight=0.0,
    )


class ShipmentGraph:
    """Makes search graphs of one shipment under different options.

    Parameters
    ----------
    catalogue
        What can be booked.
    demand
        The shipment.
    keep
        How many graphs to keep for later: one for each set of options in turn use.
    """

    def __init__(self, catalogue: Catalogue, demand: Demand, keep: int = 1) -> None:
        self._catalogue = catalogue
        self._demand = demand
        self._rules = catalogue.rules
        self._emissions = EmissionFactors(catalogue.network)
        self._capacities = catalogue.capacities
        self._storage = StorageRates(catalogue.network, demand.unit)
        self._recent: deque[tuple[GraphOptions, SearchGraph]] = deque(maxlen=keep)
        self._units = demand.shipment.num_units
        self._handling_g = self._units * self._emissions.handling_g(demand.unit)
        self._restrictions: dict[Mode, list[Restriction]] = defaultdict(list)
        for rule in catalogue.network.restrictions:
            if rule.hard and rule.concerns_class(demand.cargo.id):
                self._restrictions[rule.mode].append(rule)

    def build(self, options: GraphOptions) -> SearchGraph:
        """Return the search graph under the given options.

        Graphs that differ only in weights, in extra costs and in what is left out share arcs.
        """
        graph = self._shared(_shared_options(options))
        arcs: Sequence[Arc] = graph.arcs
        if options.main_modes is not None:
            arcs = [arc for arc in arcs if _uses_modes(arc, options.main_modes)]
        if options.avoided:
            arcs = [arc for arc in arcs if _key(arc) not in options.avoided]
        if (options.freight_weight, options.co2e_weight) != (1.0, 0.0):
            arcs = [_weighed(arc, options) for arc in arcs]
        if options.extra_cents:
            arcs = [self._with_extra(arc, options) for arc in arcs]
        if arcs is graph.arcs:
            return graph
        return SearchGraph(
            arcs, num_nodes=graph.num_nodes, source=graph.source, target=graph.target
        )

    def _shared(self, options: GraphOptions) -> SearchGraph:
        """Return a graph that was made before, or make it."""
        for known, graph in self._recent:
            if known == options:
                return graph
        graph = self._graph(options)
        self._recent.append((options, graph))
        return graph

    def _with_extra(self, arc: Arc, options: GraphOptions) -> Arc:
        if isinstance(arc.ref, RideRef) and arc.ref.key in options.extra_cents:
            return arc._replace(timing=self._timing(arc.ref.offer, options)[1])
        return arc

    def _graph(self, options: GraphOptions) -> SearchGraph:
        """Return a graph; with storage, cargo that is still at its origin has its own nodes.

        There it waits for nothing, as if it were with the consignor.
        """
        nodes = self._catalogue.nodes
        source, target = len(nodes), len(nodes) + 1
        arcs = [*self._rides(options), *self._transfers(options)]
        ends = self._demand.ends
        first_number = target + 1
        at_home: dict[int, int] = {}
        for node, number in nodes.items():
            if node.is_out and node.terminal_id in ends.origins and not node.flew:
                if options.storage:
                    at_home[number] = first_number + len(at_home)
                arcs.extend(self._origin(node, source, at_home.get(number, number), options))
            if not node.is_out and node.terminal_id in ends.destinations:
                arcs.extend(self._destination(node, number, target, options))
        arcs += [
            arc._replace(tail=at_home[arc.tail], storage=None)
            for arc in arcs
            if arc.tail in at_home
        ]
        num_nodes = first_number + len(at_home)
        return SearchGraph(arcs, num_nodes=num_nodes, source=source, target=target)

    def _rides(self, options: GraphOptions) -> Iterator[Arc]:
        charged = options.storage
        once = _terminal_bits(options)
        for offer, ends in self._catalogue.rides:
            segment = offer.segment
            cents = self._ride_cents(segment, options)
            if cents is None:
                continue
            runs, timing = self._timing(offer, options)
            if not runs:
                continue
            sets, forbids = _bits(segment, options, once)
            co2e = self._units * self._emissions.ride_g(segment, self._demand.unit)
            minutes, ref = segment.ride_minutes, RideRef(offer, segment.key)
            storage = self._storage.before(segment, self._units) if charged else None
            for tail, head in ends:
                yield Arc(tail, head, cents, co2e, minutes, timing, sets, forbids, ref, storage)

    def _ride_cents(self, segment: Segment, options: GraphOptions) -> int | None:
        """Return the price of the whole shipment; None where it is not carried."""
        unit = self._demand.unit
        usd = segment.ride_usd(unit)
        if usd is None:
            return None
        if not options.ignore_bans and not segment.service.accepts_class(self._demand.cargo.id):
            return None
        if options.must_fit and not self._capacities.fits(segment.service, unit):
            return None
        return self._units * (round_cents(usd) + round_cents(segment.reefer_usd(unit)))

    def _timing(self, offer: Offer, options: GraphOptions) -> tuple[bool, Timing | None]:
        """Return whether an offer runs for this shipment, and when."""
        segment = offer.segment
        bans = [] if options.ignore_bans else list(self._bans(segment))
        extra = options.extra_cents.get(segment.key, {})
        if offer.schedule is None:
            return self._on_demand(segment, bans, extra)
        if not bans and not extra:
            return True, offer.schedule
        horizon = self._catalogue.horizon
        if any(rule.is_in_force(horizon.first, horizon.last) for rule in bans):
            return False, None
        rides = list(offer.schedule.rides)
        for n, day in enumerate(offer.first_call_on):
            if bans and hard_on(bans, day):
                rides[n] = rides[n]._replace(extra_cost=inf)
            elif day in extra:
                rides[n] = rides[n]._replace(extra_cost=extra[day])
        timing = Schedule(rides)
        return bool(timing.rides), timing

    def _bans(self, segment: Segment) -> Iterator[Restriction]:
        rules = self._restrictions.get(segment.mode, ())
        return segment.refusals(rules, self._demand.cargo.id, self._demand.unit)

    def _on_demand(
        self, segment: Segment, bans: Sequence[Restriction], extra: Mapping[date, float]
    ) -> tuple[bool, Timing | None]:
        """Return whether an on-demand segment runs, and what it costs on which day.

        After the last day of the horizon all days are like that one.
        """
        horizon = self._catalogue.horizon
        edges = {day for rule in bans for day in _edges(rule) if day <= horizon.last}
        edges |= {day + n * ONE_DAY for day in extra for n in (0, 1)}
        starts = sorted(day for day in edges if day > horizon.first)
        if not starts:
            return not hard_on(bans, horizon.first), None
        terminal = self._catalogue.network.terminals[segment.load.terminal_id]
        zone = ZoneInfo(terminal.timezone)
        days = [
            (
                to_minute(datetime.combine(day, time(), zone)),
                inf if hard_on(bans, day) else extra.get(day, 0.0),
            )
            for day in (horizon.first, *starts)
        ]
        return any(cost < inf for _, cost in days), OnDemandDays(segment.ride_minutes, days)

    def _transfers(self, options: GraphOptions) -> Iterator[Arc]:
        for ref, tail, head in self._catalogue.transfers:
            yield self._handling(ref, tail, head)

    def _origin(self, node: Node, source: int, head: int, options: GraphOptions) -> Iterator[Arc]:
        transfer = self._rules.transfer(node.terminal_id, ORIGIN, node.mode)
        if transfer is not None:
            clearance = self._clearance(node, Direction.EXPORT)
            ref = HandlingRef(node.terminal_id, ORIGIN, node.mode, transfer, clearance)
            arc = self._handling(self._catalogue.calendars.timed(ref), source, head)
            yield arc._replace(sets=_terminal_bits(options).get(node.terminal_id, 0))

    def _destination(
        self, node: Node, tail: int, target: int, options: GraphOptions
    ) -> Iterator[Arc]:
        transfer = self._rules.transfer(node.terminal_id, node.mode, DESTINATION)
        if transfer is not None:
            clearance = self._clearance(node, Direction.IMPORT)
            ref = HandlingRef(node.terminal_id, node.mode, DESTINATION, transfer, clearance)
            yield self._handling(self._catalogue.calendars.timed(ref), tail, target)

    def _clearance(self, node: Node, direction: Direction) -> Clearance | None:
        if not self._demand.is_international:
            return None
        return self._rules.clearance(
            node.terminal_id, direction, self._demand.cargo.id, flew=node.flew
        )

    def _handling(self, ref: HandlingRef, tail: int, head: int) -> Arc:
        cents = self._units * handling_cents(ref, self._demand.unit) + clearance_cents(ref)
        return Arc(
            tail=tail,
            head=head,
            cost=cents,
            co2e=self._handling_g,
            minutes=handling_minutes(ref),
            timing=ref.timing,
            sets=0,
            forbids=0,
            ref=ref,
        )


def _bits(segment: Segment, options: GraphOptions, once: Mapping[str, int]) -> tuple[int, int]:
    """Return the bits that a ride sets and forbids."""
    sets = 0
    if options.remember_modes and not segment.is_drayage:
        sets |= MODE_BIT[segment.mode]
    for number, marked in enumerate(options.marked):
        if segment.key in marked:
            sets |= MARK_BIT << number
    bit = once.get(segment.unload.terminal_id, 0)
    return sets | bit, bit


def _edges(rule: Restriction) -> Iterator[date]:
    """Yield the days on which a rule begins and ceases to hold."""
    yield rule.valid_from
    if rule.valid_to is not None:
        yield rule.valid_to + ONE_DAY


def _terminal_bits(options: GraphOptions) -> Mapping[str, int]:
    first = MARK_BIT << len(options.marked)
    return {t: first << n for n, t in enumerate(sorted(options.once))}
