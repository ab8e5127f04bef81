"""A part of the commodities is placed anew by branch and cut, all others stay where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..program import Entries, Program, solve_whole
from .columns import REJECTED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .assignment import Assignment
    from .columns import Columns

    Longs = NDArray[np.int64]

NODES = 100
"""Nodes of the search tree of a part."""

PART_GAP = 1e-4
"""Relative gap to which a part is solved."""

GAIN = 1e-9
"""Share of the cost that a change has to save."""


def chosen_items(
    assignment: Assignment, columns: Columns, seed: int, size: int, users: dict[int, list[int]]
) -> Longs:
    """Return commodities around one: those on the arcs that it would rather use, and so on."""
    chosen, queue = {seed: None}, [seed]
    while queue and len(chosen) < size:
        item = queue.pop(0)
        wanted = columns.of(item)[:3]
        for arc in np.unique(np.concatenate([columns.arcs(c) for c in wanted])).tolist():
            on_arc = users.get(arc, [])
            if assignment.room[arc] < columns.demand[item] or item == seed:
                queue += [other for other in on_arc if other not in chosen]
                chosen |= dict.fromkeys(on_arc)
    return np.array(list(chosen)[:size], np.int64)


def improve(
    assignment: Assignment, columns: Columns, items: Longs, seconds: float, slack: float
) -> float:
    """Place some commodities anew; return what that saves.

    Parameters
    ----------
    assignment
        What is improved.
    columns
        What can be chosen.
    items
        The commodities.
    seconds
        Time limit.
    slack
        Cost beyond the bound: what costs a commodity more than that can help no better plan.
    """
    old = {item: int(assignment.choice[item]) for item in items.tolist()}
    for item in old:
        assignment.put(item, REJECTED)
    options = [
        (item, column)
        for item in old
        for column in [*_useful(assignment, columns, item, slack), REJECTED]
    ]
    best = solve_whole(
        _program(assignment, columns, options), seconds=seconds, gap=PART_GAP, nodes=NODES
    )
    before = sum(columns.cost(item, column) for item, column in old.items())
    if best.values is not None:
        taken = np.flatnonzero(best.values > 0.5)
        for item, column in (options[n] for n in taken.tolist()):
            if column != REJECTED and assignment.fits(item, column):
                assignment.put(item, column)
    after = sum(columns.cost(item, int(assignment.choice[item])) for item in old)
    if after < before * (1 - GAIN):
        return before - after
    for item in old:
        assignment.put(item, REJECTED)
    for item, column in old.items():
        assignment.put(item, column)
    return 0.0


def _useful(assignment: Assignment, columns: Columns, item: int, slack: float) -> list[int]:
    own = columns.of(item)
    if not own:
        return []
    most = min(columns.value(item, own[0]), float(columns.reject_cost[item])) + slack
    return [c for c in own if columns.value(item, c) <= most and assignment.fits(item, c)]


def _program(assignment: Assignment, columns: Columns, options: list[tuple[int, int]]) -> Program:
    """Return the choice of an option for each commodity within what room there is."""
    items, owner = np.unique([item for item, _ in options], return_inverse=True)
    cost = np.array([columns.cost(item, column) for item, column in options])
    paths = [
        columns.arcs(column) if column != REJECTED else np.zeros(0, np.int32)
        for _, column in options
    ]
    option = np.repeat(np.arange(len(options)), [len(path) for path in paths])
    arc = np.concatenate(paths)
    limited = np.isfinite(columns.capacity[arc])
    option, arc = option[limited], arc[limited]
    arcs, row = np.unique(arc, return_inverse=True)
    demand = columns.demand[items]
    return Program(
        cost=cost,
        lower=np.zeros(len(options)),
        upper=np.ones(len(options)),
        whole=np.ones(len(options), bool),
        row_lower=np.concatenate([np.ones(len(items)), np.full(len(arcs), -np.inf)]),
        row_upper=np.concatenate([np.ones(len(items)), assignment.room[arcs]]),
        entries=Entries(
            np.concatenate([owner, len(items) + row]),
            np.concatenate([np.arange(len(options)), option]),
            np.concatenate([np.ones(len(options)), demand[owner[option]]]),
        ),
    )
