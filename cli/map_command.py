"""landbridge map: draw a plan or the routes of a shipment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from .asked_shipment import asked_shipment, shipment_options
from .options import (
    data_option,
    is_given,
    json_option,
    language_option,
    load_network,
    print_json,
    progress,
    quiet_option,
    scenario_option,
    sound_plan,
)
from .output_file import PAGES, PICTURES, OutputFile

if TYPE_CHECKING:
    from ..maps.phrases import Language

Report: TypeAlias = Callable[[str], None]

"""Endings of a map for print."""


@click.command(
    "map",
    epilog="Examples: landbridge map --plan out/plan.json | landbridge map O001 -o o001.html | "
    "landbridge map --plan out/plan.json -o map.pdf --language zh | "
    "landbridge map --plan new/plan.json --before old/plan.json",
)
@shipment_options
@click.option(
    "--plan", "plan_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw a plan that was written as plan.json.",
)  # fmt: skip
@click.option(
    "--before", "before_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw also the plan before, and what grew, shrank, is new or gone since.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=OutputFile(*PAGES, *PICTURES), default=Path("map.html"),
    show_default=True,
    help="File to write: an interactive map (html), or one of a plan for print (png, svg, pdf).",
)  # fmt: skip
@language_option
@data_option
@scenario_option
@json_option
@quiet_option
def command(
    plan_file: Path | None,
    before_file: Path | None,
    output: Path,
    language_id: str,
    data: str,
    scenarios: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Draw a plan, or the routes of a shipment, on a map that opens without a network."""
    from ..maps.phrases import Language
    from ..network.whole_files import write_whole

    language = Language(language_id)
    kind = output.suffix.lower().removeprefix(".")
    _check_question(plan_file, before_file, output, chosen)
    with progress(quiet=quiet) as report:
        if plan_file is None:
            content: str | bytes = _routes_page(data, scenarios, chosen, language, report)
        elif before_file is not None:
            content = _comparison_picture(before_file, plan_file, data, (kind, language), report)
        else:
            content = _plan_picture(plan_file, data, kind, language, report)
        write_whole({output: content})
    if as_json:
        print_json({"written": str(output)})
    else:
        click.echo(f"Written: {output}")


def _check_question(
    plan_file: Path | None, before_file: Path | None, output: Path, chosen: dict[str, Any]
) -> None:
    """Raise where options do not go together."""
    if plan_file is not None:
        _refuse_question(chosen)
    elif before_file is not None:
        message = "--before needs the plan after; add --plan FILE"
        raise click.UsageError(message)
    elif output.suffix.lower().removeprefix(".") in PICTURES:
        message = f"-o {output.name}: a map for print is drawn of a plan; add --plan FILE"
        raise click.UsageError(message)


def _refuse_question(chosen: dict[str, Any]) -> None:
    """Raise where a plan is to be drawn, but a shipment or a scenario is asked about."""
    if any(value is not None for value in chosen.values()) or is_given("scenarios"):
        message = "--plan draws a plan as it was made; leave the order and the scenario away"
        raise click.UsageError(message)


def _plan_picture(
    plan_file: Path, data: str, kind: str, language: Language, report: Report
) -> str | bytes:
    from ..maps import draw_plan, draw_print_map

    report(f"reading {plan_file}")
    answer = sound_plan(plan_file, data)
    if kind in PICTURES:
        report("drawing")
        return draw_print_map(answer.network, answer, language=language).picture(kind)
    return draw_plan(answer.network, answer, language=language).html()


def _comparison_picture(
    before_file: Path, after_file: Path, data: str, how: tuple[str, Language], report: Report
) -> str | bytes:
    """Return the map of two plans, of a kind and in a language."""
    from ..maps import draw_comparison, draw_print_comparison

    kind, language = how
    plans = []
    for file in (before_file, after_file):
        report(f"reading {file}")
        plans.append(sound_plan(file, data))
    if kind in PICTURES:
        report("drawing")
        return draw_print_comparison(*plans, language=language).picture(kind)
    return draw_comparison(*plans, language=language).html()


def _routes_page(
    data: str,
    scenarios: tuple[str, ...],
    chosen: dict[str, Any],
    language: Language,
    report: Report,
) -> str:
    from ..maps import draw_route
    from ..optimizer.routes import routes

    report(f"reading {data}")
    network = load_network(data, scenarios)
    shipment = asked_shipment(network, chosen)
    report(f"routes of {shipment.id}")
    found = routes(network, shipment).routes
    return draw_route(network, found, units=shipment.num_units, language=language).html()
