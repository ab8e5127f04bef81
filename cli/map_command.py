"""landbridge map: draw a plan or the routes of a shipment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .asked_shipment import asked_shipment, shipment_options
from .options import data_option, load_network, progress, quiet_option, scenario_option


@click.command(
    "map",
    epilog="Examples: landbridge map --plan out/plan.json | landbridge map O001 -o o001.html",
)
@shipment_options
@click.option(
    "--plan", "plan_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw a plan that was written as plan.json.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("map.html"),
    show_default=True, help="File to write.",
)  # fmt: skip
@data_option
@scenario_option
@quiet_option
def command(
    plan_file: Path | None,
    output: Path,
    data: str,
    scenarios: tuple[str, ...],
    quiet: bool,
    **chosen: Any,
) -> None:
    """Draw a plan, or the routes of a shipment, on a map that opens without a network."""
    from ..maps import draw_plan, draw_route
    from ..network.plan_files import read_plan
    from ..optimizer.routes import routes

    with progress(quiet=quiet) as report:
        if plan_file is not None:
            report(f"reading {plan_file}")
            answer = read_plan(plan_file)
            page = draw_plan(answer.network, answer)
        else:
            report(f"reading {data}")
            network = load_network(data, scenarios)
            shipment = asked_shipment(network, chosen)
            report(f"routes of {shipment.id}")
            page = draw_route(network, routes(network, shipment).routes)
        page.save(output)
    click.echo(f"Written: {output}")
