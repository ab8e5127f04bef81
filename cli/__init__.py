"""The command line: one thin file for each command.

Commands are imported when they are called, so that ``--help`` loads nothing heavy.
"""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper

import click

COMMANDS = {
    "plan": "Plan an order book: serve what can be served, at least cost.",
    "replan": "Plan an order book again around what is booked, moving little.",
    "prices": "What one more slot, dollar, tonne or day would be worth to a plan.",
    "repair": "Why not everything can be served, and the smallest changes that would help.",
    "frontier": "What less CO2e, or less that is late, costs: plans and the price of each step.",
    "variants": "The cheapest, a balanced and a resilient plan, and what each gives up.",
    "routes": "Every route of one shipment that no other beats, and the modes side by side.",
    "compare": "Rail against sea against air for one shipment; or plans, scenarios side by side.",
    "forecast": "How a market splits after a change: shares calibrated to observed ones.",
    "reach": "How soon and for how little cargo gets from one terminal to every other.",
    "map": "Draw a plan, or the routes of a shipment, on a map that opens offline.",
    "charts": "The mix of a plan as bars, before and after, and when its cargo arrives.",
    "brief": "A deck, a workbook and two pages that say the same of a plan, for the meeting.",
    "export": "A plan as GeoJSON, GeoPackage, CSV, and JSON with its schema.",
    "diff": "What changes from one plan to another: kept, moved, new, dropped, and what it costs.",
    "practices": "The facilitation measures: what each changes, and how it is switched.",
    "scenario": "List, show, check and compare scenarios: what if, as lists of changes.",
    "stress": "What closures cost, what disruptions do to a plan, and which plan stands them.",
    "sweep": "Many cases of scenarios, parameters and seeds, kept as they end: a tornado.",
    "check": "Check a dataset, an order book or a plan, and name every mistake.",
    "design": "Which additions are worth building: the best subset for a sum, with the proof.",
    "breakeven": "What a gateway must reach to win tonnes, or to pay; and where it wins.",
    "bench": "Run instances with known optima, and say how near the answers come.",
}
"""Commands with their one-line help; each lives in a module of its own name."""


class LazyCommands(click.Group):
    """A group of commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f".{cmd_name}_command", __name__).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: landbridge plan --out out",
)
@click.version_option(package_name="landbridge")
def app() -> None:
    """Plan freight over multimodal corridors out of Chongqing."""


def main() -> None:
    """Run the command line; exit with 0, 1 (no plan) or 2 (bad input)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name may hold what a terminal cannot show
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:
        sys.exit(_exit_code(error))
    sys.exit(code if isinstance(code, int) else 0)


def _exit_code(error: Exception) -> int:
    """Print one of our own errors and return its exit code; raise any other again."""
    from ..network.errors import InputError, LandbridgeError

    if isinstance(error, OSError):
        parts = (error.filename, error.strerror or error)
        click.echo(f"Error: {': '.join(str(part) for part in parts if part)}", err=True)
        return 2
    if not isinstance(error, LandbridgeError):
        raise error
    click.echo(f"Error: {error}", err=True)
    return 2 if isinstance(error, InputError) else 1
