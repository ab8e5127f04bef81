"""landbridge practices: the register of facilitation measures, and why a figure is what it is."""

from __future__ import annotations

import click

from .options import data_option, json_option, load_network, print_json, scenario_option


@click.command(
    "practices",
    epilog="Examples: landbridge practices F20 one_pass | landbridge practices --json |"
    " landbridge practices --explain CQ_TJC --vintage 2018-11 --practice single_window_time=off",
)
@click.argument("names", nargs=-1, metavar="[PRACTICE|FEATURE]...")
@click.option(
    "--explain", "terminal", metavar="TERMINAL",
    help="Say why clearance and handling at a terminal take and cost what they do.",
)  # fmt: skip
@data_option
@scenario_option
@json_option
def command(
    names: tuple[str, ...],
    terminal: str | None,
    data: str,
    scenarios: tuple[str, ...],
    as_json: bool,
) -> None:
    """List the practices: source figure, what each changes, which routes, and how it is switched.

    Those that cannot be switched follow with the reason; those that are named are shown in
    full. With --practice, --vintage and
    --scenario the states are those of that world.
    """
    from dataclasses import asdict

    from ..network.practices_explained import explain_terminal
    from ..network.practices_register import entries_named, practice_register
    from .practices_report import print_explanation, print_register

    network = load_network(data, scenarios)
    if terminal is not None:
        explanation = explain_terminal(network, terminal)
        if as_json:
            print_json(asdict(explanation))
        else:
            print_explanation(explanation)
        return
    register = practice_register(network)
    if names:
        register = entries_named(register, names)
    if as_json:
        applied = list(network.applied)
        print_json({"applied": applied, "practices": [entry.record() for entry in register]})
    else:
        print_register(register, in_full=bool(names))
