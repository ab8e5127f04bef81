"""landbridge reach: how soon and for how little cargo gets anywhere."""

from __future__ import annotations

from typing import Any

import click

from .asked_shipment import asked_cargo, cargo_options
from .options import (
    data_option,
    json_option,
    load_network,
    print_json,
    progress,
    quiet_option,
    scenario_option,
)


@click.command(
    "reach",
    epilog="Example: landbridge reach --from CQ_TJC --cargo general_cargo --ready 2025-11-03",
)
@cargo_options
@data_option
@scenario_option
@json_option
@quiet_option
def command(
    data: str, scenarios: tuple[str, ...], as_json: bool, quiet: bool, **chosen: Any
) -> None:
    """Show the earliest delivery and the least freight to every terminal, nearest first.

    Both are door to door with clearance, and belong to different routes.
    """
    from ..optimizer.reach import reach
    from .reach_report import print_reach, reach_json

    with progress(quiet=quiet) as report:
        report(f"reading {data}")
        network = load_network(data, scenarios)
        shipment = asked_cargo(network, chosen)
        report(f"reach of {shipment.origin}")
        found = reach(network, shipment)
    if as_json:
        print_json(reach_json(found))
        return
    print_reach(network, shipment, found)
