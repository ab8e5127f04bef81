"""Search the routes of one shipment: paths that handle the cargo nowhere twice.

A label setting that does not remember terminals may handle cargo at one twice. Where a
path that was found does so, the search is made again with those terminals remembered,
until none does (decremental state space relaxation: Righini and Salani (2008), New
dynamic programming algorithms for the resource constrained elementary shortest path
problem, Networks 51(3)). The first relaxation whose paths are clean is exact: dropping
the rule can only make the front better.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from .engine import engine
from .graph_options import GraphOptions
from .handling_ref import HandlingRef
from .label_setting import Bounds, Query
from .search_graph import Path, SearchGraph
from .segment import SegmentKey
from .shipment_graph import ShipmentGraph
from .storage_search import StorageSearch, Take


class ShipmentSearch:
    """Searches of one shipment that share graphs, bounds and what they learned.

    Parameters
    ----------
    graphs
        Makes the search graphs.

    Attributes
    ----------
    once
        Terminals that have to be remembered, as learned so far.
    """

    def __init__(self, graphs: ShipmentGraph) -> None:
        self._graphs = graphs
        self.once: frozenset[str] = frozenset()
        self._bounds: dict[bool, Bounds] = {}
        self._storage = StorageSearch()
        self._avoided: frozenset[SegmentKey] = frozenset()

    def avoiding(self, segments: frozenset[SegmentKey]) -> ShipmentSearch:
        """Return searches that leave out segments, and share graphs and bounds with these."""
        other = copy(self)
        other._avoided = self._avoided | segments
        return other

    def paths(
        self, query: Query, options: GraphOptions | None = None, take: Take = list
    ) -> list[Path]:
        """Return paths that nothing beats and that handle the cargo nowhere twice.

        Parameters
        ----------
        query
            Start, limits and criteria.
        options
            What may be used; None = everything.
        take
            Picks the paths that are wanted.
        """
        chosen = options or GraphOptions()
        if self._avoided:
            chosen = replace(chosen, avoided=chosen.avoided | self._avoided)
        while True:
            graph = self._graphs.build(replace(chosen, once=self.once))
            bounds = self._bounds_of(graph, chosen)
            paths = self._storage.paths(graph, query, bounds, take)
            twice = frozenset().union(*(handled_twice(path) for path in paths))
            if not twice:
                return paths
            self.once |= twice

    def _bounds_of(self, graph: SearchGraph, options: GraphOptions) -> Bounds:
        """Return lower bounds to the target.

        Those of the plain graph hold wherever arcs are left out or cost more.
        """
        if options.ignore_bans or _has_rewards(options):
            return engine().bounds_to_target(self._storage.relaxed(graph))
        if options.storage not in self._bounds:
            plain = GraphOptions(storage=options.storage)
            whole = graph if options == plain else self._graphs.build(plain)
            self._bounds[options.storage] = engine().bounds_to_target(self._storage.relaxed(whole))
        return self._bounds[options.storage].scaled(options.freight_weight)


def _has_rewards(options: GraphOptions) -> bool:
    """Tell whether a departure is cheaper than in the plain graph."""
    return any(cost < 0 for days in options.extra_cents.values() for cost in days.values())


def handled_twice(path: Path) -> frozenset[str]:
    """Return the terminals at which a path handles the cargo more than once."""
    seen: set[str] = set()
    twice: set[str] = set()
    for arc, _, _ in path.steps:
        if isinstance(arc.ref, HandlingRef):
            (twice if arc.ref.terminal_id in seen else seen).add(arc.ref.terminal_id)
    return frozenset(twice)
