"""landbridge plan: plan an order book and write the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .book_options import (
    gap_option,
    objective_option,
    orders_option,
    seconds_option,
    terms_option,
)
from .limit_options import limit_options
from .options import (
    data_option,
    json_option,
    load_network,
    print_json,
    progress,
    quiet_option,
    scenario_option,
)
from .plan_places import PlanPlaces

if TYPE_CHECKING:
    from ..network.limits import Limits

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    "plan",
    epilog="Example: landbridge plan --orders orders.csv --budget 2500000 --lateness avoided",
)
@data_option
@scenario_option
@orders_option
@limit_options
@terms_option
@objective_option
@gap_option
@seconds_option
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"),
    show_default=True, help="Folder for plan.html, plan.json and plan.csv.",
)  # fmt: skip
@click.option(
    "--slot-book", "slot_book_file", type=_FILE, metavar="FILE.csv",
    help="Write what to book, by departure week and service.",
)  # fmt: skip
@click.option(
    "--calendar", "calendar_file", type=_FILE, metavar="FILE.ics",
    help="Write the cut-offs as a calendar.",
)  # fmt: skip
@json_option
@quiet_option
def command(
    data: str,
    scenarios: tuple[str, ...],
    orders: Path | None,
    limits: Limits,
    terms_file: Path | None,
    objective: str,
    gap: float,
    seconds: float,
    out: Path,
    slot_book_file: Path | None,
    calendar_file: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Plan an order book: serve what can be served, then at least cost.

    Prints the plan and writes it as a map, as JSON and as CSV. The plan is checked
    against the tables before it is shown.
    """
    from ..network.plan import Objective
    from ..network.read import read_orders
    from ..network.term_files import read_terms
    from ..network.whole_files import check_writable, write_whole
    from ..optimizer.plan import Effort, plan

    given = tuple(path for path in (orders, terms_file) if path)
    places = PlanPlaces(out, slot_book_file, calendar_file, given)
    for folder in places.folders():
        check_writable(folder)
    with progress(quiet=quiet) as report:
        report(f"reading {data}")
        network = load_network(data, scenarios)
        answer = plan(
            network,
            read_orders(orders, network) if orders else None,
            limits,
            objective=Objective(objective),
            effort=Effort(gap=gap, seconds=seconds),
            report=report,
            terms=read_terms(terms_file, network) if terms_file else None,
        )
        report(f"writing {out}")
        files = places.files(answer)
        write_whole(files)
    if as_json:
        print_json(files[out / "plan.json"])
        return
    from .plan_report import print_plan

    print_plan(answer)
    click.echo(f"\nWritten: {', '.join(str(path) for path in files)}")
