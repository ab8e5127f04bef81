"""landbridge design: which additions are worth building, with the proof."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from .book_options import AskedBook, AskedTable, book_options, csv_option, demand_options
from .options import Decorator, Number, json_option, print_json, progress, quiet_option

_MOST_USD = 1e13

_amounts: tuple[Decorator, ...] = (
    click.option("--capex", type=Number(min=0, max=_MOST_USD), metavar="USD",
                 help="What may be spent on building in all; without it, anything."),
    click.option("--capex-each-year", type=Number(min=0, max=_MOST_USD), metavar="USD",
                 help="What may be spent in any one year; capex is spread over the building."),
    click.option("--capex-in-year", "capex_in_year", multiple=True, metavar="YEAR=USD",
                 help="What may be spent in a year, counted from 1; may be repeated."),
    click.option("--start-years", type=click.IntRange(1, 100), default=1, show_default=True,
                 help="Years in which building may begin; 1 = all with the decision."),
    click.option("--method", type=click.Choice(["auto", "enumerate", "cuts"]), default="auto",
                 show_default=True,
                 help="Enumerate all subsets with bounds, or search by cuts; cuts where there"
                      " are more than 4,096, or years to begin in."),
    click.option("--years", type=click.IntRange(1, 100), default=20, show_default=True,
                 help="Years that count."),
    click.option("--discount", type=Number(min=0, max=0.99), default=0.05, show_default=True,
                 help="Discount rate a year."),
    click.option("--book-days", type=Number(min=1, max=100_000), metavar="DAYS",
                 help="Days of demand that the book stands for; from its first to its last ready"
                      " day without."),
    click.option("--unserved-usd", type=Number(min=0, max=1e9), default=0.0, show_default=True,
                 help="What a TEU is worth that only some subsets serve."),
    click.option("--view", type=click.Choice(["payer", "welfare"]), default="payer",
                 show_default=True,
                 help="Whose money counts: a subsidy costs its payer, and is a transfer in"
                      " welfare."),
)  # fmt: skip


def _with_amounts(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_amounts):
        command = option(command)
    return command


@click.command("design", epilog="Example: landbridge design --capex 80e6 --years 20 --csv d.csv")
@_with_amounts
@click.option("--addition", "names", multiple=True, metavar="ID",
              help="Consider it and what it requires; may be repeated. Else all.")  # fmt: skip
@click.option("--value", multiple=True, metavar="ID",
              help="Search for nothing: value this and what it requires, whatever it costs; may be"
              " repeated.")  # fmt: skip
@click.option("--commit", "commitments", multiple=True, metavar="ID=USD",
              help="Pay so much a year once it is open, used or not; may be repeated.")  # fmt: skip
@click.option("--no-plans", is_flag=True,
              help="Leave out the plans in whole boxes of what is chosen.")  # fmt: skip
@demand_options
@book_options
@csv_option
@json_option
@quiet_option
def command(
    book: AskedBook,
    table: AskedTable | None,
    capex: float | None,
    capex_each_year: float | None,
    capex_in_year: tuple[str, ...],
    start_years: int,
    method: str,
    years: int,
    discount: float,
    book_days: float | None,
    unserved_usd: float,
    view: str,
    names: tuple[str, ...],
    value: tuple[str, ...],
    commitments: tuple[str, ...],
    no_plans: bool,
    csv_file: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Choose the additions that are worth most, within a sum of capex.

    An addition saves what the order book, scaled to a year, costs less with it: in the linear
    mix, discounted, from when it is built (docs/design.md). The proof says which subsets were
    valued and which a bound excluded; where there are too many, or building may begin in
    several years, how far the bound on all is from the best.
    """
    from ..network.additions import Horizon
    from ..optimizer.design.choose import Ask, Method, choose_additions
    from ..optimizer.design.search import View
    from .design_report import design_json, print_design, proof_rows
    from .rows_output import write_csv

    with progress(quiet=quiet) as report:
        network, demand, effort = book.demand(report, book_days, table)
        ask = Ask(
            names=names,
            commitments=dict(map(_commitment, commitments)),
            capex_usd=capex,
            capex_each_year_usd=capex_each_year,
            horizon=Horizon(years=years, discount=discount),
            unserved_usd_per_teu=unserved_usd,
            view=View(view),
            effort=None if no_plans else effort,
            start_years=start_years,
            capex_in_year_usd=dict(map(_money_of_year, capex_in_year)),
            method=Method(method),
            value=value,
        )
        design = choose_additions(network, demand, ask, report)
    if csv_file is not None:
        write_csv(csv_file, *proof_rows(design))
    if as_json:
        print_json(design_json(design))
        return
    print_design(design)


def _commitment(text: str) -> tuple[str, float]:
    name, _, usd = text.partition("=")
    try:
        return name, float(Number(min=0, max=_MOST_USD).convert(usd, None, None))
    except click.BadParameter as error:
        message = f"--commit {text!r}: write ID=USD, as wanzhou_a02_freighters=2e6. {error}"
        raise click.BadParameter(message) from None


def _money_of_year(text: str) -> tuple[int, float]:
    year, _, usd = text.partition("=")
    try:
        return int(year), float(Number(min=0, max=_MOST_USD).convert(usd, None, None))
    except (click.BadParameter, ValueError) as error:
        message = f"--capex-in-year {text!r}: write YEAR=USD, as 1=20e6. {error}"
        raise click.BadParameter(message) from None
