"""Cases of the plan: generated order books on the embedded network, from 100 orders to 100,000.

Time, memory and the proven gap of each, one process for each book; the growth is drawn into
growth.svg beside this file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import Row

HERE = Path(__file__).resolve().parent
SIZES = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
SMOKE = (320,)
TIGHT = ((1_000, 0.5), (10_000, 0.5))
"""Books with half the capacity: many orders compete for the same departures."""

Figures = dict[str, float]


def cases(smoke: bool) -> Iterator[Row]:
    found = []
    for size in SMOKE if smoke else SIZES:
        found.append(figures(size))
        yield row(found[-1], "")
    if smoke:
        return
    draw(found)
    for size, share in TIGHT:
        yield row(figures(size, share), f", {share:.0%} of the capacity")


def figures(size: int, share: float = 1.0) -> Figures:
    command = [sys.executable, str(HERE / "one_plan.py"), str(size), str(share)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found: Figures = json.loads(answer.stdout)
    return found


def row(found: Figures, what: str) -> Row:
    over = found["unserved_teu"] - found["unserved_bound_teu"]
    note = (
        f"gap {found['gap']:.3%}, {found['mb']:,.0f} MB, first news after "
        f"{found['first_report']:.1f} s, checked in "
        f"{found['seconds'] - found['before_checking']:.1f} s, {found['routes']:,} routes, "
        f"{found['rounds']} rounds, unserved {found['unserved_teu']:,.0f} TEU"
        f"{f' ({over:,.0f} more than proven)' if over > 1e-3 else ' (proven least)'}"
    )
    return Row(f"{found['orders']:,} orders{what}", 1000 * found["seconds"], note=note)


def draw(found: Sequence[Figures]) -> None:
    """Draw time and memory by the number of orders."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    mpl.rcParams["svg.hashsalt"] = "growth"  # the same figures make the same file
    sizes = [book["orders"] for book in found]
    figure, (time, memory) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    time.loglog(sizes, [book["seconds"] for book in found], "o-", label="plan and check")
    time.loglog(sizes, [book["before_checking"] for book in found], "s--", label="plan")
    time.set(xlabel="orders", ylabel="seconds", title="Time on two cores")
    time.legend()
    memory.loglog(sizes, [book["mb"] for book in found], "o-")
    memory.set(xlabel="orders", ylabel="MB", title="Peak memory of the process")
    for axes in (time, memory):
        axes.grid(visible=True, which="both", alpha=0.3)
    figure.savefig(HERE / "growth.svg", metadata={"Date": None})
    plt.close(figure)
