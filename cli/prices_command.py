"""landbridge prices: what one more slot, dollar, tonne or day would be worth to a plan."""

from __future__ import annotations

from pathlib import Path

import click

from .book_options import AskedBook, book_options, chart_option, csv_option
from .options import json_option, print_json, progress, quiet_option


@click.command(
    "prices",
    epilog="Example: landbridge prices --co2e 1500 --due O003 --rates all --csv prices.csv",
)
@book_options
@click.option(
    "--due", "due_of", multiple=True, metavar="ORDER",
    help="What a day earlier and later would change for an order; may be repeated.",
)  # fmt: skip
@click.option(
    "--days", multiple=True, type=int, metavar="N",
    help="Days by which --due moves it; may be repeated. Without it -1 and 1.",
)  # fmt: skip
@click.option(
    "--rates", "rates_of", multiple=True, metavar="SERVICE",
    help="At which rate a service that is not used would be taken; all = every one.",
)  # fmt: skip
@csv_option
@chart_option
@json_option
@quiet_option
def command(
    book: AskedBook,
    due_of: tuple[str, ...],
    days: tuple[int, ...],
    rates_of: tuple[str, ...],
    csv_file: Path | None,
    chart_file: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Show what one more slot on each full departure, and of each limit, would save.

    The prices are those of the linear mix, in which boxes may be split, each with the range
    in which it holds and with what re-solves with one more and one less come to
    (docs/prices.md).
    """
    from .prices_report import price_rows, prices_json, print_prices, unused_services
    from .rows_output import write_csv

    with progress(quiet=quiet) as report:
        planner = book.planner(report)
        plan = planner.plan()
        services = unused_services(plan) if "all" in rates_of else rates_of
        prices = planner.prices(due_of=due_of, days=days or (-1, 1), rates_of=services)
    if csv_file is not None:
        write_csv(csv_file, *price_rows(prices))
    if chart_file is not None:
        from ..maps.charts import draw_slot_prices

        draw_slot_prices(plan, prices).save(chart_file)
    if as_json:
        print_json(prices_json(prices))
        return
    print_prices(plan, prices)
    if written := [str(path) for path in (csv_file, chart_file) if path is not None]:
        click.echo(f"\nWritten: {', '.join(written)}")
