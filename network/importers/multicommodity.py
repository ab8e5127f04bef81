"""Read multicommodity flow problems in the text formats of the CommaLab collection.

Formats: commalab.di.unipi.it/datasets/mmcf ("planar" and "grid", and "Canad" with fixed charges).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DatasetError, Mistake
from ..multicommodity import FixedChargeProblem, FlowProblem
from .number_lines import NumberColumn, NumberLines, count_column, node_column, read_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

COUNTS = (count_column("nodes"), count_column("arcs"), count_column("commodities"))
COST = NumberColumn("cost")
CAPACITY = NumberColumn("capacity", -1)
DEMAND = NumberColumn("demand", 1e-9)


def read_multicommodity(path: Path | str) -> FlowProblem:
    """Read a problem in the format of the planar and grid networks.

    Three lines hold how many nodes, arcs and commodities there are; then come the arcs (start,
    end, cost, capacity; -1 is none) and the commodities (origin, destination, demand).
    Nodes are counted from 1 in the file and from 0 in the problem.

    Raises
    ------
    DatasetError
        With every mistake in the file.
    """
    path = Path(path)
    mistakes: list[Mistake] = []
    lines = NumberLines(path.name, read_lines(path, mistakes), mistakes)
    counts = [None if mistakes else lines.row([column]) for column in COUNTS]
    known = [int(count[0]) for count in counts if count is not None]
    if len(known) < len(COUNTS):
        raise DatasetError(mistakes)
    nodes, num_arcs, num_commodities = known
    arcs = lines.rows(
        num_arcs, [node_column("start", nodes), node_column("end", nodes), COST, CAPACITY]
    )
    commodities = lines.rows(num_commodities, _commodity_columns(nodes))
    lines.end()
    if mistakes:
        raise DatasetError(mistakes)
    return _problem(path.stem, nodes, arcs, commodities)


def read_fixed_charge(path: Path | str) -> FixedChargeProblem:
    """Read a network design problem in the format of the Canad instances (.dow).

    After a title and a line with the number of nodes, arcs and commodities come the arcs (start,
    end, cost of a unit, capacity, fixed cost, and two numbers that are not used) and the
    commodities (origin, destination, demand). Fixed costs are part of the objective.

    Raises
    ------
    DatasetError
        With every mistake in the file.
    """
    path = Path(path)
    mistakes: list[Mistake] = []
    lines = NumberLines(path.name, read_lines(path, mistakes), mistakes)
    lines.skip()
    counts = None if mistakes else lines.row(COUNTS)
    if counts is None:
        raise DatasetError(mistakes)
    nodes, num_arcs, num_commodities = map(int, counts)
    unused = [NumberColumn("not used", -1e12)] * 2
    ends = [node_column("start", nodes), node_column("end", nodes)]
    arcs = lines.rows(num_arcs, [*ends, COST, CAPACITY, NumberColumn("fixed cost"), *unused])
    commodities = lines.rows(num_commodities, _commodity_columns(nodes))
    lines.end()
    if mistakes:
        raise DatasetError(mistakes)
    flow = _problem(path.stem, nodes, arcs, commodities)
    return FixedChargeProblem(flow=flow, fixed_cost=arcs[:, 4].copy())


def _commodity_columns(nodes: int) -> list[NumberColumn]:
    return [node_column("origin", nodes), node_column("destination", nodes), DEMAND]


def _problem(
    name: str, nodes: int, arcs: NDArray[np.float64], commodities: NDArray[np.float64]
) -> FlowProblem:
    def from_zero(column: NDArray[Any]) -> NDArray[np.int32]:
        return (column - 1).astype(np.int32)

    capacity = arcs[:, 3]
    return FlowProblem(
        name=name,
        num_nodes=nodes,
        tail=from_zero(arcs[:, 0]),
        head=from_zero(arcs[:, 1]),
        cost=arcs[:, 2].copy(),
        capacity=np.where(capacity < 0, np.inf, capacity),
        origin=from_zero(commodities[:, 0]),
        destination=from_zero(commodities[:, 1]),
        demand=commodities[:, 2].copy(),
        reject_cost=np.full(len(commodities), np.inf),
    )
