"""Time cases side by side and print them as a table in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Row:
    """A case: what was measured, ours and a baseline in milliseconds, and what was found."""

    case: str
    ours_ms: float
    baseline: str = ""
    baseline_ms: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.baseline_ms is None else self.baseline_ms / self.ours_ms


class Clock:
    """Times functions; in a smoke test they run once."""

    def __init__(self, smoke: bool) -> None:
        self.smoke = smoke

    def once(self, function: Callable[[], Any]) -> tuple[float, Any]:
        """Return the milliseconds of one run, and what it returned."""
        start = perf_counter()
        found = function()
        return 1000 * (perf_counter() - start), found

    def median(self, functions: Iterable[Callable[[], Any]], runs: int = 5) -> float:
        """Return the median over the functions of each one's median, run after run in turn."""
        functions = list(functions)[: 1 if self.smoke else None]
        times: list[list[float]] = [[] for _ in functions]
        for _ in range(1 if self.smoke else runs):
            for taken, function in zip(times, functions, strict=True):
                taken.append(self.once(function)[0])
        return median(median(taken) for taken in times)


def machine() -> str:
    """Say on what the figures were measured."""
    names = ("landbridge", "networkx", "ortools")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return (
        f"{os.cpu_count()} cores of {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}; load {load:.1f}\n"
    )


def print_rows(name: str, rows: Iterable[Row]) -> None:
    """Print rows as they come."""
    print(f"| {name} | ours ms | baseline | baseline ms | ratio | found |")
    print("|---|---:|---|---:|---:|---|")
    for row in rows:
        other = "" if row.baseline_ms is None else f"{row.baseline_ms:,.1f}"
        ratio = "" if row.ratio is None else f"{row.ratio:,.1f}"
        cells = (row.case, f"{row.ours_ms:,.2f}", row.baseline, other, ratio, row.note)
        print(f"| {' | '.join(cells)} |", flush=True)
