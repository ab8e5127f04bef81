"""Rows as a table on a terminal, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.table import Table

from ..network.plan_files import safe_cell
from ..network.whole_files import check_writable, write_whole


def table_of(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table; a column whose name begins with ``>`` is set flush right."""
    table = Table(title=f"\n{title}", title_justify="left", box=None, header_style="bold")
    for name in columns:
        is_figure = name.startswith(">")
        # A figure that is cut short is wrong; where room is scarce names are broken instead.
        table.add_column(
            name.removeprefix(">"),
            justify="right" if is_figure else "left",
            no_wrap=is_figure,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*row)
    return table


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV with a byte-order mark; no cell can be taken for a formula."""
    check_writable(path.parent)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if cell is None else safe_cell(cell) for cell in row])
    write_whole({path: "\ufeff" + text.getvalue()})


def usd(amount: float | None, *, empty: str = "") -> str:
    """Return an amount in USD; small ones with cents."""
    if amount is None:
        return empty
    return f"{amount:,.2f}" if abs(amount) < 10 and amount else f"{amount:,.0f}"
