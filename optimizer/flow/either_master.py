"""The master by the interior point method, and by GLOP where that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .glop_master import by_glop
from .interior_point import by_interior_point
from .master import Master, MasterSolution

if TYPE_CHECKING:
    from .kernels import Kernels


def by_either(master: Master, kernels: Kernels, tolerance: float) -> MasterSolution:
    """Solve a master to a relative gap."""
    solution = by_interior_point(master, kernels, tolerance)
    return solution if solution.is_precise else by_glop(master, kernels, tolerance)
