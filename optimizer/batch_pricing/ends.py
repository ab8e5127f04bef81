"""Where shipments begin and end: the handlings there, by terminal, cargo class and borders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from ...network.handling import DESTINATION, ORIGIN, Direction
from ..catalogue import Catalogue, Node
from ..handling_ref import HandlingRef
from .columns import Table
from .packed_network import PackedNetwork


class End(NamedTuple):
    """A side of a shipment, as far as its handling depends on it."""

    terminal_id: str
    cargo_class: str
    is_international: bool


class Ends:
    """Groups of handlings at one side of shipments, numbered as they are asked for.

    Parameters
    ----------
    network
        The packed network.
    direction
        Export: origins. Import: destinations.

    Attributes
    ----------
    refs
        The handlings of all groups in order.
    """

    def __init__(self, network: PackedNetwork, direction: Direction) -> None:
        self._network, self._direction = network, direction
        self._nodes = _nodes_by_terminal(network.catalogue, is_out=direction is Direction.EXPORT)
        self._groups: dict[End, int] = {}
        self._start = [0]
        self._node: list[int] = []
        self._row: dict[tuple[int, int], int] = {}
        self.refs: list[HandlingRef] = []

    def group(self, end: End) -> int:
        """Return the number of the group of an end."""
        if end not in self._groups:
            number = self._groups[end] = len(self._groups)
            for node, ref in self._handlings(end):
                self._row[number, node] = len(self.refs)
                self.refs.append(ref)
                self._node.append(node)
            self._start.append(len(self.refs))
        return self._groups[end]

    def row(self, group: int, node: int) -> int:
        """Return the position of the handling of a group at a node."""
        return self._row[group, node]

    @property
    def table(self) -> Table:
        """The groups as columns of numbers."""
        terminals = [self._network.terminals[ref.terminal_id] for ref in self.refs]
        return {
            **self._network.hours.handling_columns(self.refs),
            "start": np.array(self._start, np.int32),
            "node": np.array(self._node, np.int32),
            "terminal": np.array(terminals, np.int32),
        }

    def _handlings(self, end: End) -> Iterator[tuple[int, HandlingRef]]:
        rules = self._network.catalogue.rules
        for node, number in self._nodes.get(end.terminal_id, ()):
            modes = (node.mode, DESTINATION)
            if self._direction is Direction.EXPORT:
                modes = (ORIGIN, node.mode)
            transfer = rules.transfer(node.terminal_id, *modes)
            if transfer is None:
                continue
            clearance = None
            if end.is_international:
                clearance = rules.clearance(
                    node.terminal_id, self._direction, end.cargo_class, flew=node.flew
                )
            ref = HandlingRef(node.terminal_id, *modes, transfer, clearance)
            yield number, self._network.catalogue.calendars.timed(ref)


def _nodes_by_terminal(
    catalogue: Catalogue, *, is_out: bool
) -> Mapping[str, list[tuple[Node, int]]]:
    """Return the nodes where cargo begins, or ends; none has flown when it begins."""
    found: dict[str, list[tuple[Node, int]]] = defaultdict(list)
    for node, number in catalogue.nodes.items():
        if node.is_out == is_out and not (is_out and node.flew):
            found[node.terminal_id].append((node, number))
    return found
