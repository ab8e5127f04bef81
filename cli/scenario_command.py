"""landbridge scenario: list, show, check, diff and compare scenarios."""

from __future__ import annotations

from pathlib import Path

import click

from .book_options import AskedBook, book_options, csv_option, draws_option, seed_option
from .options import data_option, json_option, print_json, progress, quiet_option, sound_plan

_FILE = click.Path(path_type=Path)


@click.group(
    "scenario",
    epilog="Example: landbridge scenario diff base d05_poland_closes_border+mine.toml",
)
def command() -> None:
    """List, show, check and compare scenarios: named lists of changes to a network."""


@command.command("list", epilog="Example: landbridge scenario list --kind disruption")
@data_option
@click.option("--kind", metavar="KIND", help="Only those of a kind, e.g. wanzhou.")
@json_option
def list_scenarios(data: str, kind: str | None, as_json: bool) -> None:
    """List the scenarios of a dataset: what they are, their days and what they need."""
    from ..network.read import load
    from .scenario_report import print_scenarios, scenario_record

    scenarios = load(data).scenarios.values()
    chosen = [scenario for scenario in scenarios if kind in (None, scenario.kind)]
    if not chosen:
        kinds = ", ".join(sorted({scenario.kind for scenario in scenarios})) or "none"
        message = f"no scenario of kind {kind!r}; there is {kinds}" if kind else "no scenario"
        raise click.UsageError(message)
    if as_json:
        print_json([scenario_record(scenario) for scenario in chosen])
    else:
        print_scenarios(chosen)


@command.command("show", epilog="Example: landbridge scenario show suez_reopens")
@click.argument("name", metavar="ID|FILE")
@data_option
@json_option
def show(name: str, data: str, as_json: bool) -> None:
    """Show a scenario: where it comes from, and what it changes."""
    from ..network.read import load
    from ..network.scenario_files import find_scenario
    from .scenario_report import print_scenario, scenario_record

    scenario = find_scenario(name, load(data))
    if as_json:
        print_json(scenario_record(scenario))
    else:
        print_scenario(scenario)


@command.command("check", epilog="Example: landbridge scenario check mine.toml yours.toml")
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@data_option
@json_option
def check(files: tuple[Path, ...], data: str, as_json: bool) -> None:
    """Check scenario files against a dataset and name every mistake.

    Each is applied after what it requires; the files may name each other. Ends with 0
    where nothing is wrong, and with 2 otherwise.
    """
    from ..network.read import load
    from ..network.scenario_files import check_scenario_files
    from .scenario_report import checked_record, print_checked

    checked = check_scenario_files(files, load(data))
    if as_json:
        print_json(checked_record(checked))
    else:
        print_checked(checked)
    if any(mistakes for _, mistakes in checked.values()):
        raise click.exceptions.Exit(2)


@command.command("diff", epilog="Example: landbridge scenario diff base suez_reopens+mine.toml")
@click.argument("stacks", nargs=-1, required=True, metavar="[BEFORE] AFTER")
@data_option
@json_option
def diff(stacks: tuple[str, ...], data: str, as_json: bool) -> None:
    """Say which rows and cells of which tables differ between two stacks of scenarios.

    A stack is ids and .toml files with `+` between them, applied in order; `base` is the
    dataset as it is, and is what one stack alone is held against.
    """
    from ..network.network_difference import network_difference
    from ..network.read import load
    from ..network.scenario_files import BASE, apply_stack
    from .scenario_report import difference_record, print_difference

    if len(stacks) > 2:
        message = f"{len(stacks)} stacks; give one or two, with + between the parts of a stack"
        raise click.UsageError(message)
    before, after = (BASE, *stacks)[-2:]
    network = load(data)
    one, other = apply_stack(network, before), apply_stack(network, after)
    difference = network_difference(one, other)
    if as_json:
        print_json(difference_record(difference))
    else:
        print_difference(difference, {**one.scenarios, **other.scenarios})


@command.command(
    "compare", epilog="Example: landbridge scenario compare base suez_reopens monday/plan.json"
)
@click.argument("names", nargs=-1, required=True, metavar="STACK|PLAN.json...")
@book_options
@draws_option
@seed_option
@csv_option
@json_option
@quiet_option
def compare(
    names: tuple[str, ...],
    book: AskedBook,
    draws: int,
    seed: int,
    csv_file: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Plan stacks of scenarios and put them side by side, with saved plans among them.

    A stack is ids and .toml files with `+` between them; `base` is none. Cost, lead times,
    CO2e, on time, mix by corridor, mode and gateway, and what moved for which order and why;
    all are held against the first. `landbridge compare` with two or more names is the same.
    """
    from ..optimizer.plan_comparison import compare_plans
    from .comparison_report import (
        CSV_COLUMNS,
        comparison_record,
        comparison_rows,
        labels_of,
        print_comparison,
    )
    from .rows_output import write_csv

    if len(set(names)) < max(2, len(names)):
        message = "give at least two, each once"
        raise click.UsageError(message)
    with progress(quiet=quiet) as report:
        plans = {}
        for name, label in labels_of(names).items():
            if name.endswith(".json"):
                plans[label] = sound_plan(Path(name), book.data)
            else:
                report(f"planning {name}")
                plans[label] = book.beside(name).planner(report).plan()
        comparison = compare_plans(plans, draws=draws, seed=seed)
    if csv_file is not None:
        write_csv(csv_file, CSV_COLUMNS, comparison_rows(comparison))
    if as_json:
        print_json(comparison_record(comparison))
    else:
        print_comparison(comparison)
