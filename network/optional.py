"""Options: scenarios that only offer more, and what scenarios change at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from .network import Network
from .network_difference import CellDifference, RowDifference, RowFate, network_difference
from .scenario_stack import needs

OPENABLE = ("links.csv", "services.csv", "calls.csv")
GROWING = frozenset({"capacity_teu", "capacity_kg", "reefer_plugs"})
AERODROME = frozenset({"aerodrome_code", "runway_m"})
"""Columns that tell only which aircraft may call: what may call before may call after."""

ChangedCells: TypeAlias = Mapping[str, Collection[tuple[RowDifference, CellDifference]]]
"""By scenario: what it changes."""


def options_among(changed: ChangedCells) -> frozenset[str]:
    """Return the scenarios that only offer more, whatever others among them are applied.

    That is: new services, links or calls, closed ones that open, weekdays that are added and
    capacity that grows, in cells that no other of them changes otherwise.
    """
    return frozenset(
        name
        for name, cells in changed.items()
        if all(_offers_more(row, cell) for row, cell in cells) and not shares_cells(name, changed)
    )


def changed_cells(network: Network, names: Iterable[str]) -> ChangedCells:
    """Return what each scenario changes on a network that has what it needs."""
    changed: dict[str, list[tuple[RowDifference, CellDifference]]] = {}
    for name in names:
        before = network.apply(*needs(network.scenarios[name], network.scenarios))
        rows = network_difference(before, before.apply(name)).rows
        changed[name] = [(row, cell) for row in rows for cell in row.cells]
    return changed


def shares_cells(name: str, changed: ChangedCells) -> bool:
    """Tell whether another scenario changes the same cell to something else."""
    theirs = [
        ((row.table, row.key, cell.column), cell)
        for other, cells in changed.items()
        if other != name
        for row, cell in cells
    ]
    ours = {(row.table, row.key, cell.column): cell for row, cell in changed[name]}
    return any(key in ours and _clash(ours[key], cell) for key, cell in theirs)


def _clash(one: CellDifference, other: CellDifference) -> bool:
    follows = one.after == other.before or other.after == one.before
    return one.after != other.after and not (one.column in AERODROME and follows)


def _offers_more(row: RowDifference, cell: CellDifference) -> bool:
    if row.table == "terminals.csv" and cell.column in AERODROME:
        return row.fate is RowFate.CHANGED and _is_longer(cell)
    if row.table not in OPENABLE:
        return False
    if row.fate is RowFate.ADDED:
        return not row.variant_of
    return row.fate is RowFate.CHANGED and _grows(cell)


def _grows(cell: CellDifference) -> bool:
    if cell.column == "status":
        return cell.after == "open"
    if cell.column == "weekdays":
        return set(cell.before.split(";")) <= set(cell.after.split(";"))
    return cell.column in GROWING and float(cell.after or 0) >= float(cell.before or 0)


def _is_longer(cell: CellDifference) -> bool:
    if cell.column == "runway_m":
        return float(cell.after or 0) >= float(cell.before or 0)
    return bool(cell.before) and all(a >= b for a, b in zip(cell.after, cell.before, strict=False))
