"""Practices that change services and what they carry: status, classes, days, slots, orders."""

from __future__ import annotations

import math
from fnmatch import fnmatchcase

from .handling import ANY
from .practice import Practice
from .practices_world import ALREADY, Effect, Selector, World, added, figure, set_cells
from .row import Mode
from .scenario import Change


def status(world: World, practice: Practice, is_on: bool) -> Effect:
    """Open or close services; what is opened gets its closed links as well."""
    patterns = Selector.of(practice).get("id")
    meant = [
        row
        for row in world.rows("services")
        if any(fnmatchcase(row["id"], pattern) for pattern in patterns)
    ]
    wanted = "open" if is_on else "closed"
    if is_on and practice.default_on:
        return Effect(remark=ALREADY)
    changes = [c for row in meant for c in set_cells("services", row, {"status": wanted})]
    if is_on:
        names = {row["id"] for row in meant}
        used = {c["link_id"] for c in world.rows("calls") if c["service_id"] in names}
        for link in world.rows("links"):
            if link["id"] in used:
                changes.extend(set_cells("links", link, {"status": "open"}))
    return Effect(changes=tuple(changes), remark="" if changes else ALREADY)


def mail_by_rail(world: World, practice: Practice, is_on: bool) -> Effect:
    """Refuse a cargo class on every train."""
    if is_on:
        return Effect(remark=ALREADY)
    row = {
        "cargo_class": practice.value, "mode": Mode.RAIL.value, "country_or_service": ANY,
        "from": "2000-01-01", "hard": "yes", "rule": "refuse", "grade": "derived",
        "reason": f"practice {practice.id} is off", "source": practice.seed_file,
    }  # fmt: skip
    postal = [
        change
        for rule in world.rows("clearance")
        if rule["cargo_class"] == practice.value and rule["is_default"] == "yes"
        for change in set_cells("clearance", rule, {"is_default": "no"})
    ]
    return Effect(changes=(added("restrictions", row), *postal))


def reserved(world: World, practice: Practice, is_on: bool) -> Effect:
    """Open trains that are kept for some classes to what the other trains of the line take."""
    if is_on:
        return Effect(remark=ALREADY)
    services = world.rows("services")
    names = Selector.of(practice).get("service")
    kept = [row for row in services if row["id"] in names]
    changes: list[Change] = []
    for row in kept:
        others = [
            o["accepts"]
            for o in services
            if o["corridor"] == row["corridor"] and o["id"] not in names and ANY in o["accepts"]
        ]
        if others:
            changes.extend(set_cells("services", row, {"accepts": others[0]}))
    return Effect(changes=tuple(changes))


def permits(world: World, practice: Practice, is_on: bool) -> Effect:
    """Bar classes from the services that load or unload where the permit is gone."""
    if is_on:
        return Effect(remark=ALREADY)
    classes = practice.value.split(";")
    places = {row["id"] for row in world.terminals(Selector.of(practice))}
    names = _handled_at(world, places)
    changes: list[Change] = []
    for row in world.rows("services"):
        if row["id"] in names:
            parts = [part for part in row["accepts"].split(";") if part not in classes]
            parts += [f"-{c}" for c in classes if ANY in parts and f"-{c}" not in parts]
            changes.extend(set_cells("services", row, {"accepts": ";".join(parts)}))
    return Effect(changes=tuple(changes))


def _handled_at(world: World, places: set[str]) -> set[str]:
    return {
        call["service_id"]
        for call in world.rows("calls")
        if call["terminal_id"] in places and "yes" in (call["may_load"], call["may_unload"])
    }


def spread(world: World, practice: Practice, is_on: bool) -> Effect:
    """Scale the spread of the transit times of a corridor."""
    if not is_on:
        return Effect(remark=ALREADY)
    selector = Selector.of(practice)
    changes = [
        change
        for row in world.rows("services")
        if row["corridor"] in selector.get("corridor") and row["kind"] != "on_demand"
        for change in set_cells(
            "services",
            row,
            {"reliability_cv": figure(float(row["reliability_cv"]) * float(practice.value))},
        )
    ]
    return Effect(changes=tuple(changes))


def weekdays(world: World, practice: Practice, is_on: bool) -> Effect:
    """Let services run on more days."""
    if not is_on:
        return Effect(remark=ALREADY)
    patterns = Selector.of(practice).get("service")
    changes = [
        change
        for row in world.rows("services")
        if any(fnmatchcase(row["id"], pattern) for pattern in patterns)
        for change in set_cells("services", row, {"weekdays": practice.value})
    ]
    return Effect(changes=tuple(changes))


def gateways(world: World, practice: Practice, is_on: bool) -> Effect:
    """Handle no cargo at the gateways that compete."""
    if is_on:
        return Effect(remark=ALREADY)
    places = {row["id"] for row in world.terminals(Selector.of(practice))}
    shut = {"may_load": "no", "may_unload": "no"}
    changes = [
        change
        for call in world.rows("calls")
        if call["terminal_id"] in places
        for change in set_cells("calls", call, shut)
    ]
    return Effect(changes=tuple(changes))


def capacity(world: World, practice: Practice, is_on: bool) -> Effect:
    """Scale what may be loaded on the services of a terminal, down to whole TEU and kg."""
    if not is_on:
        return Effect(remark=ALREADY)
    names = _handled_at(world, {row["id"] for row in world.terminals(Selector.of(practice))})
    factor = float(practice.value)
    changes = [
        change
        for row in world.rows("services")
        if row["id"] in names and row["kind"] != "on_demand"
        for change in set_cells(
            "services",
            row,
            {
                name: str(math.floor(float(row[name]) * factor))
                for name in ("capacity_teu", "capacity_kg")
            },
        )
    ]
    return Effect(changes=tuple(changes))


def volume(world: World, practice: Practice, is_on: bool) -> Effect:
    """Scale orders of a class; boxes are whole, upwards."""
    if not is_on:
        return Effect(remark=ALREADY)
    factor = float(practice.value)
    changes: list[Change] = []
    for row in world.rows("orders"):
        if row["cargo_class"] in Selector.of(practice).get("cargo_class"):
            boxes = {
                name: str(math.ceil(float(row[name]) * factor))
                for name in ("boxes_40ft", "boxes_20ft")
                if row.get(name)
            }
            loose = {
                name: figure(float(row[name]) * factor)
                for name in ("kg", "m3", "value_usd", "late_usd_per_day", "budget_usd")
                if row.get(name)
            }
            changes.extend(set_cells("orders", row, {**boxes, **loose}))
    return Effect(changes=tuple(changes))
