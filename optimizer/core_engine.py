"""The compiled engine behind the seam: hands graphs over to `_search` and paths back."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from . import _search
from .label_setting import Bounds, Query
from .search_graph import Path, SearchGraph, Step
from .timing import OnDemandDays, RegularSchedule, Schedule, Timing
from .working_hours import HandlingTiming, Work


class CoreEngine:
    """Label setting in C++; see `engine.Engine`."""

    name = "core"
    title = "label setting in C++"

    def bounds_to_target(self, graph: SearchGraph) -> Bounds:
        """Return lower bounds on cost, time and CO2e from every node to the target."""
        return Bounds(*_compiled(graph).bounds())

    def pareto_paths(self, graph: SearchGraph, query: Query, bounds: Bounds) -> Iterator[Path]:
        """Yield the paths that nothing beats, in the order of cost."""
        paths = _paths(graph, query, bounds)
        if graph.slopes is None:
            return paths
        return iter(sorted(paths, key=lambda path: (path.cost, path.arrives, path.co2e)))

    def reach_cost(self, graph: SearchGraph) -> list[float]:
        """Return the least cost from the source to every node, whenever departures leave."""
        return _compiled(graph).reach_cost()

    def reach_minutes(self, graph: SearchGraph, start: int) -> list[float]:
        """Return the earliest arrival at every node from the source."""
        return _compiled(graph).reach_minutes(start)


def _paths(graph: SearchGraph, query: Query, bounds: Bounds) -> Iterator[Path]:
    if bounds.cost[graph.source] == inf:
        return
    search = _search.Search(
        graph=_compiled(graph),
        to_go=(bounds.cost, bounds.minutes, bounds.co2e),
        start=query.start,
        latest=query.latest,
        most_cost=query.most_cost,
        with_co2e=query.with_co2e,
        required=query.required,
        window=query.window,
    )
    while (found := search.next(graph.arcs, Step)) is not None:
        yield Path(*found)


def _compiled(graph: SearchGraph) -> _search.Graph:
    """Return the compiled graph, made at the first call and kept."""
    if graph.core is None:
        charging = _search.Charging(
            steady_from=graph.steady_from,
            unsteady=list(graph.unsteady),
            charged=list(graph.charged),
            slopes=graph.slopes,
            slack=graph.slack,
            last_charged=graph.last_charged,
        )
        graph.core = _charging(graph, charging)
    core: _search.Graph = graph.core
    return core


def _charging(graph: SearchGraph, charging: _search.Charging) -> _search.Graph:
    """Return the compiled graph: a relaxation shares what was made of the whole one."""
    whole = graph.relaxes or graph
    if whole.shared_core is not None:
        return _search.Graph(graph=whole.shared_core, charging=charging)
    for arc in graph.arcs:
        if arc.timing is not None and arc.timing.core is None:
            arc.timing.core = _compiled_timing(arc.timing)
    core = whole.shared_core = _search.Graph(
        arcs=graph.arcs,
        num_nodes=graph.num_nodes,
        source=graph.source,
        target=graph.target,
        charging=charging,
    )
    return core


def _compiled_timing(timing: Timing) -> Any:
    if isinstance(timing, RegularSchedule):
        departures = timing.departures
        if departures.core is None:
            departures.core = _search.Departures(departures.minutes)
        return _search.Timing.regular(departures.core, timing.shift, timing.shortest_minutes)
    if isinstance(timing, Schedule):
        return _search.Timing.scheduled(timing.rides)
    if isinstance(timing, OnDemandDays):
        return _search.Timing.on_demand(timing.shortest_minutes, timing.starts, timing.costs)
    if isinstance(timing, HandlingTiming):
        own, customs = _compiled_work(timing.own), _compiled_work(timing.customs)
        return _search.Timing.in_hours(own, customs, timing.is_overall)
    message = f"the compiled engine does not know {type(timing).__name__}"
    raise TypeError(message)


def _compiled_work(work: Work) -> tuple[int, _search.Openings | None]:
    openings = work.openings
    if openings is not None and openings.core is None:
        openings.core = _search.Openings(openings.opens, openings.closes)
    return work.minutes, openings.core if openings else None
