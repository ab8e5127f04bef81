"""How scenarios, and the difference between networks, are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table

from ..network.errors import Mistake
from ..network.network_difference import (
    NAMES,
    CellDifference,
    NetworkDifference,
    RowDifference,
    RowFate,
)
from ..network.scenario import Change, Scenario
from .options import plain_console

if TYPE_CHECKING:
    from rich.console import Console

DIFFERENCE_SCHEMA = "landbridge/scenario_difference/1"
"""Schema of the JSON; the number grows when a reader would have to change."""

MOST_ROWS = 60
"""Rows that are printed; the JSON holds all."""

MOST_CELLS = 6
"""Cells of a row that are printed."""

MOST_CHARACTERS = 48
"""Characters of a cell that are printed."""

SIGNS = {RowFate.ADDED: "+", RowFate.REMOVED: "-", RowFate.CHANGED: "~"}


def print_scenarios(scenarios: Iterable[Scenario]) -> None:
    """Print one line for each scenario."""
    table = _table("Id", "Name", "Kind", "Days", "Changes", "Needs")
    for scenario in scenarios:
        needed = [*scenario.requires, *scenario.includes]
        table.add_row(
            scenario.id, scenario.name, scenario.kind, _days(scenario),
            str(len(scenario.changes)), ", ".join(needed),
        )  # fmt: skip
    plain_console().print(table)


def print_scenario(scenario: Scenario) -> None:
    """Print all that a scenario says."""
    console = plain_console()
    console.print(f"\n{scenario.id}: {scenario.name}", style="bold")
    lines = {
        "what": scenario.description,
        "kind": scenario.kind,
        "source": ", ".join(scenario.source),
        "historic": scenario.historic,
        "days": _days(scenario),
        "capex": _capex(scenario),
        "requires": ", ".join(scenario.requires),
        "excludes": ", ".join(scenario.excludes),
        "includes": ", ".join(scenario.includes),
    }
    for name, text in lines.items():
        if text:
            console.print(f"  {name:<9}{text}")
    for number, change in enumerate(scenario.changes, start=1):
        console.print(f"  {number:>3}. {change_text(change)}")


def change_text(change: Change) -> str:
    """Return a change in words, e.g. `links: hours_typical + 24 where id is RA1`."""
    value = f"{change.value}"
    if change.row is not None:
        cells = ", ".join(f"{name} {cell}" for name, cell in change.row.items())
        return f"{change.table}: a new row with {cells}"
    words = {"set": f"{change.field} = {value}", "scale": f"{change.field} x {value}",
             "add": f"{change.field} + {value}", "close": "closed"}  # fmt: skip
    where = " and ".join(f"{k} is {' or '.join(v)}" for k, v in change.where.items())
    return f"{change.table}: {words[change.op.value]}" + (f" where {where}" if where else "")


def print_checked(checked: Mapping[Path, tuple[Scenario | None, tuple[Mistake, ...]]]) -> None:
    """Print what was found in scenario files."""
    console = plain_console()
    for file, (scenario, mistakes) in checked.items():
        if scenario is not None and not mistakes:
            console.print(f"{file}: {scenario.id}, {len(scenario.changes)} changes: no mistakes")
        for mistake in mistakes:
            console.print(f"{file}: {str(mistake).removeprefix(f'{file.name}, ')}")


def print_difference(difference: NetworkDifference, known: Mapping[str, Scenario]) -> None:
    """Print which rows and cells differ, and where the scenarios come from."""
    console = plain_console()
    names = [_stack(difference.before), _stack(difference.after)]
    console.print(f"\nFrom {names[0]} to {names[1]}", style="bold")
    for name in dict.fromkeys((*difference.before, *difference.after)):
        if name in known and known[name].source:
            console.print(f"  {name}: source {', '.join(known[name].source)}")
    for file, counts in difference.counts().items():
        numbers = ", ".join(f"{number} {fate.value}" for fate, number in counts.items() if number)
        console.print(f"  {file:<18}{numbers}")
    if not difference.rows:
        console.print("  nothing differs")
        return
    _print_rows(console, difference.rows[:MOST_ROWS])
    if len(difference.rows) > MOST_ROWS:
        console.print(f"  and {len(difference.rows) - MOST_ROWS:,} more rows, see --json")


def _print_rows(console: Console, rows: Iterable[RowDifference]) -> None:
    table = _table("", "Table", "Row", "Cells", "Source")
    for row in rows:
        is_compared = row.fate is RowFate.CHANGED or row.variant_of
        cells = [_cell_text(c) for c in row.cells if is_compared and c.column not in NAMES]
        if len(cells) > MOST_CELLS:
            cells[MOST_CELLS:] = [f"and {len(cells) - MOST_CELLS} more"]
        table.add_row(
            SIGNS[row.fate], row.table.removesuffix(".csv"), " ".join(row.key),
            "\n".join(cells), row.source,
        )  # fmt: skip
    console.print()
    console.print(table)


def _cell_text(cell: CellDifference) -> str:
    if cell.before and cell.after.startswith(f"{cell.before};"):  # a remark that goes on
        return f"{cell.column}: ... {_short(cell.after.removeprefix(f'{cell.before}; '))}"
    return f"{cell.column}: {_short(cell.before) or '-'} > {_short(cell.after) or '-'}"


def scenario_record(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as plain values, as a file would say it."""
    return scenario.model_dump(mode="json", exclude_defaults=True)


def checked_record(
    checked: Mapping[Path, tuple[Scenario | None, tuple[Mistake, ...]]],
) -> dict[str, Any]:
    """Return what was found in scenario files as plain values."""
    files = [
        {
            "file": str(file),
            "id": scenario.id if scenario else None,
            "mistakes": [
                {"place": m.place, "found": m.found, "expected": m.expected} for m in mistakes
            ],
        }
        for file, (scenario, mistakes) in checked.items()
    ]
    return {"ok": not any(mistakes for _, mistakes in checked.values()), "files": files}


def difference_record(difference: NetworkDifference) -> dict[str, Any]:
    """Return a difference as plain values (schema ``landbridge/scenario_difference/1``)."""
    return {
        "schema": DIFFERENCE_SCHEMA,
        "before": list(difference.before),
        "after": list(difference.after),
        "rows": [
            {
                "table": row.table,
                "key": list(row.key),
                "fate": row.fate.value,
                "source": row.source,
                "variant_of": list(row.variant_of),
                "cells": {c.column: [c.before, c.after] for c in row.cells},
            }
            for row in difference.rows
        ],
    }


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0))
    for name in columns:
        table.add_column(name, no_wrap=name in ("Id", "Row"), overflow="fold")
    return table


def _days(scenario: Scenario) -> str:
    if scenario.window is None:
        return ""
    first, last = scenario.apply_from, scenario.apply_to
    return " ".join(filter(None, (f"from {first}" if first else "", f"to {last}" if last else "")))


def _capex(scenario: Scenario) -> str:
    if scenario.capex_million_rmb is None:
        return ""
    months = "" if scenario.build_months is None else f", {scenario.build_months:g} months"
    return f"{scenario.capex_million_rmb:,.0f} million RMB{months}"


def _stack(applied: tuple[str, ...]) -> str:
    return " + ".join(applied) or "base"


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}..."
