"""The master by the simplex method of GLOP: where the interior point method fails, and in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.math_opt.python import mathopt

from .master import Master, MasterSolution

if TYPE_CHECKING:
    from .kernels import Kernels


def by_glop(master: Master, kernels: Kernels, tolerance: float) -> MasterSolution:
    """Solve a master; `kernels` and `tolerance` are not needed, for the optimum is exact."""
    model = mathopt.Model(name="flow_master")
    amounts = [model.add_variable(lb=0) for _ in master.cost]
    over = [model.add_variable(lb=0) for _ in master.capacity]
    for k, demand in enumerate(master.demand):
        columns = amounts[master.group[k] : master.group[k + 1]]
        model.add_linear_constraint(mathopt.fast_sum(columns) == float(demand))
    loads: list[list[mathopt.Variable]] = [[] for _ in master.capacity]
    for column, amount in enumerate(amounts):
        for row in master.rows[master.first[column] : master.first[column + 1]]:
            loads[row].append(amount)
    rows = [
        model.add_linear_constraint(mathopt.fast_sum(load) - extra <= float(capacity))
        for load, extra, capacity in zip(loads, over, master.capacity, strict=True)
    ]
    costs = [float(c) * v for c, v in zip(master.cost, amounts, strict=True)]
    penalties = [float(c) * v for c, v in zip(master.penalty, over, strict=True)]
    model.minimize(mathopt.fast_sum(costs + penalties))
    result = mathopt.solve(model, mathopt.SolverType.GLOP)
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        message = f"GLOP gave up on the master: {result.termination}"
        raise RuntimeError(message)
    return MasterSolution(
        np.array(result.variable_values(amounts)),
        np.maximum(-np.array(result.dual_values(rows)), 0.0),
        0,
        is_precise=True,
    )
