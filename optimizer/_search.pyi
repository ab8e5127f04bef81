"""The compiled engine of the route search (_search.cpp)."""

from collections.abc import Sequence
from typing import overload

from .search_graph import Arc, Step

class Departures:
    def __init__(self, minutes: Sequence[float]) -> None: ...

class Openings:
    def __init__(self, opens: Sequence[float], closes: Sequence[float]) -> None: ...

class Timing:
    @staticmethod
    def scheduled(rides: Sequence[tuple[float, float, float]]) -> Timing: ...
    @staticmethod
    def regular(departures: Departures, shift: float, minutes: float) -> Timing: ...
    @staticmethod
    def on_demand(minutes: float, starts: Sequence[float], costs: Sequence[float]) -> Timing: ...
    @staticmethod
    def in_hours(
        own: tuple[float, Openings | None], customs: tuple[float, Openings | None], is_overall: bool
    ) -> Timing: ...

class Charging:
    def __init__(
        self,
        steady_from: float,
        unsteady: Sequence[int],
        charged: Sequence[int],
        slopes: Sequence[float] | None,
        slack: float,
        last_charged: float,
    ) -> None: ...

class Graph:
    @overload
    def __init__(
        self,
        arcs: Sequence[Arc],
        num_nodes: int,
        source: int,
        target: int,
        charging: Charging,
    ) -> None: ...
    @overload
    def __init__(self, graph: Graph, charging: Charging) -> None: ...
    def bounds(self) -> list[list[float]]: ...
    def reach_cost(self) -> list[float]: ...
    def reach_minutes(self, start: float) -> list[float]: ...

class Search:
    def __init__(
        self,
        graph: Graph,
        to_go: Sequence[Sequence[float]],
        start: float,
        latest: float,
        most_cost: float,
        with_co2e: bool,
        required: int,
        window: float,
    ) -> None: ...
    def next(
        self, rows: Sequence[Arc], step: type[Step]
    ) -> tuple[float, int, int, tuple[Step, ...]] | None: ...
