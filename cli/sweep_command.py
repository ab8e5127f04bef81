"""landbridge sweep: many cases of scenarios, parameters and seeds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .book_options import (
    FILE,
    csv_option,
    gap_option,
    objective_option,
    orders_option,
    seconds_option,
    terms_option,
)
from .limit_options import NAMES as LIMIT_NAMES
from .limit_options import limit_options
from .options import (
    data_option,
    is_given,
    json_option,
    language_option,
    print_json,
    quiet_option,
)
from .output_file import CHARTS, OutputFile
from .progress_bar import progress_bar

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.sweeps.sweep_file import Description
    from ..network.terms import Terms
    from ..optimizer.sweep.executor import Executor

_DESCRIBING = (
    "stacks", "parameters", "seeds", "design", "fast", "objective", "gap", "seconds", *LIMIT_NAMES,
)  # fmt: skip


@click.command(
    "sweep",
    epilog="Examples: landbridge sweep --stack base --stack suez_reopens --set"
    " price.rail=1,0.8,1.2 --seeds 1-3 --tornado tornado.png | landbridge sweep sweep.toml",
)
@click.argument("file", required=False, type=FILE, metavar="[FILE.toml]")
@data_option
@orders_option
@click.option(
    "--stack", "stacks", multiple=True, metavar="A+B",
    help="Scenarios of a case, with + between them; may be repeated. The first is compared with.",
)  # fmt: skip
@click.option(
    "--set", "parameters", multiple=True, metavar="NAME=VALUES",
    help="Values of a parameter, e.g. price.rail=1,0.8,1.2; may be repeated (docs/sweeps.md).",
)  # fmt: skip
@click.option("--seeds", default="1", show_default=True, metavar="1-5,9", help="Seeds of a case.")
@click.option(
    "--design", type=click.Choice(["grid", "one_at_a_time"]), default="grid", show_default=True,
    help="Every combination, or each change alone.",
)  # fmt: skip
@click.option("--fast", is_flag=True, help="Solve the linear mix only: cost and what is unserved.")
@limit_options
@terms_option
@objective_option
@gap_option
@seconds_option
@click.option(
    "--store", type=OutputFile(), default=Path("sweep.sqlite"), show_default=True,
    metavar="FILE.sqlite",
    help="Where finished cases are kept; what it has is not solved again.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(0, 512), metavar="N",
    help="Processes; without it one for each core, 0 = this one.",
)  # fmt: skip
@click.option(
    "--retries", type=click.IntRange(0, 100), default=3, show_default=True,
    help="How often a case is begun again after its worker died.",
)  # fmt: skip
@click.option(
    "--scheduler", metavar="tcp://HOST:PORT",
    help="Solve on a Dask cluster instead (extra `cluster`).",
)  # fmt: skip
@click.option(
    "--figure", default="cost_usd", show_default=True, metavar="NAME",
    help="What the tornado is about, e.g. co2e_t.",
)  # fmt: skip
@click.option(
    "--tornado", "tornado_file", type=OutputFile(*CHARTS), metavar="FILE",
    help="Draw what moves the figure; png, svg or pdf, or csv or json for the data.",
)  # fmt: skip
@language_option
@csv_option
@json_option
@quiet_option
def command(
    file: Path | None,
    data: str,
    orders: Path | None,
    terms_file: Path | None,
    store: Path,
    workers: int | None,
    retries: int,
    scheduler: str | None,
    figure: str,
    tornado_file: Path | None,
    language_id: str,
    csv_file: Path | None,
    as_json: bool,
    quiet: bool,
    **described: Any,
) -> None:
    """Solve many cases: scenarios, values of parameters and seeds, in any combination.

    Each case is kept in a file as soon as it ends, so that a sweep that was stopped goes on
    where it was. The figures do not depend on who solves a case, or when. Ends with 1 where
    a case failed.
    """
    from ..network.sweeps.outcome import Status
    from ..network.sweeps.tornado import measure_named
    from ..optimizer.sweep.run import run_sweep
    from .sweep_report import print_sweep, sweep_json, write_sweep

    measure_named(figure)
    network = _network(data, orders)
    asked = _from_file(file) if file is not None else _from_options(described)
    question = asked.question
    if terms_file is not None:
        question = replace(question, terms=_terms(terms_file, network))
    executor = _executor(workers, retries, scheduler)
    with progress_bar("solving", quiet=quiet, things="cases") as count:
        result = run_sweep(
            network, asked.sweep, question, store=store, executor=executor, count=count
        )
    written = write_sweep(
        network, result, figure, csv_file=csv_file, chart_file=tornado_file, language=language_id
    )
    if as_json:
        print_json(sweep_json(result, figure))
    else:
        print_sweep(result, figure, (*written, store))
    if any(row.outcome.status is Status.FAILED for row in result.rows):
        raise click.exceptions.Exit(1)


def _network(data: str, orders: Path | None) -> Network:
    from ..network.read import load, read_orders

    network = load(data)
    return network.with_orders(read_orders(orders, network).values()) if orders else network


def _terms(path: Path, network: Network) -> Terms:
    from ..network.term_files import read_terms

    return read_terms(path, network)


def _from_file(path: Path) -> Description:
    """Read a description; options that would describe the sweep too are refused."""
    from ..network.sweeps.sweep_file import read_sweep

    given = [name.replace("_", "-") for name in _DESCRIBING if is_given(name)]
    if given:
        message = f"{path} describes the sweep: leave out {', '.join(given)}, or write it there"
        raise click.UsageError(message)
    return read_sweep(path)


def _from_options(described: dict[str, Any]) -> Description:
    from ..network.limits import Objective
    from ..network.scenario_files import BASE
    from ..network.sweeps.case import Design, Sweep
    from ..network.sweeps.digest import SweepQuestion
    from ..network.sweeps.sweep_file import Description, read_parameters, read_seeds

    return Description(
        sweep=Sweep(
            stacks=described["stacks"] or (BASE,),
            parameters=read_parameters(described["parameters"]),
            seeds=read_seeds(described["seeds"]),
            design=Design(described["design"]),
        ),
        question=SweepQuestion(
            objective=Objective(described["objective"]),
            limits=described["limits"],
            is_linear=described["fast"],
            gap=described["gap"],
            seconds=described["seconds"],
        ),
    )


def _executor(workers: int | None, retries: int, scheduler: str | None) -> Executor:
    from ..optimizer.sweep.executor import InThisProcess
    from ..optimizer.sweep.local_pool import LocalPool
    from ..optimizer.sweep.run import default_workers

    if scheduler is not None:
        from ..optimizer.sweep.dask_pool import DaskPool

        return DaskPool(address=scheduler)
    if workers == 0:
        return InThisProcess()
    return LocalPool(workers=workers or default_workers(), retries=retries)
