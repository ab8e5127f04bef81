"""landbridge compare: the ways of one shipment, or two and more plans and scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .asked_shipment import asked_shipment, shipment_options
from .options import (
    Number,
    data_option,
    json_option,
    language_option,
    load_network,
    print_json,
    progress,
    quiet_option,
    scenario_option,
)

if TYPE_CHECKING:
    from ..network.network import Network
    from ..network.shipment import Shipment
    from ..optimizer.comparison import Comparison


class ShipmentOrPlans(click.Command):
    """Compares the ways of one shipment; two or more names are plans or scenarios."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Hand two or more names, and saved plans, to the comparison of plans."""
        from .scenario_command import compare

        if _names_plans(compare, args):
            return compare.make_context(info_name, args, parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Invoke the command that the context was made for."""
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


def _names_plans(compare: click.Command, args: list[str]) -> bool:
    """Tell whether the words after a command name plans, not one shipment."""
    if len(args) > 1 and not any(word.startswith("-") for word in args[:2]):
        return True
    parser = compare.make_parser(click.Context(compare))
    try:
        chosen, _, _ = parser.parse_args(list(args))
    except click.UsageError:
        return False
    names = chosen.get("names")
    if not isinstance(names, tuple):  # click has a word of its own for nothing
        return False
    return len(names) > 1 or any(name.endswith(".json") for name in names)


@click.command(
    "compare",
    cls=ShipmentOrPlans,
    epilog="Examples: landbridge compare O001 --probability 0.95 |"
    ' landbridge compare O001 --why-not sea --my-route "CQ_XY truck CQ_TJC YXO-DUI-T-W DUI" |'
    " landbridge compare base suez_reopens monday/plan.json",
)
@shipment_options
@click.option(
    "--probability", type=Number(min=0, max=1), default=0.9, show_default=True,
    help="How often the shipment must be on time for the pick that asks for it.",
)  # fmt: skip
@click.option(
    "--my-route", metavar="STEPS",
    help="Price and check a route of your own: terminals and services in turn.",
)  # fmt: skip
@click.option(
    "--why-not", "wishes", multiple=True, metavar="NAME",
    help="Say why a mode, corridor, service or place is not used; may be repeated.",
)  # fmt: skip
@click.option(
    "--charts", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
    help="Draw cost against time, time and cost against distance, and who wins where.",
)  # fmt: skip
@language_option
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True,
              help="Seed of the simulation.")  # fmt: skip
@data_option
@scenario_option
@json_option
@quiet_option
def command(
    probability: float,
    my_route: str | None,
    wishes: tuple[str, ...],
    charts: Path | None,
    language_id: str,
    seed: int,
    data: str,
    scenarios: tuple[str, ...],
    as_json: bool,
    quiet: bool,
    **chosen: Any,
) -> None:
    """Compare the ways to ship one shipment: cost, time, how sure, and what would flip it.

    Puts the modes side by side with the days by which half and nine tenths of the
    journeys end and how often they are on time, answers the usual questions, names
    alternatives that are really different, and says what would make another choice win.

    How a whole market splits over the modes: landbridge forecast.

    Two or more names, of scenarios or of saved plans, are put side by side instead: see
    landbridge scenario compare --help for what can be asked then.
    """
    from ..optimizer.comparison import compare_modes
    from ..optimizer.own_route import price_route
    from ..optimizer.refusal import check_carried
    from ..optimizer.why_not import why_not
    from .compare_report import print_comparison, print_own_route

    with progress(quiet=quiet) as report:
        report(f"reading {data}")
        network = load_network(data, scenarios)
        shipment = asked_shipment(network, chosen)
        report(f"comparing the ways of {shipment.id}")
        answer = compare_modes(network, shipment, probability=probability, seed=seed)
        check_carried(answer.answer)
        own = price_route(network, shipment, my_route) if my_route is not None else None
        reasons = [why_not(network, shipment, wish) for wish in wishes]
        if charts is not None:
            report(f"drawing {charts}")
            _draw(network, shipment, answer, (charts, language_id))
    if as_json:
        from .route_record import comparison_json

        print_json(comparison_json(answer, own, reasons))
        return
    print_comparison(network, answer)
    if own is not None:
        print_own_route(network, own)
    for reason in reasons:
        click.echo(f"\nWhy not {reason}")


def _draw(
    network: Network, shipment: Shipment, answer: Comparison, where: tuple[Path, str]
) -> None:
    """Draw every chart of a comparison as a picture and as data, in a language."""
    from ..maps.charts import Measure, draw_break_even, draw_cost_time, draw_profile
    from ..maps.phrases import Language
    from ..network.whole_files import write_whole

    folder, language = where[0], Language(where[1])
    considered = [rated.route for rated in answer.considered]
    by_mode = [row.rated.route for row in answer.modes if row.rated]
    drawn = [
        draw_cost_time(network, shipment, considered, language=language),
        *(
            draw_profile(network, shipment, by_mode, measure=measure, language=language)
            for measure in Measure
        ),
        draw_break_even(network, shipment, by_mode, language=language),
    ]
    write_whole({
        folder / f"{chart.name}.{kind}": chart.content(kind)
        for chart in drawn
        for kind in ("png", "csv")
    })  # fmt: skip
