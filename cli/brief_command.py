"""landbridge brief: a deck, a workbook and two pages that say the same of a plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import (
    data_option,
    json_option,
    language_option,
    print_json,
    progress,
    quiet_option,
    sound_plan,
)

if TYPE_CHECKING:
    from ..network.plan import Plan
    from ..network.plan_prices import PlanPrices

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    "brief",
    epilog="Examples: landbridge brief --plan out/plan.json -o plan.pptx | "
    "landbridge brief --plan new/plan.json --before old/plan.json --language zh -o brief",
)
@click.option(
    "--plan", "plan_file", type=_FILE, required=True, metavar="FILE",
    help="Plan that was written as plan.json.",
)  # fmt: skip
@click.option(
    "--before", "before_file", type=_FILE, metavar="FILE",
    help="Earlier plan.json: what changes since then is told as well.",
)  # fmt: skip
@language_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("brief.pptx"),
    show_default=True, metavar="FILE|FOLDER",
    help="File to write: .pptx (deck), .xlsx (workbook), .pdf (two pages); or a folder for all.",
)  # fmt: skip
@click.option(
    "--draws", type=click.IntRange(50, 10_000), default=1000, show_default=True, metavar="N",
    help="Simulated journeys of each route, a multiple of 50.",
)  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Of the random numbers.")
@click.option(
    "--prices", "with_prices", is_flag=True,
    help="Tell also what one more slot is worth; this plans the book again (half a minute).",
)  # fmt: skip
@data_option
@json_option
@quiet_option
def command(
    plan_file: Path,
    before_file: Path | None,
    language_id: str,
    output: Path,
    draws: int,
    seed: int,
    with_prices: bool,
    data: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make a brief of a plan for the meeting: deck, workbook or two pages.

    All of them say the same, to the digit. The plans are checked against the tables first.
    The two pages need the extra [pdf].
    """
    from ..maps.brief.make import brief, brief_paths
    from ..network.whole_files import check_writable, write_whole
    from ..optimizer.stress.punctuality import plan_punctuality

    for path in brief_paths(output):
        check_writable(path.parent)
    with progress(quiet=quiet) as report:
        report(f"reading {plan_file}")
        plans = [sound_plan(plan_file, data)]
        if before_file is not None:
            report(f"reading {before_file}")
            plans.insert(0, sound_plan(before_file, data))
        report("simulating delays")
        sure = [plan_punctuality(plan, draws=draws, seed=seed) for plan in plans]
        prices = _prices(plans[-1], report) if with_prices else None
        made = brief(*plans, language=language_id, punctuality=sure, prices=prices)
        report(f"writing {output}")
        files = made.files(output)
        write_whole(files)
    if as_json:
        print_json({"written": [str(path) for path in files], "inputs": made.facts.basis.digest})
    else:
        click.echo(f"Written: {', '.join(str(path) for path in files)}")


def _prices(plan: Plan, report: Callable[[str], None]) -> PlanPrices:
    """Return the prices of the question that a plan answers."""
    from ..optimizer.planner import Planner

    planner = Planner(
        plan.network, plan.orders, plan.limits, objective=plan.objective, terms=plan.terms,
        report=report,
    )  # fmt: skip
    return planner.prices()
