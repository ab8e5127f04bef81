"""Generated freight networks: terminals on a map, four modes, weekly timetables.

A state is (terminal, mode, in or out). Terminals lie in a box the size of Eurasia; all
have road, most have rail, the southern coast has ports, some have airports. Hauls lead
to near neighbours, by rail and air also to far ones; ships sail rotations, with one arc
for each pair of calls. Prices, speeds and emissions are plausible, not calibrated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import dist, exp
from random import Random
from typing import NamedTuple

from landbridge.optimizer.search_graph import Arc, Departures, RegularSchedule, SearchGraph, Storage

WEEK = 7 * 24 * 60
DAY = 24 * 60
WEEKS = 14
WIDTH_KM, HEIGHT_KM, COAST_KM = 9000, 4000, 700


class ModeFacts(NamedTuple):
    """A mode for one 40-foot box; storage is of the terminal that it leaves from."""

    km_h: float
    cents_km: float
    cents: float
    g_km: float
    detour: float
    near: int
    far: int
    weekly: tuple[int, ...]
    storage_usd_day: float
    free_days: int


MODES = {
    "road": ModeFacts(60, 130, 15_000, 1_000, 1.25, 6, 0, (), 0, 0),
    "rail": ModeFacts(38, 60, 25_000, 280, 1.25, 5, 3, (1, 2, 3, 7), 58, 3),
    "sea": ModeFacts(33, 14, 30_000, 120, 1.3, 0, 0, (1,), 86, 5),
    "air": ModeFacts(750, 900, 120_000, 9_000, 1.05, 6, 8, (2, 3, 7, 14), 200, 2),
}
HANDLING_HOURS = {"road": 4, "rail": 12, "sea": 36, "air": 8}
HANDLING_CENTS = {"road": 4_000, "rail": 7_000, "sea": 13_000, "air": 15_000}
HANDLING_G = 3_000


@dataclass(frozen=True)
class FreightNetwork:
    """Arcs over states, and pairs of states at the far ends of the map."""

    num_nodes: int
    arcs: list[Arc]
    pairs: list[tuple[int, int]]

    def graph(self, pair: tuple[int, int]) -> SearchGraph:
        return SearchGraph(self.arcs, num_nodes=self.num_nodes, source=pair[0], target=pair[1])

    @cached_property
    def static(self) -> FreightNetwork:
        """The network without timetables."""
        arcs = [
            arc._replace(minutes=arc.timing.shortest_minutes, timing=None) if arc.timing else arc
            for arc in self.arcs
        ]
        return FreightNetwork(self.num_nodes, arcs, self.pairs)

    @cached_property
    def with_storage(self) -> FreightNetwork:
        """The network with storage where a departure is waited for."""
        arcs = [arc._replace(storage=arc.ref) if arc.timing else arc for arc in self.arcs]
        return FreightNetwork(self.num_nodes, arcs, self.pairs)


def freight_network(terminals: int, seed: int = 1, pairs: int = 10) -> FreightNetwork:
    """Return the network of a number, always the same."""
    return _Generator(terminals, seed).network(pairs)


class _Generator:
    def __init__(self, terminals: int, seed: int) -> None:
        self.chance = Random(f"{terminals} {seed}")
        self.places = [
            (self.chance.uniform(0, WIDTH_KM), self.chance.uniform(0, HEIGHT_KM))
            for _ in range(terminals)
        ]
        self.members = {mode: self._members(mode) for mode in MODES}
        states = [
            (terminal, mode, side)
            for mode, members in self.members.items()
            for terminal in members
            for side in ("in", "out")
        ]
        self.number = {state: number for number, state in enumerate(states)}
        self.arcs: list[Arc] = []

    def network(self, pairs: int) -> FreightNetwork:
        self._transfers()
        for mode in ("road", "rail", "air"):
            for start in self.members[mode]:
                for end in self._neighbours(mode, start):
                    self._haul(mode, start, end)
        for _ in range(max(2, 2 * len(self.members["sea"]) // 7)):
            self._rotation()
        west_to_east = sorted(range(len(self.places)), key=lambda n: self.places[n])
        share = max(1, len(self.places) // 10)
        ends = [
            (self.chance.choice(west_to_east[-share:]), self.chance.choice(west_to_east[:share]))
            for _ in range(pairs)
        ]
        numbered = [
            (self.number[start, "road", "in"], self.number[end, "road", "in"])
            for start, end in ends
        ]
        return FreightNetwork(len(self.number), self.arcs, numbered)

    def _members(self, mode: str) -> list[int]:
        def has(terminal: int) -> bool:
            on_coast = self.places[terminal][1] < COAST_KM
            share = {"road": 1, "rail": 0.6, "sea": 1 if on_coast else 0.02, "air": 0.12}[mode]
            return self.chance.random() < share

        found = [terminal for terminal in range(len(self.places)) if has(terminal)]
        return found if len(found) > 1 else [0, 1]

    def _transfers(self) -> None:
        for terminal in range(len(self.places)):
            modes = [mode for mode in MODES if (terminal, mode, "in") in self.number]
            for first in modes:
                for then in modes:
                    hours = max(HANDLING_HOURS[first], HANDLING_HOURS[then])
                    cents = max(HANDLING_CENTS[first], HANDLING_CENTS[then])
                    tail, head = (
                        self.number[terminal, first, "in"],
                        self.number[terminal, then, "out"],
                    )
                    self.arcs.append(
                        Arc(tail, head, cents, HANDLING_G, hours * 60, None, 0, 0, None)
                    )

    def _neighbours(self, mode: str, start: int) -> list[int]:
        facts, here = MODES[mode], self.places[start]
        others = [terminal for terminal in self.members[mode] if terminal != start]
        near = sorted(others, key=lambda terminal: dist(here, self.places[terminal]))[: facts.near]
        return [*near, *(self.chance.choice(others) for _ in range(facts.far))]

    def _noise(self) -> float:
        return exp(0.25 * self.chance.gauss(0, 1))

    def _haul(self, mode: str, start: int, end: int) -> None:
        km = max(5.0, dist(self.places[start], self.places[end])) * MODES[mode].detour
        departures = self._departures(mode) if MODES[mode].weekly else None
        minutes = round(120 + 60 * km / MODES[mode].km_h * self._noise())
        self._add(mode, (start, end), km, minutes, departures)

    def _departures(self, mode: str) -> Departures:
        times = self.chance.choice(MODES[mode].weekly)
        hours = self.chance.sample(range(7 * 24), times)
        return Departures(w * WEEK + 60 * hour for w in range(WEEKS) for hour in hours)

    def _rotation(self) -> None:
        """Add a liner that calls at some ports eastwards and returns."""
        ports = self.members["sea"]
        calls = self.chance.sample(ports, min(len(ports), self.chance.randint(4, 8)))
        calls.sort(key=lambda terminal: self.places[terminal])
        calls += calls[-2:0:-1]
        km, minutes = [0.0], [0]
        for start, end in zip(calls, calls[1:] + calls[:1], strict=True):
            km.append(km[-1] + max(50.0, dist(self.places[start], self.places[end]) * 1.3))
            minutes.append(round(minutes[-1] + (km[-1] - km[-2]) / MODES["sea"].km_h * 60 + DAY))
        first = self.chance.randrange(WEEK)
        for a, start in enumerate(calls):
            departures = Departures(w * WEEK + (first + minutes[a]) % WEEK for w in range(WEEKS))
            for b in range(a + 1, min(len(calls), a + 6)):
                if calls[b] != start:
                    took = minutes[b] - minutes[a] - DAY
                    self._add("sea", (start, calls[b]), km[b] - km[a], took, departures)

    def _add(
        self,
        mode: str,
        ends: tuple[int, int],
        km: float,
        minutes: int,
        departures: Departures | None,
    ) -> None:
        facts = MODES[mode]
        self.arcs.append(
            Arc(
                tail=self.number[ends[0], mode, "out"],
                head=self.number[ends[1], mode, "in"],
                cost=round(facts.cents + km * facts.cents_km * self._noise()),
                co2e=round(1_000 + km * facts.g_km * self._noise()),
                minutes=minutes,
                timing=RegularSchedule(departures, 0, minutes) if departures else None,
                sets=0,
                forbids=0,
                ref=Storage(100 * facts.storage_usd_day, facts.free_days * DAY, 1),
            )
        )
