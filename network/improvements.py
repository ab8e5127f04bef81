"""Improvements: scenarios that only make something faster or cheaper for a book of orders.

Whoever keeps to the departures he had is then never later and never pays more, as nobody
who comes later is done earlier (docs/concepts.md, 32). Only trucks on demand leave at
another moment, perhaps on another day, and may be scarcer there; where there are trucks
for all, an improvement never raises what the optimum costs.
"""

from __future__ import annotations

from collections.abc import Collection

from .handling import Direction
from .network import Network
from .network_difference import CellDifference, RowDifference, RowFate
from .optional import ChangedCells, shares_cells
from .row import Mode
from .service import ServiceKind

OFFSETS = frozenset({"arrive_offset_hours", "depart_offset_hours"})


def improvements_among(
    network: Network, changed: ChangedCells, ends: Collection[str]
) -> frozenset[str]:
    """Return the scenarios that only make something faster or cheaper, whatever joins them.

    That is: lower hours and prices of links that only trucks on demand use, of transfers and
    of clearance, and whatever it is at a terminal where no order is cleared. There are none
    where a restriction is about roads, or where trucks run on some days only.

    Parameters
    ----------
    network
        What exists.
    changed
        What each of the scenarios changes.
    ends
        Terminals where orders begin or end.
    """
    if _trucks_have_dates(network):
        return frozenset()
    return frozenset(
        name
        for name, cells in changed.items()
        if all(_improves(network, row, cell, ends) for row, cell in cells)
        and not shares_cells(name, changed)
    )


def _trucks_have_dates(network: Network) -> bool:
    rules = (rule for rule in network.restrictions if rule.mode is Mode.ROAD and rule.hard)
    trucks = (s for s in network.services.values() if s.kind is ServiceKind.ON_DEMAND)
    return any(rules) or any(truck.variant_of for truck in trucks)


def _improves(
    network: Network, row: RowDifference, cell: CellDifference, ends: Collection[str]
) -> bool:
    match row.table:
        case "terminals.csv":
            return cell.column == "open_24h"  # said, not used (docs/concepts.md, 32)
        case "links.csv":
            return _costs_less(row, cell) and _is_for_trucks(network, row.key[0])
        case "calls.csv":
            service = network.services.get(row.key[0])
            is_truck = service is not None and service.kind is ServiceKind.ON_DEMAND
            return is_truck and cell.column in OFFSETS and _is_lower(row, cell)
        case "transfers.csv":
            return _costs_less(row, cell)
        case "clearance.csv":
            return _costs_less(row, cell) or _is_cleared_nowhere(network, row, ends)
    return False


def _costs_less(row: RowDifference, cell: CellDifference) -> bool:
    return cell.column.startswith(("hours_", "usd_")) and _is_lower(row, cell)


def _is_lower(row: RowDifference, cell: CellDifference) -> bool:
    if row.fate is not RowFate.CHANGED or not (cell.before and cell.after):
        return False
    return float(cell.after) <= float(cell.before)


def _is_for_trucks(network: Network, link_id: str) -> bool:
    return all(
        network.services[name].kind is ServiceKind.ON_DEMAND
        for name, calls in network.calls.items()
        if any(call.link_id == link_id for call in calls)
    )


def _is_cleared_nowhere(network: Network, row: RowDifference, ends: Collection[str]) -> bool:
    """Tell whether a row of clearance is about a terminal where no order is cleared."""
    place, _, direction, *_ = row.key
    is_terminal = place in network.terminals and place not in ends
    return is_terminal and direction != Direction.TRANSIT
