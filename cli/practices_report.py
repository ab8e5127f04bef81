"""How the register of practices and an explanation look on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..network.practices_document import where_of
from ..network.practices_explained import Explanation
from ..network.practices_register import RegisteredPractice
from .options import plain_console
from .rows_output import table_of


def print_register(register: Iterable[RegisteredPractice], *, in_full: bool = False) -> None:
    """Print the practices that can be switched, then those that are recorded only.

    In full every terminal and service is named, and the remark of the source.
    """
    every = list(register)
    console = plain_console()
    switches = [entry for entry in every if entry.is_switch]
    if switches:
        console.print(f"{len(switches)} practices that can be switched:")
    for entry in switches:
        since = f", in clearance levels from {entry.vintage}" if entry.vintage else ""
        default = "" if entry.state == entry.default else f" (by default {entry.default})"
        console.print(f"\n{entry.feature} {entry.id}: {entry.state}{default}{since}")
        for line in (
            entry.name,
            f"{entry.figure} ({entry.source})",
            *_acts(entry, in_full=in_full),
        ):
            if line:
                console.print(f"    {line}")
    recorded = [entry for entry in every if not entry.is_switch]
    if recorded:
        console.print(f"\n{len(recorded)} that are recorded only:\n")
    for entry in recorded:
        console.print(f"{entry.feature} {entry.id}: {entry.reason}")


def _acts(entry: RegisteredPractice, *, in_full: bool) -> Iterator[str]:
    """Yield what a practice changes and which routes feel it."""
    yield f"changes {entry.changes}"
    yield where_of(entry.record(), in_full=in_full)
    if in_full and entry.note:
        yield f"note: {entry.note}"


def print_explanation(explanation: Explanation) -> None:
    """Print each figure of a terminal with the steps that made it."""
    console = plain_console()
    rows = [
        (figure.figure if number == 0 else "", step.value, step.name)
        for figure in explanation.figures
        for number, step in enumerate(figure.steps)
    ]
    title = f"{explanation.terminal_id}: from the base world to what holds"
    console.print(table_of(title, ("Figure", ">Value", "By"), rows))
    if explanation.levels:
        columns = ("Vintage", ">Import h", ">Export h")
        console.print(table_of("General clearance by vintage", columns, explanation.levels))
    if explanation.contained:
        console.print(f"\nThe level that holds contains: {', '.join(explanation.contained)}")
