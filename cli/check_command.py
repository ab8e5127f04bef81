"""landbridge check: name every mistake in a dataset, an order book or a plan."""

from __future__ import annotations

from pathlib import Path

import click

from .options import data_option, json_option, print_json, sound_plan

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("check", epilog="Example: landbridge check --orders orders.csv")
@data_option
@click.option("--orders", type=_FILE, metavar="FILE", help="Check an order book as well.")
@click.option(
    "--plan", "plan_file", type=_FILE, metavar="FILE",
    help="Check a plan.json against the tables, leg by leg.",
)  # fmt: skip
@json_option
def command(data: str, orders: Path | None, plan_file: Path | None, as_json: bool) -> None:
    """Check a dataset and name every mistake by file, row and column.

    Ends with 0 where nothing is wrong, and with 2 otherwise.
    """
    from ..network.errors import InputError

    try:
        lines = _check(data, orders, plan_file)
    except InputError as error:
        if not as_json:
            raise
        mistakes = [
            {"place": m.place, "found": m.found, "expected": m.expected} for m in error.mistakes
        ]
        print_json({"ok": False, "mistakes": mistakes})
        raise click.exceptions.Exit(2) from error
    if as_json:
        print_json({"ok": True, "checked": lines})
    else:
        click.echo("\n".join(lines))


def _check(data: str, orders: Path | None, plan_file: Path | None) -> list[str]:
    from ..network.read import load, read_orders

    network = load(data)
    lines = [
        f"{network.name}: {len(network.terminals)} terminals, {len(network.links)} links,"
        f" {len(network.services)} services, {len(network.orders)} orders,"
        f" {len(network.scenarios)} scenarios: no mistakes"
    ]
    if orders is not None:
        lines.append(f"{orders}: {len(read_orders(orders, network))} orders: no mistakes")
    if plan_file is not None:
        plan = sound_plan(plan_file, data)
        lines.append(f"{plan_file}: {len(plan.assignments)} assignments: nothing is broken")
    return lines
