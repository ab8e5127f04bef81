"""Static multicommodity flows: published ones, liner cargo routing, and generated networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ...network.importers.generated import generated_flow
from ...network.importers.liner import read_liner
from ...network.importers.multicommodity import read_multicommodity
from ...network.importers.road_network import read_road_network
from ...network.multicommodity import FlowProblem
from ...network.verify.flow import verify_flow
from ..flow.solve import solve_flow
from .case import Answer, BenchCase, BenchEffort, Reference, Solve
from .known_optima import FlowOptimum, LinerOptimum, read_optima

TRIPS_PER_UNIT = {"Winnipeg": 2000.0, "ChicagoSketch": 2.4}
"""With them the optima of road networks were computed."""

FLOW_GAP = 1e-4
LINER_GAP = 1e-7
LINER_TOLERANCE = 1e-6
EXACT_GAP = 1e-9
"""Relative gap of a flow without capacities, which sets them: one round of pricing proves it."""

GENERATED = {
    (500, 1_000): (29_538_022, 29_538_206),
    (1_000, 5_000): (133_806_349, 133_807_392),
    (2_000, 10_000): (299_267_687, 299_268_255),
}
"""Known bounds on the optima of generated networks of seed 1, by nodes and shipments."""


def mcf_cases(folder: Path) -> Iterator[BenchCase]:
    """Yield the flow problems whose optimum is known."""
    folder /= "mcf"
    for row in read_optima(folder, FlowOptimum):
        known = Reference(low=row.optimum, high=row.optimum, tolerance=FLOW_GAP)
        yield _case("mcf", row.instance, known, partial(_read_mcf, folder, row.instance), FLOW_GAP)


def liner_cases(folder: Path) -> Iterator[BenchCase]:
    """Yield liner instances at every factor on their time limits."""
    folder /= "rcmcf"
    for row in read_optima(folder, LinerOptimum):
        known = Reference(
            low=row.optimum,
            high=row.optimum,
            tolerance=LINER_TOLERANCE,
            num_unreachable=row.num_unreachable,
        )
        read = partial(read_liner, folder / row.instance, row.time_factor)
        yield _case("rcmcf", f"{row.instance}@{row.time_factor:g}", known, read, LINER_GAP)


def generated_cases(_folder: Path) -> Iterator[BenchCase]:
    """Yield generated networks, which need no folder."""
    for (nodes, shipments), (low, high) in GENERATED.items():
        known = Reference(low=low, high=high, tolerance=FLOW_GAP)
        make = partial(generated_flow, nodes, shipments, 1, solve=_solve_exactly)
        yield _case("generated", f"{nodes}x{shipments}", known, make, FLOW_GAP)


_solve_exactly = partial(solve_flow, gap=EXACT_GAP)


def _read_mcf(folder: Path, name: str) -> FlowProblem:
    if name not in TRIPS_PER_UNIT:
        return read_multicommodity(folder / name)
    files = (folder / f"{name}_{what}.tntp.gz" for what in ("net", "trips"))
    return read_road_network(*files, trips_per_unit=TRIPS_PER_UNIT[name])


def _case(
    family: str, name: str, known: Reference, read: Callable[[], FlowProblem], gap: float
) -> BenchCase:
    def prepare(effort: BenchEffort) -> Solve:
        problem = read()

        def solve() -> Answer:
            plan = solve_flow(problem, gap=gap, seconds=effort.seconds, threads=effort.threads)
            return Answer(
                objective=plan.cost,
                bound=plan.bound,
                method=plan.method,
                num_unreachable=len(plan.unreachable),
                was_stopped=plan.method.endswith("interrupted"),
                verify=lambda: verify_flow(plan),
            )

        return solve

    return BenchCase(family=family, name=name, reference=known, prepare=prepare)
