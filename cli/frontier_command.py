"""landbridge frontier: what less CO2e, or less that is late, costs."""

from __future__ import annotations

from pathlib import Path

import click

from .book_options import AskedBook, book_options, chart_option, csv_option
from .options import json_option, print_json, progress, quiet_option


@click.command(
    "frontier", epilog="Example: landbridge frontier --against co2e --points 6 --csv frontier.csv"
)
@book_options
@click.option(
    "--against", type=click.Choice(["co2e", "lateness"]), default="co2e", show_default=True,
    help="What cost is traded for.",
)  # fmt: skip
@click.option(
    "--points", "num_points", type=click.IntRange(2, 50), default=5, show_default=True,
    help="Plans to look for, the two ends among them.",
)  # fmt: skip
@csv_option
@chart_option
@json_option
@quiet_option
def command(
    book: AskedBook,
    against: str,
    num_points: int,
    csv_file: Path | None,
    chart_file: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Show plans from the cheapest to the cleanest, or the most punctual, and each step's price.

    The steps are those of the linear mix; for CO2e they are the marginal abatement costs.
    """
    from ..network.limits import Goal
    from .frontier_report import frontier_json, frontier_rows, print_frontier
    from .rows_output import write_csv

    with progress(quiet=quiet) as report:
        goal = Goal.CO2E if against == "co2e" else Goal.LATE
        frontier = book.planner(report).frontier(goal, num_points)
    if csv_file is not None:
        write_csv(csv_file, *frontier_rows(frontier))
    if chart_file is not None:
        from ..maps.charts import draw_abatement

        draw_abatement(frontier).save(chart_file)
    if as_json:
        print_json(frontier_json(frontier))
        return
    print_frontier(frontier)
    if written := [str(path) for path in (csv_file, chart_file) if path is not None]:
        click.echo(f"\nWritten: {', '.join(written)}")
