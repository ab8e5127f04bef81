"""landbridge practices: the register of facilitation measures, and why a figure is what it is."""

from __future__ import annotations

import click

from .options import data_option, json_option, load_network, print_json, scenario_option


@click.command(
    "practices",
    epilog="Examples: landbridge practices --json | landbridge practices --explain CQ_TJC"
    " --vintage 2018-11 --practice single_window_time=off",
)
@click.option(
    "--explain", "terminal", metavar="TERMINAL",
    help="Say why clearance and handling at a terminal take and cost what they do.",
)  # fmt: skip
@data_option
@scenario_option
@json_option
def command(terminal: str | None, data: str, scenarios: tuple[str, ...], as_json: bool) -> None:
    """List the practices: what each changes, where, its source figure, and how it is switched.

    Those that cannot be switched follow with the reason. With --practice, --vintage and
    --scenario the states are those of that world.
    """
    from dataclasses import asdict

    from ..network.practices_explained import explain_terminal
    from ..network.practices_register import practice_register
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
    if as_json:
        applied = list(network.applied)
        print_json({"applied": applied, "practices": [entry.record() for entry in register]})
    else:
        print_register(register)
