"""Practices that change handling at terminals: its hours and its price."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .handling import ANY
from .practice import Practice
from .practices_world import (
    ALREADY,
    BOX_PRICES,
    Cells,
    Effect,
    Selector,
    World,
    added,
    figure,
    grade_of,
    hours_with,
    set_cells,
)
from .row import Mode
from .scenario import Change

LEAST_HOURS = 4.0
"""Handling never gets shorter than that by hours taken off (practices.csv, F07)."""

Amount = Callable[[Cells], Mapping[str, str]]


def handling_hours(world: World, practice: Practice, is_on: bool) -> Effect:
    """Change the hours of handling at terminals: by a factor, or by hours down to a floor."""
    value = float(practice.value)

    def changed(row: Cells) -> Mapping[str, str]:
        if practice.operation == "multiply":
            return hours_with(row, lambda h: h * value if is_on else h / value)
        if is_on:
            return hours_with(row, lambda h: max(min(h, LEAST_HOURS), h + value))
        return hours_with(row, lambda h: h - value)

    if is_on and practice.default_on:
        return Effect(remark="the hours of transfers.csv contain it already")
    return _handled(world, practice, changed)


def handling_price(world: World, practice: Practice, is_on: bool) -> Effect:
    """Change the price of handling a box; what is left goes to the links that bring it."""
    if not is_on:
        return Effect(remark=ALREADY)
    value = float(practice.value)

    def changed(row: Cells) -> Mapping[str, str]:
        share = {name: float(row[name]) / float(row["usd_per_40ft"]) for name in BOX_PRICES}
        return {name: figure(float(row[name]) + value * share[name]) for name in BOX_PRICES}

    effect = _handled(world, practice, changed)
    return Effect(changes=(*effect.changes, *_left_on_links(world, practice, value)))


def _left_on_links(world: World, practice: Practice, value: float) -> Iterator[Change]:
    """Take what handling cannot give off the price of the links to a named terminal."""
    selector = Selector.of(practice)
    for terminal in world.terminals(selector) if selector.get("place") else ():
        for from_mode, row in transfers_at(world, terminal, selector):
            left = value + float(row["usd_per_40ft"])
            for link in world.rows("links") if left < 0 else ():
                if (link["to"], link["mode"]) == (terminal["id"], from_mode):
                    share = float(link["usd_per_20ft"]) / float(link["usd_per_40ft"])
                    cents = {
                        "usd_per_40ft": figure(float(link["usd_per_40ft"]) + left),
                        "usd_per_20ft": figure(float(link["usd_per_20ft"]) + left * share),
                    }
                    yield from set_cells("links", link, {**cents, "grade": grade_of(practice)})


def _handled(world: World, practice: Practice, amount: Amount) -> Effect:
    """Change transfers at each terminal that is meant, in rows of its own where they are wider."""
    selector = Selector.of(practice)
    changes: list[Change] = []
    for terminal in world.terminals(selector):
        for _, row in transfers_at(world, terminal, selector):
            fields = {**amount(row), "grade": grade_of(practice)}
            if row["terminal_kind"] == terminal["id"]:
                changes.extend(set_cells("transfers", row, fields))
            else:
                own = {"terminal_kind": terminal["id"], "countries": terminal["country"]}
                own["note"] = f"changed by practice {practice.id}"
                changes.append(added("transfers", {**row, **own, **fields}))
    return Effect(changes=tuple(changes), remark="" if changes else "no transfer is meant")


PORT_MODES = frozenset({Mode.SEA.value, Mode.RIVER.value})


def transfers_at(world: World, terminal: Cells, selector: Selector) -> Iterator[tuple[str, Cells]]:
    """Yield the rows in force at a terminal; without modes named, those of the water side."""
    rows = world.rows("transfers")
    names_modes = bool(selector.get("from_mode"))
    for modes in dict.fromkeys((row["from_mode"], row["to_mode"]) for row in rows):
        from_mode, to_mode = modes
        is_meant = selector.allows("from_mode", from_mode) and selector.allows("to_mode", to_mode)
        if is_meant and (names_modes or PORT_MODES & {from_mode, to_mode}):
            here = [row for row in rows if (row["from_mode"], row["to_mode"]) == modes]
            best = max(here, key=lambda row: _rank(row, terminal))
            if _rank(best, terminal):
                yield from_mode, best


def _rank(row: Cells, terminal: Cells) -> int:
    """Rank a transfer row for a terminal (docs/concepts.md, 9); 0 where it does not hold."""
    countries = row["countries"].split(";")
    is_named = terminal["country"] in countries
    if not is_named and ANY not in countries:
        return 0
    ranks = {terminal["id"]: 5, terminal["kind"]: 4 if is_named else 2, ANY: 3 if is_named else 1}
    return ranks.get(row["terminal_kind"], 0)
