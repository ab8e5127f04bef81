"""Every way through a small search graph, minute by minute: the oracle of the engine.

A state is a node with bits at a minute; a way ends at the target. Of several ways to the
very same state one that is beaten in cost and CO2e is dropped, and nothing else: every
departure is tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from landbridge.optimizer.engine import engine
from landbridge.optimizer.label_setting import Query, bounds_to_target, pareto_paths
from landbridge.optimizer.search_graph import Arc, HandlingTiming, Path, Ride, Schedule, SearchGraph

from .random_hours import handling_ends

Vector = tuple[float, ...]


class State(NamedTuple):
    """Where a way is, what it remembers, and when."""

    node: int
    bits: int
    minute: int


def all_fronts(graph: SearchGraph, query: Query, *, until: int) -> list[Vector]:
    """Return the best (cost, arrival, CO2e), or (cost, arrival), by trying everything.

    Parameters
    ----------
    until
        Minute after which nothing that matters can arrive.
    """
    last = min(query.latest, until)
    found: dict[State, list[tuple[float, int]]] = defaultdict(list)
    start = State(graph.source, 0, query.start)
    found[start] = [(0, 0)]
    queue = [(start, 0.0, 0)]
    while queue:
        state, cost, co2e = queue.pop()
        for arc in graph.outgoing[state.node]:
            if state.bits & arc.forbids or state.node == graph.target:
                continue
            for ride in departures(arc, state.minute):
                there = State(arc.head, state.bits | arc.sets, ride.arrives)
                reached = (cost + arc.cost + ride.extra_cost, co2e + arc.co2e)
                if ride.arrives <= last and reached[0] <= query.most_cost:
                    if any(c <= reached[0] and e <= reached[1] for c, e in found[there]):
                        continue
                    found[there].append(reached)
                    queue.append((there, *reached))
    return front(
        (cost, state.minute, co2e) if query.with_co2e else (cost, state.minute)
        for state, vectors in found.items()
        for cost, co2e in vectors
        if state.node == graph.target and state.bits & query.required == query.required
    )


def departures(arc: Arc, minute: int) -> Iterator[Ride]:
    """Yield every way to take an arc that is reached at a minute."""
    timing = arc.timing
    if timing is None:
        yield Ride(minute, minute + arc.minutes, 0)
    elif isinstance(timing, HandlingTiming):
        yield Ride(minute, handling_ends(timing, minute), 0)
    elif isinstance(timing, Schedule):
        yield from (ride for ride in timing.rides if ride.leaves >= minute)
    else:
        yield from timing.options(minute)


def front(vectors: Iterable[Vector]) -> list[Vector]:
    """Return the vectors that no other beats, each once, in order."""
    unique = sorted(set(vectors))
    return [v for v in unique if not any(w != v and beats(w, v) for w in unique)]


def beats(one: Vector, other: Vector) -> bool:
    """Tell whether a vector is as good as another in everything."""
    return all(a <= b for a, b in zip(one, other, strict=True))


def found_paths(graph: SearchGraph, query: Query) -> list[Path]:
    """Return the paths of the engine in Python; the one that answers must find the same."""
    paths = list(pareto_paths(graph, query, bounds_to_target(graph)))
    answering = engine()
    bounds = answering.bounds_to_target(graph)
    assert list(answering.pareto_paths(graph, query, bounds)) == paths
    return paths


def vectors_of(paths: Iterable[Path], query: Query) -> list[Vector]:
    """Return the criteria of paths, in their order."""
    if query.with_co2e:
        return [(path.cost, path.arrives, path.co2e) for path in paths]
    return [(path.cost, path.arrives) for path in paths]


def replayed(graph: SearchGraph, path: Path, query: Query) -> tuple[float, int, int, int]:
    """Take the steps of a path one by one; return cost, arrival, CO2e and bits."""
    node, minute, bits, cost, co2e = graph.source, query.start, 0, 0.0, 0
    for arc, leaves, arrives in path.steps:
        assert arc.tail == node
        assert not bits & arc.forbids
        rides = [r for r in departures(arc, minute) if (r.leaves, r.arrives) == (leaves, arrives)]
        assert rides, f"no departure at {leaves} for a path that is there at {minute}"
        node, minute, bits = arc.head, arrives, bits | arc.sets
        cost += arc.cost + min(ride.extra_cost for ride in rides)
        co2e += arc.co2e
    assert node == graph.target
    return cost, minute, co2e, bits
