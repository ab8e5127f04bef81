"""Read road networks and trip tables in the TNTP format.

Format: github.com/bstabler/TransportationNetworks. Links are uncongested here: a link costs
its free-flow time, its capacity is hard, and a way may lead through any zone, whatever
``<FIRST THRU NODE>`` says: so the known optima were computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..errors import DatasetError, Mistake, quoted
from ..multicommodity import FlowProblem
from .number_lines import Line, NumberColumn, NumberLines, node_column, read_lines

LINK_COLUMNS = 10
"""Numbers of a link: ends, capacity, length, free-flow time, and five that are not used."""


class _Trips(NamedTuple):
    origin: int
    destination: int
    trips: float


def read_road_network(
    network: Path | str, trips: Path | str, *, trips_per_unit: float = 1.0
) -> FlowProblem:
    """Read a network and its trips, each packed by gzip or not.

    Parameters
    ----------
    network
        A file ``<name>_net.tntp``.
    trips
        A file ``<name>_trips.tntp``. Trips within a zone are left out.
    trips_per_unit
        Trips that make one unit of flow. Published trips exceed what hard capacities let
        through; the collection of mcfcg solves Winnipeg with 2000 and ChicagoSketch with 2.4.

    Raises
    ------
    DatasetError
        With every mistake in the files.
    """
    network, trips = Path(network), Path(trips)
    mistakes: list[Mistake] = []
    lines = read_lines(network, mistakes)
    nodes = _told(network.name, "NUMBER OF NODES", lines, mistakes)
    num_links = _told(network.name, "NUMBER OF LINKS", lines, mistakes)
    links = _links(network.name, lines, nodes, num_links, mistakes)
    told = read_lines(trips, mistakes)
    table = _trips(trips.name, told, nodes, mistakes) if nodes else []  # else all would be wrong
    if not mistakes and not table:
        mistakes.append(Mistake(place=trips.name, found="no trips", expected="at least one"))
    if mistakes:
        raise DatasetError(mistakes)
    return FlowProblem(
        name=network.name.split("_net", maxsplit=1)[0],
        num_nodes=nodes,
        tail=(links[:, 0] - 1).astype(np.int32),
        head=(links[:, 1] - 1).astype(np.int32),
        cost=links[:, 4].copy(),
        capacity=links[:, 2].copy(),
        origin=np.array([row.origin - 1 for row in table], dtype=np.int32),
        destination=np.array([row.destination - 1 for row in table], dtype=np.int32),
        demand=np.array([row.trips for row in table]) / trips_per_unit,
        reject_cost=np.full(len(table), np.inf),
    )


def _told(file: str, name: str, lines: Sequence[Line], mistakes: list[Mistake]) -> int:
    """Return a number of the head of a file; 0 where it is not there."""
    for line in lines:
        match = re.match(rf"<{name}>\s*(\d{{1,8}})\b", " ".join(line.words))
        if match:
            return int(match[1])
    if not mistakes:
        mistakes.append(Mistake(place=file, found=f"no <{name}>", expected=f"<{name}> 24"))
    return 0


def _content(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that are neither head nor remark."""
    return (line for line in lines if not line.words[0].startswith(("<", "~")))


def _links(
    file: str, lines: Sequence[Line], nodes: int, num_links: int, mistakes: list[Mistake]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    if mistakes:
        return np.empty((0, LINK_COLUMNS))
    columns = [
        node_column("init_node", nodes),
        node_column("term_node", nodes),
        NumberColumn("capacity"),
        NumberColumn("length"),
        NumberColumn("free_flow_time"),
        *[NumberColumn("not used", -1e12)] * 5,
    ]
    rows = (Line(n, " ".join(words).rstrip("; ").split()) for n, words in _content(lines))
    table = NumberLines(file, rows, mistakes)
    links = table.rows(num_links, columns)
    table.end()
    return links


def _trips(file: str, lines: Sequence[Line], nodes: int, mistakes: list[Mistake]) -> list[_Trips]:
    """Read blocks of ``Origin 1`` and ``2 : 40.5; 3 : 7;``, the entries of one over many lines."""
    table: list[_Trips] = []
    origin = 0
    zone, amount = node_column("zone", nodes), NumberColumn("trips")
    for line in _content(lines):
        if line.words[0].lower() == "origin":
            read = zone.read(line.words[1]) if len(line.words) == 2 else None
            origin = int(read or 0)
            if not origin:
                mistakes.append(
                    _unread(file, line, " ".join(line.words), f"Origin {zone.expected}")
                )
            continue
        for entry in filter(None, map(str.strip, " ".join(line.words).split(";"))):
            end, _, text = (part.strip() for part in entry.partition(":"))
            to, trips = zone.read(end), amount.read(text)
            if to is None or trips is None or not origin:
                mistakes.append(_unread(file, line, entry, "zone : trips; after an origin"))
            elif trips and to != origin:
                table.append(_Trips(origin, int(to), trips))
    return table


def _unread(file: str, line: Line, found: str, expected: str) -> Mistake:
    return Mistake(place=f"{file} row {line.number}", found=quoted(found), expected=expected)
