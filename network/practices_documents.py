"""Practices that act on steps of clearance: documents, inspections and amendments."""

from __future__ import annotations

from .practice import Practice
from .practices_clearance import gained
from .practices_world import OFF, ON, Effect, World, hours_with

INSPECTED_SHARE = 0.05
INSPECTION_HOURS = 24.0
"""Share of import boxes that are opened, and how long that takes with neither fast
inspection nor classes of shippers (assumptions: the sources print neither)."""

AMENDED_SHARE = 0.04
AMENDMENT_HOURS = 24.0
"""Share of declarations that are amended, and the delay (assumptions of practices.csv)."""

CERTIFICATES_NOW = 41
"""Certificates of the document work that `off_value` of pre_declaration is for."""


def documents(world: World, practice: Practice, is_on: bool) -> Effect:
    """Put document work on the path, or take it off.

    Without pre-declaration all certificates that were asked for are worked on after
    arrival; with it they are ready before the cargo is, as every main leg takes longer.
    """
    work = float(practice.off_value) * _certificates(world) / CERTIFICATES_NOW
    if practice.parameter == "clearance.full_entry_days_off_path":
        work = float(practice.off_value)
    elif any(_is_waived(p) and world.is_switched(p.id, ON) for p in world.practices):
        work = 0.0
    return gained(
        world,
        practice,
        lambda row: hours_with(row, lambda h: h - work),
        lambda row: hours_with(row, lambda h: h + work),
        is_on=is_on,
    )


def _is_waived(practice: Practice) -> bool:
    return practice.parameter == "clearance.document_hours"


def _certificates(world: World) -> float:
    """Return how many certificates are asked for."""
    counts = (
        float(practice.off_value)
        for practice in world.practices
        if practice.parameter == "clearance.certificates" and world.is_switched(practice.id, OFF)
    )
    return max(counts, default=CERTIFICATES_NOW)


def document_figures(world: World, practice: Practice, is_on: bool) -> Effect:
    """Say where a figure of the document work is counted: with pre-declaration."""
    on_path = any(
        p.parameter == "clearance.document_hours_overlap" and world.is_switched(p.id, OFF)
        for p in world.practices
    )
    if on_path:
        return Effect(remark="counted in the document work of pre_declaration=off")
    state = ON if is_on else OFF
    return Effect(remark=f"{practice.id}={state}: documents are off the path (pre_declaration)")


def expected_delay(world: World, practice: Practice, is_on: bool) -> Effect:
    """Change the mean delay by inspections or amendments: share x hours."""
    is_amended = practice.parameter == "clearance.amendment_probability"
    amended, inspected = AMENDED_SHARE * AMENDMENT_HOURS, INSPECTED_SHARE * INSPECTION_HOURS
    gain = (amended if is_amended else inspected) * (1 - float(practice.value))
    return gained(
        world,
        practice,
        lambda row: hours_with(row, lambda h: h - gain),
        lambda row: hours_with(row, lambda h: h + gain),
        is_on=is_on,
    )
