"""landbridge map: draw a plan or the routes of a shipment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .asked_shipment import asked_shipment, shipment_options
from .options import (
    data_option,
    is_given,
    json_option,
    load_network,
    print_json,
    progress,
    quiet_option,
    scenario_option,
    sound_plan,
)


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
@json_option
@quiet_option
def command(
    plan_file: Path | None,
    output: Path,
    data: str,
    scenarios: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Draw a plan, or the routes of a shipment, on a map that opens without a network."""
    from ..maps import draw_plan, draw_route
    from ..network.whole_files import check_writable, write_whole

    if plan_file is not None:
        _refuse_question(chosen)
    check_writable(output.parent)
    with progress(quiet=quiet) as report:
        if plan_file is not None:
            report(f"reading {plan_file}")
            answer = sound_plan(plan_file, data)
            page = draw_plan(answer.network, answer)
        else:
            from ..optimizer.routes import routes

            report(f"reading {data}")
            network = load_network(data, scenarios)
            shipment = asked_shipment(network, chosen)
            report(f"routes of {shipment.id}")
            found = routes(network, shipment).routes
            page = draw_route(network, found, units=shipment.num_units)
        write_whole({output: page.html()})
    if as_json:
        print_json({"written": str(output)})
    else:
        click.echo(f"Written: {output}")


def _refuse_question(chosen: dict[str, Any]) -> None:
    """Raise where a plan is to be drawn, but a shipment or a scenario is asked about."""
    if any(value is not None for value in chosen.values()) or is_given("scenarios"):
        message = "--plan draws a plan as it was made; leave the order and the scenario away"
        raise click.UsageError(message)
