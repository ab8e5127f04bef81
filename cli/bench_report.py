"""How the results of benchmarks are printed and written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from rich.table import Table

from ..optimizer.bench.case import BenchCase, BenchEffort, BenchResult, Reference
from ..optimizer.bench.families import FAMILIES, is_there
from ..optimizer.bench.measure import run_cases
from .options import plain_console

BENCH_SCHEMA = "landbridge/bench/1"
FULL_WIDTH = 150
"""Characters of a line that cuts nothing off: a terminal wraps it, a file holds it."""
COLUMNS = (
    "case", "objective", "bound", "gap", "known_low", "known_high", "seconds", "cpu_seconds",
    "peak_mb", "verdict", "remark",
)  # fmt: skip


def collect(
    cases: Sequence[BenchCase], effort: BenchEffort, report: Callable[[str], None]
) -> tuple[list[BenchResult], bool]:
    """Run cases; Ctrl-C ends that early, and makes the second value false."""
    results: list[BenchResult] = []
    try:
        results.extend(run_cases(cases, effort, report))
    except KeyboardInterrupt:
        return results, False
    return results, True


def say_missing(folder: Path) -> None:
    """Say on stderr which cases are left out since their folder is not there."""
    missing = [name for name, family in FAMILIES.items() if not is_there(family, folder)]
    if missing:
        click.echo(
            f"No folder {folder} with the cases of {', '.join(missing)}: they are left out."
            " --cases says where it is.",
            err=True,
        )


def print_cases(cases: Sequence[BenchCase]) -> None:
    """List cases with what is known of them."""
    table = Table(box=None, header_style="bold")
    table.add_column("Case")
    table.add_column("Known optimum", justify="right")
    for case in cases:
        table.add_row(case.id, _known(case.reference))
    plain_console().print(table)


def print_results(results: Sequence[BenchResult]) -> None:
    """Print a line for each case, and a last one that counts."""
    table = Table(box=None, header_style="bold")
    table.add_column("Case")
    for name in ("Objective", "Bound", "Gap", "Known optimum", "Seconds", "CPU s", "Peak MB"):
        table.add_column(name, justify="right")
    table.add_column("")
    for result in results:
        table.add_row(
            result.id,
            _text(result.objective, ",.3f"),
            _text(result.bound, ",.3f"),
            _text(result.gap, ".1e"),
            _known(result.reference),
            _text(result.seconds, ",.2f"),
            _text(result.cpu_seconds, ",.2f"),
            _text(result.memory_mb, ",.0f"),
            f"{result.verdict}{': ' if result.remark else ''}{result.remark}",
            style="" if result.is_right else "bold",
        )
    console = plain_console()
    console.width = max(console.width, FULL_WIDTH)
    console.print(table)
    num_right = sum(result.is_right for result in results)
    console.print(f"\n{num_right} of {len(results)} cases agree with what is known.")


def bench_json(results: Sequence[BenchResult], effort: BenchEffort) -> str:
    """Return results as JSON (schema ``landbridge/bench/1``)."""
    document = {
        "schema": BENCH_SCHEMA,
        "seconds": effort.seconds,
        "threads": effort.threads,
        "results": [_record(result) for result in results],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def bench_csv(results: Sequence[BenchResult]) -> str:
    """Return results as CSV."""
    text = io.StringIO()
    rows = [_record(result) for result in results]
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _record(result: BenchResult) -> dict[str, object]:
    reference = result.reference
    cells = (
        result.id,
        result.objective,
        result.bound,
        result.gap,
        reference and reference.low,
        reference and reference.high,
        result.seconds,
        result.cpu_seconds,
        result.memory_mb,
        result.verdict.value,
        result.remark,
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _text(number: float | None, form: str) -> str:
    return "" if number is None else format(number, form)


def _known(reference: Reference | None) -> str:
    if reference is None:
        return ""
    if reference.low == reference.high:
        return f"{reference.low:,.3f}"
    return f"{reference.low:,.0f} to {reference.high:,.0f}"
