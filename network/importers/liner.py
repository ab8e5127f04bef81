"""Read liner cargo routing with transit-time limits: a folder of three tables.

The instances are made of the networks and demands of LINERLIB (Brouer et al., 2014): nodes
are calls of weekly services, transhipment hubs and ports; arcs are sailings, which have a
capacity in FFE a week, and transfers, which have none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, ClassVar, TypeVar

import numpy as np
from pydantic import Field

from ..errors import DatasetError, Mistake, QuestionError
from ..multicommodity import FlowProblem
from ..row import NonNegative, Positive, Row, column
from ..rows import ReadRow, parse_rows
from ..tables import read_table

R = TypeVar("R", bound=Row)
Node = Annotated[int, Field(ge=0, le=10_000_000)]
Centidays = Annotated[int, Field(ge=0, le=10_000_000)]


class NodeRow(Row):
    """A node."""

    file: ClassVar[str] = "nodes.csv"
    key: ClassVar[tuple[str, ...]] = ("id",)
    title: ClassVar[str] = "Nodes"

    id: Node = column("Counted from 0.")
    kind: str = column("Not used.", default="")
    port: str = column("Not used.", default="")
    name: str = column("Not used.", alias="key", default="")


class ArcRow(Row):
    """A sailing, or a way into, out of or between services."""

    file: ClassVar[str] = "arcs.csv"
    key: ClassVar[tuple[str, ...]] = ("tail", "head")
    title: ClassVar[str] = "Arcs"

    tail: Node = column("Where it starts.")
    head: Node = column("Where it ends.")
    cost: NonNegative = column("For a unit.", unit="USD")
    time_centidays: Centidays = column("How long it takes.", unit="1/100 d")
    capacity: float = column("Units a week; -1 is none.", ge=-1, le=1e12)
    kind: str = column("Not used.", default="")


class CommodityRow(Row):
    """Cargo between two ports."""

    file: ClassVar[str] = "commodities.csv"
    key: ClassVar[tuple[str, ...]] = ("origin", "dest")
    title: ClassVar[str] = "Commodities"

    origin: Node = column("Where it starts.")
    destination: Node = column("Where it ends.", alias="dest")
    demand: Positive = column("Units a week.")
    revenue: NonNegative = column("Not used.", unit="USD", default=0)
    reject_penalty: NonNegative = column("For a unit that is left.", unit="USD")
    max_time_centidays: Centidays = column("How long it may take.", unit="1/100 d")


def read_liner(folder: Path | str, time_factor: float = 1.0) -> FlowProblem:
    """Read an instance; a tick of the problem is a hundredth of a day.

    Parameters
    ----------
    folder
        Holds ``nodes.csv``, ``arcs.csv`` and ``commodities.csv``.
    time_factor
        What the time limits are multiplied by; inf for none. The product is rounded to whole
        ticks, halves to even ones, as where the known optima were computed.

    Raises
    ------
    DatasetError
        With every mistake in the tables.
    QuestionError
        The factor is no positive number.
    """
    if not time_factor > 0:
        expected = "a number of more than 0, or inf"
        raise QuestionError(
            [Mistake(place="time_factor", found=str(time_factor), expected=expected)]
        )
    folder = Path(folder)
    mistakes: list[Mistake] = []
    nodes = _read(folder, NodeRow, mistakes)
    arcs = _read(folder, ArcRow, mistakes)
    commodities = _read(folder, CommodityRow, mistakes)
    if not mistakes:
        _check_nodes(nodes, arcs, commodities, mistakes)
    if mistakes:
        raise DatasetError(mistakes)
    return _problem(
        folder.name,
        len(nodes),
        [read.row for read in arcs],
        [read.row for read in commodities],
        time_factor,
    )


def _read(folder: Path, row_type: type[R], mistakes: list[Mistake]) -> list[ReadRow[R]]:
    table = read_table(folder / row_type.file, row_type, mistakes)
    if table is not None and not table.rows and table.is_whole:
        mistakes.append(Mistake(place=row_type.file, found="no rows", expected="at least one"))
    return [] if table is None else list(parse_rows(table, row_type, mistakes))  # type: ignore[arg-type]


def _check_nodes(
    nodes: Sequence[ReadRow[NodeRow]],
    arcs: Sequence[ReadRow[ArcRow]],
    commodities: Sequence[ReadRow[CommodityRow]],
    mistakes: list[Mistake],
) -> None:
    """Make sure that nodes count from 0 on, and that the ends of arcs are nodes."""
    for position, (line, node) in enumerate(nodes):
        if node.id != position:
            place = NodeRow.cell_place(line, "id")
            mistakes.append(Mistake(place=place, found=str(node.id), expected=str(position)))
    expected = f"a node from 0 to {len(nodes) - 1}"
    ends = [(ArcRow.cell_place(n, "tail"), row.tail) for n, row in arcs]
    ends += [(ArcRow.cell_place(n, "head"), row.head) for n, row in arcs]
    ends += [(CommodityRow.cell_place(n, "origin"), row.origin) for n, row in commodities]
    ends += [(CommodityRow.cell_place(n, "dest"), row.destination) for n, row in commodities]
    mistakes += (
        Mistake(place=place, found=str(end), expected=expected)
        for place, end in ends
        if end >= len(nodes)
    )


def _problem(
    name: str,
    num_nodes: int,
    arcs: Sequence[ArcRow],
    commodities: Sequence[CommodityRow],
    time_factor: float,
) -> FlowProblem:
    ticks, allowed = None, None
    if math.isfinite(time_factor):
        ticks = np.array([arc.time_centidays for arc in arcs], dtype=np.int32)
        limits = np.array([row.max_time_centidays for row in commodities]) * time_factor
        allowed = np.minimum(np.round(limits), 10_000_000).astype(np.int32)
    capacity = np.array([arc.capacity for arc in arcs])
    return FlowProblem(
        name=name,
        num_nodes=num_nodes,
        tail=np.array([arc.tail for arc in arcs], dtype=np.int32),
        head=np.array([arc.head for arc in arcs], dtype=np.int32),
        cost=np.array([arc.cost for arc in arcs]),
        capacity=np.where(capacity < 0, np.inf, capacity),
        ticks=ticks,
        origin=np.array([row.origin for row in commodities], dtype=np.int32),
        destination=np.array([row.destination for row in commodities], dtype=np.int32),
        demand=np.array([row.demand for row in commodities]),
        reject_cost=np.array([row.reject_penalty for row in commodities]),
        ticks_allowed=allowed,
    )
