"""A bar that shows how far a long count is, and when it will end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

import click

from .options import plain_console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

Count = Callable[[int, int], None]
"""Is told how many are done, and of how many."""

SECONDS_KNOWN: Final = 3600.0
"""The time to go is judged by what was done in so many seconds: one thing may take minutes."""

SECONDS_A_LINE: Final = 30.0
"""Where there is no bar, a line is said at most so often."""


@contextmanager
def progress_bar(what: str, *, quiet: bool, things: str = "shipments") -> Iterator[Count]:
    """Yield a function that shows a count on stderr: a bar on a terminal, else lines.

    Parameters
    ----------
    what
        What is being done, such as ``routes``.
    quiet
        Show nothing.
    things
        What is counted.
    """
    if quiet:
        yield lambda done, total: None
        return
    console = plain_console(stderr=True)
    if not console.is_terminal:
        yield _Lines(what, things).count
        return
    with _bar(console) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _bar(console: Console) -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("to go", markup=False),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        speed_estimate_period=SECONDS_KNOWN,
    )


class _Lines:
    """Says how many there are, and now and then how many are done and how long the rest takes."""

    def __init__(self, what: str, things: str) -> None:
        self._what, self._things = what, things
        self._began: tuple[float, int] | None = None
        self._said = 0.0

    def count(self, done: int, total: int) -> None:
        """Say a line at the first call, and again where the last one is old."""
        now = monotonic()
        if self._began is None:
            self._began, self._said = (now, done), now
            click.echo(f"  {self._what} of {total} {self._things}", err=True)
        elif now - self._said >= SECONDS_A_LINE:
            self._said = now
            since, before = self._began
            left = (now - since) / max(1, done - before) * (total - done)
            text = f"{done} of {total} {self._things}, about {_span(left)} to go"
            click.echo(f"  {self._what} {text}", err=True)


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{round(seconds)} s" if minutes < 2 else f"{minutes} min"
