"""landbridge routes: the routes of one shipment, or of many at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .asked_shipment import asked_routes, shipment_options
from .options import (
    data_option,
    is_given,
    json_option,
    load_network,
    print_json,
    progress,
    quiet_option,
    scenario_option,
)
from .output_file import OutputFile


@click.command(
    "routes",
    epilog="Examples: landbridge routes O001 | landbridge routes --from Chongqing --to Duisburg"
    " --cargo servers_ict --boxes 2 --ready 2025-11-03 --due 2025-12-01 |"
    " landbridge routes --orders orders.csv --csv routes.csv",
)
@shipment_options
@click.option(
    "--orders", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Find the routes of every order of a CSV file, in parallel.",
)  # fmt: skip
@click.option(
    "--csv", "csv_file", type=OutputFile(), metavar="FILE",
    help="With --orders: write a row for each order and mode.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(min=1, max=256), metavar="N",
    help="With --orders: processes to use; without it one for each core.",
)  # fmt: skip
@data_option
@scenario_option
@json_option
@quiet_option
def command(
    orders: Path | None,
    csv_file: Path | None,
    workers: int | None,
    data: str,
    scenarios: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Show every route of a shipment that no other beats, and the modes side by side.

    ORDER is an order of the book; without it the shipment is described by options. A
    route is in the list unless another one is at least as good in cost, arrival and CO2e.
    A city stands for all its terminals.

    How a whole market splits over the modes: landbridge forecast.
    """
    if orders is not None:
        if any(is_given(name) for name in chosen):
            message = "give a file of orders, or ask about one shipment, not both"
            raise click.UsageError(message)
        _many(orders, csv_file, workers, data, scenarios, as_json=as_json, quiet=quiet)
        return
    from ..optimizer.refusal import check_carried

    with progress(quiet=quiet) as report:
        report(f"reading {data}")
        network = load_network(data, scenarios)
        report("searching routes")
        answer = asked_routes(network, chosen)
        check_carried(answer)
    if as_json:
        from .route_record import routes_json

        print_json(routes_json(answer))
        return
    from .route_report import print_routes

    print_routes(network, answer)


def _many(
    orders: Path,
    csv_file: Path | None,
    workers: int | None,
    data: str,
    scenarios: tuple[str, ...],
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    from ..network.read import read_orders
    from ..network.whole_files import write_whole
    from ..optimizer.batch import routes_of_many
    from .batch_report import batch_csv, batch_json, print_batch
    from .progress_bar import progress_bar

    with progress(quiet=quiet) as report:
        report(f"reading {data}")
        network = load_network(data, scenarios)
        shipments = read_orders(orders, network).values()
    with progress_bar("routes", quiet=quiet) as count:
        answers = routes_of_many(network, shipments, workers=workers, count=count)
    if csv_file is not None:
        write_whole({csv_file: batch_csv(network, answers)})
    if as_json:
        print_json(batch_json(answers))
        return
    print_batch(network, answers)
