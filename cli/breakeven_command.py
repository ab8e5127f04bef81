"""landbridge breakeven: what a gateway must reach to win tonnes a week, or to pay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .book_options import AskedBook, AskedTable, book_options, csv_option, demand_options
from .options import (
    Number,
    json_option,
    language_option,
    print_json,
    progress,
    quiet_option,
)
from .output_file import CHARTS, OutputFile

if TYPE_CHECKING:
    from ..optimizer.design.gateway import Gateway
    from ..optimizer.design.region import Cell

GRID_GAPS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)
GRID_ROTATIONS = (1, 2, 3, 5, 7)


@click.command(
    "breakeven",
    epilog="Example: landbridge breakeven --what rate --tonnes 5"
    " --scenario wanzhou_a01_bonded_station --scenario wanzhou_a02_freighters",
)
@click.option("--what", type=click.Choice(["frequency", "rate", "handling", "demand"]),
              required=True, help="What is varied: rotations a week, USD/kg below the rival,"
              " hours of handling, or times the demand.")  # fmt: skip
@click.option("--tonnes", type=Number(min=0, max=1e9), help="Tonnes a week to win.")
@click.option("--rotation-usd", type=Number(min=0, max=1e9),
              help="What a departure costs: find where the revenue pays for it.")  # fmt: skip
@click.option("--gateway", "terminal", default="WXN", show_default=True, metavar="TERMINAL",
              help="The gateway.")  # fmt: skip
@click.option("--rival", default="CKG", show_default=True, metavar="TERMINAL",
              help="The gateway it takes cargo from.")  # fmt: skip
@click.option("--service", "services", multiple=True, metavar="PATTERN",
              help="Its services; else those whose id begins with the gateway.")  # fmt: skip
@click.option("--from", "worst", type=Number(), metavar="LEVEL", help="Where to begin.")
@click.option("--to", "best", type=Number(), metavar="LEVEL", help="Where to end.")
@click.option("--rate-gap", type=Number(), metavar="USD/KG",
              help="Hold the rate so far below the rival's; 0 = parity.")  # fmt: skip
@click.option("--rotations", type=click.IntRange(0, 7), help="Hold the rotations a week.")
@click.option("--book-days", type=Number(min=1, max=100_000), metavar="DAYS",
              help="Days of demand that the book stands for.")  # fmt: skip
@click.option("--region", type=OutputFile(*CHARTS), metavar="FILE",
              help="Draw where it wins: frequency against price gap; png, svg, pdf, csv or json."
              )  # fmt: skip
@language_option
@demand_options
@book_options
@csv_option
@json_option
@quiet_option
def command(
    book: AskedBook,
    table: AskedTable | None,
    what: str,
    tonnes: float | None,
    rotation_usd: float | None,
    terminal: str,
    rival: str,
    services: tuple[str, ...],
    worst: float | None,
    best: float | None,
    rate_gap: float | None,
    rotations: int | None,
    book_days: float | None,
    region: Path | None,
    language_id: str,
    csv_file: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find what a gateway must reach to win tonnes a week from its rival, or to break even.

    Levels are bisected between two ends; both sides of the answer are printed with what they
    come to, and whether the measure was monotone over all that was tried (docs/design.md).
    """
    from ..optimizer.design.gateway import Gateway
    from ..optimizer.design.levels import Levels, Lever
    from ..optimizer.design.region import ENDS, break_even
    from .breakeven_report import print_threshold, threshold_json, threshold_rows
    from .rows_output import write_csv

    if (tonnes is None) == (rotation_usd is None):
        message = "give one of --tonnes and --rotation-usd."
        raise click.UsageError(message)
    lever = Lever(what)
    ends = (
        ENDS[lever][0] if worst is None else worst,
        ENDS[lever][1] if best is None else best,
    )
    with progress(quiet=quiet) as report:
        network, demand, _ = book.demand(report, book_days, table)
        patterns = services or (f"{terminal}-*",)
        gateway = Gateway(
            network=network, demand=demand, terminal=terminal, rival=rival, services=patterns,
            report=report,
        )  # fmt: skip
        levels = Levels(rotations=rotations, rate_gap_usd_per_kg=rate_gap)
        found = break_even(
            gateway, lever, tonnes=tonnes, rotation_usd=rotation_usd, ends=ends, levels=levels
        )
        cells = _region(gateway, tonnes, (region, language_id)) if region else ()
    if csv_file is not None:
        write_csv(csv_file, *threshold_rows(found))
    if as_json:
        print_json(threshold_json(lever, found, cells))
        return
    print_threshold(lever, found, is_money=tonnes is None)


def _region(gateway: Gateway, tonnes: float | None, drawn: tuple[Path, str]) -> tuple[Cell, ...]:
    """Solve the region where the gateway wins, and draw it into a file in a language."""
    from ..maps.charts import draw_winning_region
    from ..maps.phrases import Language, Phrase, named
    from ..optimizer.design.region import winning_region

    language = Language(drawn[1])
    cells = winning_region(gateway, GRID_ROTATIONS, GRID_GAPS, tonnes=tonnes)
    rows = [(c.rotations, c.rate_gap_usd_per_kg, c.won.tonnes, c.won.share, c.wins) for c in cells]
    target = Phrase("5 % of both", "两者货量的 5 %")
    if tonnes is not None:
        target = Phrase("{n:,.10g} t a week", "每周 {n:,.10g} 吨").fill(n=tonnes)
    ends = [gateway.network.terminals[place] for place in (gateway.terminal, gateway.rival)]
    winner, rival = (named(end.name, end.name_zh)[language] for end in ends)
    draw_winning_region(
        rows, gateway=winner, rival=rival, target=target[language], language=language
    ).save(drawn[0])
    return cells
