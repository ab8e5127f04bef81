"""landbridge stress: what closures cost, what disruptions do, and which plan stands them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .book_options import FILE, AskedBook, book_options, csv_option, seed_option
from .options import (
    Number,
    json_option,
    language_option,
    print_json,
    progress,
    quiet_option,
)
from .output_file import PAGES, OutputFile

if TYPE_CHECKING:
    from ..network.closures import StressReport
    from ..network.plan_risk import PlanRisk
    from ..optimizer.planner import Planner
    from ..optimizer.stress.robust_plan import RobustChoice

KINDS = ("service", "link", "border", "terminal", "exposure")


@click.command(
    "stress",
    epilog="Example: landbridge stress --kind exposure --pairs 4 --draws 1000",
)
@book_options
@click.option(
    "--closures", is_flag=True, help="Close things in turn; without --draws and --future the rule."
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS),
    help="Close things of this kind only; may be repeated.",
)  # fmt: skip
@click.option(
    "--left", "capacity_left", type=Number(min=0, max=0.99), default=0.0, metavar="SHARE",
    help="Leave this share of the capacity instead of closing.",
)  # fmt: skip
@click.option(
    "--pairs", "num_paired", type=click.IntRange(0, 50), default=0, metavar="N",
    help="Also close all pairs of the N worst.",
)  # fmt: skip
@click.option(
    "--whole", "num_whole", type=click.IntRange(0, 1000), default=3, show_default=True,
    metavar="N", help="Solve the N worst in whole boxes too.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 512), metavar="N",
    help="Processes that close things; without it one for each core. The same report with any.",
)  # fmt: skip
@click.option(
    "--top", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Rows to print."
)
@click.option(
    "--draws", type=click.IntRange(0, 1_000_000), default=0,
    help="Draw disruptions and delays for the plan so often.",
)  # fmt: skip
@seed_option
@click.option(
    "--disruptions", "disruptions_file", type=FILE, metavar="FILE.csv",
    help="What may happen; without it the table of the dataset.",
)  # fmt: skip
@click.option(
    "--level", type=Number(min=0, max=0.999), default=0.9, show_default=True,
    help="Of VaR and CVaR.",
)  # fmt: skip
@click.option(
    "--late-usd", type=Number(min=0, max=1e9), default=0.0, metavar="USD",
    help="Price of a day late for each TEU of orders that name none, in the draws.",
)  # fmt: skip
@click.option(
    "--future", "futures", multiple=True, metavar="STACK=PROBABILITY",
    help="Choose a plan for what may come, e.g. sea_closed=0.1; the rest is the base.",
)  # fmt: skip
@click.option(
    "--weight", type=Number(min=0, max=1), default=0.5, show_default=True,
    help="Of CVaR against the expectation, for --future.",
)  # fmt: skip
@click.option(
    "--unserved-usd", type=Number(min=0, max=1e9), default=100_000.0, show_default=True,
    metavar="USD", help="Price of a TEU that is left behind, for --future; above that of any way.",
)  # fmt: skip
@click.option(
    "--map", "map_file", type=OutputFile(*PAGES), metavar="FILE.html",
    help="Also draw what the closures cost, and of those solved whole what moves.",
)  # fmt: skip
@language_option
@csv_option
@json_option
@quiet_option
def command(
    book: AskedBook,
    closures: bool,
    kinds: tuple[str, ...],
    capacity_left: float,
    num_paired: int,
    num_whole: int,
    workers: int | None,
    top: int,
    draws: int,
    seed: int,
    disruptions_file: Path | None,
    level: float,
    late_usd: float,
    futures: tuple[str, ...],
    weight: float,
    unserved_usd: float,
    map_file: Path | None,
    language_id: str,
    csv_file: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find what an order book cannot do without, and what may become of its plan.

    Without more, every service, link, border, terminal and exposure that the plan uses is
    closed in turn, and what that costs and leaves behind is ranked. --draws gives the
    distribution of the cost of the plan, --future the plan that stands what may come.
    """
    from ..network.closures import FailureKind
    from ..optimizer.stress.stress_test import stress
    from ..optimizer.sweep.run import default_workers
    from .stress_report import print_choice, print_closures, print_risk, stress_record

    chances = dict(map(_chance, futures))
    report, risk, choice = None, None, None
    with progress(quiet=quiet) as say:
        planner = book.planner(say)
        if closures or not (draws or chances):
            report = stress(
                planner,
                capacity_left=capacity_left,
                kinds=tuple(map(FailureKind, kinds or KINDS)),
                num_whole=num_whole,
                num_paired=num_paired,
                workers=workers or default_workers(),
            )
        if draws:
            asked = (draws, seed, level, late_usd)
            risk = _risk(planner, disruptions_file, asked)
        if chances:
            choice = _choice(book, planner, chances, (level, weight, unserved_usd), say)
    if report is not None:
        _write(report, csv_file, (map_file, language_id))
    if as_json:
        print_json(stress_record(report, risk, choice))
        return
    if report is not None:
        print_closures(report, top)
    if risk is not None:
        print_risk(risk)
    if choice is not None:
        print_choice(choice)


def _write(report: StressReport, csv_file: Path | None, drawn: tuple[Path | None, str]) -> None:
    """Write the rows, and the map in a language."""
    from ..network.whole_files import write_whole
    from .rows_output import write_csv
    from .stress_report import CSV_COLUMNS, closure_rows

    if csv_file is not None:
        write_csv(csv_file, CSV_COLUMNS, closure_rows(report))
    map_file, language_id = drawn
    if map_file is not None:
        from ..maps import draw_stress
        from ..maps.phrases import Language

        page = draw_stress(report.plan.network, report, language=Language(language_id))
        write_whole({map_file: page.html()})


def _chance(text: str) -> tuple[str, float]:
    """Return a stack of scenarios and its probability."""
    stack, _, share = text.rpartition("=")
    try:
        probability = float(share)
    except ValueError:
        probability = -1.0
    if not stack or not 0 <= probability <= 1:
        message = f"{text!r}: expected a stack of scenarios, =, and a share from 0 to 1"
        raise click.BadParameter(message, param_hint="--future")
    return stack, probability


def _risk(planner: Planner, file: Path | None, asked: tuple[int, int, float, float]) -> PlanRisk:
    from ..network.disruptions import read_disruptions
    from ..optimizer.stress.draw_risk import plan_risk

    draws, seed, level, late_usd = asked
    return plan_risk(
        planner.plan(),
        read_disruptions(planner.session.network, file),
        draws=draws,
        seed=seed,
        level=level,
        late_usd_per_teu_day=late_usd,
    )


def _choice(
    book: AskedBook,
    planner: Planner,
    chances: dict[str, float],
    asked: tuple[float, float, float],
    say: Callable[[str], None],
) -> RobustChoice:
    """Find the plan of today that stands what may come."""
    from ..optimizer.stress.joint_model import RiskAim
    from ..optimizer.stress.robust_booking import robust_plan

    total = sum(chances.values())
    if total > 1 + 1e-9:
        message = f"the probabilities have the sum {total:g}, which is more than 1"
        raise click.UsageError(message)
    level, weight, unserved_usd = asked
    return robust_plan(
        planner,
        {stack: (book.beside(stack).planner(say), share) for stack, share in chances.items()},
        RiskAim(unserved_usd_per_teu=unserved_usd, level=level, weight=weight),
        say,
    )
