"""How a sweep is printed and written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..network.errors import QuestionError
from ..network.scenario_files import BASE
from ..network.sweeps.outcome import MEASURES, Status, SweepResult, SweepRow
from ..network.sweeps.tornado import Tornado, measure_named, tornado
from .options import plain_console
from .rows_output import table_of, write_csv

if TYPE_CHECKING:
    from ..network.network import Network

SWEEP_SCHEMA = "landbridge/sweep/1"

MOST_ROWS = 60
"""Rows that are printed; all of them are in the CSV and JSON."""

_PRINTED = {
    "cost_usd": "Cost USD", "unserved_teu": "Unserved", "late_teu": "Late TEU", "days": "Days",
    "on_time": "On time", "co2e_t": "t CO2e",
}  # fmt: skip
"""Figures that are printed; CSV and JSON have all."""

_DECIMALS = {"USD": 0, "TEU": 1, "days": 1, "share": 3, "t": 1}


def print_sweep(result: SweepResult, figure: str, written: tuple[Path, ...]) -> None:
    """Print the cases, what moves the figure, and how the cases ended."""
    console = plain_console()
    columns = ("Case", ">Seed", *(f">{heading}" for heading in _PRINTED.values()))
    rows = (_cells(row, result) for row in result.rows[:MOST_ROWS])
    console.print(table_of(f"{len(result.rows):,} cases", columns, rows))
    if len(result.rows) > MOST_ROWS:
        console.print(f"  ... and {len(result.rows) - MOST_ROWS:,} more (--csv has all)")
    moved = tornado_of(result, figure)
    if moved is None:
        console.print(f"\nThe reference case has no {figure}, so there is no tornado.")
    else:
        console.print(table_of(*_tornado_table(moved)))
    console.print(f"\n{_ending(result)}")
    console.print(f"Written: {', '.join(str(path) for path in written)}")


def tornado_of(result: SweepResult, figure: str) -> Tornado | None:
    """Return what moves a figure; None where the reference case has none."""
    try:
        return tornado(result, figure)
    except QuestionError:
        return None


def _cells(row: SweepRow, result: SweepResult) -> tuple[str, ...]:
    figures = []
    for name in _PRINTED:
        measure, found = measure_named(name), row.figure(name)
        figures.append("" if found is None else f"{found:,.{_DECIMALS[measure.unit]}f}")
    outcome, name = row.outcome, _difference(row, result)
    if outcome.status is not Status.DONE:
        name += f" ({outcome.status.value}: {outcome.error.splitlines()[0][:90]})"
    return (name, str(row.case.seed), *figures)


def _difference(row: SweepRow, result: SweepResult) -> str:
    """Return what tells a case from the reference; of the reference, its scenarios."""
    stack, values = result.sweep.reference
    own = [] if row.case.stack == stack else [row.case.stack or BASE]
    pairs = zip(row.case.values, values, strict=True)
    own += [f"{name}={value:g}" for (name, value), reference in pairs if value != reference[1]]
    return ", ".join(own) or stack or BASE


def _tornado_table(
    moved: Tornado,
) -> tuple[str, tuple[str, ...], Iterator[tuple[str, ...]]]:
    digits = _DECIMALS[moved.measure.unit]
    title = (
        f"{moved.measure.title}: what moves it from {moved.reference_mean:,.{digits}f}"
        f" {moved.measure.unit} ({moved.reference})"
    )
    ends = [(bar, end) for bar in moved.bars for end in bar.ends]
    # With one seed the least and the most are the mean.
    many = any(end.num_seeds > 1 for _, end in ends)
    spread = (">least", ">most") if many else ()
    rows = (
        (bar.axis, bar.reference_label, "" if end.label == bar.axis else end.label,
         f"{end.change:+,.{digits}f}", f"{end.mean:,.{digits}f}",
         *(f"{amount:,.{digits}f}" for amount in (end.least, end.most) if many),
         f"{end.more_unserved_teu:+,.1f}")
        for bar, end in ends
    )  # fmt: skip
    columns = ("What", "from", "to", ">change", ">mean", *spread, ">unserved TEU")
    return title, columns, rows


def _ending(result: SweepResult) -> str:
    counts = dict.fromkeys(Status, 0)
    for row in result.rows:
        counts[row.outcome.status] += 1
    parts = [f"{count:,} {status.value}" for status, count in counts.items() if count]
    kept = f", {result.num_kept:,} of them known before" if result.num_kept else ""
    return f"Cases: {', '.join(parts)}{kept}."


def csv_rows(result: SweepResult) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return the columns and rows of the CSV file: one row for each case."""
    names = [name for name, _ in result.sweep.parameters]
    columns = ("scenarios", *names, "seed", "status", *(m.name for m in MEASURES), "error",
               "attempts", "seconds")  # fmt: skip
    rows: list[tuple[object, ...]] = []
    for row in result.rows:
        values, outcome = dict(row.case.values), row.outcome
        rows.append(
            (row.case.stack, *(values[name] for name in names), row.case.seed,
             outcome.status.value, *(row.figure(m.name) for m in MEASURES), outcome.error,
             outcome.attempts, round(outcome.seconds, 3))
        )  # fmt: skip
    return columns, rows


def sweep_json(result: SweepResult, figure: str) -> str:
    """Return a sweep as JSON (schema ``landbridge/sweep/1``)."""
    moved = tornado_of(result, figure)
    record = {
        "schema": SWEEP_SCHEMA,
        "design": result.sweep.design.value,
        "num_kept": result.num_kept,
        "cases": [_record(row) for row in result.rows],
        "tornado": None if moved is None else _tornado_record(moved),
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


def _record(row: SweepRow) -> dict[str, Any]:
    outcome = row.outcome
    return {
        "scenarios": row.case.stack,
        "parameters": dict(row.case.values),
        "seed": row.case.seed,
        "status": outcome.status.value,
        "figures": None if outcome.figures is None else asdict(outcome.figures),
        "error": outcome.error,
        "attempts": outcome.attempts,
        "seconds": outcome.seconds,
    }


def _tornado_record(moved: Tornado) -> dict[str, Any]:
    bars = [{**asdict(bar), "swing": bar.swing} for bar in moved.bars]
    return {**asdict(moved), "measure": moved.measure._asdict(), "bars": bars}


def write_sweep(
    network: Network,
    result: SweepResult,
    figure: str,
    *,
    csv_file: Path | None,
    chart_file: Path | None,
    language: str = "en",
) -> tuple[Path, ...]:
    """Write the files that were asked for, and return them.

    Raises
    ------
    QuestionError
        A tornado is asked for and the reference case has no such figure.
    """
    written = []
    if csv_file is not None:
        write_csv(csv_file, *csv_rows(result))
        written.append(csv_file)
    if chart_file is not None:
        from ..maps.charts import draw_tornado
        from ..maps.phrases import Language

        drawn = tornado(result, figure)
        draw_tornado(network, drawn, language=Language(language)).save(chart_file)
        written.append(chart_file)
    return tuple(written)
