"""landbridge repair: why not everything can be served, and what would help."""

from __future__ import annotations

import click

from .book_options import AskedBook, book_options
from .options import json_option, print_json, progress, quiet_option


@click.command("repair", epilog="Example: landbridge repair --budget 2000000 --repairs 3")
@book_options
@click.option(
    "--repairs", "most_repairs", type=click.IntRange(1, 20), default=5, show_default=True,
    help="How many repairs to look for.",
)  # fmt: skip
@click.option(
    "--days", "most_days", type=click.IntRange(1, 90), default=30, show_default=True,
    help="Most days by which a repair may move a due date.",
)  # fmt: skip
@json_option
@quiet_option
def command(book: AskedBook, most_repairs: int, most_days: int, as_json: bool, quiet: bool) -> None:
    """Name what is left behind and why, what conflicts, and the smallest repairs.

    A repair is made of more slots on a service, later due dates, and looser limits; after
    it everything is served, at the cost that it says (docs/prices.md).
    """
    from .repair_report import print_shortfall, shortfall_json

    with progress(quiet=quiet) as report:
        planner = book.planner(report)
        shortfall = planner.shortfall(most_repairs=most_repairs, most_days=most_days)
    if as_json:
        print_json(shortfall_json(shortfall))
        return
    print_shortfall(planner.session.orders, shortfall)
