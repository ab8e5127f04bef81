"""Read the reference networks and fronts, which lie beside the checkout and are not copied."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations, count, pairwise, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

import landbridge
from landbridge.optimizer.search_graph import Arc, Departures, RegularSchedule, SearchGraph

from ..graph_oracle import front

CASES = Path(landbridge.__file__).parent.parent / "shared" / "cases" / "routes"
WEEK = 7 * 24 * 60
FREIGHT_WEEKS = 14
FREIGHT_START = 3_000
"""Minute that the fronts of the generated networks were computed from."""
needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="no reference cases here")


class Case(NamedTuple):
    """A network, the minute of the start, and the front as (cost, arrival, CO2e)."""

    graph: SearchGraph
    start: int
    front: list[tuple[float, ...]]


def small_cases() -> Iterator[Case]:
    """Yield the small networks, with their criteria in our order.

    Of a network with four criteria one is left out, each in turn: the front over three
    is what is best of the front over four.
    """
    for line in (CASES / "small_handout.jsonl").read_text().splitlines():
        row: dict[str, Any] = json.loads(line)
        others = [k for k in range(len(row["start"])) if k != row["time_index"]]
        for pair in combinations(others, min(2, len(others))):
            yield _small_case(row, pair)


def _small_case(row: dict[str, Any], others: tuple[int, ...]) -> Case:
    time = row["time_index"]

    def ours(values: list[int]) -> tuple[int, int, int]:
        cost, *co2e = (values[k] for k in others)
        return cost, values[time], sum(co2e)

    timetables = [
        Departures(_leaves(period, leaves, until=row["start"][time] + 20_000))
        for period, leaves in row["schedules"]
    ]
    used = row["schedule_of_edge"] or [-1] * len(row["tail"])
    arcs = [
        _arc(ends, ours(weights), timetables[s] if s >= 0 else None)
        for *ends, weights, s in zip(row["tail"], row["head"], row["weights"], used, strict=True)
    ]
    graph = SearchGraph(arcs, num_nodes=row["n"], source=row["source"], target=row["target"])
    return Case(graph, row["start"][time], front(map(ours, row["front"])))


def freight_cases(terminals: int) -> Iterator[Case]:
    """Yield the queries on a generated network of so many terminals."""
    name = f"F{terminals}_s1"
    table = np.load(CASES / f"FREIGHT{terminals}_s1.npz")
    pointers, leaves = table["sched_ptr"].tolist(), table["sched_dep"].tolist()
    timetables = [
        Departures(d + WEEK * week for week in range(FREIGHT_WEEKS) for d in leaves[start:stop])
        for start, stop in pairwise(pointers)
    ]
    columns = [table[key].tolist() for key in ("tail", "head", "cost_cents", "time_min", "co2_g")]
    arcs = [
        _arc(ends, weights, timetables[s] if s >= 0 else None)
        for *ends, weights, s in zip(
            *columns[:2], zip(*columns[2:], strict=True), table["sched"].tolist(), strict=True
        )
    ]
    for key, known in np.load(CASES / "freight_fronts_s1.npz").items():
        prefix, source, target = key.rsplit("_", 2)
        if prefix == name:
            graph = SearchGraph(
                arcs, num_nodes=int(table["n"]), source=int(source), target=int(target)
            )
            yield Case(graph, FREIGHT_START, sorted(map(tuple, known.tolist())))


def _leaves(period: int, leaves: list[int], *, until: int) -> list[int]:
    if not period:
        return leaves
    starts = takewhile(lambda start: start <= until, count(0, period))
    return [start + minute for start in starts for minute in leaves]


def _arc(ends: list[int], weights: tuple[int, int, int], timetable: Departures | None) -> Arc:
    cost, minutes, co2e = weights
    timing = timetable and RegularSchedule(timetable, 0, minutes)
    return Arc(ends[0], ends[1], cost, co2e, minutes, timing, 0, 0, None)
