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

PRINTED = ("png", "svg", "pdf")
"""Endings of a map for print."""


@click.command(
    "map",
    epilog="Examples: landbridge map --plan out/plan.json | landbridge map O001 -o o001.html | "
    "landbridge map --plan out/plan.json -o map.pdf --language zh",
)
@shipment_options
@click.option(
    "--plan", "plan_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw a plan that was written as plan.json.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("map.html"),
    show_default=True,
    help="File to write: an interactive map (html), or one of a plan for print (png, svg, pdf).",
)  # fmt: skip
@click.option(
    "--language", "language_id", type=click.Choice(["en", "zh"]), default="en", show_default=True,
    help="Language of the words.",
)  # fmt: skip
@data_option
@scenario_option
@json_option
@quiet_option
def command(
    plan_file: Path | None,
    output: Path,
    language_id: str,
    data: str,
    scenarios: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Draw a plan, or the routes of a shipment, on a map that opens without a network."""
    from ..maps import draw_plan, draw_print_map, draw_route
    from ..maps.phrases import Language
    from ..network.whole_files import check_writable, write_whole

    language = Language(language_id)
    kind = output.suffix.lower().removeprefix(".")
    content: str | bytes
    if plan_file is not None:
        _refuse_question(chosen)
    elif kind in PRINTED:
        message = f"-o {output.name}: a map for print is drawn of a plan; add --plan FILE"
        raise click.UsageError(message)
    check_writable(output.parent)
    with progress(quiet=quiet) as report:
        if plan_file is not None:
            report(f"reading {plan_file}")
            answer = sound_plan(plan_file, data)
            if kind in PRINTED:
                report("drawing")
                chart = draw_print_map(answer.network, answer, language=language)
                content = chart.picture(kind)
            else:
                content = draw_plan(answer.network, answer, language=language).html()
        else:
            from ..optimizer.routes import routes

            report(f"reading {data}")
            network = load_network(data, scenarios)
            shipment = asked_shipment(network, chosen)
            report(f"routes of {shipment.id}")
            found = routes(network, shipment).routes
            page = draw_route(network, found, units=shipment.num_units, language=language)
            content = page.html()
        write_whole({output: content})
    if as_json:
        print_json({"written": str(output)})
    else:
        click.echo(f"Written: {output}")


def _refuse_question(chosen: dict[str, Any]) -> None:
    """Raise where a plan is to be drawn, but a shipment or a scenario is asked about."""
    if any(value is not None for value in chosen.values()) or is_given("scenarios"):
        message = "--plan draws a plan as it was made; leave the order and the scenario away"
        raise click.UsageError(message)
