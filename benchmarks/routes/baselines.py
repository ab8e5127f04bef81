"""What a user would write without landbridge: networkx, and an epsilon-constraint loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from math import inf
from time import perf_counter

import networkx as nx
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from landbridge.optimizer.search_graph import Arc, SearchGraph

Vector = tuple[float, ...]


def enumerate_paths(
    graph: SearchGraph, start: int, *, cutoff: int, seconds: float
) -> tuple[list[Vector], int]:
    """List all simple paths with networkx, time each on its next departures, keep the best.

    Returns the front and the number of paths; it ends at a number of seconds.
    """
    net = nx.MultiDiGraph()
    for position, arc in enumerate(graph.arcs):
        net.add_edge(arc.tail, arc.head, key=position)
    stop, found, paths = perf_counter() + seconds, set(), 0
    for edges in nx.all_simple_edge_paths(net, graph.source, graph.target, cutoff=cutoff):
        vector = _timed([graph.arcs[key] for _, _, key in edges], start)
        paths += 1
        if vector is not None:
            found.add(vector)
        if perf_counter() > stop:
            break
    return front(found), paths


def _timed(arcs: list[Arc], minute: int) -> Vector | None:
    cost = co2e = 0.0
    for arc in arcs:
        if arc.timing is None:
            minute += arc.minutes
        else:
            ride = next(iter(arc.timing.options(minute)), None)
            if ride is None:
                return None
            minute, cost = ride.arrives, cost + ride.extra_cost
        cost, co2e = cost + arc.cost, co2e + arc.co2e
    return cost, minute, co2e


def front(vectors: set[Vector]) -> list[Vector]:
    """Return the vectors that no other beats."""
    best: list[Vector] = []
    for vector in sorted(vectors):
        if not any(all(a <= b for a, b in zip(one, vector, strict=True)) for one in best):
            best.append(vector)
    return best


def epsilon_loop(solve: Callable[[float], Vector | None], most_points: int) -> Iterator[Vector]:
    """Yield the front of cost and arrival: the cheapest, then the cheapest that is earlier."""
    latest = inf
    for _ in range(most_points):
        vector = solve(latest)
        if vector is None:
            return
        yield vector
        latest = vector[1] - 1


class StaticModel:
    """The cheapest path by a deadline as a MILP for HiGHS through MathOpt; no timetables."""

    def __init__(self, graph: SearchGraph, start: int) -> None:
        self.start = start
        self.model = mathopt.Model()
        self.taken = [self.model.add_binary_variable() for _ in graph.arcs]
        terms: list[list] = [[] for _ in range(graph.num_nodes)]
        for arc, taken in zip(graph.arcs, self.taken, strict=True):
            terms[arc.tail].append(taken)
            terms[arc.head].append(-taken)
        for node, parts in enumerate(terms):
            supply = (node == graph.source) - (node == graph.target)
            self.model.add_linear_constraint(mathopt.LinearSum(parts) == supply)
        self.minutes = self.model.add_linear_constraint(
            mathopt.LinearSum(a.minutes * x for a, x in zip(graph.arcs, self.taken, strict=True))
            <= 10**9
        )
        # A millionth of a cent for a minute: of equal costs the earlier is found.
        prices = (arc.cost + 1e-6 * arc.minutes for arc in graph.arcs)
        self.model.minimize(
            mathopt.LinearSum(p * x for p, x in zip(prices, self.taken, strict=True))
        )
        self.graph = graph

    def solve(self, latest: float) -> Vector | None:
        self.minutes.upper_bound = min(latest - self.start, 10**9)
        limits = mathopt.SolveParameters(time_limit=timedelta(minutes=5), relative_gap_tolerance=0)
        result = mathopt.solve(self.model, mathopt.SolverType.HIGHS, params=limits)
        if not result.has_primal_feasible_solution():
            return None
        values = result.variable_values(self.taken)
        arcs = [a for a, value in zip(self.graph.arcs, values, strict=True) if value > 0.5]
        return sum(arc.cost for arc in arcs), self.start + sum(arc.minutes for arc in arcs)


class ScheduledModel:
    """The cheapest path by a deadline over the timetable, for CP-SAT."""

    def __init__(self, graph: SearchGraph, start: int, horizon: int) -> None:
        self.model = cp_model.CpModel()
        self.at = [self.model.new_int_var(start, horizon, "") for _ in range(graph.num_nodes)]
        self.taken = [self.model.new_bool_var("") for _ in graph.arcs]
        flow: list[list] = [[] for _ in range(graph.num_nodes)]
        for arc, taken in zip(graph.arcs, self.taken, strict=True):
            flow[arc.tail].append(taken)
            flow[arc.head].append(-taken)
            self._time(arc, taken, horizon)
        for node, parts in enumerate(flow):
            self.model.add(sum(parts) == (node == graph.source) - (node == graph.target))
        self.model.add(self.at[graph.source] == start)
        self.arrival, self.horizon = self.at[graph.target], horizon
        cost = sum(int(a.cost) * x for a, x in zip(graph.arcs, self.taken, strict=True))
        self.model.minimize(horizon * cost + self.arrival)

    def _time(self, arc: Arc, taken: cp_model.IntVar, horizon: int) -> None:
        here, there = self.at[arc.tail], self.at[arc.head]
        if arc.timing is None:
            self.model.add(there >= here + arc.minutes).only_enforce_if(taken)
            return
        rides = [ride for ride in arc.timing.rides if ride.arrives <= horizon]
        chosen = [self.model.new_bool_var("") for _ in rides]
        self.model.add(sum(chosen) == taken)
        for ride, on_it in zip(rides, chosen, strict=True):
            self.model.add(here <= ride.leaves).only_enforce_if(on_it)
            self.model.add(there >= ride.arrives).only_enforce_if(on_it)

    def solve(self, latest: float) -> Vector | None:
        model = self.model.clone()
        if latest < inf:
            model.add(self.arrival <= int(latest))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = 300
        if solver.solve(model) != cp_model.OPTIMAL:
            return None
        arrival = solver.value(self.arrival)
        return (round(solver.objective_value) - arrival) // self.horizon, arrival
