"""Search where waits cost storage: charge at few places first, and at more where it matters.

A search that charges storage at every node is slow: any departure within two weeks may
be the best. A search that charges it at some nodes only is a relaxation, for every path
costs less or the same. So if each path that it finds can be dated such that nothing is
paid elsewhere, what it found is the exact front. Where that fails, all nodes of the path
are charged, and the search is made again; where it fails often, all nodes are. Mostly
nothing is paid at all: cargo that may be held at its origin for nothing leaves when it
connects.

The idea is that of decremental state space relaxation (see `search`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .engine import engine
from .label_setting import Bounds, Query
from .search_graph import Arc, Path, Ride, SearchGraph, Step

Take = Callable[[Iterable[Path]], list[Path]]
"""Picks paths from a front that comes in the order of cost; it may stop early."""


MANY = 4
"""Paths that lack a charge, so many that it is charged everywhere."""


class StorageSearch:
    """Searches of one shipment that share what they learned.

    Attributes
    ----------
    charged
        Nodes at which storage has to be charged in a search, as learned so far.
    """

    def __init__(self) -> None:
        self.charged: frozenset[int] = frozenset()
        self._last: tuple[SearchGraph, SearchGraph] | None = None

    def relaxed(self, graph: SearchGraph) -> SearchGraph:
        """Return a graph with storage charged where it has to be, as far as is known."""
        if not graph.charged:
            return graph
        charged = graph.charged & self.charged
        if self._last is None or self._last[0] is not graph or self._last[1].charged != charged:
            self._last = (graph, graph.charging_at(charged))
        return self._last[1]

    def paths(
        self, graph: SearchGraph, query: Query, bounds: Bounds, take: Take = list
    ) -> list[Path]:
        """Return the paths that nothing beats, storage in their cost.

        Parameters
        ----------
        graph
            Graph with storage on its arcs, or without.
        query
            Start, limits and criteria.
        bounds
            Of the graph, or of one with lower costs.
        take
            Picks the paths that are wanted.
        """
        while True:
            relaxed = self.relaxed(graph)
            lacking: list[Path] = []
            found = take(_dated(relaxed, query, bounds, lacking))
            if not lacking:
                return found
            passed = {arc.tail for path in lacking for arc, _, _ in path.steps}
            self.charged |= graph.charged if len(lacking) == MANY else passed & graph.charged


def _dated(
    relaxed: SearchGraph, query: Query, bounds: Bounds, lacking: list[Path]
) -> Iterator[Path]:
    """Yield the paths of a relaxation on dates on which nothing more is paid.

    Those that have none are noted; where they are many, the rest is not searched.
    """
    for path in engine().pareto_paths(relaxed, query, bounds):
        full = _paid_in_full(relaxed, query, path)
        if full is not None:
            yield full
            continue
        lacking.append(path)
        if len(lacking) == MANY:
            return


def _paid_in_full(relaxed: SearchGraph, query: Query, path: Path) -> Path | None:
    """Return a path on dates on which nothing is paid where it was not charged, or None."""
    if not _pays_elsewhere(relaxed, query, path):
        return path
    late = _as_late_as_possible(query, path)
    return late if late is not None and late.cost <= path.cost else None


def _pays_elsewhere(relaxed: SearchGraph, query: Query, path: Path) -> bool:
    """Tell whether a path pays storage at a node where it was not charged."""
    minute = query.start
    for arc, leaves, arrives in path.steps:
        if (
            arc.storage is not None
            and leaves - minute > arc.storage.free_minutes
            and arc.waits
            and arc.tail not in relaxed.charged
            and arc.storage.cost(leaves - minute)
        ):
            return True
        minute = arrives
    return False


def _stored(arc: Arc, waited: int) -> float:
    return arc.storage.cost(waited) if arc.storage is not None else 0


def _as_late_as_possible(query: Query, path: Path) -> Path | None:
    """Return a path on the last dates on which it arrives in time, all storage in its cost.

    So cargo is held at the origin, and waits for connections are short. None where a
    service on demand does not run then.
    """
    latest = path.arrives
    departures: list[Ride | None] = []
    for arc, _, _ in reversed(path.steps):
        ride = arc.timing.last_by(latest) if arc.timing is not None else None
        if arc.timing is not None and ride is None:
            return None
        latest = ride.leaves if ride is not None else latest - arc.minutes
        departures.append(ride)
    return _ridden(query, path, departures[::-1])


def _ridden(query: Query, path: Path, departures: Iterable[Ride | None]) -> Path | None:
    """Return a path on given departures; what does not wait goes on at once."""
    cost, minute, steps = 0.0, query.start, []
    for (arc, _, _), planned in zip(path.steps, departures, strict=True):
        ride = planned
        if arc.timing is None:
            ride = Ride(minute, minute + arc.minutes, 0)
        elif not arc.waits:
            ride = next(iter(arc.timing.options(minute)), None)
        if ride is None or ride.leaves < minute:
            return None
        cost = cost + arc.cost + (ride.extra_cost + _stored(arc, ride.leaves - minute))
        minute = ride.arrives
        steps.append(Step(arc, ride.leaves, ride.arrives))
    return Path(cost, minute, path.co2e, tuple(steps)) if minute <= path.arrives else None
