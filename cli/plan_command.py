"""landbridge plan: plan an order book and write the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from .limit_options import limit_options
from .options import (
    Number,
    data_option,
    json_option,
    load_network,
    print_json,
    progress,
    quiet_option,
    scenario_option,
)

if TYPE_CHECKING:
    from ..network.limits import Limits
    from ..network.plan import Plan

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    "plan",
    epilog="Example: landbridge plan --orders orders.csv --budget 2500000 --lateness avoided",
)
@data_option
@scenario_option
@click.option(
    "--orders", type=_FILE, metavar="FILE",
    help="Order book as CSV; without it the one of the dataset.",
)  # fmt: skip
@limit_options
@click.option(
    "--objective", type=click.Choice(["freight", "generalised"]), default="freight",
    show_default=True, help="What counts as cost; generalised adds the holding of the goods.",
)  # fmt: skip
@click.option(
    "--gap", type=Number(min=0, max=1), default=0.001, show_default=True,
    help="Stop where the cost is proven to be so close to the optimum.",
)  # fmt: skip
@click.option(
    "--seconds", type=Number(min=1, max=604_800), default=60.0, show_default=True,
    help="Time for the search in whole boxes.",
)  # fmt: skip
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
    from ..network.whole_files import check_writable, write_whole
    from ..optimizer.plan import Effort, plan

    places = _Places(out, slot_book_file, calendar_file, orders)
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


class _Places(NamedTuple):
    """Where the files of a plan are written, none of them over another or the order book."""

    out: Path
    slot_book: Path | None
    calendar: Path | None
    orders: Path | None

    def folders(self) -> list[Path]:
        """Return the folders, and refuse a place that two files would share."""
        asked = [path for path in (self.slot_book, self.calendar) if path]
        others = [self.out / name for name in ("plan.html", "plan.json", "plan.csv")]
        if self.orders is not None:
            others.append(self.orders)
        places = [path.resolve() for path in (*others, *asked)]
        for path in asked:
            if places.count(path.resolve()) > 1:
                raise click.UsageError(f"{path} is the place of another file as well")
        return [self.out, *(path.parent for path in asked)]

    def files(self, plan: Plan) -> dict[Path, str]:
        """Return the text of every file by its place."""
        from ..maps import draw_plan
        from ..network.calendar_file import plan_calendar
        from ..network.plan_files import plan_csv, plan_json
        from ..network.slot_book import slot_book
        from ..network.slot_book_files import slot_book_csv

        files = {
            self.out / "plan.html": draw_plan(plan.network, plan).html(),
            self.out / "plan.json": plan_json(plan),
            self.out / "plan.csv": plan_csv(plan),
        }
        if self.slot_book is not None:
            files[self.slot_book] = slot_book_csv(plan.network, slot_book(plan))
        if self.calendar is not None:
            files[self.calendar] = plan_calendar(plan)
        return files
