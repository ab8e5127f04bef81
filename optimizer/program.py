"""A linear or mixed integer program in arrays, and its way to the solvers of OR-Tools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from .stoppable import stoppable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Longs = NDArray[np.int64]

SHORTEST_SECONDS = 0.05
"""Time that a solver gets at least."""


class Entries(NamedTuple):
    """Entries of a matrix: row, column and value of each; no two of them at one place."""

    row: Longs
    column: Longs
    value: Vector

    @classmethod
    def joined(cls, parts: list[Entries]) -> Entries:
        """Return the entries of all parts."""
        rows, columns, values = zip(*parts, strict=True)
        return cls(np.concatenate(rows), np.concatenate(columns), np.concatenate(values))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Program:
    """Least cost'x with row_lower <= A x <= row_upper and lower <= x <= upper.

    Parameters
    ----------
    cost, lower, upper
        (n,) of each variable.
    whole
        (n,) which variables are whole numbers.
    row_lower, row_upper
        (m,) of each row.
    entries
        A.
    """

    cost: Vector
    lower: Vector
    upper: Vector
    whole: NDArray[np.bool_]
    row_lower: Vector
    row_upper: Vector
    entries: Entries

    def model(self, *, is_relaxed: bool = False) -> mathopt.Model:
        """Return the program, or its linear relaxation; variables and rows keep their order."""
        proto = model_pb2.ModelProto()
        variables, rows, matrix = (
            proto.variables,
            proto.linear_constraints,
            proto.linear_constraint_matrix,
        )
        variables.ids.extend(range(len(self.cost)))
        variables.lower_bounds.extend(self.lower)
        variables.upper_bounds.extend(self.upper)
        variables.integers.extend((self.whole & (not is_relaxed)).tolist())
        priced = np.flatnonzero(self.cost)
        proto.objective.linear_coefficients.ids.extend(priced.tolist())
        proto.objective.linear_coefficients.values.extend(self.cost[priced])
        rows.ids.extend(range(len(self.row_lower)))
        rows.lower_bounds.extend(self.row_lower)
        rows.upper_bounds.extend(self.row_upper)
        order = np.lexsort((self.entries.column, self.entries.row))
        matrix.row_ids.extend(self.entries.row[order].tolist())
        matrix.column_ids.extend(self.entries.column[order].tolist())
        matrix.coefficients.extend(self.entries.value[order])
        return mathopt.Model.from_model_proto(proto)


class LinearSolution(NamedTuple):
    """An optimum: values and reduced costs of the variables, prices of the rows, and its cost."""

    values: Vector
    reduced: Vector
    prices: Vector
    cost: float


class WholeSolution(NamedTuple):
    """The best solution found (None without one), its cost, and what no solution goes below."""

    values: Vector | None
    cost: float
    bound: float
    is_proven: bool


def solve_linear(
    program: Program, *, solver: mathopt.SolverType = mathopt.SolverType.GLOP
) -> LinearSolution | None:
    """Return an optimum of a program without its whole numbers; None where there is none."""
    model = program.model(is_relaxed=True)
    result = stoppable(lambda: mathopt.solve(model, solver))
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    variables = list(model.variables())
    return LinearSolution(
        np.array(result.variable_values(variables)),
        np.array(result.reduced_costs(variables)),
        np.array(result.dual_values(list(model.linear_constraints()))),
        result.objective_value(),
    )


def solve_whole(
    program: Program,
    *,
    seconds: float,
    gap: float,
    nodes: int | None = None,
    start: Vector | None = None,
    solver: mathopt.SolverType = mathopt.SolverType.HIGHS,
) -> WholeSolution:
    """Solve a program by branch and cut.

    Parameters
    ----------
    program
        The program.
    seconds
        Time limit.
    gap
        Relative gap that is good enough.
    nodes
        Most nodes of the search tree; None for any number.
    start
        A solution that is known; only SCIP makes use of it.
    solver
        HiGHS or SCIP.
    """
    model = program.model()
    variables = list(model.variables())
    known = solver == mathopt.SolverType.GSCIP and start is not None
    values = {} if start is None else dict(zip(variables, start.tolist(), strict=True))
    limits = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(SHORTEST_SECONDS, min(seconds, 1e7))),
        relative_gap_tolerance=gap,
        node_limit=nodes,
    )
    hints = mathopt.ModelSolveParameters(
        solution_hints=[mathopt.SolutionHint(variable_values=values)] if known else []
    )
    result = stoppable(lambda: mathopt.solve(model, solver, params=limits, model_params=hints))
    bound = result.termination.objective_bounds.dual_bound
    if not result.has_primal_feasible_solution():
        is_proven = result.termination.reason == mathopt.TerminationReason.INFEASIBLE
        return WholeSolution(None, np.inf, np.inf if is_proven else bound, is_proven)
    is_proven = result.termination.reason == mathopt.TerminationReason.OPTIMAL
    found = np.array(result.variable_values(variables))
    return WholeSolution(found, result.objective_value(), bound, is_proven)
