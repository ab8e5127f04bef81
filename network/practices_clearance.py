"""Practices that change clearance: hours, fees, calendars, regimes and their vintage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .handling import ANY
from .practice import Practice
from .practices_targets import NAMED_REGIMES, clearance_targets
from .practices_world import (
    HOURS,
    OFF,
    Cells,
    Effect,
    Selector,
    World,
    added,
    figure,
    grade_of,
    hours_with,
    is_contained,
    set_cells,
    vintage_rows,
)
from .scenario import Change

NOT_CONTAINED = "the figures of vintage {} do not contain it: nothing to take out"
CONTAINED = "the figures of vintage {} contain it already: counting it again would be twice"

Edit = Callable[[Cells], Mapping[str, str]]


def edited(world: World, practice: Practice, edit: Edit, meant: Callable[[Cells], bool]) -> Effect:
    """Edit the clearance rows that a practice means, in rows of their own where they are wider."""
    changes: list[Change] = []
    vintages = set()
    for place, row, classes in clearance_targets(world, practice):
        vintages.add(row["vintage"])
        if not meant(row):
            continue
        fields = {**edit(row)}
        if all(row.get(name, "") == value for name, value in fields.items()):
            continue
        fields["grade"] = grade_of(practice)
        if place == row["place"] and _covers(classes, row["cargo_class"]):
            changes.extend(set_cells("clearance", row, fields))
        else:
            note = f"as {row['place']}/{row['regime']}, changed by practice {practice.id}"
            own = {"place": place, "cargo_class": classes, "note": note}
            changes.append(added("clearance", {**row, **own, **fields}))
            changes.extend(_without(row, place, classes))
            changes.extend(_beside(world, row, own))
    return Effect(changes=tuple(changes), remark="" if changes else _vintages(vintages))


def _without(row: Cells, place: str, classes: str) -> Iterator[Change]:
    """Take classes out of a row that names them, as the first row of a place holds."""
    names = row["cargo_class"].split(";")
    if place == row["place"] and ANY not in names:
        left = [name for name in names if name not in classes.split(";")]
        yield from set_cells("clearance", row, {"cargo_class": ";".join(left)})


def _beside(world: World, row: Cells, own: Mapping[str, str]) -> Iterator[Change]:
    """Yield copies of the rows for some classes, which a row for all at a place would hide."""
    if own["place"] == row["place"] or own["cargo_class"] != ANY:
        return
    for other in world.rows("clearance"):
        is_here = (other["place"], other["direction"]) == (row["place"], row["direction"])
        names_classes = other["cargo_class"] != ANY and other["regime"] not in NAMED_REGIMES
        if is_here and names_classes and other["is_default"] == "yes":
            yield added("clearance", {**other, "place": own["place"], "note": own["note"]})


def _vintages(vintages: set[str]) -> str:
    return ", ".join(sorted(vintages)) or "none"


def _covers(classes: str, of_row: str) -> bool:
    """Tell whether classes are all that a row is for."""
    return ANY in classes.split(";") or {*of_row.split(";")} <= {*classes.split(";")}


def gained(world: World, practice: Practice, on: Edit, off: Edit, *, is_on: bool) -> Effect:
    """Apply a gain where a row lacks it, or take it out where a row contains it."""
    edit = on if is_on else off
    effect = edited(world, practice, edit, lambda row: is_contained(practice, row) is not is_on)
    if effect.changes:
        return Effect(changes=effect.changes)
    return Effect(remark=(CONTAINED if is_on else NOT_CONTAINED).format(effect.remark))


def hours(world: World, practice: Practice, is_on: bool) -> Effect:
    """Change clearance hours by a factor, to a figure, or to at most a figure."""
    value = float(practice.value)
    if practice.operation == "multiply":
        return gained(
            world,
            practice,
            lambda row: hours_with(row, lambda h: h * value),
            lambda row: hours_with(row, lambda h: h / value),
            is_on=is_on,
        )
    if practice.operation == "cap":
        return _capped(world, practice, value, is_on=is_on)
    if Selector.of(practice).get("from_mode"):
        return _hand_over(world, practice, is_on=is_on)
    old = {**_older(world, practice)}
    return gained(world, practice, lambda _: {}, lambda _: old, is_on=is_on)


def _capped(world: World, practice: Practice, most: float, *, is_on: bool) -> Effect:
    if is_on:
        if practice.default_on:
            return Effect(remark=CONTAINED.format(practice.included_from_vintage))
        effect = edited(
            world,
            practice,
            lambda row: hours_with(row, lambda h: min(h, most)),
            lambda row: not is_contained(practice, row) and float(row["hours_typical"]) > most,
        )
        held = f"nothing takes longer than {practice.value} h, or the figures contain it already"
        return effect if effect.changes else Effect(remark=held)
    if practice.off_value:
        least = float(practice.off_value)
        return edited(
            world,
            practice,
            lambda row: hours_with(row, lambda h: max(h, least)),
            lambda row: practice.id in row["included_in_vintage"].split(";"),
        )
    return _rows_out(world, practice, lambda row: row["regime"] == practice.id)


def _rows_out(world: World, practice: Practice, meant: Callable[[Cells], bool]) -> Effect:
    """Take rows of the region of a practice out of the base world; wider rows hold instead."""
    selector = Selector.of(practice)
    regions = {row.get("region") for row in world.terminals(selector)} | {*selector.get("region")}
    changes = [
        change
        for row in world.rows("clearance")
        if row["is_default"] == "yes" and row["place"] in regions and meant(row)
        for change in set_cells("clearance", row, {"is_default": "no"})
    ]
    return Effect(changes=tuple(changes), remark="" if changes else "no row of it holds")


def _older(world: World, practice: Practice) -> Mapping[str, str]:
    """Return the hours and metric of the row that held before a practice."""
    regimes = (*Selector.of(practice).get("regime"), "river_sea_transfer")
    for row in world.rows("clearance"):
        if row["regime"] in regimes and float(row["hours_typical"]) == float(practice.off_value):
            return {name: row[name] for name in (*HOURS, "metric")}
    return dict.fromkeys(HOURS, practice.off_value)


def _hand_over(world: World, practice: Practice, *, is_on: bool) -> Effect:
    """Change what customs adds between river and sea at each of the terminals."""
    if is_on:
        return Effect(remark=CONTAINED.format(practice.included_from_vintage))
    rows = [row for row in world.rows("clearance") if row["regime"] == "river_sea_transfer"]
    old = next((r for r in rows if float(r["hours_typical"]) == float(practice.off_value)), None)
    if old is None:
        return Effect(remark=f"no row of {practice.off_value} h to go back to")
    changes: list[Change] = []
    for terminal in world.terminals(Selector.of(practice)):
        here = [row for row in rows if row["place"] == terminal["id"]]
        for row in here:
            is_old = row["vintage"] == old["vintage"]
            changes.extend(set_cells("clearance", row, {"is_default": "yes" if is_old else "no"}))
        if all(row["vintage"] != old["vintage"] for row in here):
            own = {"place": terminal["id"], "is_default": "yes", "note": f"as {old['place']}"}
            changes.append(added("clearance", {**old, **own}))
    return Effect(changes=tuple(changes))


def fee(world: World, practice: Practice, is_on: bool) -> Effect:
    """Change the fee of a declaration; the fees of every vintage are those of today."""
    if is_on:
        return Effect(remark="the fees of every vintage are those of 2024 and contain it already")
    factor = float(practice.value)
    return edited(
        world,
        practice,
        lambda row: {"usd_per_shipment": figure(float(row["usd_per_shipment"]) / factor)},
        lambda _: True,
    )


def calendar(world: World, practice: Practice, is_on: bool) -> Effect:
    """Give clearance the calendar that it keeps without a practice."""
    if is_on:
        return Effect(remark=f"no calendar: clearance is {practice.value} already")
    changed = {p.id for p in world.practices if p.parameter == "clearance.hours"}
    off = {name for name in changed if world.is_switched(name, OFF)}
    regimes = Selector.of(practice).get("regime")
    rows = [
        row
        for row in world.rows("clearance")
        if row["is_default"] == "yes" and row["regime"] in regimes
        and row["place"] in Selector.of(practice).get("region")
    ]  # fmt: skip
    working = [row for row in rows if row["metric"] == "customs"]
    changes = [
        change
        for row in working
        for change in set_cells("clearance", row, {"calendar": practice.off_value})
    ]
    left = len(rows) - len(working)
    remark = f"{left} rows hold nights and weekends already (off: {', '.join(sorted(off))})"
    return Effect(changes=tuple(changes), remark=remark if left else "")


def regime(world: World, practice: Practice, is_on: bool) -> Effect:
    """Let a regime hold or not; without it the general rows do."""
    if is_on:
        return Effect(remark=f"regime {practice.value} holds already")
    return _rows_out(world, practice, lambda row: row["regime"] == practice.value)


def vintage(world: World, practice: Practice, wanted: str) -> Effect:
    """Let the rows of one vintage hold."""
    if wanted == world.vintage:
        return Effect(remark=f"{wanted} is the vintage that holds already")
    changes = [
        change
        for row in vintage_rows(world, practice)
        for change in set_cells(
            "clearance", row, {"is_default": "yes" if row["vintage"] == wanted else "no"}
        )
    ]
    return Effect(changes=tuple(changes))


def vintages(world: World, practice: Practice) -> Iterator[str]:
    """Yield the vintages that can be chosen, oldest first."""
    yield from sorted({row["vintage"] for row in vintage_rows(world, practice)})
