"""Practices that change links: borders, locks and the trucks of bonded zones."""

from __future__ import annotations

from collections.abc import Iterator

from .handling import ANY
from .practice import Practice
from .practices_world import (
    ALREADY,
    BOX_PRICES,
    HOURS,
    Cells,
    Effect,
    Selector,
    World,
    figure,
    hours_with,
    set_cells,
)
from .row import Mode
from .scenario import Change


def borders(world: World, practice: Practice, is_on: bool) -> Effect:
    """Add a whole clearance at every border of a corridor, a declaration for each box."""
    if is_on:
        return Effect(remark="one declaration for the whole line holds already")
    selector, name = Selector.of(practice), practice.off_value
    rows = {row["regime"]: row for row in world.rows("clearance") if row["direction"] == "transit"}
    if name not in rows:
        return Effect(remark=f"no clearance row of regime {name}")
    full = rows[name]
    changes = list(set_cells("clearance", full, {"is_default": "yes"}))
    if practice.value in rows:
        changes.extend(set_cells("clearance", rows[practice.value], {"is_default": "no"}))
    for link in _links(world, selector):
        changes.extend(_longer(link, full, "assumption"))
    return Effect(changes=tuple(changes))


def _links(world: World, selector: Selector) -> Iterator[Cells]:
    for link in world.rows("links"):
        if selector.allows("corridor", link["corridor"]) and selector.allows("kind", link["kind"]):
            yield link


def _longer(link: Cells, clearance: Cells, grade: str) -> Iterator[Change]:
    """Yield the changes that add a clearance to a link: its hours, and its fee for each box."""
    hours = {name: figure(float(link[name]) + float(clearance[name])) for name in HOURS}
    prices = {
        name: figure(float(link[name]) + float(clearance["usd_per_shipment"]))
        for name in BOX_PRICES
        if link.get(name)
    }
    yield from set_cells("links", link, {**hours, **prices, "grade": grade})


def reentry(world: World, practice: Practice, is_on: bool) -> Effect:
    """Clear a second time on the truck from a bonded zone to the terminal of the main leg."""
    if is_on:
        return Effect(remark=ALREADY)
    zones = {row["id"]: row for row in world.terminals(Selector.of(practice))}
    changes: list[Change] = []
    for link in world.rows("links"):
        zone = zones.get(link["from"])
        if zone is not None and link["mode"] == Mode.ROAD:
            for row in world.rows("clearance"):
                if _is_general_export(row, zone.get("region", "")):
                    changes.extend(_longer(link, row, "assumption"))
    return Effect(changes=tuple(changes))


def _is_general_export(row: Cells, region: str) -> bool:
    return (
        row["is_default"] == "yes"
        and (row["place"], row["regime"], row["direction"]) == (region, "general", "export")
        and row["cargo_class"] == ANY
    )


def lock_hours(world: World, practice: Practice, is_on: bool) -> Effect:
    """Set the hours of links; the calls behind them move."""
    if is_on:
        return Effect(remark=ALREADY)
    wait = float(practice.off_value)
    names = Selector.of(practice).get("link")
    changes = [
        change
        for link in world.rows("links")
        if link["id"] in names
        for change in set_cells(
            "links", link, {**hours_with(link, lambda h: max(h, wait)), "grade": "derived"}
        )
    ]
    return Effect(changes=tuple(changes))
