"""Networks with known fronts that lie beside the checkout; they are not ours to copy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import landbridge
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.search_graph import Arc, Ride, Schedule, SearchGraph

from .graph_oracle import Vector, front

FOLDER = Path(landbridge.__file__).resolve().parent.parent / "shared" / "cases" / "routes"
SMALL = FOLDER / "small_handout.jsonl"
LARGE = tuple(FOLDER / f"{name}_s1.npz" for name in ("FREIGHT26", "FREIGHT260"))
LARGE_FRONTS = FOLDER / "freight_fronts_s1.npz"
LARGE_START = 3_000
"""Minute at which the known fronts of the large networks start: at no other do they match."""


class Case(NamedTuple):
    """A graph, what is asked of it, and the front that is known."""

    name: str
    graph: SearchGraph
    query: Query
    front: list[Vector]


class Timetable(NamedTuple):
    """Departures that repeat after a period, or not where the period is 0."""

    period: int
    leaves: Sequence[int]

    def rides(self, minutes: int, until: int) -> Iterator[Ride]:
        """Yield the departures up to a minute, in order."""
        repeats = until // self.period + 1 if self.period else 1
        for n in range(repeats):
            for leaves in self.leaves:
                yield Ride(leaves + n * self.period, leaves + n * self.period + minutes, 0)


def small_cases() -> Iterator[Case]:
    """Yield the small networks; of four criteria two are kept beside the time."""
    with SMALL.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            yield _small_case(f"line {number}", json.loads(line))


def _small_case(name: str, row: dict[str, Any]) -> Case:
    time, num_criteria = row["time_index"], len(row["start"])
    others = [n for n in range(num_criteria) if n != time][:2]
    timetables = [Timetable(period, leaves) for period, leaves in row["schedules"]]
    schedules = row["schedule_of_edge"] or [-1] * len(row["tail"])
    longest = max(weights[time] for weights in row["weights"])
    waits = max((t.period + max(t.leaves, default=0) for t in timetables), default=0)
    until = row["start"][time] + (row["n"] + 1) * (longest + waits)
    arcs = []
    for tail, head, weights, number in zip(
        row["tail"], row["head"], row["weights"], schedules, strict=True
    ):
        timetable = timetables[number] if number is not None and number >= 0 else None
        cost, co2e = ([weights[n] for n in others] + [0])[:2]
        arcs.append(_arc((tail, head), (cost, weights[time], co2e), timetable, until))
    graph = SearchGraph(arcs, num_nodes=row["n"], source=row["source"], target=row["target"])
    query = Query(start=row["start"][time], with_co2e=num_criteria > 2)
    order = [others[0], time, *others[1:]]
    spent = [0 if n == time else row["start"][n] for n in range(num_criteria)]
    known = front(tuple(vector[n] - spent[n] for n in order) for vector in row["front"])
    return Case(name, graph, query, known)


def large_cases() -> Iterator[Case]:
    """Yield generated freight networks with weekly timetables, and four questions each."""
    import numpy as np

    fronts = np.load(LARGE_FRONTS)
    for path in LARGE:
        data = np.load(path)
        pointers, period = data["sched_ptr"], int(data["period"])
        timetables = [
            Timetable(period, data["sched_dep"][start:stop].tolist())
            for start, stop in pairwise(pointers)
        ]
        columns = [data[k].tolist() for k in ("tail", "head", "cost_cents", "time_min", "co2_g")]
        rows = list(zip(*columns, data["sched"].tolist(), strict=True))
        for source, target in data["od"].tolist():
            name = f"F{path.stem.removeprefix('FREIGHT')}_{source}_{target}"
            known = [tuple(vector) for vector in fronts[name].tolist()]
            until = max(minute for _, minute, _ in known) + period
            arcs = [
                _arc(row[:2], row[2:5], timetables[row[5]] if row[5] >= 0 else None, until)
                for row in rows
            ]
            graph = SearchGraph(arcs, num_nodes=int(data["n"]), source=source, target=target)
            yield Case(name, graph, Query(start=LARGE_START), sorted(known))


def _arc(
    ends: Sequence[int], weights: Sequence[int], timetable: Timetable | None, until: int
) -> Arc:
    cost, minutes, co2e = weights
    timing = Schedule(timetable.rides(minutes, until)) if timetable else None
    return Arc(ends[0], ends[1], cost, co2e, minutes, timing, 0, 0, None)
