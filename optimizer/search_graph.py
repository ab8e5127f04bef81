"""The graph that a route search runs on: nothing of freight in it.

An arc costs money and emits; it takes a fixed time, or it leaves when its timing says.
Cost is in cents, time in minutes, CO2e in grams.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from operator import attrgetter
from typing import Any, NamedTuple

from .storage_charge import MINUTES_PER_DAY, TIE, Storage
from .timing import Departures, OnDemandDays, RegularSchedule, Ride, Schedule, Timing
from .working_hours import HandlingTiming

__all__ = [
    "LIMIT",
    "MINUTES_PER_DAY",
    "Arc",
    "Departures",
    "HandlingTiming",
    "OnDemandDays",
    "Path",
    "RegularSchedule",
    "Ride",
    "Schedule",
    "SearchGraph",
    "Step",
    "Storage",
    "Timing",
]

LIMIT = 2**52
"""A path whose cost, arrival or CO2e would pass this is an error: doubles hold sums of two such."""


class Arc(NamedTuple):
    """An arc of the search graph.

    ``sets`` are bits that a path has after the arc, ``forbids`` bits that it must not
    have before. ``ref`` tells the builder of the graph what the arc stands for.
    ``storage`` charges for the wait before a scheduled arc; others never wait.
    """

    tail: int
    head: int
    cost: float
    co2e: int
    minutes: int
    timing: Timing | None
    sets: int
    forbids: int
    ref: object
    storage: Storage | None = None

    @property
    def waits(self) -> bool:
        """Whether the arc has departures that are waited for."""
        return self.timing is not None and self.timing.waits


class SearchGraph:
    """Arcs by tail, with one source and one target.

    Attributes
    ----------
    charged
        Nodes at which storage is charged: all where it can be, unless `charging_at` says.
    core
        What the compiled engine made of the graph, None until it does.
    shared_core
        What it made of the first graph with the same arcs.
    relaxes
        The graph that charges storage everywhere, for one that `charging_at` made.
    """

    def __init__(self, arcs: Sequence[Arc], *, num_nodes: int, source: int, target: int) -> None:
        self.arcs = arcs
        self.num_nodes = num_nodes
        self.source = source
        self.target = target
        self.charged = frozenset(a.tail for a in arcs if a.storage is not None and a.waits)
        self.core: Any = None
        self.shared_core: Any = None
        self.relaxes: SearchGraph | None = None

    def charging_at(self, nodes: frozenset[int]) -> SearchGraph:
        """Return the graph with storage charged at some nodes only, a relaxation of it."""
        if nodes:
            for name in ("_is_whole", "_tails_at_once"):
                getattr(self, name)  # the same for all relaxations
        relaxed = SearchGraph.__new__(SearchGraph)
        relaxed.__dict__ = {**self.__dict__, "charged": self.charged & nodes, "core": None}
        relaxed.relaxes = self
        depends = ("steady_from", "unsteady") if self._in_hours else ()
        for name in ("slopes", "slack", "last_charged", "_charges", *depends):
            relaxed.__dict__.pop(name, None)
        return relaxed

    @cached_property
    def outgoing(self) -> list[list[Arc]]:
        """Arcs by tail."""
        by_tail: list[list[Arc]] = [[] for _ in range(self.num_nodes)]
        for arc in self.arcs:
            by_tail[arc.tail].append(arc)
        return by_tail

    @cached_property
    def incoming(self) -> list[list[Arc]]:
        """Arcs by head."""
        by_head: list[list[Arc]] = [[] for _ in range(self.num_nodes)]
        for arc in self.arcs:
            by_head[arc.head].append(arc)
        return by_head

    @cached_property
    def steady_from(self) -> float:
        """Minute from which to arrive earlier is never worse; -inf where that always holds."""
        by_day = max(map(attrgetter("steady_from"), self._timings), default=-inf)
        return max(by_day, self.last_charged) if any(self._closing()) else by_day

    @cached_property
    def unsteady(self) -> frozenset[int]:
        """Nodes at which it may be better to be later, before the minute ``steady_from``.

        An arc whose cost depends on the day can be reached from there without a wait for
        a scheduled one; or a handling that keeps opening hours, before a wait that is
        charged: to miss closing time by a minute may save a night of storage.
        """
        if self.steady_from == -inf:
            return frozenset()
        queue = [a.tail for a in self.arcs if a.timing and a.timing.steady_from > -inf]
        return frozenset(self._upstream([*queue, *(arc.tail for arc in self._closing())]))

    @cached_property
    def _timings(self) -> list[Timing]:
        """Timings of the arcs that have one."""
        return [*filter(None, map(attrgetter("timing"), self.arcs))]

    @cached_property
    def _in_hours(self) -> tuple[Arc, ...]:
        """Handlings that keep opening hours."""
        if HandlingTiming not in set(map(type, self._timings)):
            return ()
        return tuple(arc for arc in self.arcs if isinstance(arc.timing, HandlingTiming))

    def _closing(self) -> Iterator[Arc]:
        """Yield the handlings that keep opening hours before a wait that is charged."""
        if self._in_hours and self.slopes is not None:
            yield from (arc for arc in self._in_hours if self.slopes[arc.head])

    @cached_property
    def slopes(self) -> list[float] | None:
        """By node, the most that a minute may cost before the next departure is caught.

        None where no wait is charged. What arrives a minute later may save so much, since
        only waits for departures are charged.
        """
        if not self.charged:
            return None
        tails: dict[float, list[int]] = defaultdict(list)
        for arc in self.arcs:
            if arc.storage is not None and arc.tail in self.charged:
                tails[arc.storage.slope].append(arc.tail)
        slopes = [0.0] * self.num_nodes
        for slope in sorted(tails):
            for node in self._upstream(tails[slope]):
                slopes[node] = slope
        return slopes

    @cached_property
    def slack(self) -> float:
        """Most by which rounding may make one label cost more than another of equal keys.

        For one unit a wait that is longer by d costs at most ceil(rate x d) more. Where all
        costs are whole, n cents cover that as soon as they cover rate x d; for f units where
        f - 1 cents more do. `TIE` covers the noise of the products.
        """
        storages = {storage for storage, _ in self._charges}
        slack = max((storage.factor for storage in storages), default=0.0)
        return slack - 1 - TIE if self._is_whole and all(s.is_round for s in storages) else slack

    @cached_property
    def _is_whole(self) -> bool:
        """Whether all costs are whole cents."""
        return all(timing.is_whole for timing in self._timings) and all(
            arc.cost == int(arc.cost) for arc in self.arcs
        )

    @cached_property
    def last_charged(self) -> int:
        """Last minute at which a wait that is charged may end."""
        return max((timing.last_departure for _, timing in self._charges), default=0)

    @cached_property
    def _charges(self) -> list[tuple[Storage, Timing]]:
        return [
            (arc.storage, arc.timing)
            for arc in self.arcs
            if arc.storage is not None and arc.timing is not None and arc.tail in self.charged
        ]

    def _upstream(self, nodes: list[int]) -> set[int]:
        """Return nodes, and those from which they can be reached without a wait."""
        queue, found = list(nodes), set(nodes)
        while queue:
            new = self._tails_at_once[queue.pop()] - found
            found |= new
            queue.extend(new)
        return found

    @cached_property
    def _tails_at_once(self) -> list[set[int]]:
        """By head, the tails of arcs that are not waited for."""
        tails: list[set[int]] = [set() for _ in range(self.num_nodes)]
        for arc in self.arcs:
            if not arc.waits:
                tails[arc.head].add(arc.tail)
        return tails


class Step(NamedTuple):
    """One arc of a path, with the minutes at which it leaves and arrives."""

    arc: Arc
    leaves: int
    arrives: int


@dataclass(frozen=True, slots=True)
class Path:
    """A way from the source to the target."""

    cost: float
    arrives: int
    co2e: int
    steps: tuple[Step, ...]
