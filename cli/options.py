"""Options that several commands share, and how a command talks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..network.network import Network

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

data_option: Decorator = click.option(
    "--data", default="chongqing", show_default=True, metavar="NAME|FOLDER",
    help="Embedded dataset, or a folder of tables.",
)  # fmt: skip
scenario_option: Decorator = click.option(
    "--scenario", "scenarios", multiple=True, metavar="ID",
    help="Apply a scenario of the dataset; may be repeated.",
)  # fmt: skip
json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on stdout."
)
quiet_option: Decorator = click.option(
    "-q", "--quiet", is_flag=True, help="Say nothing about the progress."
)


def load_network(data: str, scenarios: tuple[str, ...]) -> Network:
    """Load a dataset and apply scenarios in order."""
    from ..network.read import load

    return load(data).apply(*scenarios)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows what is being done, on stderr.

    On a terminal one line is kept up to date; elsewhere each step is a line, and steps
    that only count up are left out.
    """
    if quiet:
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with console.status("") as status:
            yield status.update
        return
    yield _steps_only()


def _steps_only() -> Callable[[str], None]:
    said: set[str] = set()

    def say(text: str) -> None:
        step = text.split(" of ", maxsplit=1)[0].rstrip("0123456789 ")
        if " of " not in text or step not in said:
            said.add(step)
            click.echo(f"  {text}", err=True)

    return say
