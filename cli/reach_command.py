"""landbridge reach: how soon and for how little cargo gets anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .asked_shipment import asked_cargo, cargo_options
from .options import (
    data_option,
    json_option,
    language_option,
    load_network,
    print_json,
    progress,
    quiet_option,
    scenario_option,
)
from .output_file import PAGES, OutputFile

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.shipment import Shipment


@click.command(
    "reach",
    epilog="Example: landbridge reach --from CQ_TJC --cargo general_cargo --ready 2025-11-03 "
    "--map reach.html",
)
@cargo_options
@click.option(
    "--map", "map_file", type=OutputFile(*PAGES), metavar="FILE.html",
    help="Also draw it by bands of time and cost, with a limit and a choice of modes.",
)  # fmt: skip
@language_option
@data_option
@scenario_option
@json_option
@quiet_option
def command(
    map_file: Path | None,
    language_id: str,
    data: str,
    scenarios: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Show the earliest delivery and the least freight to every terminal, nearest first.

    Both are door to door with clearance, and belong to different routes.
    """
    from ..network.whole_files import write_whole
    from ..optimizer.reach import reach
    from .reach_report import print_reach, reach_json

    with progress(quiet=quiet) as report:
        report(f"reading {data}")
        network = load_network(data, scenarios)
        shipment = asked_cargo(network, chosen)
        report(f"reach of {shipment.origin}")
        found = reach(network, shipment)
        if map_file is not None:
            report(f"drawing {map_file}")
            write_whole({map_file: _page(network, shipment, language_id)})
    if as_json:
        print_json(reach_json(found))
        return
    print_reach(network, shipment, found)


def _page(network: Network, shipment: Shipment, language_id: str) -> str:
    """Return the map of a reach, by all modes and by every choice of fewer."""
    from ..maps import draw_reach
    from ..maps.phrases import Language
    from ..optimizer.reach_ways import reach_ways

    ways = reach_ways(network, shipment)
    return draw_reach(network, shipment, ways, language=Language(language_id)).html()
