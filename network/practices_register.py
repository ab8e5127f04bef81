"""The register of practices: what each is, changes and rests on; docs/practices.md is made of it.

::

    python -m landbridge.network.practices_register --document docs/practices.md
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from .errors import Mistake, QuestionError
from .handling import ANY
from .network import Network
from .practice import Practice
from .practices import practice_log, switched_tables
from .practices_document import practices_document
from .practices_peaks import PARCELS_PER_HOUR, SCOPE
from .practices_switches import recorded_because
from .practices_world import OFF, ON, VINTAGE, Selector, World
from .read import load
from .spelling import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPractice:
    """One practice of the register.

    Attributes
    ----------
    figure
        What its source says, with the unit; after a stroke the value without it.
    changes
        Column or model parameter that it changes, and for which rows.
    routes
        Which routes feel it, as a phrase that goes on with where.
    terminals, services, corridors
        Where: terminals that it names, services whose rows or links it changes, and
        their corridors.
    state
        `on`, `off` or a vintage where it is switched in this network; else as in the base world.
    reason
        Why it is recorded only; empty for a switch.
    """

    id: str
    name: str
    feature: str
    source: str
    valid_from: str
    figure: str
    changes: str
    routes: str
    terminals: tuple[str, ...]
    services: tuple[str, ...]
    corridors: tuple[str, ...]
    default: str
    state: str
    vintage: str
    reason: str
    note: str

    @property
    def is_switch(self) -> bool:
        """Whether it can be switched."""
        return not self.reason

    def record(self) -> dict[str, Any]:
        """Return the practice as plain values."""
        return {**asdict(self), "is_switch": self.is_switch}


def entries_named(
    register: Iterable[RegisteredPractice], names: Iterable[str]
) -> tuple[RegisteredPractice, ...]:
    """Return the entries of some names: ids, parts of ids, or features, in their order.

    Raises
    ------
    QuestionError
        With every name that none has.
    """
    every, asked = tuple(register), tuple(names)
    known = [*dict.fromkeys(entry.feature for entry in every), *(entry.id for entry in every)]
    mistakes = [
        Mistake(
            place="practice",
            found=f"unknown id {name!r}",
            expected=f"a practice or a feature{nearest(name, known)}",
        )
        for name in asked
        if not any(_is_called(entry, name) for entry in every)
    ]
    if mistakes:
        raise QuestionError(mistakes)
    return tuple(entry for entry in every if any(_is_called(entry, name) for name in asked))


def _is_called(entry: RegisteredPractice, name: str) -> bool:
    return name == entry.feature or f"_{name}_" in f"_{entry.id}_"


def practice_register(network: Network) -> tuple[RegisteredPractice, ...]:
    """Return every practice of a network, in the order in which they are switched."""
    base = network.base or network.raw
    states = {
        step.practice.id: step.state
        for step in practice_log(base, network.practices, network.applied)
    }
    world = World(tables=base, base=base, practices=tuple(network.practices.values()))
    return tuple(_registered(world, network, p, states) for p in network.practices.values())


def _registered(
    world: World, network: Network, practice: Practice, states: Mapping[str, str]
) -> RegisteredPractice:
    reason = recorded_because(practice, world.base)
    default = world.vintage if practice.parameter == VINTAGE else (OFF, ON)[practice.default_on]
    services = () if reason else _services(world, network, practice, default)
    return RegisteredPractice(
        id=practice.id,
        name=practice.name,
        feature=practice.feature,
        source=practice.seed_file,
        valid_from=practice.valid_from,
        figure=_figure(practice),
        changes=_changes(practice),
        routes="" if reason else _routes(practice, has_services=bool(services)),
        terminals=_terminals(world, practice),
        services=services,
        corridors=_corridors(network, services),
        default=default,
        state=states.get(practice.id, default),
        vintage=practice.included_from_vintage,
        reason=reason,
        note=practice.note,
    )


def _figure(practice: Practice) -> str:
    if not practice.value:
        return ""
    signs = {"multiply": "x ", "add": "add ", "cap": "at most ", "set": ""}
    value = f"{signs.get(practice.operation, '')}{practice.value} {practice.unit}".strip()
    if not practice.off_value:
        return value
    unit = (
        "h" if "document" in practice.parameter or "entry" in practice.parameter else practice.unit
    )
    return f"{value} / {practice.off_value} {unit}"


def _changes(practice: Practice) -> str:
    if practice.parameter == "none":
        return ""
    where = [part for part in practice.selector.split(";") if not part.startswith("table=")]
    return f"{practice.parameter} of {'; '.join(where)}" if where else practice.parameter


def _routes(practice: Practice, *, has_services: bool) -> str:
    """Return which routes feel a practice: `routes cleared for import (cars) at`."""
    if practice.parameter == PARCELS_PER_HOUR:
        practice = practice.model_copy(update={"selector": practice.selector + SCOPE})
    selector = Selector.of(practice)
    classes = [name for name in selector.get("cargo_class") if name != ANY]
    of_classes = f" ({', '.join(classes)})" if classes else ""
    table = practice.parameter.partition(".")[0]
    if has_services:
        return f"routes{of_classes} by"
    if table == "orders":
        return f"every route of {', '.join(classes)}"
    ends = [" or ".join(selector.get(end)) for end in ("from_mode", "to_mode")]
    if all(ends):
        return f"routes{of_classes} from {ends[0]} to {ends[1]} at"
    if table == "transfers":
        return f"routes{of_classes} handled at"
    ways = [way for way in selector.get("direction") if way != ANY]
    direction = f" for {', '.join(ways)}" if ways else ""
    regimes = " or ".join(name for name in selector.get("regime") if name != "general")
    under = f" under {regimes}" if regimes else ""
    return f"routes cleared{direction}{under}{of_classes} at"


def _terminals(world: World, practice: Practice) -> tuple[str, ...]:
    selector = Selector.of(practice)
    if not any(map(selector.get, ("place", "region", "country", "terminal_kind"))):
        return ()
    return tuple(row["id"] for row in world.terminals(selector))


def _services(world: World, network: Network, practice: Practice, default: str) -> tuple[str, ...]:
    """Return the services whose rows, calls or links change by switching away from the default."""
    if practice.parameter == VINTAGE:
        return ()
    state = OFF if default == ON else ON
    tables, _ = switched_tables(world.base, network.practices, {practice.id: state})
    links = {*_changed_ids(world, tables, "links", "id")}
    named = {*_changed_ids(world, tables, "services", "id")}
    named |= {*_changed_ids(world, tables, "calls", "service_id")}
    named |= {c["service_id"] for c in world.rows("calls") if links and c["link_id"] in links}
    return tuple(
        row["id"]
        for row in world.rows("services")
        if row["id"] in named or (not named and _is_named(row, Selector.of(practice)))
    )


def _is_named(service: Mapping[str, str], selector: Selector) -> bool:
    """Tell whether a selector names a service, or nothing but its corridor."""
    if any(map(selector.get, ("place", "region", "country"))):
        return False
    patterns = (*selector.get("service"), *selector.get("id"))
    return service["corridor"] in selector.get("corridor") or any(
        fnmatchcase(service["id"], pattern) for pattern in patterns
    )


def _changed_ids(world: World, tables: Mapping[str, Any], table: str, column: str) -> Iterable[str]:
    file = f"{table}.csv"
    for before, after in zip(world.base[file].rows, tables[file].rows, strict=False):
        if before.cells != after.cells:
            yield before.cells[column]


def _corridors(network: Network, services: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(network.services[name].corridor for name in services))


def main(arguments: list[str] | None = None) -> None:
    """Write the register of the Chongqing dataset as Markdown."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--document", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    text = practices_document(entry.record() for entry in practice_register(load("chongqing")))
    chosen.document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
