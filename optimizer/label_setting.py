"""Exact multi-criteria label setting in pure Python: the oracle, and the engine without a core.

Labels are settled in the order of cost plus a lower bound on the cost to go. Of the
paths to a node with the same bits, one that is beaten in cost, arrival and CO2e is
dropped; this is exact because arriving earlier is never worse (a search may wait) and
the cost of an arc does not depend on the wait. Where it depends on the day and there is
no wait (`SearchGraph.unsteady`), only paths that arrive in the same minute are compared,
and every departure to such a node is tried.
Lower bounds come from one backward search for each criterion. See Mandow and Perez de
la Cruz (2010), Multiobjective A* search with consistent heuristics, JACM 57(5), and
Pulido, Mandow and Perez de la Cruz (2015), Dimensionality reduction in multiobjective
shortest path search, COR 64.

Where waits cost storage, arriving earlier may be worse. Then labels are settled in the
order of time, all departures within a window are tried, and cost less what the time
saved may cost later is compared (`FrontByTime`). Departures in order at one price are
queued one by one, for the later one matters only once the earlier has left. That covers
every path whose waits stay within the window, unless one that waits longer beats it.

Both engines keep the same paths: ties are broken by the three bounds of a label in the
order of the search, then by when it was found, arcs being tried in the order given.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from .bounds import Bounds, bounds_to_target
from .labels_by_cost import LabelsByCost
from .labels_by_time import LabelsByTime
from .query import Query
from .search_graph import Path, SearchGraph

__all__ = ["Bounds", "Query", "bounds_to_target", "pareto_paths"]


def pareto_paths(graph: SearchGraph, query: Query, bounds: Bounds) -> Iterator[Path]:
    """Yield the paths that nothing beats, in the order of cost.

    Of several paths with equal criteria one is kept. The search stops where the caller
    does, so taking the first path alone costs less than the whole front; not so where
    waits cost storage.

    Parameters
    ----------
    graph
        The search graph.
    query
        Start, limits and criteria.
    bounds
        From `bounds_to_target` on this graph, or on the same graph with lower costs.

    Raises
    ------
    OverflowError
        A path would pass the largest number that both engines can hold.
    """
    if bounds.cost[graph.source] == inf:
        return
    if graph.slopes is None:
        yield from LabelsByCost(graph, query, bounds).settle()
    else:
        yield from sorted(
            LabelsByTime(graph, query, bounds).settle(), key=lambda p: (p.cost, p.arrives, p.co2e)
        )
