"""landbridge variants: the cheapest, a balanced and a resilient plan side by side."""

from __future__ import annotations

import click

from .book_options import AskedBook, book_options
from .options import json_option, print_json, progress, quiet_option


@click.command("variants", epilog="Example: landbridge variants --orders orders.csv")
@book_options
@json_option
@quiet_option
def command(book: AskedBook, as_json: bool, quiet: bool) -> None:
    """Show three plans and what each gives up (docs/prices.md says how they are defined)."""
    from .frontier_report import print_variants, variants_json

    with progress(quiet=quiet) as report:
        plans = book.planner(report).named_plans()
    if as_json:
        print_json(variants_json(plans))
        return
    print_variants(plans)
