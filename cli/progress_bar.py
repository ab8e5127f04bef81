"""A bar that shows how far a long count is, and when it will end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from .options import plain_console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

Count = Callable[[int, int], None]
"""Is told how many are done, and of how many."""


@contextmanager
def progress_bar(what: str, *, quiet: bool, things: str = "shipments") -> Iterator[Count]:
    """Yield a function that shows a count on stderr: a bar on a terminal, else one line.

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
        yield _one_line(what, things)
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
    )


def _one_line(what: str, things: str) -> Count:
    said: list[int] = []

    def count(done: int, total: int) -> None:
        if not said:
            said.append(total)
            click.echo(f"  {what} of {total} {things}", err=True)

    return count
