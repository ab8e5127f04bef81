"""Options that several commands share, and how a command talks."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from ..network.network import Network
    from ..network.plan import Plan

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Number(click.FloatRange):
    """A finite number in a range; click takes `nan` and `inf` for numbers as well."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number, or fail."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a finite number.", param, ctx)
        return number


data_option: Decorator = click.option(
    "--data", default="chongqing", show_default=True, metavar="NAME|FOLDER",
    help="Embedded dataset, or a folder of tables.",
)  # fmt: skip


def _switched(ctx: click.Context, _: click.Parameter, texts: tuple[str, ...]) -> None:
    """Keep practices for `--scenario`, before whose scenarios they are switched."""
    wrong = [text for text in texts if not all(text.partition("=")[::2])]
    if wrong:
        message = f"{wrong[0]!r} is no practice with its state, as one_pass=off is."
        raise click.BadParameter(message)
    ctx.meta.setdefault(_SWITCHES, []).extend(texts)


def _vintage(ctx: click.Context, _: click.Parameter, vintage: str | None) -> None:
    """Choose the vintage of clearance, which is a practice as well."""
    if vintage is not None:
        ctx.meta.setdefault(_SWITCHES, []).append(f"clearance_vintage={vintage}")


def _with_switches(
    ctx: click.Context, _: click.Parameter, scenarios: tuple[str, ...]
) -> tuple[str, ...]:
    return (*ctx.meta.get(_SWITCHES, ()), *scenarios)


_SWITCHES = "landbridge.practices"

_practice_option: Decorator = click.option(
    "--practice", multiple=True, metavar="ID=on|off", expose_value=False, is_eager=True,
    callback=_switched, help="Switch a practice or a feature (landbridge practices); repeatable.",
)  # fmt: skip
_vintage_option: Decorator = click.option(
    "--vintage", metavar="YEAR[-MONTH]", expose_value=False, is_eager=True, callback=_vintage,
    help="Vintage of the clearance levels of Chongqing, such as 2018-11.",
)  # fmt: skip
_scenario_option: Decorator = click.option(
    "--scenario", "scenarios", multiple=True, metavar="ID|FILE", callback=_with_switches,
    help="Apply a scenario of the dataset, or one in a .toml file; may be repeated.",
)  # fmt: skip


def scenario_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its scenarios, and the practices that are switched before them."""
    decorated: Callable[..., Any] = _scenario_option(_practice_option(_vintage_option(command)))
    return decorated


json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on stdout."
)
language_option: Decorator = click.option(
    "--language", "language_id", type=click.Choice(["en", "zh"]), default="en", show_default=True,
    help="Language of what is drawn.",
)  # fmt: skip
quiet_option: Decorator = click.option(
    "-q", "--quiet", is_flag=True, help="Say nothing about the progress."
)


def load_network(data: str, scenarios: tuple[str, ...]) -> Network:
    """Load a dataset and apply scenarios in order, by id or from files.

    A practice that changes nothing says so on stderr.
    """
    from ..network.practices import practice_log
    from ..network.read import load
    from ..network.scenario_files import find_scenarios

    network = load(data).apply(*find_scenarios(scenarios))
    for step in practice_log(network.base or network.raw, network.practices, network.applied):
        if step.remark:
            click.echo(f"  {step}", err=True)
    return network


def sound_plan(path: Path, data: str) -> Plan:
    """Read a plan and verify it; its network is the one that it names unless --data is given.

    Raises
    ------
    DatasetError
        The file is no plan, or the plan breaks rules.
    """
    from ..network.errors import DatasetError, Mistake
    from ..network.plan_files import read_plan
    from ..network.verify import verify

    plan = read_plan(path, data if is_given("data") else None)
    violations = verify(plan)
    if violations:
        raise DatasetError(
            Mistake(place=f"{path}, {v.where}: {v.rule}", found=v.found, expected=v.expected)
            for v in violations
        )
    return plan


def is_given(name: str) -> bool:
    """Tell whether an option was given, and is not what it is by default."""
    source = click.get_current_context().get_parameter_source(name)
    return source not in (None, click.core.ParameterSource.DEFAULT)


def plain_console(*, stderr: bool = False) -> Console:
    """Return a console that prints texts as they are: a name is no markup and no emoji."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def print_json(document: object) -> None:
    """Print a JSON document on stdout, in UTF-8 whatever stdout is set to."""
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    click.echo(text.encode())


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows what is being done, on stderr.

    On a terminal one line is kept up to date; elsewhere each step is a line, and steps
    that only count up are left out.
    """
    if quiet:
        yield lambda _: None
        return
    from rich.text import Text

    console = plain_console(stderr=True)
    if console.is_terminal:
        with console.status("") as status:
            yield lambda text: status.update(Text(text))
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
