"""Handling at a terminal as an arc of a search graph: its time and price."""

from __future__ import annotations

from typing import NamedTuple

from ..network.handling import Clearance, ClearanceMetric, Direction, Transfer
from ..network.plan import round_cents
from ..network.row import Mode
from ..network.shipment import LoadUnit
from .clock import whole_minutes


class HandlingRef(NamedTuple):
    """What an arc at a terminal stands for."""

    terminal_id: str
    from_mode: str
    to_mode: str
    transfer: Transfer
    clearance: Clearance | None
    """Row that is applied: export, import, or river to sea."""


def handling_cents(ref: HandlingRef, unit: LoadUnit) -> int:
    """Return the price of handling one unit (docs/concepts.md, 15)."""
    transfer = ref.transfer
    if not unit.is_box or Mode.AIR in (ref.from_mode, ref.to_mode):
        return round_cents(transfer.usd_per_kg * unit.kg)
    return round_cents(transfer.usd_per_40ft if unit.teu == 2 else transfer.usd_per_20ft)


def clearance_cents(ref: HandlingRef) -> int:
    """Return the fee of the declaration, if there is one."""
    return round_cents(ref.clearance.usd_per_shipment) if ref.clearance else 0


def handling_minutes(ref: HandlingRef) -> int:
    """Return the time at the terminal with clearance (docs/concepts.md, 12 and 13)."""
    own = whole_minutes(ref.transfer.hours_typical)
    if ref.clearance is None:
        return own
    cleared = whole_minutes(ref.clearance.hours_typical)
    is_passing = ref.clearance.direction is Direction.TRANSIT
    if ref.clearance.metric is ClearanceMetric.OVERALL and not is_passing:
        return max(own, cleared)
    return own + cleared
