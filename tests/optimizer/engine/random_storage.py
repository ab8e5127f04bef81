"""Random small graphs on which waits cost storage, and an oracle that tries every wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from random import Random

from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.search_graph import (
    Arc,
    Departures,
    HandlingTiming,
    OnDemandDays,
    Path,
    RegularSchedule,
    Ride,
    Schedule,
    SearchGraph,
    Storage,
    Timing,
)

from ..graph_oracle import State, Vector, front
from ..random_hours import handling_ends, random_handling

LAST = 24
"""Last minute at which anything departs."""

ALL_WAITS = LAST + 100
"""A window within which every departure lies."""

DAY = 24 * 60


def storage_graph(
    seed: int, *, days: bool = False, bits: bool = False, hours: bool = False
) -> SearchGraph:
    """Return the graph of a number: overtaking, prices by departure, cut-offs, free times.

    With hours, half of the arcs that never wait are handlings that keep opening hours.
    """
    chance = Random(seed)
    nodes = chance.randint(2, 6)
    factor = chance.choice((1, 1, 2, 5))
    arcs = [
        _arc(chance, nodes, factor, days, bits) for _ in range(chance.randint(nodes, 3 * nodes))
    ]
    if hours:
        arcs = [_in_hours(Random(f"{seed} {n}"), arc) for n, arc in enumerate(arcs)]
    return SearchGraph(arcs, num_nodes=nodes, source=0, target=nodes - 1)


def chain_graph(seed: int) -> SearchGraph:
    """Return trains at different prices, handlings in opening hours, and ships after storage."""
    chance = Random(f"chain {seed}")
    storage = Storage(DAY * chance.choice((0.4, 1)), chance.randint(0, 3), 1)

    def sailing(tail: int, storage: Storage | None) -> Arc:
        leaves = chance.sample(range(9 * tail, 9 * tail + 7), 2)
        timing = RegularSchedule(Departures(leaves), 0, chance.randint(0, 3))
        return Arc(tail, tail + 1, chance.randint(1, 6), 0, 0, timing, 0, 0, None, storage)

    handling = Arc(1, 2, 1, 0, 0, random_handling(chance), 0, 0, None)
    arcs = [*(sailing(0, None) for _ in range(3)), handling, *(sailing(2, storage),) * 2]
    return SearchGraph(arcs, num_nodes=4, source=0, target=3)


def _in_hours(chance: Random, arc: Arc) -> Arc:
    if arc.timing is not None and chance.random() < 0.7:
        return arc
    return arc._replace(timing=random_handling(chance), storage=None)


def _arc(chance: Random, nodes: int, factor: int, days: bool, bits: bool) -> Arc:
    tail, head = chance.sample(range(nodes), 2)
    timing = _timing(chance, days)
    storage = None
    if timing is not None and timing.steady_from < 0 and chance.random() < 0.7:
        cents_per_day = DAY * chance.choice((0.4, 1, 1.5, 3))
        storage = Storage(cents_per_day, chance.randint(-2, 8), factor)
    return Arc(
        tail=tail,
        head=head,
        cost=chance.randint(1, 9),
        co2e=chance.randint(0, 4),
        minutes=chance.randint(0, 6),
        timing=timing,
        sets=chance.choice((0, 0, 1, 2)) if bits else 0,
        forbids=chance.choice((0, 0, 1, 2)) if bits else 0,
        ref=None,
        storage=storage,
    )


def _timing(chance: Random, days: bool) -> Timing | None:
    kind = chance.choice(("none", "own", "own", "regular", "regular", "days"))
    minutes = chance.sample(range(LAST + 1), chance.randint(1, 6))
    if kind == "own":
        extra = chance.choice(((0,), (0, 2, 6)))
        return Schedule(
            Ride(minute, minute + chance.randint(0, 6), chance.choice(extra)) for minute in minutes
        )
    if kind == "regular":
        return RegularSchedule(Departures(minutes), 0, chance.randint(0, 6))
    if kind == "days" and days:
        return OnDemandDays(chance.randint(0, 4), [(m, chance.choice((0, 4))) for m in minutes])
    return None


def every_way(graph: SearchGraph, query: Query) -> list[Vector]:
    """Return the best (cost, arrival, CO2e) by trying every departure, however late.

    Of several ways to the very same state (node, bits, minute) one that is beaten in
    cost and CO2e is dropped, and nothing else. Ways end 80 minutes after the last
    departure: without waits none that is longer is best.
    """
    found: dict[State, list[tuple[float, int]]] = defaultdict(list)
    start = State(graph.source, 0, query.start)
    found[start] = [(0, 0)]
    queue = [(start, 0.0, 0)]
    while queue:
        state, cost, co2e = queue.pop()
        for arc in graph.outgoing[state.node]:
            if state.bits & arc.forbids or state.node == graph.target:
                continue
            for ride in waited_rides(arc, state.minute):
                there = State(arc.head, state.bits | arc.sets, ride.arrives)
                reached = (cost + arc.cost + ride.extra_cost, co2e + arc.co2e)
                known = found[there]
                if ride.arrives > LAST + 80 or any(
                    c <= reached[0] and e <= reached[1] for c, e in known
                ):
                    continue
                known.append(reached)
                queue.append((there, *reached))
    return front(
        (cost, state.minute, co2e)
        for state, vectors in found.items()
        for cost, co2e in vectors
        if state.node == graph.target and state.bits & query.required == query.required
    )


def waited_rides(arc: Arc, minute: int) -> Iterator[Ride]:
    """Yield every way to take an arc that is reached at a minute, storage in its cost."""
    if arc.timing is None:
        yield Ride(minute, minute + arc.minutes, 0)
        return
    if isinstance(arc.timing, HandlingTiming):
        yield Ride(minute, handling_ends(arc.timing, minute), 0)
        return
    if isinstance(arc.timing, OnDemandDays):
        yield from arc.timing.options(minute)
        return
    for ride in arc.timing.rides:
        if ride.leaves >= minute:
            yield ride._replace(extra_cost=ride.extra_cost + _storage(arc, ride.leaves - minute))


def _storage(arc: Arc, waited: int) -> float:
    if arc.storage is None:
        return 0
    charged = max(0, waited - arc.storage.free_minutes)
    return arc.storage.factor * int(arc.storage.cents_per_day * charged / DAY + 0.5)


def is_replayed(graph: SearchGraph, path: Path, query: Query) -> bool:
    """Tell whether the steps of a path exist, in turn, and add up to its criteria."""
    node, minute, bits, cost, co2e = graph.source, query.start, 0, 0.0, 0
    for arc, leaves, arrives in path.steps:
        rides = [r for r in waited_rides(arc, minute) if (r.leaves, r.arrives) == (leaves, arrives)]
        if arc.tail != node or bits & arc.forbids or not rides:
            return False
        node, minute, bits = arc.head, arrives, bits | arc.sets
        cost += arc.cost + min(ride.extra_cost for ride in rides)
        co2e += arc.co2e
    return (node, cost, minute, co2e) == (graph.target, path.cost, path.arrives, path.co2e)
