"""Handling at a terminal as an arc of a search graph: its time and price."""

from __future__ import annotations

from typing import NamedTuple

from ..network.handling import Clearance, ClearanceMetric, Direction, Transfer
from ..network.plan import round_cents
from ..network.row import Mode
from ..network.shipment import LoadUnit
from .clock import whole_minutes
from .working_hours import HandlingTiming, Openings, Work


class HandlingRef(NamedTuple):
    """What an arc at a terminal stands for."""

    terminal_id: str
    from_mode: str
    to_mode: str
    transfer: Transfer
    clearance: Clearance | None
    """Row that is applied: export, import, or river to sea."""
    timing: HandlingTiming | None = None
    """When it ends, where opening hours are kept; None = after `handling_minutes`."""


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
    """Return the time at the terminal with clearance, where it is open (12 and 13)."""
    own = whole_minutes(ref.transfer.hours_typical)
    if ref.clearance is None:
        return own
    cleared = whole_minutes(ref.clearance.hours_typical)
    return max(own, cleared) if is_overall(ref.clearance) else own + cleared


def is_overall(clearance: Clearance | None) -> bool:
    """Tell whether clearance runs beside the terminal's own work (docs/concepts.md, 12 and 13)."""
    if clearance is None or clearance.direction is Direction.TRANSIT:
        return False
    return clearance.metric is ClearanceMetric.OVERALL


def handling_timing(
    ref: HandlingRef, own: Openings | None, customs: Openings | None
) -> HandlingTiming:
    """Return when a handling ends where hours are kept (docs/concepts.md, 32 to 36).

    Parameters
    ----------
    own
        When the terminal is open; None = around the clock.
    customs
        The same of clearance.
    """
    cleared = whole_minutes(ref.clearance.hours_typical) if ref.clearance else 0
    return HandlingTiming(
        Work(whole_minutes(ref.transfer.hours_typical), own),
        Work(cleared, customs),
        is_overall=is_overall(ref.clearance),
    )


def own_work_ends(ref: HandlingRef, minute: int) -> float:
    """Return when the terminal's own work is done, of a handling that is reached at a minute."""
    if ref.timing is not None:
        return ref.timing.own.ends(minute)
    return minute + whole_minutes(ref.transfer.hours_typical)


def handling_ends(ref: HandlingRef, minute: float) -> float:
    """Return when a handling ends that is reached at a minute; infinite if never."""
    return ref.timing.ends(minute) if ref.timing is not None else minute + handling_minutes(ref)
