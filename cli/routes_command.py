"""landbridge routes: the routes of one shipment."""

from __future__ import annotations

from typing import Any

import click

from .asked_shipment import asked_shipment, shipment_options
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
    "routes",
    epilog="Examples: landbridge routes O001 | landbridge routes --from CQ_TJC --to DUI"
    " --cargo servers_ict --boxes 2 --ready 2025-11-03 --due 2025-12-01",
)
@shipment_options
@data_option
@scenario_option
@json_option
@quiet_option
def command(
    data: str, scenarios: tuple[str, ...], as_json: bool, quiet: bool, **chosen: Any
) -> None:
    """Show every route of a shipment that no other beats, and the modes side by side.

    ORDER is an order of the book; without it the shipment is described by options. A
    route is in the list unless another one is at least as good in cost, arrival and CO2e.
    """
    from ..optimizer.routes import routes

    with progress(quiet=quiet) as report:
        report(f"reading {data}")
        network = load_network(data, scenarios)
        shipment = asked_shipment(network, chosen)
        report(f"routes of {shipment.id}")
        answer = routes(network, shipment)
    if as_json:
        from .route_record import routes_json

        print_json(routes_json(answer))
        return
    from .route_report import print_routes

    print_routes(network, answer)
