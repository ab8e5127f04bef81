"""The compiled kernels behind the seam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _flow
from .commodities import arc_ticks

if TYPE_CHECKING:
    from ...network.multicommodity import FlowProblem
    from .commodities import Commodities


class CoreKernels:
    """Kernels in C++; see `kernels.Kernels`."""

    name = "core"
    title = "kernels in C++"
    column_sums = staticmethod(_flow.column_sums)
    row_sums = staticmethod(_flow.row_sums)
    schur = staticmethod(_flow.schur)
    cholesky_solve = staticmethod(_flow.cholesky_solve)

    def graph(self, problem: FlowProblem, commodities: Commodities) -> _flow.Graph:
        """Return the graph of a problem and of some of its commodities."""
        return _flow.Graph(
            num_nodes=problem.num_nodes,
            tail=problem.tail,
            head=problem.head,
            ticks=arc_ticks(problem),
            origin=commodities.origin,
            first=commodities.first,
            destination=commodities.destination,
            ticks_allowed=commodities.ticks_allowed,
        )
