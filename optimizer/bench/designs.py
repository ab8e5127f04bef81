"""Arcs that must be paid for, and commodities that may not split."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ...network.importers.generated import generated_flow
from ...network.importers.generated_additions import generated_additions
from ...network.importers.multicommodity import read_fixed_charge
from ...network.multicommodity import FixedChargeProblem, FlowProblem
from ...network.verify.fixed_charge import verify_fixed_charge
from ...network.verify.flow import verify_whole_flow
from ..fixed_charge.solve import solve_fixed_charge
from ..flow.solve import solve_flow
from ..whole_flow.solve import solve_whole_flow
from .case import Answer, BenchCase, BenchEffort, Reference, Solve

CANAD = {
    "c33": (423_848, 1e-6),
    "c35": (371_475, 1e-6),
    "c41": (429_398, 1e-6),
    "c49": (53_958, 0.03),
    "c25_100_10_F_L_5": (14_941, 1e-6),
    "c25_100_10_V_L_5": (14_712, 1e-6),
    "c25_100_30_F_T_5": (85_530, 1e-6),
}
"""Optimum of each instance and the share by which an answer may be off, the large one by more.

From the list beside the instances; that of c25_100_10_F_L_5 proven by HiGHS and SCIP alike.
"""

WHOLE = {
    (500, 1_000): (29_538_022, 29_700_477),
    (1_000, 5_000): (133_806_349, 134_238_999),
}
"""Bound of the flow that may split, and our best plan, by nodes and shipments of seed 1."""

ADDITIONS = {
    (500, 1_000, 20): (29_529_228, 29_533_857),
    (1_000, 5_000, 40): (133_743_994, 133_769_549),
}
"""Proven bound and our best plan, by nodes, shipments and additions."""

EXACT_GAP = 1e-9
WHOLE_GAP = 1e-3
WHOLE_TOLERANCE = 5e-3
CANAD_GAP = 1e-6
ADDITIONS_GAP = 1e-3

_solve_exactly = partial(solve_flow, gap=EXACT_GAP)


def canad_cases(folder: Path) -> Iterator[BenchCase]:
    """Yield the network design instances whose optimum is known."""
    for name, (optimum, tolerance) in CANAD.items():
        path = folder / "canad" / f"{name}.dow"
        yield BenchCase(
            family="canad",
            name=name,
            reference=Reference(low=optimum, high=optimum, tolerance=tolerance),
            prepare=partial(_prepare_canad, path),
        )


def whole_cases(_folder: Path) -> Iterator[BenchCase]:
    """Yield generated networks whose shipments may not split."""
    for (nodes, shipments), (low, high) in WHOLE.items():
        yield BenchCase(
            family="whole",
            name=f"{nodes}x{shipments}",
            reference=Reference(low=low, high=high, tolerance=WHOLE_TOLERANCE),
            prepare=partial(_prepare_whole, nodes, shipments),
        )


def additions_cases(_folder: Path) -> Iterator[BenchCase]:
    """Yield generated networks with a budget for additions."""
    for (nodes, shipments, count), (low, high) in ADDITIONS.items():
        yield BenchCase(
            family="additions",
            name=f"{nodes}x{shipments}+{count}",
            reference=Reference(low=low, high=high, tolerance=ADDITIONS_GAP),
            prepare=partial(_prepare_additions, nodes, shipments, count),
        )


def _prepare_canad(path: Path, effort: BenchEffort) -> Solve:
    return partial(_answer, read_fixed_charge(path), CANAD_GAP, effort)


def _prepare_additions(nodes: int, shipments: int, count: int, effort: BenchEffort) -> Solve:
    problem = generated_additions(_generated(nodes, shipments), count, solve=_solve_exactly)
    return partial(_answer, problem, ADDITIONS_GAP, effort)


def _answer(problem: FixedChargeProblem, gap: float, effort: BenchEffort) -> Answer:
    plan = solve_fixed_charge(problem, gap=gap, seconds=effort.seconds, threads=effort.threads)
    return Answer(
        objective=plan.cost,
        bound=plan.bound,
        method=plan.method,
        num_unreachable=len(plan.unreachable),
        was_stopped=": interrupted;" in plan.method,
        verify=lambda: verify_fixed_charge(plan),
    )


def _prepare_whole(nodes: int, shipments: int, effort: BenchEffort) -> Solve:
    problem = _generated(nodes, shipments)

    def solve() -> Answer:
        plan = solve_whole_flow(
            problem, gap=WHOLE_GAP, seconds=effort.seconds, threads=effort.threads
        )
        return Answer(
            objective=plan.cost,
            bound=plan.bound,
            method=plan.method,
            num_unreachable=len(plan.unreachable),
            was_stopped=": interrupted" in plan.method,
            verify=lambda: verify_whole_flow(plan),
        )

    return solve


def _generated(nodes: int, shipments: int) -> FlowProblem:
    return generated_flow(nodes, shipments, 1, solve=_solve_exactly)
