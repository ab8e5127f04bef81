"""The master by the interior point method, and by GLOP where that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .glop_master import by_glop
from .interior_point import by_interior_point
from .master import Master, MasterMethod, MasterSolution

if TYPE_CHECKING:
    from .kernels import Kernels


def by_either(check: Callable[[], None] = lambda: None) -> MasterMethod:
    """Return the method; `check` is called now and then and may raise."""

    def solved(master: Master, kernels: Kernels, tolerance: float) -> MasterSolution:
        solution = by_interior_point(master, kernels, tolerance, check)
        return solution if solution.is_precise else by_glop(master, kernels, tolerance)

    return solved
