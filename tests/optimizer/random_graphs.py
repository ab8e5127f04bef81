"""Hypothesis strategies for small search graphs with everything that the engine knows.

Sizes are drawn and shrink; each arc follows from one number and its position, so that
drawing is fast and a smaller graph is much like a larger one.
"""

from __future__ import annotations

from math import inf
from random import Random

from hypothesis import strategies as st

from landbridge.optimizer.search_graph import (
    Arc,
    OnDemandDays,
    Ride,
    Schedule,
    SearchGraph,
    Timing,
)  # fmt: skip

from .random_hours import random_handling

LAST_MINUTE = 12
"""Minute of the last departure, and of the last change of a price by the day."""

LONGEST = 6
"""Longest ride."""

UNTIL = 48
"""No best way is longer without bits: four arcs more after the last arrival."""

BITS = (0, 0, 0, 0, 1, 2)
SEEDS = st.integers(0, 10**9)


def random_graph(
    seed: int, num_nodes: int, num_arcs: int, *, days: bool, bits: bool, hours: bool = False
) -> SearchGraph:
    """Return a graph: cycles, parallel arcs, loops and dead ends are all there."""
    arcs = [_arc(Random(f"{seed} {n}"), num_nodes, days, bits, hours) for n in range(num_arcs)]
    return SearchGraph(arcs, num_nodes=num_nodes, source=0, target=num_nodes - 1)


def random_schedule(chance: Random) -> Schedule:
    """Return departures that overtake each other, at different prices, some cancelled."""
    rides = []
    for _ in range(chance.randint(0, 5)):
        leaves = chance.randint(0, LAST_MINUTE)
        extra = chance.choice((0, 0, 0, 3, 7, inf))
        rides.append(Ride(leaves, leaves + chance.randint(0, LONGEST), extra))
    return Schedule(rides)


def graphs(
    *, days: bool = False, bits: bool = False, hours: bool = False
) -> st.SearchStrategy[SearchGraph]:
    """Return a strategy for graphs.

    Parameters
    ----------
    days
        Arcs may cost more, or not run, on some days.
    bits
        Arcs may set and forbid bits.
    hours
        Arcs may be handlings that keep opening hours.
    """
    return st.builds(
        random_graph,
        SEEDS,
        st.integers(2, 5),
        st.integers(1, 12),
        days=st.just(days),
        bits=st.just(bits),
        hours=st.just(hours),
    )


def schedules() -> st.SearchStrategy[Schedule]:
    """Return a strategy for the departures of one arc."""
    return st.builds(lambda seed: random_schedule(Random(seed)), SEEDS)


def _arc(chance: Random, num_nodes: int, days: bool, bits: bool, hours: bool) -> Arc:
    return Arc(
        tail=chance.randrange(num_nodes),
        head=chance.randrange(num_nodes),
        cost=chance.randint(0, 6),
        co2e=chance.randint(0, 6),
        minutes=chance.randint(0, LONGEST),
        timing=_timing(chance, days, hours),
        sets=chance.choice(BITS) if bits else 0,
        forbids=chance.choice(BITS) if bits else 0,
        ref=None,
    )


def _timing(chance: Random, days: bool, hours: bool) -> Timing | None:
    if hours and chance.random() < 0.4:
        return random_handling(chance)
    kind = chance.choice(("any time", "schedule", "schedule", *(("by day",) * 2 if days else ())))
    if kind == "schedule":
        return random_schedule(chance)
    if kind == "by day":
        starts = chance.sample(range(LAST_MINUTE + 1), chance.randint(1, 4))
        costs = [(start, chance.choice((0.0, 2.0, 5.0, inf))) for start in starts]
        return OnDemandDays(chance.randint(0, LONGEST), costs)
    return None
